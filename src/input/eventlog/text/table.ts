import { compact, eventIdOf, type RawEvent } from '../raw-event.ts';
import { parseDateText } from '../time/date-text.ts';
import type { Block, Opener, Sink } from './block.ts';
import { messageOf } from './fields.ts';

const group = /^\s*ProviderName: (\S.*?)\s*$/;
const head = /^\s*(?:TimeCreated\s+(?:ProviderName\s+)?Id\s|Index\s+Time\s+EntryType\s+Source\s)/;

/**
 * The tables PowerShell prints: `Get-WinEvent`, grouped by provider, and `Get-EventLog`. Messages
 * are cut at the width of the window, the latter's times have neither year nor seconds.
 */
export const openTable: Opener = (line, _number, sink) => {
  const provider = group.exec(line)?.[1];
  if (provider !== undefined) return new Table(sink, provider);
  return head.test(line) ? new Table(sink, undefined, line) : undefined;
};

class Table implements Block {
  readonly format = 'powershell-table';
  readonly #sink: Sink;
  #provider: string | undefined;
  #messageAt = -1;
  #last: RawEvent | undefined;
  #any = false;

  constructor(sink: Sink, provider: string | undefined, header?: string) {
    this.#sink = sink;
    this.#provider = provider;
    if (header !== undefined) this.#header(header);
  }

  take(line: string, number: number): 'taken' | 'refused' {
    if (line.trim() === '') return 'taken';
    const provider = group.exec(line)?.[1];
    if (provider !== undefined) {
      this.#provider = provider;
      return 'taken';
    }
    if (head.test(line)) {
      this.#header(line);
      return 'taken';
    }
    if (/^[\s-]+$/.test(line)) return 'taken';
    return this.#row(line, number);
  }

  end(): boolean {
    this.#flush();
    return this.#any;
  }

  #header(line: string): void {
    this.#messageAt = line.indexOf('Message');
  }

  #row(line: string, number: number): 'taken' | 'refused' {
    const at = this.#messageAt < 0 ? line.length : this.#messageAt;
    const before = line.slice(0, at);
    const text = line.slice(at).trim();
    if (before.trim() === '' && this.#last !== undefined) {
      this.#last = { ...this.#last, message: `${this.#last.message ?? ''} ${text}`.trim() };
      return 'taken';
    }
    const event = this.#event(before, text, number);
    if (event === undefined) return 'refused';
    this.#flush();
    this.#last = event;
    return 'taken';
  }

  #event(before: string, text: string, number: number): RawEvent | undefined {
    const cells = winEventRow(before) ?? eventLogRow(before);
    if (cells === undefined) return undefined;
    const { id, time, recordId, provider = this.#provider } = cells;
    return {
      ...compact<RawEvent>({ provider, id, recordId, ...messageOf(text), line: number, data: {}, time: undefined }),
      time: { text: time },
    };
  }

  #flush(): void {
    if (this.#last === undefined) return;
    this.#any = true;
    this.#sink.event(this.#last);
    this.#last = undefined;
  }
}

interface Cells {
  readonly id: number;
  readonly time: string;
  readonly recordId?: string;
  readonly provider?: string;
}

/** `3/10/2026 3:31:36 PM          5074 Information`; the level may be empty. */
function winEventRow(before: string): Cells | undefined {
  const match = /^\s*(\S.{6,40}?)\s{1,30}(\d{1,5})(?:\s+\D{0,40})?$/.exec(before);
  const id = eventIdOf(match?.[2]);
  const time = match?.[1] ?? '';
  return id === undefined || parseDateText(time) === undefined ? undefined : { id, time };
}

/** `4711 Mar 10 15:31  Information WAS      1073746898`. */
function eventLogRow(before: string): Cells | undefined {
  const match = /^\s*(\d{1,10})\s+(\p{L}{3,4}\.? \d{1,2} \d{1,2}:\d{2})\s+(\S+)\s+(\S.{0,60}?)\s+(\d{1,10})\s*$/u.exec(
    before,
  );
  const id = eventIdOf(match?.[5]);
  if (match === null || id === undefined) return undefined;
  const [, recordId = '', time = '', , provider = ''] = match;
  const isCut = /(?:\.\.\.|…)$/.test(provider);
  return { id, time, recordId, ...(isCut ? {} : { provider }) };
}
