import { type Address, bitsOf, parseAddress } from '../../../address/address.ts';
import { type Packet, protocolNumber, protocolOf } from '../../packet.ts';
import { eachOption, type MatchReader, rangeOf, type Test, within } from './test.ts';

const addressIn = (side: 'source' | 'destination') => {
  return ([text = '']: readonly string[]): Test | undefined => {
    const [from, to] = text.split('-').map(parseAddress);
    if (from === undefined) return undefined;
    const last = to ?? from;
    return ({ packet }) => {
      const address = parseAddress(packet[side]);
      if (address === undefined) return undefined;
      return address.family === from.family && address.value >= from.value && address.value <= last.value;
    };
  };
};

export const iprange: MatchReader = eachOption({
  'src-range': addressIn('source'),
  'dst-range': addressIn('destination'),
});

/** A number of the packet against `--NAME 100:200`. */
const measured = (get: (packet: Packet) => number | undefined) => {
  return ([text = '']: readonly string[]): Test | undefined => {
    const range = rangeOf(text, 65535);
    return (
      range &&
      (({ packet }) => {
        const value = get(packet);
        return value === undefined ? undefined : within([value, value], range);
      })
    );
  };
};

export const length: MatchReader = eachOption({ length: measured((packet) => packet.length) });

const hops = (compare: (ttl: number, than: number) => boolean) => {
  return ([text]: readonly string[]): Test | undefined =>
    /^\d{1,3}$/.test(text ?? '')
      ? ({ packet }) => (packet.ttl === undefined ? undefined : compare(packet.ttl, Number(text)))
      : undefined;
};
const hopOptions = (name: string) =>
  eachOption({
    [`${name}-eq`]: hops((a, b) => a === b),
    [`${name}-lt`]: hops((a, b) => a < b),
    [`${name}-gt`]: hops((a, b) => a > b),
  });
export const ttl: MatchReader = hopOptions('ttl');
export const hopLimit: MatchReader = hopOptions('hl');

export const mac: MatchReader = eachOption({
  'mac-source':
    ([text = '']) =>
    ({ packet }) =>
      packet.sourceMac === undefined ? undefined : packet.sourceMac.toLowerCase() === text.toLowerCase(),
});

export const pkttype: MatchReader = eachOption({
  'pkt-type': ([text = '']) => {
    if (!['unicast', 'broadcast', 'multicast'].includes(text)) return undefined;
    return ({ packet }) => {
      // Which of the two it is the packet does not say.
      if (packet.multicastOrBroadcast === true) return text === 'unicast' ? false : undefined;
      return text === 'unicast';
    };
  },
});

/** `10.0.0.0/8`, `10.0.0.0/255.0.0.255`, `fd00::/8`. A host's name cannot be read. */
export function addressTest(text: string, side: 'source' | 'destination'): Test | undefined {
  const [address = '', mask] = text.split('/');
  const wanted = parseAddress(address);
  const bits = wanted && maskOf(mask, wanted);
  if (wanted === undefined || bits === undefined) return undefined;
  return ({ packet }) => {
    const value = parseAddress(packet[side]);
    if (value === undefined) return undefined;
    return value.family === wanted.family && ((value.value ^ wanted.value) & bits) === 0n;
  };
}

function maskOf(text: string | undefined, { family }: Address): bigint | undefined {
  const all = (1n << BigInt(bitsOf(family))) - 1n;
  if (text === undefined) return all;
  if (!/^\d{1,3}$/.test(text)) return parseAddress(text)?.value;
  const length = Number(text);
  return length > bitsOf(family) ? undefined : all ^ (all >> BigInt(length));
}

export function protocolTest(text: string): Test | undefined {
  const wanted = protocolNumber(text);
  if (wanted === undefined) return undefined;
  return ({ packet }) => wanted === 0 || protocolOf(packet) === wanted;
}

/** `eth0`, `eth+`; a hook without the device compares with an empty name (ip_tables.c, nulldevname). */
export function deviceTest(wanted: string, get: (packet: Packet) => string | undefined): Test {
  return ({ packet }) => sameDevice(wanted, get(packet) ?? '');
}

export const sameDevice = (wanted: string, name: string): boolean =>
  wanted.endsWith('+') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
