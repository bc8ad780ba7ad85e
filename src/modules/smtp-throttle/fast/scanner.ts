import { compile, instantiate } from '../../../core/web-assembly.ts';
import { scannerCode } from './scanner-code.ts';

/** Log bytes lie at the beginning of the scanner's memory, what it found where scanner.wat says. */
const [deliveriesAt, oddAt] = [0x100000, 0x250000];
/** Room for log bytes; behind them lies a margin that the scanner may read. */
export const scannerCapacity = 1 << 19;

/** What is wanted of a block. */
interface Wanted {
  /** Mails of one second that were sent and have not failed before may be told of together. */
  readonly fold: boolean;
  /** Mails that fail are remembered. */
  readonly follow: boolean;
}

interface Found {
  /** How many numbers of `deliveries` and of `odd` count. */
  readonly deliveries: number;
  readonly odd: number;
  readonly lines: number;
}

/** Looks through blocks of a mail log: deliveries (`status=`), lines that are not as usual, how many lines there are. */
export interface Scanner {
  /** Fill this with log bytes. */
  readonly data: Uint8Array;
  /**
   * Five numbers each: its position, begin of its line, lines before it, how many were folded into it, where its id
   * ends or 0 where the head of the line is not known.
   */
  readonly deliveries: Uint32Array;
  /** Three numbers each: begin and end of the line, lines before it. */
  readonly odd: Uint32Array;
  /** Looks through the first `end` bytes, which end with a line feed. */
  scan(end: number, wanted: Wanted): Found;
  /** Lines with what stands in [from, end) behind their time are usual, unless they are marked: ` mx1 postfix/smtp`. */
  learn(from: number, end: number): void;
  /** The mail failed whose id ends there. */
  remember(idEnd: number): void;
  /** Whether the mail whose id ends there may have failed before; no is certain. */
  mayHaveFailed(idEnd: number): boolean;
}

/** What `scanner.wat` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly scan: (end: number, fold: number, follow: number) => number;
  readonly learn: (from: number, end: number) => void;
  readonly remember: (end: number) => void;
  readonly mayHaveFailed: (end: number) => number;
}

let compiled: object | undefined;
const scannerModule = (): object | undefined => {
  compiled ??= compile(scannerCode);
  return compiled;
};

/** Whether there are scanners: not where WebAssembly or its SIMD is switched off. */
export const canScan = (): boolean => scannerModule() !== undefined;

/** A scanner of 6 MiB; undefined where there is none. */
export function openScanner(): Scanner | undefined {
  const module = scannerModule();
  const exports = module && instantiate<Exports>(module);
  if (exports === undefined) return undefined;
  const { memory, scan, learn, remember, mayHaveFailed } = exports;
  const deliveries = new Uint32Array(memory.buffer, deliveriesAt, (oddAt - deliveriesAt) / 4);
  const odd = new Uint32Array(memory.buffer, oddAt);
  return {
    data: new Uint8Array(memory.buffer, 0, scannerCapacity),
    deliveries,
    odd,
    scan(end, { fold, follow }) {
      const numbers = (scan(end, Number(fold), Number(follow)) - deliveriesAt) / 4;
      const [lines = 0, oddEnd = oddAt] = deliveries.subarray(numbers, numbers + 2);
      return { deliveries: numbers, odd: (oddEnd - oddAt) / 4, lines };
    },
    learn,
    remember,
    mayHaveFailed: (idEnd) => mayHaveFailed(idEnd) === 1,
  };
}
