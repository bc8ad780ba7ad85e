import type { InnerLine } from './container.ts';
import { type Clock, findTime } from './record-time.ts';

/** Someone pasted so many lines; a longer text is a log, which nobody wraps. */
const pasted = 400;
/** A record of an agent fills so many lines at 60 columns. */
const longest = 12;

const head =
  '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \\d]\\d \\d\\d:\\d\\d:\\d\\d [\\w.-]{1,80} [\\w./-]{1,60}\\[\\d{1,9}\\]: ';
const innerHead = new RegExp(`\\s(?=${head})`);

/** What opens the line of a delivery: Postfix and sendmail, OpenSMTPD, Exim. */
const opening =
  /^(?:[A-F0-9]{6,15}|[0-9A-Za-z]{10,20}): to=|(?:^|\s)(?:relay|delivery): (?:Ok|TempFail|PermFail) for\b|^[0-9a-f]{16} (?:mta|mda) (?:event=)?delivery evpid=|^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})? (?:[+-]\d{4} )?(?:\[\d{1,8}\] )?[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} (?:==|\*\*|=>|->) /;
/** Postfix's line is whole where its bracket closes. */
const whole = /\bstatus=[\w-]{1,40}(?: \(.*\))?$/s;

export interface Held {
  readonly inner: InnerLine;
  readonly number: number;
  readonly raw: string;
  readonly lines: number;
}

/** Joins the lines of one record of a delivery agent that a mailer or a form wrapped at some column. */
export class WrappedLines {
  readonly #clock: Clock;
  #held: Held | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes a line that goes on with the one that is held, or opens such a record; false where it does neither. */
  takes(inner: InnerLine, raw: string, number: number): boolean {
    const held = this.#held;
    if (held === undefined) {
      if (number > pasted || !opening.test(inner.text) || whole.test(inner.text)) return false;
      this.#held = { inner, raw, number, lines: 1 };
      return true;
    }
    if (held.lines >= longest || inner.text.trim() === '' || this.#beginsItself(inner)) return false;
    const text = `${held.inner.text.trimEnd()} ${inner.text.trimStart()}`;
    this.#held = {
      inner: { ...held.inner, text },
      raw: `${held.raw}\n${raw}`,
      number: held.number,
      lines: held.lines + 1,
    };
    return true;
  }

  /** The record that is held, and what the wrapping put behind it on the same line. */
  release(): { readonly held: Held; readonly rest: string } | undefined {
    const held = this.#held;
    if (held === undefined) return undefined;
    this.#held = undefined;
    const cut = held.inner.text.search(innerHead);
    if (cut === -1) return { held, rest: '' };
    return {
      held: { ...held, inner: { ...held.inner, text: held.inner.text.slice(0, cut) } },
      rest: held.inner.text.slice(cut + 1),
    };
  }

  #beginsItself({ text, program, at }: InnerLine): boolean {
    if (program !== undefined || at !== undefined || text.startsWith('{') || opening.test(text)) return true;
    return !/^\s/.test(text) && /^\D{0,3}\d/.test(text) && findTime(text, this.#clock, 8) !== undefined;
  }
}
