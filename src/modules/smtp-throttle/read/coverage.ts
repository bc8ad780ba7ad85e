import type { InputCoverage } from '../../../core/coverage.ts';
import { headOf } from '../../../core/safe-text.ts';
import type { ReadOptions } from '../read-options.ts';

/** Counts how much of an input was understood, and as what. */
export class Coverage {
  lines = 0;
  understood = 0;
  /** Lines of daemons that send no mail, records without a word of mail. */
  outside = 0;
  /** Whether times named their zone; undefined until one was seen. */
  zoned: boolean | undefined;
  readonly formats = new Set<string>();
  #beside = 0;
  #first: { line: number; text: string } | undefined;

  /** Lines of a daemon that sends no mail: about something else, but in a log of Postfix, of which they are a part. */
  beside(lines: number): void {
    this.#beside += lines;
  }

  notUnderstood(line: number, text: string): void {
    this.#first ??= { line, text: headOf(text, 200) };
  }

  result(source: string, encoding: string, { zone, zoneProvenance }: ReadOptions): InputCoverage {
    const [format = 'unknown', ...others] = this.formats;
    const ofPostfix = this.formats.has('postfix');
    const understood = Math.min(this.understood + (ofPostfix ? this.#beside : 0), this.lines);
    const outside = Math.min(this.outside + (ofPostfix ? 0 : this.#beside), this.lines - understood);
    return {
      source,
      format: others.length === 0 ? format : 'mixed',
      encoding,
      lines: this.lines,
      understood,
      ...(outside === 0 ? {} : { outside }),
      ...(this.#first === undefined ? {} : { firstNotUnderstood: this.#first }),
      timeZone:
        this.zoned === true
          ? { name: 'from each line', provenance: 'from log' }
          : { name: zone, provenance: zoneProvenance },
    };
  }
}
