import type { Random } from './random.ts';
import type { Mode } from './random-iptables.ts';

const host = (family: 4 | 6, net: number, at: number): string =>
  family === 4 ? `10.${net}.0.${at}` : `fd00:${net}::${at}`;

interface Place {
  readonly family: 4 | 6;
  readonly hook: string;
  readonly kind: 'filter' | 'nat' | 'route';
}

const not = (random: Random): string => (random.chance(0.25) ? '!= ' : '');

const addresses = (random: Random, family: 4 | 6): string => {
  const net = random.pick([1, 2]);
  const one = () => host(family, net, 1 + random.below(8));
  const prefix = family === 4 ? `10.${net}.0.0/${random.pick([24, 29])}` : `fd00:${net}::/${random.pick([64, 125])}`;
  return random.pick([
    one(),
    prefix,
    `{ ${prefix}, ${host(family, 3 - net, 2)} }`,
    `${host(family, net, 2)}-${host(family, net, 5)}`,
    '@hosts',
    '@nets',
  ]);
};

/** Matches in nft's own words. */
const matches: readonly ((random: Random, place: Place) => string)[] = [
  (random, { family }) =>
    `${family === 4 ? 'ip' : 'ip6'} ${random.pick(['saddr', 'daddr'])} ${not(random)}${addresses(random, family)}`,
  (random, { family }) =>
    `${family === 4 ? 'ip' : 'ip6'} ${random.pick(['saddr', 'daddr'])} ${not(random)}${addresses(random, family)}`,
  (random) => `iifname ${not(random)}${random.pick(['"ra"', '"r*"', '{ "ra", "lo" }'])}`,
  (random) => `oifname ${not(random)}${random.pick(['"rb"', '"r*"', '{ "rb", "lo" }'])}`,
  (random) => `iif ${not(random)}"${random.pick(['ra', 'rb', 'lo'])}"`,
  (random) =>
    `tcp dport ${random.pick(['80', '!= 80', '{ 22, 443-8080 }', '1-443', '> 80', '<= 80', '!= { 22, 53 }'])}`,
  (random) => `udp ${random.pick(['dport', 'sport'])} ${random.pick(['53', '{ 80, 8080 }', '1024-30000', '>= 30000'])}`,
  (random) => `meta l4proto { tcp, udp } th dport ${random.pick(['80', '{ 53, 443 }', '!= 8080'])}`,
  (random) =>
    `tcp flags ${random.pick(['syn', '& (fin|syn|rst|ack) == syn', '& syn == 0', '& (syn|ack) == (syn|ack)', 'ack'])}`,
  (random, { family }) =>
    `meta l4proto ${not(random)}${random.pick(['tcp', 'udp', family === 4 ? 'icmp' : 'ipv6-icmp', '{ tcp, udp }'])}`,
  (random, { family }) =>
    family === 4
      ? `ip protocol ${not(random)}${random.pick(['tcp', 'icmp', '{ udp, icmp }'])}`
      : `ip6 nexthdr ${not(random)}${random.pick(['tcp', 'udp'])}`,
  (random, { family }) =>
    `${family === 4 ? 'icmp' : 'icmpv6'} type ${not(random)}${random.pick(['echo-request', '{ echo-request, destination-unreachable }', 'echo-reply'])}`,
  (random) =>
    `ct state ${random.pick(['new', 'established,related', 'invalid', '!= new', '{ new, untracked }', 'new,invalid'])}`,
  (random) =>
    `ct status ${random.pick(['dnat', 'snat', 'seen-reply', '! dnat'])}`.replace('status ! dnat', 'status & dnat == 0'),
  (random) => `ct direction ${not(random)}${random.pick(['original', 'reply'])}`,
  (random, { family }) =>
    `ct original ${family === 4 ? 'ip' : 'ip6'} ${random.pick(['saddr', 'daddr'])} ${host(family, random.pick([1, 2]), 1 + random.below(8))}`,
  (random) => `ct mark ${random.pick(['0', '5', '!= 5'])}`,
  (random) => `meta mark ${random.pick(['0x1', '!= 0x1', '& 0x4000 == 0x4000', '& 0x4000 != 0', '{ 0, 2 }'])}`,
  (random) =>
    `fib ${random.pick(['saddr', 'daddr'])} type ${not(random)}${random.pick(['local', 'unicast', '{ local, broadcast }'])}`,
  (random, { hook }) =>
    hook === 'prerouting' ? `fib saddr . iif oif ${random.pick(['missing', 'exists', '0'])}` : 'meta mark != 7',
  (random, { family }) =>
    `${family === 4 ? 'ip daddr' : 'ip6 daddr'} . meta l4proto . th dport ${random.pick(['@services', '!= @services'])}`,
  (random) => `meta length ${random.pick(['0-60', '!= 100-500', '< 60', '{ 36, 40 }'])}`,
  (random, { family }) =>
    `${family === 4 ? 'ip ttl' : 'ip6 hoplimit'} ${random.pick(['64', '!= 64', '> 63', '{ 9, 63 }'])}`,
  (random) => `meta pkttype ${not(random)}${random.pick(['unicast', 'broadcast', '{ unicast, multicast }'])}`,
  (random) => `meta nfproto ${random.pick(['ipv4', 'ipv6'])}`,
  // Of the own family only: nft 1.0.6 leaves out `meta protocol ip` in front of `ip6 nexthdr`, which never matches.
  (_, { family }) => `meta protocol ${family === 4 ? 'ip' : 'ip6'}`,
];

const mark = (random: Random): string =>
  `meta mark set ${random.pick(['1', 'mark or 0x4000', 'mark and 0xfffe', 'mark xor 3', 'ct mark', '5'])}`;
const changes = (random: Random, family: 4 | 6): string =>
  random.pick([
    mark(random),
    mark(random),
    'ct mark set 5',
    'ct mark set mark',
    family === 4 ? 'ip ttl set 33' : 'ip6 hoplimit set 33',
    'meta mark set tcp dport map { 80 : 1, 443 : 2 }',
  ]);

function verdictMap(random: Random, family: 4 | 6): string {
  const ip = family === 4 ? 'ip' : 'ip6';
  return random.pick([
    `${ip} daddr . meta l4proto . th dport vmap @verdicts`,
    `${ip} saddr vmap { ${host(family, 1, 2)} : accept, ${host(family, 1, 3)}-${host(family, 1, 5)} : jump later }`,
    'ct state vmap { invalid : drop, new : jump later, established : accept }',
    'tcp dport vmap { 22 : return, 80-443 : goto later }',
    'meta l4proto vmap { tcp : jump later, udp : continue }',
  ]);
}

function nat(random: Random, { family, hook }: Place): string {
  const at = host(family, 2, 2 + random.below(7));
  const ip = family === 4 ? 'ip' : 'ip6';
  if (hook === 'postrouting') return random.pick(['masquerade', `snat ${ip} to ${host(family, 2, 1)}`]);
  return random.pick([
    `dnat ${ip} to ${at}`,
    `meta l4proto tcp dnat ${ip} to ${family === 4 ? at : `[${at}]`}:8080`,
    `dnat ${ip} to tcp dport map { 80 : ${at}, 22 : ${host(family, 2, 2)} }`,
    `meta l4proto { tcp, udp } dnat ${ip} to ${ip} daddr . th dport map @targets`,
    ...(hook === 'prerouting' ? ['redirect', 'meta l4proto udp redirect to :53'] : []),
  ]);
}

function verdict(random: Random, place: Place, mode: Mode): string {
  const { family, hook, kind } = place;
  const rejects = mode === 'transit' && ['input', 'forward'].includes(hook) && random.chance(0.1);
  if (kind === 'nat' && hook !== 'later' && random.chance(0.5)) return nat(random, place);
  if (rejects)
    return random.pick(['reject', 'meta l4proto tcp reject with tcp reset', 'reject with icmpx admin-prohibited']);
  if (random.chance(0.2)) return verdictMap(random, family);
  if (random.chance(0.3) && kind !== 'nat') return changes(random, family);
  const drop = kind === 'nat' ? 'accept' : random.pick(['drop', 'accept']);
  const raw = hook === 'prerouting' && kind === 'filter' ? ['notrack'] : [];
  return random.pick(['accept', 'return', drop, '', 'jump later', 'goto later', 'continue', ...raw]);
}

const rank = (word: string): number => (/^(?:tcp|udp|icmp|meta l4proto)/.test(word) ? 0 : 1);

function rule(random: Random, place: Place, mode: Mode): string {
  const words: string[] = [];
  for (let count = random.below(3); count > 0; count -= 1) words.push(random.pick(matches)(random, place));
  words.sort((a, b) => rank(a) - rank(b));
  return [...words, 'counter', verdict(random, place, mode)].join(' ');
}

interface BaseText {
  readonly name: string;
  readonly kind: Place['kind'];
  readonly hook: string;
  readonly priority: number;
}

const bases = (random: Random): readonly BaseText[] => [
  { name: 'c_raw', kind: 'filter', hook: 'prerouting', priority: -300 },
  { name: 'c_early', kind: 'filter', hook: 'prerouting', priority: -150 },
  { name: 'c_dst', kind: 'nat', hook: 'prerouting', priority: random.pick([-100, -90, 5]) },
  { name: 'c_late', kind: 'filter', hook: 'prerouting', priority: -50 },
  { name: 'c_inp', kind: 'filter', hook: 'input', priority: 0 },
  { name: 'c_fwd', kind: 'filter', hook: 'forward', priority: random.pick([0, 5]) },
  { name: 'c_fwd2', kind: 'filter', hook: 'forward', priority: 10 },
  { name: 'c_outraw', kind: 'filter', hook: 'output', priority: -300 },
  { name: 'c_outroute', kind: 'route', hook: 'output', priority: -150 },
  { name: 'c_outdst', kind: 'nat', hook: 'output', priority: -100 },
  { name: 'c_outp', kind: 'filter', hook: 'output', priority: 0 },
  { name: 'c_post', kind: 'filter', hook: 'postrouting', priority: -150 },
  { name: 'c_src', kind: 'nat', hook: 'postrouting', priority: 100 },
  { name: 'c_post2', kind: 'filter', hook: 'postrouting', priority: 150 },
];

/** Input for `nft -f`. */
export function randomNft(random: Random, mode: Mode, family: 4 | 6): string {
  const type = family === 4 ? 'ipv4_addr' : 'ipv6_addr';
  const table = random.pick(['inet', family === 4 ? 'ip' : 'ip6']);
  const at = (net: number, last: number) => host(family, net, last);
  const prefix = family === 4 ? '10.2.0.0/29' : 'fd00:2::/125';
  const later = Array.from({ length: 3 }, () => rule(random, { family, hook: 'later', kind: 'nat' }, mode)).map(
    (text) => text.replace(/(?:jump|goto) later/g, 'return'),
  );
  const chains = bases(random)
    .filter(() => random.chance(0.8))
    .map(({ name, kind, hook, priority }) => {
      const own =
        mode === 'transit' && hook === 'output'
          ? ['counter drop']
          : Array.from({ length: random.below(6) }, () => rule(random, { family, hook, kind }, mode));
      const policy = kind === 'filter' && name !== 'c_raw' && random.chance(0.2) ? 'drop' : 'accept';
      return `chain ${name} { type ${kind} hook ${hook} priority ${priority}; policy ${policy};\n${own.join('\n')}\n}`;
    });
  // Nothing reaches the router's own sockets, which would answer; nor does what it answers of its own go out.
  const silent =
    mode === 'transit'
      ? 'chain c_silent { type filter hook input priority 90; drop; }\nchain c_silentout { type filter hook output priority -310; drop; }'
      : '';
  return `table ${table} t {
set hosts { type ${type}; elements = { ${at(1, 3)}, ${at(2, 4)}, ${at(2, 5)} } }
set nets { type ${type}; flags interval; elements = { ${prefix}, ${at(1, 2)}-${at(1, 4)} } }
set services { type ${type} . inet_proto . inet_service; elements = { ${at(2, 3)} . tcp . 80, ${at(2, 4)} . udp . 53, ${at(2, 5)} . tcp . 443 } }
map verdicts { type ${type} . inet_proto . inet_service : verdict; elements = { ${at(2, 3)} . tcp . 80 : goto later, ${at(2, 4)} . udp . 53 : accept } }
map targets { type ${type} . inet_service : ${type} . inet_service; elements = { ${at(2, 3)} . 80 : ${at(2, 7)} . 8080, ${at(2, 4)} . 53 : ${at(2, 8)} . 53 } }
chain later {
${later.join('\n')}
}
${chains.join('\n')}
${silent}
}
`;
}
