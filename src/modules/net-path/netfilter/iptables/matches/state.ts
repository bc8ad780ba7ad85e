import { connMarkOf, hasEntry, stateOf } from '../../conntrack-view.ts';
import { protocolNumber, protocolOf } from '../../packet.ts';
import type { Way } from '../../way.ts';
import { addressTest } from './header.ts';
import { and, any, eachOption, type MatchReader, maskedOf, rangeOf, type Test, within } from './test.ts';

const stateNames = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'];

/** SNAT and DNAT stand beside the states: what NAT did to this connection. */
function states([text = '']: readonly string[]): Test | undefined {
  const wanted = text.split(',').map((name) => name.toUpperCase());
  if (!wanted.every((name) => [...stateNames, 'SNAT', 'DNAT'].includes(name))) return undefined;
  return (way) => {
    if (wanted.includes(stateOf(way).toUpperCase())) return true;
    const nat = wanted.filter((name) => name === 'SNAT' || name === 'DNAT');
    return hasEntry(way) && nat.length > 0 ? any(nat.map((name) => hasStatus(way, name))) : false;
  };
}

/** Of an established connection about which nothing is said, its status is not known. */
function hasStatus({ packet }: Way, name: string): boolean | undefined {
  const known = packet.ctStatus ?? (packet.ctState === 'new' ? [] : undefined);
  const implied = packet.ctState === 'established' ? ['seen-reply', 'confirmed'] : [];
  const wanted = name.toLowerCase().replace('_', '-');
  if (implied.includes(wanted)) return true;
  return known?.some((status) => status === wanted);
}

const statusNames = ['SEEN_REPLY', 'ASSURED', 'CONFIRMED'];

function status([text = '']: readonly string[]): Test | undefined {
  const wanted = text.split(',');
  // EXPECTED belongs to helpers; NONE and others are not told apart here.
  if (!wanted.every((name) => statusNames.includes(name))) return undefined;
  // ASSURED of a connection that is under way cannot be told.
  return (way) => any(wanted.map((name) => hasStatus(way, name)));
}

const address = (original: boolean, side: 'source' | 'destination') => {
  return ([text = '']: readonly string[]): Test | undefined => {
    const test = addressTest(text, side);
    if (test === undefined) return undefined;
    return (way, context) => {
      const tuple = original ? way.packet.ctOriginal : replyOf(way);
      return tuple === undefined ? undefined : test({ ...way, packet: { ...way.packet, ...tuple } }, context);
    };
  };
};

/** Addresses of the reply: the mirror of what the packet is now, while it is the first one. */
function replyOf({ packet }: Way): { source: string; destination: string } | undefined {
  return packet.ctState === 'new' ? { source: packet.destination, destination: packet.source } : undefined;
}

const originalPort = (side: 'sourcePort' | 'destinationPort') => {
  return ([text = '']: readonly string[]): Test | undefined => {
    const range = rangeOf(text, 65535);
    return (
      range &&
      ((way) => {
        const value = way.packet.ctOriginal?.[side];
        return value === undefined ? undefined : within([value, value], range);
      })
    );
  };
};

const entryOptions = eachOption({
  ctstate: states,
  ctstatus: status,
  ctdir: ([text]) =>
    text === 'ORIGINAL' || text === 'REPLY'
      ? ({ packet }) => (packet.ctDirection ?? 'original') === text.toLowerCase()
      : undefined,
  ctproto: ([text = '']) => {
    const number = protocolNumber(text);
    return number === undefined ? undefined : ({ packet }) => protocolOf(packet) === number;
  },
  ctorigsrc: address(true, 'source'),
  ctorigdst: address(true, 'destination'),
  ctreplsrc: address(false, 'source'),
  ctrepldst: address(false, 'destination'),
  ctorigsrcport: originalPort('sourcePort'),
  ctorigdstport: originalPort('destinationPort'),
});

/** Without an entry only --ctstate counts, and without it the match fails (xt_conntrack.c, conntrack_mt). */
export const conntrack: MatchReader = (part) => {
  const whole = entryOptions(part);
  const stateOnly = entryOptions({ ...part, options: part.options.filter(({ name }) => name === 'ctstate') });
  const asksState = part.options.some(({ name }) => name === 'ctstate');
  if (stateOnly === undefined) return undefined;
  return (way, context) => {
    if (hasEntry(way)) return whole?.(way, context);
    return asksState && stateOnly(way, context);
  };
};

export const state: MatchReader = eachOption({ state: states });

export const mark: MatchReader = eachOption({
  mark: ([text]) => {
    const wanted = maskedOf(text);
    return wanted && (({ packet }) => and(packet.mark, wanted.mask) === wanted.value);
  },
});

/** Without an entry the match fails before the mark is looked at, inverted or not (xt_connmark.c). */
export const connmark: MatchReader = ({ options }) => {
  const [option] = options;
  const wanted = maskedOf(option?.values[0]);
  if (option?.name !== 'mark' || wanted === undefined) return undefined;
  return (way) => {
    if (!hasEntry(way)) return false;
    const value = connMarkOf(way);
    return value === undefined ? undefined : (and(value, wanted.mask) === wanted.value) !== option.inverted;
  };
};
