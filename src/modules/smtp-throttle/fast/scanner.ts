import { scannerCode, scannerMemory } from './scanner-code.ts';

/** Where the log bytes lie in the scanner's memory, and how many fit. */
const dataAt = 64;
const hitsAt = 1 << 20;
/** Room for log bytes; behind them lies a margin that the scanner may read. */
export const scannerCapacity = hitsAt - dataAt - 64;

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

/** The part of WebAssembly that is used; TypeScript declares it for browsers only. */
interface WasmHost {
  readonly Module: new (bytes: Uint8Array) => unknown;
  readonly Instance: new (module: unknown) => { readonly exports: { memory: { buffer: ArrayBuffer }; scan: Scan } };
}

/** A scanner of 4 MiB; undefined where WebAssembly or its SIMD is switched off. */
export function openScanner(): Scanner | undefined {
  const instance = instantiate();
  if (instance === undefined) return undefined;
  const { memory, scan } = instance.exports;
  const data = new Uint8Array(memory.buffer, dataAt, scannerCapacity);
  const hits = new Uint32Array(memory.buffer, hitsAt, (scannerMemory - hitsAt) / 4);
  return {
    data,
    hits,
    scan: (end) => {
      const numbers = (scan(dataAt, dataAt + end, hitsAt, 0, dataAt) - hitsAt) / 4;
      for (let i = 0; i < numbers; i += 3) {
        hits[i] = (hits[i] ?? 0) - dataAt;
        hits[i + 1] = (hits[i + 1] ?? 0) - dataAt;
      }
      return { hits: numbers / 3, lines: hits[numbers] ?? 0 };
    },
  };
}

function instantiate() {
  const host = (globalThis as unknown as { WebAssembly?: WasmHost }).WebAssembly;
  if (host === undefined) return undefined;
  try {
    return new host.Instance(new host.Module(Buffer.from(scannerCode, 'base64')));
  } catch {
    return undefined;
  }
}
