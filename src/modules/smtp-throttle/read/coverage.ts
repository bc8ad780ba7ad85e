import type { InputCoverage } from '../../../core/coverage.ts';
import type { ReadOptions } from '../read-options.ts';

/** Counts how much of an input was understood, and as what. */
export class Coverage {
  lines = 0;
  understood = 0;
  /** Whether times named their zone; undefined until one was seen. */
  zoned: boolean | undefined;
  readonly formats = new Set<string>();
  #first: { line: number; text: string } | undefined;

  notUnderstood(line: number, text: string): void {
    this.#first ??= { line, text: text.slice(0, 200) };
  }

  result(source: string, encoding: string, { zone, zoneProvenance }: ReadOptions): InputCoverage {
    const [format = 'unknown', ...others] = this.formats;
    return {
      source,
      format: others.length === 0 ? format : 'mixed',
      encoding,
      lines: this.lines,
      understood: Math.min(this.understood, this.lines),
      ...(this.#first === undefined ? {} : { firstNotUnderstood: this.#first }),
      timeZone:
        this.zoned === true
          ? { name: 'from each line', provenance: 'from log' }
          : { name: zone, provenance: zoneProvenance },
    };
  }
}
