import { groupBy } from '../../../core/group.ts';
import type { Ask } from './commands.ts';
import { oncePer } from './once-per.ts';
import type { GivenSession, Said } from './session.ts';
import { as } from './states.ts';

export const sizeOf = ({ command }: Ask): number => Number(/ -[sl] ?(\d{1,5})\b/.exec(command)?.[1] ?? 56);

/** A ping that was answered; `isLater` where other commands stand between a fault and it, which may have mended something. */
export interface Pinged extends Ask {
  readonly isLater: boolean;
}

type Answered = ReadonlyMap<string, readonly (readonly [at: number, ask: Ask])[]>;

/** Asks that were answered, by what they call their target: its address, its name. */
const byTarget = (asks: readonly Ask[], answered: ReadonlySet<number>): Answered =>
  groupBy(
    [...answered]
      .toSorted((a, b) => a - b)
      .flatMap((at) => [asks[at]].flatMap((ask) => (ask === undefined ? [] : [[at, ask] as const]))),
    ([, { target = '' }]) => target,
  );

const asksOf = (said: readonly Said[], which: (one: Said) => boolean) =>
  new Set(said.filter(which).map(({ ask }) => ask));

/** By target the first answered ping of each size and place: a paste may hold thousands. */
const answeredIn = oncePer(({ asks, said }: GivenSession): Answered => {
  const lossy = asksOf(said, ({ row }) => row.means === 'packets-lost');
  const pings = asksOf(
    said,
    ({ row, ask }) => row.id === 'answer' && asks[ask]?.tool.startsWith('ping') === true && !lossy.has(ask),
  );
  const firsts = [...byTarget(asks, pings)].map(
    ([target, all]) =>
      [
        target,
        [...groupBy(all, ([, ask]) => `${sizeOf(ask)}`).values()].flatMap(([one]) => (one ? [one] : [])),
      ] as const,
  );
  return new Map(firsts);
});

/** By target the asks to which a port of it answered. */
const openIn = oncePer(
  ({ asks, said }: GivenSession): Answered =>
    byTarget(
      asks,
      asksOf(
        said,
        ({ row, ask }) =>
          (row.id === 'answer' || row.id === 'connected') &&
          asks[ask]?.port !== undefined &&
          asks[ask]?.tool.startsWith('ping') === false,
      ),
    ),
);

/** Addresses and names that mean one host in this paste, `PING web (10.0.0.5)`. */
const aliases = oncePer(({ asks }: GivenSession) =>
  groupBy(
    asks.flatMap(({ named, target }) =>
      named === undefined || target === undefined || named === target
        ? []
        : ([
            [named, target],
            [target, named],
          ] as const),
    ),
    ([key]) => key,
  ),
);

/** Pings of the same target as a fault's that were answered, those of its own time first. */
const nearest = (
  answered: Answered,
  target: string | undefined,
  fault: Said,
  session: GivenSession,
): readonly Pinged[] => {
  const names = [target ?? '', ...(aliases(session).get(target ?? '') ?? []).map(([, alias]) => alias)];
  return [...new Set(names)]
    .flatMap((name) => answered.get(name) ?? [])
    .map(([at, ask]) => ({ ...ask, isLater: at > fault.ask + 1 }))
    .toSorted((a, b) => Number(a.isLater) - Number(b.isLater));
};

export const answeredPings = (target: string | undefined, fault: Said, session: GivenSession): readonly Pinged[] =>
  nearest(answeredIn(session), target, fault, session);

/** What a ping of another time shows may have been otherwise at the time of the fault. */
export const sureness = (ping: Pinged) => ({ confidence: ping.isLater ? ('possible' as const) : ('likely' as const) });

const onItsHost =
  'on {host}: `ss -ltn`, `iptables-save -c`, `nft list ruleset`, `tcpdump -ni any port {port}`: does the SYN arrive?';

/** The host answers ping or on another port, and a port of it does not answer. */
export function portOnly(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const target = fault.target ?? ask.target;
  const port = fault.port ?? ask.port;
  if (fault.row.id !== 'silence' || port === undefined) return undefined;
  const [ping] = answeredPings(target, fault, session);
  const other = nearest(openIn(session), target, fault, session).find((one) => one.port !== port);
  const shown = ping ?? other;
  if (shown === undefined) return undefined;
  const answers = ping === undefined ? `on port ${shown.port}` : 'ping';
  const isMail = port === 25 ? ' Clouds and access providers often close port 25 outward; 587 is for submission.' : '';
  return as(
    { ...fault, also: shown.command === '' ? [] : [{ line: shown.line, text: shown.command }] },
    {
      means: 'no-answer',
      ...sureness(shown),
      says: `{host} answers ${answers}, and nothing comes from port {port}.`,
      why: `The host and the way there work. A filter drops that port: host firewall, security group, network policy, provider; or the program hangs.${isMail}`,
      next: [onItsHost],
    },
  );
}

/** A host that answers ping is there: that a port of it has no route is the word of a filter (icmp-host-prohibited reads as EHOSTUNREACH). */
export function rejectedPort(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const target = fault.target ?? ask.target;
  const [ping] = answeredPings(target, fault, session);
  if ((fault.port ?? ask.port) === undefined || ping === undefined) return undefined;
  return as(
    { ...fault, also: [{ line: ping.line, text: ping.command }] },
    {
      means: 'filter-drops',
      ...sureness(ping),
      says: '{host} answers ping, and a filter rejects port {port} ("No route to host").',
      why: 'The route and the neighbor are there, or ping would fail too: an ICMP message of a filter (host prohibited, as of firewalld) reads so.',
      next: ['on {host}: `firewall-cmd --list-all`, `iptables-save -c`, `nft list ruleset`: is port {port} let in?'],
    },
  );
}
