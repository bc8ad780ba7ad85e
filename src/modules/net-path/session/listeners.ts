import type { Confidence } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { type Ask, given } from './commands.ts';
import { oncePer } from './once-per.ts';
import { keyOf } from './place.ts';
import { everyPlace } from './seen.ts';
import type { GivenSession, Said } from './session.ts';
import { as, of } from './states.ts';

const loopback = /^(?:127\.|\[?::1\]?$|localhost$)/;

interface Bound {
  readonly here: GivenSession;
  readonly listeners: readonly [Said, ...Said[]];
}

/** By port what listens on it, a place each: a paste may hold thousands. */
const byPort = oncePer((session): ReadonlyMap<string, readonly Bound[]> => {
  const all = everyPlace(session).flatMap((here) =>
    [...groupBy(of(here, 'listener'), ({ groups }) => groups['port'] ?? '')].flatMap(([port, [first, ...more]]) =>
      first === undefined ? [] : [{ port, here, listeners: [first, ...more] as const }],
    ),
  );
  return groupBy(all, ({ port }) => port);
});

/** A port that is refused listens on 127.0.0.1 only, on the host that refuses. */
export function boundElsewhere(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const target = fault.target ?? ask.target ?? '';
  const port = fault.port ?? ask.port;
  if (loopback.test(target) || port === undefined) return undefined;
  const shown = byPort(session).get(port.toString()) ?? [];
  const [best] = shown
    .slice(0, few)
    .flatMap((bound) => boundHere(bound, fault, ask, session) ?? [])
    .toSorted((a, b) => Number(b.row.confidence === 'likely') - Number(a.row.confidence === 'likely'));
  return best;
}

/** The same port on more hosts than these says nothing of one. */
const few = 20;

function boundHere({ here, listeners }: Bound, fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const [first] = listeners;
  const target = fault.target ?? ask.target ?? '';
  const confidence = refuses(here, first, target, ask, session);
  const bound = [...new Set(listeners.map(({ groups }) => (groups['address'] ?? '').replace(/%.{0,20}$/, '')))];
  if (confidence === undefined || !bound.every((one) => loopback.test(one))) return undefined;
  return as(
    { ...fault, also: [first], ...given(target || undefined, undefined) },
    {
      means: 'listens-on-loopback-only',
      confidence,
      says: `Port ${first.groups['port']} listens on ${bound.join(', ')} only: connections to ${target || 'another address'} are refused.`,
      why: 'That is so if ss or netstat ran on the host that refuses.',
      next: [
        'in the configuration of the program: its bind or listen address, 0.0.0.0 or the address that is asked for',
      ],
    },
  );
}

/** How sure it is that a listener's host is the one that refuses; undefined where it is another. */
function refuses(
  { devices }: GivenSession,
  listener: Said,
  target: string,
  ask: Ask,
  session: GivenSession,
): Confidence | undefined {
  const place = session.asks[listener.ask]?.place;
  const addresses = devices.flatMap((one) => one.addresses).filter((one) => !loopback.test(one));
  const names = [target, ask.target ?? '', ask.named ?? ''].map((name) => name.toLowerCase()).filter(Boolean);
  const own = [
    place?.within?.replace(/^container /, ''),
    place?.within === undefined ? place?.host?.replace(/^pod /, '') : undefined,
  ];
  if (addresses.includes(target) || names.some((name) => own.includes(name))) return 'likely';
  if (addresses.length > 0 && /^[\d.]{7,15}$|:/.test(target)) return undefined;
  if (place?.within !== undefined || ask.place?.within !== undefined)
    return keyOf(place ?? {}) === keyOf(ask.place ?? {}) ? 'possible' : undefined;
  // With one place only, who pasted went to the host that refuses, or asks from it.
  return everyPlace(session).length === 1 ? 'likely' : 'possible';
}
