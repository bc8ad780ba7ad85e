import { usageError } from '../../../core/errors.ts';
import { parseAddress } from '../address/address.ts';
import type { Namespace } from '../model/namespace.ts';
import type { Questions } from '../observations.ts';
import { decide, type RouteData, routeData } from './decide.ts';
import type { RouteKey } from './decision.ts';

/** IPPROTO_UDP: what `ip route get` asks for IPv4 where no protocol is given (inet_rtm_getroute). */
const udp = 17;

/** Answers of `--queries`, one a line that is a question. Throws a usage error for a line that is none. */
export const answerQueries = (ns: Namespace, { source, lines }: Questions): readonly RouteData[] =>
  lines.flatMap((line, i) => {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) return [];
    const key = keyOf(text, `${source}:${i + 1}`);
    return [routeData(decide(ns, key), key)];
  });

/** `host 10.0.0.1`, `10.0.0.2 10.0.0.1 --iif eth0 --mark 0x10`. */
export function keyOf(text: string, place: string): RouteKey {
  const wrong = (why: string) =>
    usageError(`${place}: ${why}`, 'write FROM TO [--iif DEV] [--mark N]; FROM is host or a source address');
  const words = text.split(/\s+/);
  const option = (name: string): string | undefined => {
    const at = words.indexOf(name);
    return at < 0 ? undefined : words.splice(at, 2)[1];
  };
  const iif = option('--iif');
  const mark = option('--mark');
  const [from = '', to = '', ...rest] = words;
  const destination = parseAddress(to.split('/')[0] ?? '');
  const source = from === 'host' ? undefined : parseAddress(from);
  if (destination === undefined || rest.length > 0) throw wrong(`${text}: no destination address`);
  if (from !== 'host' && source === undefined) throw wrong(`${from}: neither host nor an address`);
  if (source !== undefined && source.family !== destination.family) throw wrong('addresses of two families');
  const number = mark === undefined ? 0 : Number(mark);
  if (!Number.isInteger(number) || number < 0 || number > 0xffffffff) throw wrong(`--mark ${mark}: not a number`);
  const { family } = destination;
  return {
    family,
    destination,
    mark: number,
    tos: 0,
    protocol: family === 4 ? udp : 0,
    sourcePort: 0,
    destinationPort: 0,
    user: 0,
    ...(source === undefined ? {} : { source }),
    ...(iif === undefined ? {} : { iif, source: source ?? { family, value: 0n } }),
  };
}
