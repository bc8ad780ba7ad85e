import type { Tally } from '../tally.ts';
import { openAspNetPage } from './aspnet-page.ts';
import type { Block, Opener, Sink } from './block.ts';
import { openCited } from './cited.ts';
import { openCommand } from './commands.ts';
import { openCrash } from './crash.ts';
import { openDelimited } from './delimited.ts';
import { openErrorPage } from './error-page.ts';
import { escapedLines } from './escaped-xml.ts';
import { openHttpErr } from './http-err.ts';
import { openJsonLine } from './json-line.ts';
import { openList } from './list.ts';
import { openNotDescribed } from './not-described.ts';
import { openNote } from './notes.ts';
import { openQuote, quoted } from './quotes.ts';
import { openReportWer } from './report-wer.ts';
import type { RowShape } from './row-scan.ts';
import { openTable } from './table.ts';
import { openWebEvent } from './web-event.ts';
import { openXmlLines } from './xml-lines.ts';

const openers: readonly Opener[] = [
  openXmlLines,
  openJsonLine,
  openHttpErr,
  openDelimited,
  openTable,
  openNotDescribed,
  openCrash,
  openWebEvent,
  openReportWer,
  openErrorPage,
  openAspNetPage,
  openCommand,
  openCited,
  openList,
  openNote,
  openQuote,
];

/**
 * Reads text line by line, whatever mixture of formats it is: each line belongs to the block that
 * is open or opens one. What no format knows is counted as not understood.
 */
export class TextEvents {
  readonly #sink: Sink;
  readonly #tally: Tally;
  readonly formats = new Set<string>();
  readonly #unescaped = escapedLines();
  #lost = false;
  /** A line that no format knows, until the next shows whether a sentence is wrapped there. */
  #held: { readonly line: string; readonly number: number } | undefined;
  #open: { block: Block; first: number; text: string; count: number } | undefined;

  constructor(sink: Sink, tally: Tally) {
    this.#sink = sink;
    this.#tally = tally;
  }

  /** Set while a table is open and no row of it is half read. */
  get rowShape(): RowShape | undefined {
    return this.#open?.block.rowShape;
  }

  take(raw: string, number: number): void {
    this.#tally.lines = number;
    for (const part of eventsIn(this.#unescaped(unquoted(raw)))) this.#take(part, number);
  }

  #take(line: string, number: number): void {
    if (this.#offer(line, number)) return;
    if (line.trim() === '') {
      this.#release();
      this.#blank(number);
      return;
    }
    for (const opener of openers) {
      const block = opener(line, number, this.#sink);
      if (block === undefined) continue;
      this.#release();
      this.#open = { block, first: number, text: line, count: 1 };
      this.#lost = false;
      return;
    }
    if (this.#goesOn(line, number)) return;
    this.#release();
    this.#lost = true;
    this.#held = { line, number };
  }

  /** A sentence whose first words stand on the line before. */
  #goesOn(line: string, number: number): boolean {
    const held = this.#held;
    if (held === undefined || held.number !== number - 1) return false;
    const text = `${held.line.trim()} ${line.trim()}`;
    if (!this.#sink.speaks(text)) return false;
    this.#held = undefined;
    this.#lost = false;
    this.#open = {
      block: quoted(text, held.number, undefined, this.#sink),
      first: held.number,
      text: held.line,
      count: 2,
    };
    return true;
  }

  #release(): void {
    if (this.#held !== undefined) this.#tally.miss(this.#held.number, this.#held.line);
    this.#held = undefined;
  }

  /** A blank line after text that was not understood belongs to it. */
  #blank(number: number): void {
    if (this.#lost) this.#tally.miss(number, '');
  }

  end(): void {
    this.#release();
    this.#close();
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    if (open.block.end()) this.formats.add(open.block.format);
    else this.#tally.miss(open.first, `${open.text}${'\n.'.repeat(open.count - 1)}`);
  }

  /** Whether the open block takes the line. */
  #offer(line: string, number: number): boolean {
    const open = this.#open;
    if (open === undefined) return false;
    const answer = open.block.take(line, number);
    if (answer === 'refused' || answer === 'last') {
      if (answer === 'last') open.count++;
      this.#close();
      return answer === 'last';
    }
    open.count++;
    return true;
  }
}

/** A line in pieces, where it goes on with another event behind one. */
const eventsIn = (line: string): string[] =>
  line.includes('</Event>') ? line.split(/(?<=<\/Event>)(?=\s{0,80}<Event[\s>])/) : [line];

/** A line without what markdown and mail put around it: `> `, a code fence, a bold key, the backslash of a line break. */
function unquoted(line: string): string {
  const bare = line.startsWith('>') ? line.replace(/^(?:> ?)+/, '') : line;
  if (bare.startsWith('```')) return '';
  const plain = bare.includes('**') ? bare.replace(/^(\s*(?:[-*•]\s+)?)\*\*([^*]{1,60})\*\*/, '$1$2') : bare;
  return plain.endsWith('\\') ? plain.replace(/^([\p{L} -]{1,40}:[^\\]*)\\$/u, '$1') : plain;
}
