/** 4 or 6. */
export type Family = 4 | 6;

/** An IP address as a number; `family` says how many bits count. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** An address with how many of its leading bits are fixed. */
export interface Prefix extends Address {
  readonly length: number;
}

const hex4 = /^[0-9a-f]{1,4}$/i;

/** `10.0.0.1` or `fe80::1`; undefined for anything else (no zone, no port). */
export function parseAddress(text: string): Address | undefined {
  if (text.includes(':')) {
    const value = parse6(text);
    return value === undefined ? undefined : { family: 6, value };
  }
  const value = parse4(text);
  return value === undefined ? undefined : { family: 4, value };
}

function parse4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

/** The groups of one side of `::`; an IPv4 tail counts as two. */
function groupsOf(side: string): string[] | undefined {
  if (side === '') return [];
  const groups = side.split(':');
  const tail = groups.at(-1) ?? '';
  if (!tail.includes('.')) return groups;
  const value = parse4(tail);
  if (value === undefined) return undefined;
  return [...groups.slice(0, -1), (value >> 16n).toString(16), (value & 0xffffn).toString(16)];
}

function parse6(text: string): bigint | undefined {
  const sides = text.split('::');
  if (sides.length > 2) return undefined;
  const left = groupsOf(sides[0] ?? '');
  const right = groupsOf(sides[1] ?? '');
  if (left === undefined || right === undefined) return undefined;
  const missing = 8 - left.length - right.length;
  if (sides.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right];
  if (!groups.every((group) => hex4.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** Canonical text; IPv6 as RFC 5952 writes it. */
export function formatAddress({ family, value }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn));
  const run = longestZeros(groups);
  const text = (part: number[]) => part.map((group) => group.toString(16)).join(':');
  // RFC 5952 section 5: mapped addresses keep their dotted tail.
  if (value >> 32n === 0xffffn) return `::ffff:${formatAddress({ family: 4, value: value & 0xffffffffn })}`;
  if (run.length < 2) return text(groups);
  return `${text(groups.slice(0, run.start))}::${text(groups.slice(run.start + run.length))}`;
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0;
    while (groups[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  return best;
}

/** The same address written canonically; the text itself where it is no address. */
export const canonical = (text: string): string => {
  const address = parseAddress(text);
  return address === undefined ? text : formatAddress(address);
};

export const bitsOf = (family: Family): number => (family === 4 ? 32 : 128);

/** `10.0.0.0/8`, an address alone as a host, `default` by `family`. */
export function parsePrefix(text: string, family: Family): Prefix | undefined {
  if (text === 'default' || text === 'all' || text === 'any') return { family, value: 0n, length: 0 };
  const [address = '', length] = text.split('/');
  // `ip` writes 10/8 for no address, but old ones cut trailing zeros of a prefix: 10.0/16.
  const parsed = parseAddress(address) ?? parseAddress(padded(address));
  if (parsed === undefined) return undefined;
  const bits = length === undefined ? bitsOf(parsed.family) : Number(length);
  return Number.isInteger(bits) && bits >= 0 && bits <= bitsOf(parsed.family) ? { ...parsed, length: bits } : undefined;
}

const padded = (text: string): string => {
  const parts = text.split('.');
  return [...parts, ...Array<string>(Math.max(0, 4 - parts.length)).fill('0')].join('.');
};

/** Whether an address lies in a prefix; its host bits do not matter. */
export function covers(prefix: Prefix, address: Address): boolean {
  if (prefix.family !== address.family) return false;
  const shift = BigInt(bitsOf(prefix.family) - prefix.length);
  return prefix.value >> shift === address.value >> shift;
}

export const sameAddress = (a: Address, b: Address): boolean => a.family === b.family && a.value === b.value;

/** `10.0.0.0/8`, with the host bits cleared; `default` for length 0. */
export function formatPrefix(prefix: Prefix): string {
  if (prefix.length === 0) return 'default';
  const shift = BigInt(bitsOf(prefix.family) - prefix.length);
  return `${formatAddress({ family: prefix.family, value: (prefix.value >> shift) << shift })}/${prefix.length}`;
}

const within = (text: string): ((address: Address) => boolean) => {
  const prefix = parsePrefix(text, 4);
  return (address) => prefix !== undefined && covers(prefix, address);
};

/** 127/8 or ::1. */
export const isLoopback = (
  (four, six) => (address: Address) =>
    four(address) || six(address)
)(within('127.0.0.0/8'), within('::1/128'));
/** 224/4 or ff00::/8. */
export const isMulticast = (
  (four, six) => (address: Address) =>
    four(address) || six(address)
)(within('224.0.0.0/4'), within('ff00::/8'));
export const isLinkLocal = within('fe80::/10');
/** 224.0.0.0/24: never leaves a link. */
export const isLocalMulticast = within('224.0.0.0/24');
/** 0.0.0.0 alone since Linux 5.3 (ipv4_is_zeronet). */
export const isZeroNet = ({ family, value }: Address): boolean => family === 4 && value === 0n;
export const isLimitedBroadcast = within('255.255.255.255/32');
