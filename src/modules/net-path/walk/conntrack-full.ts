import { answerOf } from '../capture/capture.ts';
import { recordOf } from '../model/json.ts';
import type { Namespace } from '../model/namespace.ts';
import { readConntrackStatistics } from '../netfilter/conntrack.ts';
import { type State, withBreak } from './state.ts';

/** A full table takes no new connection; full without a drop is only near it (nf_conntrack_alloc). */
export function conntrackFull(state: State, ns: Namespace): State {
  const most = ns.sysctls.get('netfilter/nf_conntrack_max');
  const count = ns.sysctls.get('netfilter/nf_conntrack_count');
  if (most === undefined || count === undefined || Number(most.value) <= 0) return state;
  if (Number(count.value) < Number(most.value)) return state;
  const statistics = answerOf(ns.capture, 'conntrack -S');
  const drops = statistics === undefined ? 0 : (readConntrackStatistics(statistics.text).get('drop') ?? 0);
  if (statistics === undefined || drops === 0) return state;
  return withBreak(state, ns, {
    name: 'conntrack-full',
    facts: { namespace: ns.label, count: Number(count.value), max: Number(most.value), drops },
    records: [count.record, most.record, recordOf(statistics, statistics.text.split('\n')[0] ?? '')],
  });
}
