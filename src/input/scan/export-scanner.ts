import { compile, instantiate } from '../../core/web-assembly.ts';
import { exportScannerCode } from './export-scanner-code.ts';

/** Room for a block; larger ones, which hold an event of some size, are read without. */
const capacity = 1 << 20;
/** What the scanner reads behind a block. */
const margin = 64;
const [wantedAt, nibblesAt, wordsAt] = [0x110000, 0x120000, 0x120040];
const slot = 32;

/** Where the readers go on, and how many lines ended before. */
interface Passed {
  readonly at: number;
  readonly lines: number;
}

/** What a scanner needs to know of a table. */
interface Columns {
  readonly delimiter: string;
  readonly id: number;
  readonly provider: number | undefined;
  readonly last: number;
  readonly named: number;
}

/** Passes over the events of an export whose ids nobody wants, as the readers would; what it is not sure of it leaves to them. */
export interface ExportScanner {
  /** Takes the next block; false where it is too large. */
  load(bytes: Buffer): boolean;
  /** Over elements of XML, from `at` on. */
  events(at: number): Passed;
  /** Over rows of a table, from the beginning of one on. */
  rows(at: number, columns: Columns): Passed;
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly lines: { readonly value: number };
  readonly events: (at: number, end: number) => number;
  readonly rows: (...numbers: readonly number[]) => number;
}

/** Ids and words that make an event wanted; see `WantedIds` of the readers. */
interface Wanted {
  readonly table: Uint8Array;
  readonly words: readonly string[];
}

/** Undefined where all events are wanted, or where WebAssembly or its SIMD is switched off. */
export function openExportScanner(wanted: Wanted | undefined): ExportScanner | undefined {
  const module = wanted && compile(exportScannerCode);
  const exports = module && instantiate<Exports>(module);
  if (wanted === undefined || exports === undefined) return undefined;
  const { memory, lines, events, rows } = exports;
  const all = new Uint8Array(memory.buffer);
  const data = all.subarray(0, capacity + margin);
  all.set(wanted.table, wantedAt);
  putWords(all, wanted.words);
  let end = 0;
  const passed = (from: number, pass: () => number): Passed =>
    from < end ? { at: pass(), lines: lines.value } : { at: from, lines: 0 };
  return {
    load(bytes) {
      end = bytes.length <= capacity ? bytes.length : 0;
      if (end > 0) data.set(bytes);
      data.fill(0, end, end + margin);
      return end > 0;
    },
    events: (at) => passed(at, () => events(at, end)),
    rows: (at, { delimiter, id, provider = -1, last, named }) =>
      passed(at, () =>
        rows(at, end, delimiter.charCodeAt(0), id, provider, last, Math.max(named, id + 1, provider + 1)),
      ),
  };
}

/** Of each word, in UTF-8 as exports are read, what fits a slot, which is enough to leave an event to the readers, and a bit for the nibbles of its first bytes. */
function putWords(memory: Uint8Array, words: readonly string[]): void {
  for (const [i, word] of [...new Set(words)].entries()) {
    const bytes = Buffer.from(word).subarray(0, slot - 1);
    memory.set([bytes.length, ...bytes], wordsAt + i * slot);
    for (const place of [0, 1]) {
      const byte = bytes[place] ?? 0;
      for (const [row, nibble] of [byte & 15, byte >> 4].entries()) {
        const at = nibblesAt + (place * 2 + row) * 16 + nibble;
        memory[at] = (memory[at] ?? 0) | (1 << (i % 8));
      }
    }
  }
}
