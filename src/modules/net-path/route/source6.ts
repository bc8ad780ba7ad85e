import {
  type Address,
  covers,
  isLinkLocal,
  isLoopback,
  isMulticast,
  type Prefix,
  parsePrefix,
  sameAddress,
} from '../address/address.ts';
import type { Namespace, OwnAddress } from '../model/namespace.ts';

/** Scopes of IPv6 addresses as RFC 4007 numbers them. */
function scopeOf(address: Address): number {
  if (isMulticast(address)) return Number((address.value >> 112n) & 0xfn);
  if (address.value === 0n) return 0;
  if (isLoopback(address) || isLinkLocal(address)) return 2;
  return address.value >> 118n === 0x3fbn ? 5 : 14;
}

/** The kernel's address labels (net/ipv6/addrlabel.c), longest prefix first. */
const labels: readonly (readonly [Prefix, number])[] = (
  [
    ['::1/128', 0],
    ['::ffff:0:0/96', 4],
    ['::/96', 3],
    ['2001::/32', 6],
    ['2001:10::/28', 7],
    ['3ffe::/16', 12],
    ['2002::/16', 2],
    ['fec0::/10', 11],
    ['fc00::/7', 5],
    ['::/0', 1],
  ] as const
).flatMap(([text, label]) => {
  const prefix = parsePrefix(text, 6);
  return prefix === undefined ? [] : [[prefix, label] as const];
});

const labelOf = (address: Address): number => labels.find(([prefix]) => covers(prefix, address))?.[1] ?? 1;

/** How many leading bits two addresses share. */
function commonBits(a: Address, b: Address): number {
  const differing = a.value ^ b.value;
  return differing === 0n ? 128 : 128 - differing.toString(2).length;
}

interface Candidate {
  readonly own: OwnAddress;
  readonly device: string;
}

/** The rules of ipv6_get_saddr_eval in their order; larger is better. */
function scoresOf({ own, device }: Candidate, destination: Address, out: string | undefined): readonly number[] {
  const scope = scopeOf(own);
  const wanted = scopeOf(destination);
  return [
    sameAddress(own, destination) ? 1 : 0,
    scope >= wanted ? -scope : scope - 128,
    own.deprecated ? 0 : 1,
    device === out ? 1 : 0,
    labelOf(own) === labelOf(destination) ? 1 : 0,
    own.temporary ? 0 : 1,
    Math.min(commonBits(own, destination), own.length),
  ];
}

const better = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((score, i) => score !== b[i]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
};

/** ipv6_dev_get_saddr: the source for a destination that leaves by a device. */
export function source6(ns: Namespace, device: string | undefined, destination: Address): Address | undefined {
  const own = isMulticast(destination) || scopeOf(destination) <= 2;
  const devices = ns.links.filter(({ name }) => !own || device === undefined || name === device);
  const ordered = devices.toSorted(
    (a, b) => Number(b.name === device) - Number(a.name === device) || a.index - b.index,
  );
  let best: { address: Address; scores: readonly number[] } | undefined;
  for (const link of ordered) {
    for (const one of link.addresses) {
      if (one.family !== 6 || one.tentative) continue;
      const scores = scoresOf({ own: one, device: link.name }, destination, device);
      if (best === undefined || better(scores, best.scores))
        best = { address: { family: 6, value: one.value }, scores };
    }
  }
  return best?.address;
}
