import type { Ask } from './commands.ts';
import type { GivenSession } from './findings.ts';
import type { Said } from './read.ts';
import { as } from './states.ts';

export const sizeOf = ({ command }: Ask): number => Number(/ -[sl] ?(\d{1,5})\b/.exec(command)?.[1] ?? 56);

/** Pings of the same target that were answered. */
export const answeredPings = (target: string | undefined, { asks, said }: GivenSession): readonly Ask[] =>
  asks.filter(
    (one, i) =>
      one.tool.startsWith('ping') &&
      one.target === target &&
      said.some(({ ask, row }) => ask === i && row.id === 'answer') &&
      !said.some(({ ask, row }) => ask === i && row.means === 'packets-lost'),
  );

/** The host answers ping, and a port of it does not answer. */
export function portOnly(fault: Said, ask: Ask, session: GivenSession): Said | undefined {
  const target = fault.target ?? ask.target;
  const port = fault.port ?? ask.port;
  if (fault.row.id !== 'silence' || port === undefined || answeredPings(target, session).length === 0) return undefined;
  return as(fault, {
    means: 'no-answer',
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
  const [ping] = answeredPings(target, session);
  if ((fault.port ?? ask.port) === undefined || ping === undefined) return undefined;
  return as(
    { ...fault, also: [{ line: ping.line, text: ping.command }] },
    {
      means: 'filter-drops',
      says: '{host} answers ping, and a filter rejects port {port} ("No route to host").',
      why: 'The route and the neighbor are there, or ping would fail too: an ICMP message of a filter (host prohibited, as of firewalld) reads so.',
      next: ['on {host}: `firewall-cmd --list-all`, `iptables-save -c`, `nft list ruleset`: is port {port} let in?'],
    },
  );
}
