import { headOf } from '../../../core/safe-text.ts';
import { normalizeProvider, type WantedEvents } from '../../../core/windows-events/provider.ts';
import type { EventRecord } from '../../../input/eventlog/event.ts';

/** Events of IIS under one id that no row of the table knows. */
export interface UnknownEvents {
  /** As `normalizeProvider` writes it. */
  readonly provider: string;
  readonly id: number;
  readonly count: number;
  /** Where the first of them stands, and what it says. */
  readonly source: string;
  readonly line?: number;
  readonly text: string;
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The ids that IIS's own providers log under, of which the table knows a part (Microsoft, "IIS events" by provider). */
export const ownEvents: readonly WantedEvents[] = [
  { provider: 'WAS', ids: range(5000, 5320) },
  { provider: 'W3SVC', ids: range(1000, 1180) },
  { provider: 'W3SVC-WP', ids: range(2200, 2320) },
  { provider: 'IIS ASPNETCORE MODULE', ids: range(1000, 1040) },
  { provider: 'IIS ASPNETCORE MODULE V2', ids: range(1000, 1040) },
  { provider: 'IIS EXPRESS ASPNETCORE MODULE', ids: range(1000, 1040) },
  { provider: 'IIS EXPRESS ASPNETCORE MODULE V2', ids: range(1000, 1040) },
  { provider: 'APPHOSTSVC', ids: range(9000, 9020) },
  { provider: 'ASP.NET', ids: range(1300, 1340) },
  { provider: 'HTTPERR', ids: [3] },
];

const own = new Map(ownEvents.map(({ provider, ids }) => [provider, new Set(ids)]));
/** Different ones that are kept; so many kinds are no log of IIS. */
const most = 50;
const textShown = 200;

/** Collects what IIS itself logged and no row knows: an all-clear over it would be a guess. */
export function unknownCollector(): { add(record: EventRecord): void; take(): readonly UnknownEvents[] } {
  const seen = new Map<string, UnknownEvents>();
  return {
    add: (record) => {
      const provider = normalizeProvider(record.provider ?? '');
      if (own.get(provider)?.has(record.id) !== true) return;
      const key = `${provider} ${record.id}`;
      const before = seen.get(key);
      if (before !== undefined) seen.set(key, { ...before, count: before.count + 1 });
      else if (seen.size < most) seen.set(key, first(provider, record));
    },
    take: () => [...seen.values()],
  };
}

function first(provider: string, { id, source, line, message, data }: EventRecord): UnknownEvents {
  const said = message ?? Object.values(data).join(' ');
  const text = headOf(said.replace(/\s+/g, ' ').trim(), textShown);
  return { provider, id, count: 1, source, ...(line === undefined ? {} : { line }), text };
}
