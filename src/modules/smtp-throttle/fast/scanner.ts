import { compile, instantiate } from '../web-assembly.ts';
import { scannerCode } from './scanner-code.ts';

/** Log bytes lie at the beginning of the scanner's memory, hits behind them. */
const hitsAt = 1 << 20;
/** Room for log bytes; behind them lies a margin that the scanner may read. */
export const scannerCapacity = 1 << 19;

type Scan = (at: number, end: number, out: number, lines: number, start: number) => number;

/** Finds `status=` in blocks of a mail log, and counts lines. */
export interface Scanner {
  /** Fill this with log bytes. */
  readonly data: Uint8Array;
  /** Position of a hit, begin of its line, lines before it: three numbers a hit, positions in `data`. */
  readonly hits: Uint32Array;
  /** Looks through the first `end` bytes, which end with a line feed; returns the number of hits and of lines. */
  scan(end: number): { readonly hits: number; readonly lines: number };
}

/** What `scanner.wat` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly scan: Scan;
}

let compiled: object | undefined;
const scannerModule = (): object | undefined => {
  compiled ??= compile(scannerCode);
  return compiled;
};

/** Whether there are scanners: not where WebAssembly or its SIMD is switched off. */
export const canScan = (): boolean => scannerModule() !== undefined;

/** A scanner of 4 MiB; undefined where there is none. */
export function openScanner(): Scanner | undefined {
  const module = scannerModule();
  const exports = module && instantiate<Exports>(module);
  if (exports === undefined) return undefined;
  const { memory, scan } = exports;
  const data = new Uint8Array(memory.buffer, 0, scannerCapacity);
  const hits = new Uint32Array(memory.buffer, hitsAt);
  return {
    data,
    hits,
    scan: (end) => {
      const numbers = (scan(0, end, hitsAt, 0, 0) - hitsAt) / 4;
      return { hits: numbers / 3, lines: hits[numbers] ?? 0 };
    },
  };
}
