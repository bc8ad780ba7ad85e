import { groupBy } from '../../../core/group.ts';
import type { Ask } from './commands.ts';
import type { GivenSession } from './findings.ts';
import type { Said } from './read.ts';
import { as, oncePer } from './states.ts';

export const sizeOf = ({ command }: Ask): number => Number(/ -[sl] ?(\d{1,5})\b/.exec(command)?.[1] ?? 56);

/** A ping that was answered; `isLater` where other commands stand between a fault and it, which may have mended something. */
export interface Pinged extends Ask {
  readonly isLater: boolean;
}

type Answered = ReadonlyMap<string, readonly (readonly [at: number, ask: Ask])[]>;

/** By target the first answered ping of each size: a paste may hold thousands. */
const answeredIn = oncePer(({ asks, said }: GivenSession): Answered => {
  const asksOf = (which: (one: Said) => boolean) => new Set(said.filter(which).map(({ ask }) => ask));
  const lossy = asksOf(({ row }) => row.means === 'packets-lost');
  const answered = asksOf(({ row }) => row.id === 'answer');
  const pings = [...answered]
    .filter((at) => asks[at]?.tool.startsWith('ping') === true && !lossy.has(at))
    .toSorted((a, b) => a - b)
    .flatMap((at) => [asks[at]].flatMap((ask) => (ask?.target === undefined ? [] : [[at, ask] as const])));
  const byTarget = groupBy(pings, ([, { target = '' }]) => target);
  const firsts = [...byTarget].map(
    ([target, all]) =>
      [target, [...groupBy(all, ([, ask]) => sizeOf(ask)).values()].flatMap(([one]) => (one ? [one] : []))] as const,
  );
  return new Map(firsts);
});

/** Pings of the same target as a fault's that were answered, those of its own time first. */
export const answeredPings = (target: string | undefined, fault: Said, session: GivenSession): readonly Pinged[] =>
  (answeredIn(session).get(target ?? '') ?? [])
    .map(([at, ask]) => ({ ...ask, isLater: at > fault.ask + 1 }))
    .toSorted((a, b) => Number(a.isLater) - Number(b.isLater));

/** What a ping of another time shows may have been otherwise at the time of the fault. */
export const sureness = (ping: Pinged) => ({ confidence: ping.isLater ? ('possible' as const) : ('likely' as const) });

/** The host answers ping, and a port of it does not answer. */
export function portOnly(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const target = fault.target ?? ask.target;
  const port = fault.port ?? ask.port;
  const [ping] = answeredPings(target, fault, session);
  if (fault.row.id !== 'silence' || port === undefined || ping === undefined) return undefined;
  return as(fault, {
    means: 'no-answer',
    ...sureness(ping),
    says: '{host} answers ping, and nothing comes from port {port}.',
    why: 'The host and the way there work. A filter drops that port: host firewall, security group, network policy; or the program hangs.',
    next: [
      'on {host}: `ss -ltn`, `iptables-save -c`, `nft list ruleset`, `tcpdump -ni any port {port}`: does the SYN arrive?',
    ],
  });
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
