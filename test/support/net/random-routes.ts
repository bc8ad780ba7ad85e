/** A random network namespace and questions about it, as lines of `ip`. */
export interface RandomRouting {
  readonly setup: readonly string[];
  /** Written to /proc/sys/net: `ipv4/ip_forward=1`. */
  readonly settings: readonly string[];
  readonly queries: readonly string[];
}

/** mulberry32: the same seed gives the same tables. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Dice {
  below(n: number): number;
  one<T>(items: readonly T[]): T;
  chance(p: number): boolean;
}

const diceFrom = (random: () => number): Dice => ({
  below: (n) => Math.floor(random() * n),
  one: (items) => items[Math.floor(random() * items.length)] as (typeof items)[number],
  chance: (p) => random() < p,
});

/** How a family writes its addresses: a small space, so that questions hit. */
interface Space {
  address(dice: Dice): string;
  prefix(dice: Dice): string;
  own(dice: Dice, device: number): { readonly address: string; readonly length: number };
  near(own: string, dice: Dice): string;
}

const four: Space = {
  address: (d) => `10.${d.below(4)}.${d.below(256)}.${d.below(256)}`,
  prefix: (d) => {
    const length = d.one([0, 8, 12, 14, 15, 16, 20, 22, 23, 24, 25, 28, 30, 31, 32, 32]);
    const bits = ((10 << 24) | (d.below(4) << 16) | (d.below(4) << 8) | d.below(256)) >>> 0;
    const kept = length === 0 ? 0 : (bits & (-1 << (32 - length))) >>> 0;
    return `${[24, 16, 8, 0].map((shift) => (kept >>> shift) & 255).join('.')}/${length}`;
  },
  own: (d, i) => ({
    address: `10.${i % 4}.${d.below(4)}.${1 + d.below(250)}`,
    length: d.one([8, 16, 22, 24, 24, 24, 28, 30, 31, 32]),
  }),
  near: (own, d) => own.replace(/\d+$/, (last) => String((Number(last) ^ (1 + d.below(3))) & 255)),
};

const group = (n: number): string => n.toString(16);

const six: Space = {
  address: (d) => `fd00:${d.below(4)}:${d.below(4)}::${group(1 + d.below(0xffff))}`,
  prefix: (d) => {
    const length = d.one([0, 16, 32, 48, 48, 64, 64, 112, 127, 128]);
    if (length === 0) return '::/0';
    if (length <= 16) return 'fd00::/16';
    if (length <= 32) return `fd00:${d.below(4)}::/32`;
    if (length <= 64) return `fd00:${d.below(4)}:${d.below(4)}::/${length}`;
    if (length === 112) return `fd00:${d.below(4)}:${d.below(4)}::/112`;
    return `fd00:${d.below(4)}:${d.below(4)}::${group(2 * (1 + d.below(30000)))}/${length}`;
  },
  own: (d, i) => ({
    address: `fd00:${i % 4}:${d.below(4)}::${group(1 + d.below(0xffff))}`,
    length: d.one([32, 48, 64, 64, 64, 112, 126, 128]),
  }),
  near: (own, d) =>
    own.replace(/[0-9a-f]+$/, (last) => group((Number.parseInt(last, 16) ^ (1 + d.below(3))) & 0xffff || 9)),
};

/** Devices, addresses, routes and rules of one family, and questions. */
export function randomRouting(seed: number, family: 4 | 6, questions: number): RandomRouting {
  const d = diceFrom(randomFrom(seed));
  const space = family === 4 ? four : six;
  const devices = Array.from({ length: 2 + d.below(4) }, (_, i) => `v${i}`);
  const owned: { device: string; address: string }[] = [];
  const setup = devices.flatMap((device, i) => deviceLines(d, space, device, i, owned));
  if (!d.chance(0.2)) setup.push('link set lo up');
  const gateway = () => {
    const { device, address } = d.one(owned);
    return d.chance(0.05) ? { device, via: address } : { device, via: space.near(address, d) };
  };
  for (let n = 3 + d.below(40); n > 0; n -= 1) setup.push(routeLine(d, space, devices, gateway));
  if (d.chance(0.65)) for (let n = 1 + d.below(7); n > 0; n -= 1) setup.push(ruleLine(d, space, devices));
  if (d.chance(0.06)) setup.push('rule del pref 32766');
  return {
    setup,
    settings: settingsOf(d, devices, family),
    queries: queriesOf(d, space, devices, owned, setup, questions),
  };
}

function deviceLines(
  d: Dice,
  space: Space,
  device: string,
  i: number,
  owned: { device: string; address: string }[],
): string[] {
  const lines = [`link add ${device} type veth peer name p${i}`];
  for (let n = 1 + d.below(3); n > 0; n -= 1) {
    const { address, length } = space.own(d, i);
    owned.push({ device, address });
    const extra = space === six ? ' nodad' : d.one(['', '', '', ' noprefixroute', ' scope link']);
    lines.push(`addr add ${address}/${length} dev ${device}${extra}`);
  }
  if (!d.chance(0.08)) lines.push(`link set ${device} up`);
  if (!d.chance(0.15)) lines.push(`link set p${i} up`);
  return lines;
}

function routeLine(
  d: Dice,
  space: Space,
  devices: readonly string[],
  gateway: () => { device: string; via: string },
): string {
  const table = d.one(['', '', '', ' table 100', ' table 101', ' table 102']);
  const metric = d.one(['', '', ' metric 10', ' metric 200']);
  const tos = space === four && d.chance(0.1) ? ' tos 0x10' : '';
  const head = 'route add';
  const prefix = space.prefix(d);
  if (d.chance(0.2))
    return `${head} ${d.one(['blackhole', 'unreachable', 'prohibit', 'throw'])} ${prefix}${metric}${table}`;
  if (d.chance(0.05)) return `${head} local ${prefix} dev ${d.one(devices)}${table}`;
  const { device, via } = gateway();
  if (d.chance(0.2)) return `${head} ${prefix}${tos} dev ${d.one(devices)}${metric}${table}`;
  if (d.chance(0.15)) {
    const other = gateway();
    return `${head} ${prefix}${metric}${table} nexthop via ${via} dev ${device} weight ${1 + d.below(3)} nexthop via ${other.via} dev ${other.device}`;
  }
  const onlink = d.chance(0.15) ? ` dev ${device} onlink` : d.chance(0.5) ? ` dev ${device}` : '';
  return `${head} ${prefix}${tos} via ${via}${onlink}${metric}${table}`;
}

function ruleLine(d: Dice, space: Space, devices: readonly string[]): string {
  const selectors = [
    d.chance(0.4) ? `from ${space.prefix(d)}` : '',
    d.chance(0.4) ? `to ${space.prefix(d)}` : '',
    d.chance(0.25) ? `iif ${d.one([...devices, 'lo'])}` : '',
    d.chance(0.2) ? `fwmark ${d.one(['0x10', '0x10/0xf0', '0x1/0x1'])}` : '',
    d.chance(0.1) ? `ipproto ${d.one(['tcp', 'udp'])}` : '',
    d.chance(0.06) ? `dport ${d.one(['80', '0-1000'])}` : '',
    d.chance(0.06) ? `tos ${d.one(['0x10', '0x8'])}` : '',
  ].filter(Boolean);
  const not = selectors.length > 0 && d.chance(0.15) ? 'not ' : '';
  const action = d.one([
    'table 100',
    'table 101',
    'table 102',
    'table 150',
    'table main suppress_prefixlength 0',
    'table 100 suppress_prefixlength 16',
    'blackhole',
    'unreachable',
    'prohibit',
    'goto 32766',
    'goto 200',
    'nop',
  ]);
  return `rule add ${not}${selectors.join(' ')} pref ${1 + d.below(300)} ${action}`;
}

function settingsOf(d: Dice, devices: readonly string[], family: 4 | 6): string[] {
  const settings = [family === 4 ? `ipv4/ip_forward=${d.below(2)}` : `ipv6/conf/all/forwarding=${d.below(2)}`];
  const four = [
    [0.15, 'accept_local=1'],
    [0.1, 'route_localnet=1'],
    [0.2, 'send_redirects=0'],
    [0.1, 'src_valid_mark=1'],
  ] as const;
  for (const device of ['all', ...devices]) {
    const conf = `ipv${family}/conf/${device}`;
    if (family === 4) settings.push(`${conf}/rp_filter=${d.one([0, 0, 1, 2])}`);
    if (family === 4) settings.push(...four.flatMap(([p, line]) => (d.chance(p) ? [`${conf}/${line}`] : [])));
    if (d.chance(0.15)) settings.push(`${conf}/ignore_routes_with_linkdown=1`);
  }
  return settings;
}

function queriesOf(
  d: Dice,
  space: Space,
  devices: readonly string[],
  owned: readonly { address: string }[],
  setup: readonly string[],
  n: number,
): string[] {
  const prefixes = setup.flatMap(
    (line) => / (?:add|blackhole|unreachable|prohibit|throw|local) (?:add )?([0-9a-f.:]+)\/\d+/.exec(line)?.[1] ?? [],
  );
  const target = () => {
    const kind = d.below(10);
    if (kind < 3) return space.address(d);
    if (kind < 6 && prefixes.length > 0)
      return d.chance(0.5) ? d.one(prefixes) : space.near(d.one(prefixes).replace(/::$/, '::1'), d);
    if (kind < 7) return d.one(owned).address;
    if (kind < 9) return space.near(d.one(owned).address, d);
    return space === four
      ? d.one(['127.0.0.1', '8.8.8.8', '10.0.0.255', '255.255.255.255', '224.0.0.9', '0.0.0.5'])
      : d.one(['::1', '2001:db8::1', 'fe80::5', 'ff02::1']);
  };
  return Array.from({ length: n }, () => {
    const mark = d.chance(0.2) ? ` --mark ${d.one(['0x10', '0x1', '0x31'])}` : '';
    const kind = d.below(3);
    if (kind === 0) return `host ${target()}${mark}`;
    if (kind === 1) return `${d.chance(0.85) ? d.one(owned).address : space.address(d)} ${target()}${mark}`;
    return `${target()} ${target()} --iif ${d.one(devices)}${mark}`;
  });
}
