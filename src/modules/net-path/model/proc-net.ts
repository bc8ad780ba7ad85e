import { type Address, isLoopback } from '../address/address.ts';
import type { FileLine, Files } from './kernel-files.ts';
import type { Link, Namespace, Neighbor, OwnAddress, Record, Rule } from './namespace.ts';
import type { Part } from './part.ts';
import { type ProcRoutes, readProcRoutes } from './proc-routes.ts';
import { readProcSockets } from './proc-sockets.ts';

type Model = Pick<Namespace, 'links' | 'routes' | 'rules4' | 'neighbors' | 'sockets'> & {
  readonly parts: readonly Part[];
};

/**
 * A namespace without iproute2, as the kernel's own files tell it (network.md: proc(5), Documentation/networking). They
 * have no nexthop objects, of a multipath route its first leg, and no rules: where the tries of main and local differ,
 * some exist or did, and what they say is not known. IPv6 rules are never known.
 */
export function readProcNet(files: Files): Model | undefined {
  const devices = files.get('/proc/net/dev');
  const trie = files.get('/proc/net/fib_trie');
  if (devices === undefined || trie === undefined) return undefined;
  const found = readProcRoutes(files, trie);
  const names = devices.flatMap(({ text, record }) => {
    const name = /^ {0,10}([\w.@-]{1,40}):/.exec(text)?.[1];
    return name === undefined ? [] : [{ name, record }];
  });
  const links = names.map(({ name, record }, at) => linkOf(files, name, record, at, found));
  return {
    links,
    routes: found.routes,
    rules4: found.plain ? plainRules(trie[0]?.record) : [],
    neighbors: readArp(files.get('/proc/net/arp') ?? []),
    sockets: readProcSockets(files),
    parts: [
      'links',
      ...(found.whole && found.plain ? (['routes4'] as const) : []),
      ...(found.plain ? (['rules4'] as const) : []),
      'neighbors',
      ...(files.has('/proc/net/tcp') ? (['sockets'] as const) : []),
    ],
  };
}

/** The three rules of a namespace to which nobody added one. */
const plainRules = (record: Record | undefined): readonly Rule[] =>
  record === undefined
    ? []
    : [
        [0, 'local'],
        [32766, 'main'],
        [32767, 'default'],
      ].map(([priority, table]) => ({
        priority: Number(priority),
        not: false,
        l3mdev: false,
        action: 'table',
        table: String(table),
        record,
      }));

// include/uapi/linux/if.h
const flags = { up: 0x1, loopback: 0x8, pointToPoint: 0x10, noArp: 0x80 };

function linkOf(files: Files, name: string, record: Record, at: number, locals: ProcRoutes): Link {
  const setting = (file: string) => files.get(`/sys/class/net/${name}/${file}`)?.[0]?.text;
  const six = (files.get('/proc/net/if_inet6') ?? []).flatMap(({ text }) => addressOf6(text, name));
  const bits = setting('flags');
  // Without sysfs nothing says that a device is off.
  const has = (bit: number, other: boolean) => (bits === undefined ? other : (Number(bits) & bit) !== 0);
  const mac = setting('address');
  const lower = Number(setting('iflink'));
  const index = Number(setting('ifindex') ?? six[0]?.index ?? -1 - at);
  return {
    index,
    name,
    up: has(flags.up, true),
    carrier: setting('carrier') !== '0',
    loopback: has(flags.loopback, name === 'lo'),
    noArp: has(flags.noArp, false),
    pointToPoint: has(flags.pointToPoint, false),
    // Not known: nothing is too big for it.
    mtu: Number(setting('mtu') ?? 65_535),
    operstate: (setting('operstate') ?? 'unknown').toUpperCase(),
    group: 'default',
    xdp: false,
    ...(mac?.includes(':') ? { mac } : {}),
    ...(lower > 0 && lower !== index ? { lowerIndex: lower } : {}),
    addresses: [...addresses4(name, locals), ...six.map(({ address }) => address)],
    record,
  };
}

const plainAddress = { secondary: false, tentative: false, deprecated: false, noPrefixRoute: false, temporary: false };

const addresses4 = (name: string, { own, placeOf }: ProcRoutes): readonly OwnAddress[] =>
  own.flatMap(({ address }) => {
    const { device, length } = placeOf(address);
    return device === name ? [{ ...address, ...plainAddress, length, scope: isLoopback(address) ? 254 : 0 }] : [];
  });

/** `fd000000000000000000000000000002 04 40 00 82     eth0`: address, index, length, scope, flags (if_inet6_seq_show). */
function addressOf6(text: string, device: string): readonly { index: number; address: OwnAddress }[] {
  const [, value = '', index = '', length = '', scope = '', bits = '', name] =
    /^([0-9a-f]{32}) ([0-9a-f]{2,8}) ([0-9a-f]{2}) ([0-9a-f]{2}) ([0-9a-f]{2,8}) +(\S{1,40})$/.exec(text) ?? [];
  if (name !== device || Number.parseInt(length, 16) > 128) return [];
  const has = (bit: number) => (Number.parseInt(bits, 16) & bit) !== 0;
  return [
    {
      index: Number.parseInt(index, 16),
      address: {
        family: 6,
        value: BigInt(`0x${value}`),
        length: Number.parseInt(length, 16),
        scope: { '10': 254, '20': 253 }[scope] ?? 0,
        secondary: false,
        // IFA_F_TENTATIVE, _OPTIMISTIC, _DADFAILED, _DEPRECATED, _TEMPORARY
        tentative: (has(0x40) && !has(0x04)) || has(0x08),
        deprecated: has(0x20),
        noPrefixRoute: false,
        temporary: has(0x01),
      },
    },
  ];
}

/** Flags 0x0 stand for INCOMPLETE and FAILED alike, 0x2 for what was known once, 0x6 for permanent. */
const readArp = (lines: readonly FileLine[]): readonly Neighbor[] =>
  lines.flatMap(({ text, record }) => {
    const [, ip = '', bits = '', mac = '', device = ''] =
      /^(\d{1,3}(?:\.\d{1,3}){3}) +0x[0-9a-f]+ +0x([0-9a-f]+) +([0-9a-f:]{17}) +\S+ +(\S{1,40})/.exec(text) ?? [];
    const value = ip.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part || '0'), 0n);
    if (device === '') return [];
    const known = Number.parseInt(bits, 16);
    const state = (known & 0x4) !== 0 ? 'PERMANENT' : (known & 0x2) !== 0 ? 'STALE' : 'INCOMPLETE';
    const address: Address = { family: 4, value };
    return [{ address, device, state, proxy: false, record, ...(known === 0 ? {} : { mac }) }];
  });
