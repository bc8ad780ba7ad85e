import type { Confidence } from '../../../core/finding.ts';
import { type Ask, given } from './commands.ts';
import type { GivenSession } from './findings.ts';
import { oncePer } from './once-per.ts';
import { keyOf } from './place.ts';
import type { Said } from './read.ts';
import { everyPlace } from './seen.ts';
import { as, of } from './states.ts';

const loopback = /^(?:127\.|\[?::1\]?$|localhost$)/;

/** The places that show listeners. */
const listening = oncePer((session) => everyPlace(session).filter((here) => of(here, 'listener').length > 0));

/** A port that is refused listens on 127.0.0.1 only, on the host that refuses. */
export function boundElsewhere(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const target = fault.target ?? ask.target ?? '';
  if (loopback.test(target)) return undefined;
  const [best] = listening(session)
    .flatMap((here) => boundHere(here, fault, ask, session) ?? [])
    .toSorted((a, b) => Number(b.row.confidence === 'likely') - Number(a.row.confidence === 'likely'));
  return best;
}

function boundHere(here: GivenSession, fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const port = fault.port ?? ask.port;
  const target = fault.target ?? ask.target ?? '';
  const all = of(here, 'listener').filter(({ groups }) => Number(groups['port']) === port);
  const [first] = all;
  const confidence = first === undefined ? undefined : refuses(here, first, target, ask, session);
  if (first === undefined || confidence === undefined) return undefined;
  const bound = [...new Set(all.map(({ groups }) => (groups['address'] ?? '').replace(/%.{0,20}$/, '')))];
  if (!bound.every((one) => loopback.test(one))) return undefined;
  return as(
    { ...fault, also: [first], ...given(target || undefined, undefined) },
    {
      means: 'listens-on-loopback-only',
      confidence,
      says: `Port ${port} listens on ${bound.join(', ')} only: connections to ${target || 'another address'} are refused.`,
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
  if (addresses.includes(target) || place?.host === target.toLowerCase()) return 'likely';
  if (addresses.length > 0 && /^[\d.]{7,15}$|:/.test(target)) return undefined;
  if (place?.within !== undefined || ask.place?.within !== undefined)
    return keyOf(place ?? {}) === keyOf(ask.place ?? {}) ? 'possible' : undefined;
  // With one place only, who pasted went to the host that refuses, or asks from it.
  return everyPlace(session).length === 1 ? 'likely' : 'possible';
}
