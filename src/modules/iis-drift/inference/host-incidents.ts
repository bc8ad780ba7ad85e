import { minuteMs } from '../../../core/time/units.ts';
import { hostKinds } from '../events/kinds.ts';
import type { Reason } from '../events/reason.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import { type Restart, reasonRank } from './restart.ts';

/** Something that stopped every pool of a host: a reboot, iisreset, an installer, a service failure. */
export interface HostIncident {
  readonly host: string;
  readonly reason: Reason;
  readonly from: number;
  readonly to: number;
  /** The telling event first. */
  readonly events: readonly SeenEvent[];
}

/** Events of one incident are at most this far apart: a boot takes minutes. */
const joinedMs = 5 * minuteMs;

export function hostIncidents(host: string, events: readonly SeenEvent[]): HostIncident[] {
  const groups: SeenEvent[][] = [];
  for (const event of events) {
    if (hostKinds[event.kind] === undefined) continue;
    const last = groups.at(-1);
    if (last !== undefined && event.time - (last.at(-1)?.time ?? 0) <= joinedMs) last.push(event);
    else groups.push([event]);
  }
  return groups.map((group) => {
    const rank = (event: SeenEvent) => reasonRank.indexOf(hostKinds[event.kind] ?? 'unexplained');
    const [first, ...rest] = group.toSorted((a, b) => rank(a) - rank(b));
    return {
      host,
      reason: first === undefined ? 'unexplained' : (hostKinds[first.kind] ?? 'unexplained'),
      from: group[0]?.time ?? 0,
      to: group.at(-1)?.time ?? 0,
      events: first === undefined ? [] : [first, ...rest],
    };
  });
}

/**
 * Whether the incident ended these processes. Applications stop up to two minutes before an installer or a
 * shutdown says it is done; a process that gave a reason of its own stopped for that one, if it came first.
 */
export function concerns({ from, to }: HostIncident, restart: Pick<Restart, 'at' | 'reason'>): boolean {
  const earliest = restart.reason === 'unexplained' ? from - 120_000 : from - 5_000;
  return restart.at >= earliest && restart.at <= to + 120_000;
}
