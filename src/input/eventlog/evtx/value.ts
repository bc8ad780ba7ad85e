import { rfc3339 } from '../../../core/time/rfc3339.ts';
/** A value of a record: bytes of a type, somewhere in a chunk. Types as in libevtx, "Value types". */
export interface ValueRef {
  readonly type: number;
  readonly at: number;
  readonly size: number;
}

export const valueType = { none: 0, string: 1, binXml: 0x21, array: 0x80 } as const;

type Format = (bytes: Buffer, at: number, size: number) => string;

const hex = (value: number | bigint, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;
const sized = (size: number, one: (bytes: Buffer, at: number) => number | bigint | string): Format =>
  function format(bytes, at, given) {
    if (given < size) throw new RangeError(`a value of ${given} bytes where ${size} are needed`);
    return String(one(bytes, at));
  };

const formats: Readonly<Record<number, Format>> = {
  [valueType.none]: () => '',
  [valueType.string]: utf16,
  2: (bytes, at, size) => bytes.toString('latin1', at, at + size).replace(/\0+$/, ''),
  3: sized(1, (bytes, at) => bytes.readInt8(at)),
  4: sized(1, (bytes, at) => bytes.readUInt8(at)),
  5: sized(2, (bytes, at) => bytes.readInt16LE(at)),
  6: sized(2, (bytes, at) => bytes.readUInt16LE(at)),
  7: sized(4, (bytes, at) => bytes.readInt32LE(at)),
  8: sized(4, (bytes, at) => bytes.readUInt32LE(at)),
  9: sized(8, (bytes, at) => bytes.readBigInt64LE(at)),
  10: sized(8, (bytes, at) => bytes.readBigUInt64LE(at)),
  11: sized(4, (bytes, at) => bytes.readFloatLE(at)),
  12: sized(8, (bytes, at) => bytes.readDoubleLE(at)),
  13: sized(4, (bytes, at) => (bytes.readUInt32LE(at) === 0 ? 'false' : 'true')),
  14: (bytes, at, size) => bytes.toString('hex', at, at + size).toUpperCase(),
  15: sized(16, guid),
  16: (bytes, at, size) => (size === 4 ? hex(bytes.readUInt32LE(at), 8) : hex(bytes.readBigUInt64LE(at), 16)),
  17: sized(8, (bytes, at) => fileTime(bytes.readBigUInt64LE(at))),
  18: sized(16, systemTime),
  19: (bytes, at, size) => sid(bytes.subarray(at, at + size)),
  20: sized(4, (bytes, at) => hex(bytes.readUInt32LE(at), 8)),
  21: sized(8, (bytes, at) => hex(bytes.readBigUInt64LE(at), 16)),
};

/** Bytes of one element of an array of a type of fixed size. */
const elementSizes: Readonly<Record<number, number>> = {
  3: 1,
  4: 1,
  5: 2,
  6: 2,
  7: 4,
  8: 4,
  9: 8,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  15: 16,
  17: 8,
  18: 16,
  20: 4,
  21: 8,
};

/** The texts of a value: one, or an array's elements. Throws a RangeError where bytes are missing. */
export function textsOf(bytes: Buffer, { type, at, size }: ValueRef): string[] {
  if (at + size > bytes.length) throw new RangeError('a value reaches beyond its chunk');
  if ((type & valueType.array) === 0) return [(formats[type] ?? unknown)(bytes, at, size)];
  const element = type & ~valueType.array;
  if (element === valueType.string) return utf16(bytes, at, size, false).replace(/\0$/, '').split('\0');
  const step = elementSizes[element];
  if (step === undefined) return [unknown(bytes, at, size)];
  const format = formats[element] ?? unknown;
  return Array.from({ length: Math.floor(size / step) }, (_, i) => format(bytes, at + i * step, step));
}

function unknown(bytes: Buffer, at: number, size: number): string {
  return bytes.toString('hex', at, at + size).toUpperCase();
}

function utf16(bytes: Buffer, at: number, size: number, trim = true): string {
  const text = bytes.toString('utf16le', at, at + (size & ~1));
  return trim ? text.replace(/\0+$/, '') : text;
}

function guid(bytes: Buffer, at: number): string {
  const part = (from: number, length: number) =>
    bytes
      .readUIntLE(at + from, length)
      .toString(16)
      .padStart(length * 2, '0');
  const tail = bytes.toString('hex', at + 8, at + 16);
  return `{${part(0, 4)}-${part(4, 2)}-${part(6, 2)}-${tail.slice(0, 4)}-${tail.slice(4)}}`.toUpperCase();
}

/** 100 ns since 1601 as ISO 8601 UTC with seven decimals. */
export function fileTime(ticks: bigint): string {
  const ms = Number(ticks / 10_000n) - 11_644_473_600_000;
  const text = rfc3339(ms);
  if (text === undefined) throw new RangeError('a time beyond what dates can hold');
  return text.replace('Z', `${String(ticks % 10_000n).padStart(4, '0')}Z`);
}

function systemTime(bytes: Buffer, at: number): string {
  const [year, month, , day, hour, minute, second, ms] = Array.from({ length: 8 }, (_, i) =>
    bytes.readUInt16LE(at + i * 2),
  );
  const two = (n = 0, width = 2) => String(n).padStart(width, '0');
  return `${two(year, 4)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}.${two(ms, 3)}Z`;
}

function sid(bytes: Buffer): string {
  const count = bytes.readUInt8(1);
  const authority = bytes.readUIntBE(2, 6);
  const parts = Array.from({ length: count }, (_, i) => bytes.readUInt32LE(8 + i * 4));
  return ['S', bytes.readUInt8(0), authority, ...parts].join('-');
}
