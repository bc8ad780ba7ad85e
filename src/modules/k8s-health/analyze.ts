import { type Check, found, skipped, unchecked } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';
import type { Analysis } from '../../core/module.ts';
import { clusterFaults, quorumFaults } from './cluster-faults.ts';
import { codes } from './codes.ts';
import { componentFaults } from './component-faults.ts';
import { findingsOf } from './findings.ts';
import { fixesOf } from './fixes.ts';
import { judgeNode } from './judge.ts';
import { notFound } from './looked-at.ts';
import type { HealthObservations } from './model.ts';
import { type EndpointState, ofComponent } from './state.ts';
import { trustFaults } from './trust-faults.ts';
import { unseenChecks } from './unseen.ts';
import { verdictOf } from './verdict.ts';
import { viewsOf } from './views.ts';

/** Pure: what the recorded answers of all hosts come to. */
export function analyze(observations: HealthObservations): Analysis {
  const nodes = observations.nodes.map((node) => ({ node, states: judgeNode(node) }));
  const states = nodes.flatMap((one) => one.states);
  const drafts = [
    ...nodes.flatMap((one) => [
      ...componentFaults(one.node, one.states),
      ...trustFaults(one.node, one.states),
      ...clusterFaults(one.node, one.states),
    ]),
    ...quorumFaults(states),
  ];
  const findings = findingsOf(drafts, states, (group) => fixesOf(group, observations.nodes));
  return {
    findings,
    checks: checksOf(observations, states, findings),
    data: {
      hosts: nodes.map(({ node, states: own }) => ({
        host: node.host,
        at: node.at,
        place: node.place,
        components: own.map(({ endpoint, kind, why, latencyMs, failed, reason }) => ({
          ...endpoint,
          state: kind,
          why,
          ...(latencyMs === undefined ? {} : { latencyMs }),
          ...(failed.length === 0 ? {} : { failed }),
          ...(reason === undefined ? {} : { reason }),
        })),
        leases: node.leases,
      })),
    },
    views: viewsOf(nodes),
    ...verdictOf(nodes, findings),
  };
}

/** Codes that need something to look at before they can pass; one check a code and one per thing not seen. */
function checksOf(
  { nodes }: HealthObservations,
  states: readonly EndpointState[],
  findings: readonly Finding[],
): Check[] {
  const names = new Set(findings.map(({ name }) => name));
  const starting = ofComponent(states, 'apiserver').some(({ kind }) => kind === 'starting');
  const well = states.some(({ kind }) => kind === 'ok');
  const rest = (name: string) =>
    starting ? skipped(name, 'the apiserver is starting') : notFound(name, nodes, states);
  const byCode = codes.map(({ entry: { name } }) => (names.has(name) ? found(name) : rest(name)));
  const limits = nodes.flatMap((node) =>
    node.limits.map(({ id, reason, command }) => unchecked(id, `${node.host}: ${reason}`, command)),
  );
  const nothing = limits.length === 0 && states.every(({ kind }) => kind === 'n/a');
  return [
    ...(nothing
      ? [
          unchecked(
            'kubernetes',
            states.length === 0 ? 'there is no answer that could be judged' : 'nothing was asked, so nothing is known',
            // Elsewhere than on a node the way in is a kubeconfig, and none was found.
            nodes.some(({ place }) => place.kind === 'laptop') ? 'diag k8s-health --kubeconfig FILE' : undefined,
          ),
        ]
      : []),
    ...(well ? byCode : byCode.filter(({ status }) => status === 'finding')),
    ...unseenChecks(states),
    ...limits,
  ];
}
