import { groupBy } from '../../core/group.ts';
import { hostOf } from '../../kubernetes/server-url.ts';
import * as codes from './catalog/etcd.ts';
import type { HealthCode } from './catalog/health-code.ts';
import { type Draft, draftOf } from './draft.ts';
import { isLoopback } from './model.ts';
import type { EndpointState } from './state.ts';

/** A member has a client port and, without TLS, a metrics port; what one of them tells explains the other. */
export function etcdFaults(states: readonly EndpointState[]): Draft[] {
  const members = groupBy(states, ({ endpoint: { url } }) => (isLoopback(url) ? 'loopback' : hostOf(url)));
  return [...members.values()].flatMap(memberFault);
}

function memberFault(states: readonly EndpointState[]): Draft[] {
  const failing = states.filter(({ kind }) => kind === 'failing');
  if (failing[0] !== undefined) return [joined(reasonCode(failing), failing)];
  const silent = states.filter(({ kind }) => kind === 'silent');
  if (silent[0] !== undefined) return [joined(codes.etcdNoAnswer, silent)];
  const gone = states.filter(({ kind }) => kind === 'refused' || kind === 'reset');
  const [first] = gone;
  if (first === undefined) return [];
  const living = states.filter(
    ({ kind, endpoint }) =>
      !gone.some((state) => state.endpoint === endpoint) && kind !== 'unknown' && kind !== 'unreachable',
  );
  // A metrics port that is off is no fault; a client port that is off is, even where metrics answer.
  if (living.length > 0 && gone.every(({ endpoint }) => endpoint.role === 'metrics')) return [];
  return [joined(codes.etcdDown, gone)];
}

function joined(code: HealthCode, states: readonly EndpointState[]): Draft {
  const told = states.toSorted((a, b) => (b.reason ?? '').length - (a.reason ?? '').length);
  const [first = states[0] as EndpointState] = told;
  return draftOf(code, first, { evidence: told.flatMap((state) => draftOf(code, state).evidence) });
}

function reasonCode(failing: readonly EndpointState[]): HealthCode {
  const reason = failing.map((state) => state.reason ?? '').join(' ');
  const checks = failing.flatMap(({ failed }) => failed.map(({ name }) => name));
  if (/NOSPACE/.test(reason)) return codes.etcdNospace;
  if (/CORRUPT/.test(reason) || checks.includes('data_corruption')) return codes.etcdCorrupt;
  if (/NO LEADER|no consensus/i.test(reason)) return codes.etcdNoLeader;
  if (checks.some((name) => name === 'linearizable_read' || name === 'read_index')) return codes.etcdNoLeader;
  return codes.etcdNotHealthy;
}
