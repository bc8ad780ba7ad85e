import { groupBy } from '../../../core/group.ts';
import { present } from '../optional.ts';
import type { Ask } from './commands.ts';
import { oncePer } from './once-per.ts';
import { keyOf, type Place } from './place.ts';
import type { GivenSession } from './session.ts';

/** A session whose asks all have a place; of those that nothing tells of it is that of the others, where these have but one. */
export function placed(session: GivenSession): GivenSession {
  const hosts = new Set(session.asks.flatMap(({ place }) => (isPod(place) ? [] : (place?.host ?? []))));
  const [only] = hosts;
  const isOne = hosts.size < 2 && !isSectioned(session);
  const hostOf = (ask: Ask): string => ask.place?.host ?? (isOne ? (only ?? '') : `\0${ask.place?.within ?? ask.line}`);
  return { ...session, asks: session.asks.map((ask) => ({ ...ask, place: { ...ask.place, host: hostOf(ask) } })) };
}

const isPod = (place: Place | undefined): boolean => place?.host?.startsWith('pod ') === true;

/** Above a first heading it is another place. */
const isSectioned = ({ asks }: GivenSession): boolean =>
  asks.some(({ command, tool, place }) => command === '' && tool === '' && place?.host !== undefined);

/** The parts of a session by where they were shown. */
const parts = oncePer((session: GivenSession): ReadonlyMap<string, GivenSession> => {
  const keys = session.asks.map(({ place = {} }) => keyOf(place));
  if (new Set(keys).size < 2) return new Map([[keys[0] ?? '', session]]);
  const byPlace = <T extends { readonly ask: number }>(all: readonly T[]) => groupBy(all, ({ ask }) => keys[ask] ?? '');
  const [said, devices] = [byPlace(session.said), byPlace(session.devices)];
  const [nameservers, search] = [byPlace(session.nameservers), byPlace(session.search)];
  return new Map(
    keys.map((key) => {
      const shown = { said: said.get(key) ?? [], devices: devices.get(key) ?? [] };
      return [key, { ...session, ...shown, nameservers: nameservers.get(key) ?? [], search: search.get(key) ?? [] }];
    }),
  );
});

const nothing = { said: [], devices: [], nameservers: [], search: [] } as const;

/** What was shown at a place. The asks are those of all places, which others count by their numbers. */
export const seenAt = (place: Place | undefined, session: GivenSession): GivenSession =>
  parts(session).get(keyOf(place ?? {})) ?? { ...session, ...nothing };

/** What was shown on the host of a container or namespace, and in none of them. */
export const seenOnHost = (place: Place | undefined, session: GivenSession): GivenSession =>
  seenAt(present({ host: place?.host }), session);

/** The places of a session, a view each. */
export const everyPlace = oncePer((session): readonly GivenSession[] => [...parts(session).values()]);

/** Hosts that prompts or headings name. */
export const namedHosts = oncePer(
  ({ asks }: GivenSession) => new Set(asks.flatMap(({ place }) => (isNamed(place) ? (place?.host ?? []) : []))),
);

const isNamed = (place: Place | undefined): boolean => /^[^\0]/.test(place?.host ?? '') && !isPod(place);
