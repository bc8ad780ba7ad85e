import type { RawPacket } from './lab.ts';
import type { Random } from './random.ts';

/** transit: packets come from the client; own: the router sends them itself. */
export type Mode = 'transit' | 'own';

interface Place {
  readonly table: string;
  readonly chain: string;
  readonly family: 4 | 6;
}

const flags = ['syn', 'syn-ack', 'ack', 'rst'];
const protocols = [6, 6, 17, 17, 1];
const ports = [22, 53, 80, 443, 8080];

const host = (family: 4 | 6, net: number, at: number): string =>
  family === 4 ? `10.${net}.0.${at}` : `fd00:${net}::${at}`;

/** A packet from the client's net, or the router's own, to an address of either net. */
export function randomPacket(random: Random, mode: Mode, family: 4 | 6, at: number): RawPacket {
  const icmp = family === 4 ? 1 : 58;
  const picked = random.pick(protocols);
  const protocol = picked === 1 ? icmp : picked;
  return {
    family,
    protocol,
    src: mode === 'own' ? host(family, random.pick([1, 2]), 1) : host(family, 1, 2 + random.below(7)),
    dst:
      mode === 'own' || random.chance(0.7)
        ? host(family, 2, 2 + random.below(7))
        : host(family, random.pick([1, 2]), 1),
    sport: 1024 + random.below(60) * 1000 + at,
    dport: random.pick(ports),
    ttl: random.pick([64, 64, 128, 9]),
    payload: random.pick([8, 100, 400]),
    ...(protocol === 6 ? { flags: random.pick(flags) } : {}),
    ...(protocol === icmp ? { type: icmp === 1 ? 8 : 128, code: 0 } : {}),
  };
}

const maybeNot = (random: Random): string => (random.chance(0.2) ? '! ' : '');
const within = (random: Random, family: 4 | 6, net: number): string => {
  const one = host(family, net, 1 + random.below(8));
  if (family === 6) return random.pick([one, `fd00:${net}::/${random.pick([16, 64, 125])}`]);
  return random.pick([one, `10.${net}.0.0/${random.pick([8, 24, 29, 30])}`, `${one}/255.0.0.255`]);
};

const inOnly = ['PREROUTING', 'INPUT', 'FORWARD'];

/** Matches by the places where they are allowed; each in the words of a person. */
const matches: readonly ((random: Random, place: Place) => string | undefined)[] = [
  (random, { family }) => `${maybeNot(random)}-s ${within(random, family, 1)}`,
  (random, { family }) => `${maybeNot(random)}-d ${within(random, family, random.pick([1, 2]))}`,
  (random, { chain }) =>
    inOnly.includes(chain) ? `${maybeNot(random)}-i ${random.pick(['ra', 'rb', 'r+', 'lo'])}` : undefined,
  (random, { chain }) =>
    ['FORWARD', 'OUTPUT', 'POSTROUTING'].includes(chain)
      ? `${maybeNot(random)}-o ${random.pick(['ra', 'rb', 'r+'])}`
      : undefined,
  (random) => `-p tcp -m tcp ${maybeNot(random)}--dport ${random.pick(['22', '80', '1:443', '443:', ':79'])}`,
  (random) => `-p tcp -m tcp ${maybeNot(random)}--sport ${random.pick(['1024:20000', '30000:'])}`,
  (random) =>
    `-p tcp -m tcp ${maybeNot(random)}--tcp-flags ${random.pick(['SYN,ACK,FIN,RST SYN', 'ALL ACK', 'RST RST', 'SYN,ACK SYN,ACK'])}`,
  (random) => `-p udp -m udp ${maybeNot(random)}--dport ${random.pick(['53', '80:8080'])}`,
  (random, { family }) => `${maybeNot(random)}-p ${random.pick(['tcp', 'udp', family === 4 ? 'icmp' : 'ipv6-icmp'])}`,
  (random) =>
    `-p ${random.pick(['tcp', 'udp'])} -m multiport ${maybeNot(random)}--${random.pick(['dports', 'ports', 'sports'])} 22,80:443,20000:40000`,
  (random, { family }) =>
    family === 4
      ? `-p icmp -m icmp ${maybeNot(random)}--icmp-type ${random.pick(['8', '3/4', '0', 'any'])}`
      : `-p ipv6-icmp -m icmp6 ${maybeNot(random)}--icmpv6-type ${random.pick(['128', '129', '1/4'])}`,
  (random) =>
    `-m conntrack ${maybeNot(random)}--ctstate ${random.pick(['NEW', 'INVALID', 'ESTABLISHED,RELATED', 'UNTRACKED', 'NEW,UNTRACKED', 'DNAT', 'SNAT,INVALID'])}`,
  (random) => `-m conntrack --ctdir ${random.pick(['ORIGINAL', 'REPLY'])}`,
  (random) => `-m conntrack ${maybeNot(random)}--ctproto ${random.pick(['tcp', 'udp'])}`,
  (random, { family }) =>
    `-m conntrack ${maybeNot(random)}--${random.pick(['ctorigsrc', 'ctorigdst', 'ctreplsrc', 'ctrepldst'])} ${host(family, random.pick([1, 2]), 1 + random.below(8))}`,
  (random) => `-p tcp -m conntrack ${maybeNot(random)}--ctorigdstport ${random.pick(['80', '22:443'])}`,
  (random) => `-m conntrack ${maybeNot(random)}--ctstatus ${random.pick(['SEEN_REPLY', 'CONFIRMED', 'ASSURED'])}`,
  (random) => `-m state ${maybeNot(random)}--state ${random.pick(['NEW', 'INVALID', 'RELATED,ESTABLISHED'])}`,
  (random) => `-m mark ${maybeNot(random)}--mark ${random.pick(['0x1', '0x4000/0x4000', '0/0xff', '0x2/0x3'])}`,
  (random) => `-m connmark ${maybeNot(random)}--mark ${random.pick(['0', '0x1/0x1', '0x5'])}`,
  (random) =>
    `-m addrtype ${maybeNot(random)}--${random.pick(['src-type', 'dst-type'])} ${random.pick(['LOCAL', 'UNICAST', 'LOCAL,MULTICAST'])}`,
  (random, { chain }) =>
    ['PREROUTING', 'INPUT'].includes(chain)
      ? `-m addrtype ${maybeNot(random)}--dst-type LOCAL --limit-iface-in`
      : undefined,
  (random, { family }) =>
    `-m set ${maybeNot(random)}--match-set ${random.pick(['hosts', 'nets', 'ports', 'both'])}${family} ${random.pick(['src,dst', 'dst,dst', 'dst,src', 'src,src'])}`,
  (random, { chain }) =>
    inOnly.includes(chain)
      ? `-m mac ${maybeNot(random)}--mac-source ${random.pick(['02:00:00:00:01:02', '02:00:00:00:02:02'])}`
      : undefined,
  (random, { family }) =>
    `-m iprange ${maybeNot(random)}--${random.pick(['src-range', 'dst-range'])} ${host(family, random.pick([1, 2]), 2)}-${host(family, 2, 5)}`,
  (random) => `-m length ${maybeNot(random)}--length ${random.pick(['0:60', '100:500', '36'])}`,
  (random, { family }) =>
    family === 4
      ? `-m ttl --ttl-${random.pick(['gt 63', 'lt 64', 'eq 64', 'eq 63'])}`
      : `-m hl --hl-${random.pick(['gt 63', 'lt 64', 'eq 64'])}`,
  (random) => `-m pkttype ${maybeNot(random)}--pkt-type ${random.pick(['unicast', 'broadcast'])}`,
  () => '-m comment --comment "a \\"b\\" -j DROP ! --x"',
  (random, { table, chain }) =>
    chain === 'PREROUTING' && table !== 'nat'
      ? `-m rpfilter ${random.pick(['', '--loose ', '--invert '])}`.trim()
      : undefined,
];

const mark = (random: Random): string =>
  `-j MARK --${random.pick(['set-xmark 0x4000/0x4000', 'set-mark 1', 'or-mark 2', 'and-mark 0xfffe', 'xor-mark 3', 'set-xmark 0x10/0xff'])}`;
const connmark = (random: Random): string =>
  `-j CONNMARK --${random.pick(['save-mark', 'restore-mark', 'set-mark 5', 'save-mark --nfmask 0xf --ctmask 0xff', 'restore-mark --nfmask 0xff --ctmask 0xf'])}`;

type TargetOf = (random: Random, place: Place, mode: Mode) => string;

const natTarget: TargetOf = (random, { chain, family }) => {
  const at = host(family, 2, 2 + random.below(7));
  const port = `${family === 4 ? at : `[${at}]`}:${random.pick(ports)}`;
  const away = [`-j DNAT --to-destination ${at}`, `-p tcp -j DNAT --to-destination ${port}`];
  const byChain: Readonly<Record<string, readonly string[]>> = {
    PREROUTING: [...away, '-p udp -j REDIRECT --to-ports 53', '-j REDIRECT'],
    OUTPUT: away,
    POSTROUTING: ['-j MASQUERADE', `-j SNAT --to-source ${host(family, 2, 1)}`, mark(random)],
  };
  return random.pick(byChain[chain] ?? ['-j RETURN', mark(random)]);
};

const mangleTarget: TargetOf = (random, { family }) => {
  const ttl = family === 4 ? '-j TTL --ttl-set 33' : '-j HL --hl-set 33';
  return random.pick([mark(random), mark(random), connmark(random), ttl, '-j TOS --set-tos 0x10']);
};

const rejectTarget: TargetOf = (random, { family }, mode) => {
  const prohibited = family === 4 ? 'icmp-host-prohibited' : 'icmp6-adm-prohibited';
  const rejects = ['-j REJECT', `-j REJECT --reject-with ${prohibited}`, '-p tcp -j REJECT --reject-with tcp-reset'];
  return mode === 'own' ? '-j DROP' : random.pick(rejects);
};

const anyTarget: TargetOf = (random, { table }) => {
  const drop = table !== 'nat' && random.chance(0.4) ? '-j DROP' : '';
  return random.pick(['-j ACCEPT', '-j RETURN', drop, '', mark(random), '-j LATER', '-g LATER', '-j AGAIN']);
};

/** How often a table's own targets are taken. */
const special: Readonly<Record<string, { readonly share: number; readonly of: TargetOf }>> = {
  raw: { share: 0.3, of: (random) => random.pick(['-j CT --notrack', '-j NOTRACK']) },
  mangle: { share: 0.7, of: mangleTarget },
  nat: { share: 0.5, of: natTarget },
  filter: { share: 0.1, of: rejectTarget },
};

const target: TargetOf = (random, place, mode) => {
  const own = special[place.table];
  return (own !== undefined && random.chance(own.share) ? own.of : anyTarget)(random, place, mode);
};

function rule(random: Random, place: Place, mode: Mode): string {
  const to = target(random, place, mode);
  const deeper =
    place.chain === 'LATER'
      ? to.replace('LATER', 'AGAIN')
      : place.chain === 'AGAIN'
        ? to.replace(/-[jg] (?:LATER|AGAIN)/, '-j RETURN')
        : to;
  // A target that brings its own protocol stands alone, so that no second -p is written.
  const own = / -p |^-p /.test(deeper);
  const words: string[] = [];
  for (let count = random.below(3) + (random.chance(0.5) ? 1 : 0); count > 0 && !own; count -= 1) {
    const made = random.pick(matches)(random, place);
    const module = (text: string) => /-m (\S+)/.exec(text)?.[1] ?? /-([sdiop]) /.exec(text)?.[1];
    const doubled = words.some(
      (word) => module(word) === module(made ?? '') || (word.includes('-p ') && made?.includes('-p ')),
    );
    if (made !== undefined && !doubled) words.push(made);
  }
  // Before NAT's place in the list a protocol must come first: -p, then what needs it.
  words.sort((a, b) => Number(b.includes('-p ')) - Number(a.includes('-p ')));
  return `-A ${place.chain} ${[...words, deeper].join(' ')}`.trim();
}

export const tables: Readonly<Record<string, readonly string[]>> = {
  raw: ['PREROUTING', 'OUTPUT'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  nat: ['PREROUTING', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  security: ['INPUT', 'FORWARD', 'OUTPUT'],
};

/** Input for iptables-restore. */
export const randomSave = (random: Random, mode: Mode, family: 4 | 6): string =>
  Object.entries(tables)
    .map(([table, chains]) => tableText(random, table, chains, mode, family))
    .join('');

function tableText(random: Random, table: string, chains: readonly string[], mode: Mode, family: 4 | 6): string {
  // Nothing reaches the router's own sockets, which would answer.
  if (table === 'security') return `*security\n${mode === 'transit' ? '-A INPUT -j DROP\n' : ''}COMMIT\n`;
  const policy = () => (table === 'filter' && random.chance(0.3) ? 'DROP' : 'ACCEPT');
  const declared = [...chains.map((chain) => `:${chain} ${policy()} [0:0]`), ':LATER - [0:0]', ':AGAIN - [0:0]'];
  const first = table === 'raw' && mode === 'transit' ? ['-A OUTPUT -j DROP'] : [];
  const rules = [...chains, 'LATER', 'AGAIN'].flatMap((chain) =>
    Array.from({ length: random.below(table === 'filter' ? 8 : 5) }, () =>
      rule(random, { table, chain, family }, mode),
    ),
  );
  return [`*${table}`, ...declared, ...first, ...rules, 'COMMIT', ''].join('\n');
}

/** Sets that the rules may name. */
export const ipsets = [4, 6]
  .map((number) => {
    const family = number === 4 ? 'inet' : 'inet6';
    const at = (net: number, last: number) => host(number as 4 | 6, net, last);
    const prefix = (net: number) => (number === 4 ? `10.${net}.0.0/29` : `fd00:${net}::/125`);
    return [
      `create hosts${number} hash:ip family ${family}`,
      `add hosts${number} ${at(1, 3)}`,
      `add hosts${number} ${at(2, 4)}`,
      `create nets${number} hash:net family ${family}`,
      `add nets${number} ${prefix(1)}`,
      `add nets${number} ${at(1, 4)} nomatch`,
      `add nets${number} ${prefix(2)}`,
      `create ports${number} hash:ip,port family ${family}`,
      `add ports${number} ${at(2, 3)},tcp:80`,
      `add ports${number} ${at(2, 3)},udp:53`,
      `create both${number} list:set`,
      `add both${number} hosts${number}`,
    ].join('\n');
  })
  .join('\n');
