import { destinationPortRange, hasPorts, icmpOf, protocolOf, sourcePortRange, tcpFlagBits } from '../../packet.ts';
import { any, eachOption, type MatchReader, rangeOf, type Test, within } from './test.ts';

type Range = readonly [number, number];

/** Service names that people write; iptables-save prints numbers. /etc/services */
const services: Readonly<Record<string, string>> = {
  ssh: '22',
  domain: '53',
  http: '80',
  https: '443',
  bootps: '67',
  bootpc: '68',
  ntp: '123',
};

const portsOf = (text: string): Range | undefined => rangeOf(services[text] ?? text, 65535);

const sides = { source: sourcePortRange, destination: destinationPortRange } as const;

function port(side: keyof typeof sides): (values: readonly string[]) => Test | undefined {
  return ([text = '']) => {
    const wanted = portsOf(text);
    if (wanted === undefined) return undefined;
    return ({ packet }) => {
      const value = sides[side](packet);
      return value === undefined ? false : within(value, wanted);
    };
  };
}

const flagBits: Readonly<Record<string, number>> = {
  FIN: 1,
  SYN: 2,
  RST: 4,
  PSH: 8,
  ACK: 16,
  URG: 32,
  ECE: 64,
  CWR: 128,
  ALL: 63,
  NONE: 0,
};

function flagsOf(text: string): number | undefined {
  const bits = text.split(',').map((name) => flagBits[name.toUpperCase()]);
  return bits.includes(undefined) ? undefined : bits.reduce<number>((sum, bit) => sum | (bit ?? 0), 0);
}

function flags(mask: number | undefined, wanted: number | undefined): Test | undefined {
  if (mask === undefined || wanted === undefined) return undefined;
  return ({ packet }) => {
    const bits = tcpFlagBits(packet);
    return bits === undefined ? false : (bits & mask) === wanted;
  };
}

const ports = {
  sport: port('source'),
  dport: port('destination'),
  'source-port': port('source'),
  'destination-port': port('destination'),
};

const ofProtocol =
  (number: number, reader: MatchReader): MatchReader =>
  (part) => {
    const test = reader(part);
    return test && ((way, context) => (protocolOf(way.packet) === number ? test(way, context) : false));
  };

export const tcp: MatchReader = ofProtocol(
  6,
  eachOption({
    ...ports,
    'tcp-flags': ([mask = '', wanted = '']) => flags(flagsOf(mask), flagsOf(wanted)),
    syn: () => flags(flagsOf('FIN,SYN,RST,ACK'), flagsOf('SYN')),
  }),
);
export const udp: MatchReader = ofProtocol(17, eachOption(ports));
export const sctp: MatchReader = ofProtocol(132, eachOption(ports));
export const dccp: MatchReader = ofProtocol(33, eachOption(ports));
export const udplite: MatchReader = ofProtocol(136, eachOption(ports));

function multiple(asked: readonly (keyof typeof sides)[]): (values: readonly string[]) => Test | undefined {
  return ([text = '']) => {
    const ranges = text.split(',').map(portsOf);
    if (ranges.includes(undefined)) return undefined;
    return ({ packet }) =>
      hasPorts(packet) &&
      any(
        asked.flatMap((side) => {
          const value = sides[side](packet);
          return value === undefined ? [false] : [withinAny(value, ranges as Range[])];
        }),
      );
  };
}

/** Ranges that only together cover the value still leave no doubt; they are rare enough to stay "not known". */
const withinAny = (value: Range, ranges: readonly Range[]): boolean | undefined =>
  any(ranges.map((range) => within(value, range)));

export const multiport: MatchReader = eachOption({
  sports: multiple(['source']),
  dports: multiple(['destination']),
  'source-ports': multiple(['source']),
  'destination-ports': multiple(['destination']),
  ports: multiple(['source', 'destination']),
});

/** Names that people write; iptables-save prints numbers (extensions/libxt_icmp.h). */
const icmpNames: Readonly<Record<string, string>> = {
  any: 'any',
  'echo-reply': '0',
  pong: '0',
  'destination-unreachable': '3',
  'network-unreachable': '3/0',
  'host-unreachable': '3/1',
  'protocol-unreachable': '3/2',
  'port-unreachable': '3/3',
  'fragmentation-needed': '3/4',
  'source-quench': '4',
  redirect: '5',
  'echo-request': '8',
  ping: '8',
  'time-exceeded': '11',
  'parameter-problem': '12',
};
const icmp6Names: Readonly<Record<string, string>> = {
  'destination-unreachable': '1',
  'packet-too-big': '2',
  'time-exceeded': '3',
  'parameter-problem': '4',
  'echo-request': '128',
  'echo-reply': '129',
  'router-solicitation': '133',
  'router-advertisement': '134',
  'neighbour-solicitation': '135',
  'neighbor-solicitation': '135',
  'neighbour-advertisement': '136',
  'neighbor-advertisement': '136',
  redirect: '137',
};

function icmpType(names: Readonly<Record<string, string>>): (values: readonly string[]) => Test | undefined {
  return ([text = '']) => {
    // `8`, `3/4`; 255 is any type (libxt_icmp.h)
    const match = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(names[text] ?? text);
    if (names[text] === 'any' || match?.[1] === '255') return ({ packet }) => icmpOf(packet) !== undefined;
    if (match === null) return undefined;
    return ({ packet }) => {
      const of = icmpOf(packet);
      return (
        of !== undefined && of.type === Number(match[1]) && (match[2] === undefined || of.code === Number(match[2]))
      );
    };
  };
}

export const icmp: MatchReader = ofProtocol(1, eachOption({ 'icmp-type': icmpType(icmpNames) }));
export const icmp6: MatchReader = ofProtocol(58, eachOption({ 'icmpv6-type': icmpType(icmp6Names) }));
