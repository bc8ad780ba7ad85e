import type { Verdict } from './place.ts';
import type { Rules } from './rules.ts';

/** `0/5 nodes are available: 1 Insufficient cpu, 4 node(s) were unschedulable.`: counts sorted as texts. */
export function histogram(total: number, reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return sayCounts(total, counts);
}

/** The sentence of counted reasons. */
export function sayCounts(total: number, counts: ReadonlyMap<string, number>): string {
  const parts = [...counts].map(([reason, count]) => `${count} ${reason}`).toSorted(byBytes);
  return parts.length === 0
    ? `0/${total} nodes are available:`
    : `0/${total} nodes are available: ${parts.join(', ')}.`;
}

/** As Go compares strings. */
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The message without what preemption adds. */
export function filterMessage(verdicts: readonly Verdict[]): string {
  const counts = new Map<string, number>();
  for (const { failure } of verdicts)
    for (const reason of failure?.reasons ?? []) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return sayCounts(verdicts.length, counts);
}

/** Joins a message and what preemption says. */
export function withPostFilter(message: string, postFilter: string | undefined, { postFilter: style }: Rules): string {
  if (postFilter === undefined || style === 'none') return message;
  return `${message} ${postFilter}${style === 'double-dot' ? '.' : ''}`;
}
