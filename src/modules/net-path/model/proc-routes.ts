import { type Address, covers, formatAddress, isLoopback, type Prefix, parseAddress } from '../address/address.ts';
import type { FileLine, Files } from './kernel-files.ts';
import type { Record, Route, RouteType } from './namespace.ts';

/** Device of an own address, and its prefix length. */
export interface Place {
  readonly device: string;
  readonly length: number;
}

/** IPv4 routes of the files of /proc/net. */
export interface ProcRoutes {
  readonly routes: readonly Route[];
  readonly own: readonly { readonly address: Address; readonly record: Record }[];
  readonly placeOf: (address: Address) => Place;
  /** No custom rules: the tries of main and local are one. */
  readonly plain: boolean;
  /** Every route of main is one that the file can tell. */
  readonly whole: boolean;
}

export function readProcRoutes(files: Files, trie: readonly FileLine[]): ProcRoutes {
  const rows = (files.get('/proc/net/route') ?? []).slice(1).map(rowOf);
  const main = rows.filter((row) => row !== undefined);
  const { leaves, isWhole } = leavesOf(trie);
  const local = leaves.filter(({ type }) => type === 'local' || type === 'broadcast');
  const own = local.filter(({ type, prefix }) => type === 'local' && prefix.length === 32);
  const placeOf = placesIn(
    main,
    own.map(({ prefix }) => prefix),
  );
  return {
    routes: [
      ...local.map(({ prefix, type, record }) => ({
        ...plain,
        type,
        prefix,
        table: 'local',
        scope: type === 'local' ? 254 : 253,
        protocol: 'kernel',
        metric: 0,
        nextHops: [legTo(placeOf(prefix).device)],
        record,
      })),
      ...main,
    ],
    own: own.map(({ prefix: { family, value }, record }) => ({ address: { family, value }, record })),
    placeOf,
    plain: isPlain(trie),
    whole: isWhole && rows.every((row) => row !== undefined),
  };
}

/**
 * fib_trie names own addresses without a device. Each is of the device in whose network it lies; one in no network (`/32`
 * of a pod, of PPP) is of the one device that the routes lead to, where that has no other, else taken for one of lo.
 */
function placesIn(main: readonly Route[], own: readonly Address[]): ProcRoutes['placeOf'] {
  const legs = main.flatMap(({ prefix, nextHops: [leg] }) =>
    leg?.device === undefined ? [] : [{ prefix, device: leg.device, isDirect: leg.gateway === undefined }],
  );
  // A default route into a device makes nothing its neighbor.
  const networks = legs
    .filter(({ prefix, isDirect }) => isDirect && prefix.length > 0)
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
  const networkOf = (address: Address) => networks.find(({ prefix }) => covers(prefix, address));
  const devices = new Set(legs.map(({ device }) => device).filter((device) => device !== 'lo'));
  const [first = 'lo'] = devices;
  const only = devices.size === 1 && !own.some((address) => networkOf(address)?.device === first) ? first : 'lo';
  return (address) => {
    if (isLoopback(address)) return { device: 'lo', length: 8 };
    const network = networkOf(address);
    return { device: network?.device ?? only, length: network?.prefix.length ?? 32 };
  };
}

const plain = { tos: 0, pref: 'medium' } as const;
const legTo = (device: string, gateway?: Address) => ({
  device,
  weight: 1,
  onlink: false,
  dead: false,
  linkdown: false,
  ...(gateway === undefined ? {} : { gateway }),
});

/** Bytes of an address stand in the machine's order, the lowest first. */
const littleEndian = (hex: string): bigint => BigInt(`0x${(hex.match(/../g) ?? ['0']).toReversed().join('')}`);

/** Undefined where its ones are not the first bits. */
const bitsOf = (mask: bigint): number | undefined => /^(1*)0*$/.exec(mask.toString(2).padStart(32, '0'))?.[1]?.length;

// RTF_UP 0x1, RTF_GATEWAY 0x2, RTF_REJECT 0x200 of include/uapi/linux/route.h
const rejected = 0x200;

/** `eth0	00000000	010200C0	0003	0	0	0	00000000	0	0	0`; undefined: a blackhole or a throw, which it does not tell apart, or no such line. */
function rowOf({ text, record }: FileLine): Route | undefined {
  const [device = '', destination = '', via = '', bits = '', , , metric = '', mask = ''] = text.trim().split(/\s+/);
  const isRow = [destination, via, mask].every((hex) => /^[0-9A-F]{8}$/i.test(hex));
  if (!isRow || !/^[0-9A-F]{4}$/i.test(bits) || !/^\d{1,10}$/.test(metric)) return undefined;
  const length = bitsOf(littleEndian(mask));
  if (length === undefined) return undefined;
  const known = Number.parseInt(bits, 16);
  const isRejected = (known & rejected) !== 0;
  if (device === '*' && !isRejected) return undefined;
  const gateway = littleEndian(via);
  const leg = legTo(device, gateway === 0n ? undefined : { family: 4, value: gateway });
  return {
    ...plain,
    type: isRejected ? 'unreachable' : 'unicast',
    prefix: { family: 4, value: littleEndian(destination), length },
    table: 'main',
    scope: gateway === 0n ? 253 : 0,
    protocol: gateway === 0n ? 'kernel' : 'boot',
    metric: Number(metric),
    nextHops: isRejected ? [] : [leg],
    record,
  };
}

interface Leaf {
  readonly prefix: Prefix;
  readonly type: RouteType;
  readonly record: Record;
}

/** `|-- 10.244.0.1`, and below it `/32 host LOCAL`, each once; not whole where one of them cannot be. */
function leavesOf(trie: readonly FileLine[]): { readonly leaves: readonly Leaf[]; readonly isWhole: boolean } {
  const found = new Map<string, Leaf>();
  let isWhole = true;
  let address: Address | undefined;
  for (const { text, record } of trie) {
    const head = /^ +\|-- (.{1,40})$/.exec(text)?.[1];
    if (head !== undefined) address = parseAddress(head);
    const [, length, type = ''] = /^ +\/(\d{1,2}) \w{1,12} ([A-Z]{4,12})$/.exec(text) ?? [];
    if (length === undefined) continue;
    if (address === undefined || Number(length) > 32) isWhole = false;
    else {
      const leaf = { prefix: { ...address, length: Number(length) }, type: type.toLowerCase(), record } as Leaf;
      found.set(`${formatAddress(address)}/${length} ${type}`, leaf);
    }
  }
  return { leaves: [...found.values()], isWhole };
}

/** `Main:` and `Local:` print one trie until somebody adds a rule, which parts them for good; `Id 100:` is a table of its own. */
function isPlain(trie: readonly FileLine[]): boolean {
  const heads = trie.flatMap(({ text }, at) => (/^\S.{0,20}:$/.test(text) ? [{ name: text, at }] : []));
  const part = (name: string): string | undefined => {
    const i = heads.findIndex((head) => head.name === name);
    return i < 0
      ? undefined
      : trie
          .slice((heads[i]?.at ?? 0) + 1, heads[i + 1]?.at)
          .map(({ text }) => text)
          .join('\n');
  };
  return heads.length === 2 && part('Main:') === part('Local:');
}
