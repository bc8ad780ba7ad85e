import { type Check, found, passed, skipped, unchecked } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';
import type { Analysis } from '../../core/module.ts';
import { clusterFaults, quorumFaults } from './cluster-faults.ts';
import { codes } from './codes.ts';
import { componentFaults } from './component-faults.ts';
import { findingsOf } from './findings.ts';
import { fixesOf } from './fixes.ts';
import { judgeNode } from './judge.ts';
import type { HealthObservations } from './model.ts';
import { type EndpointState, excludedChecks, type StateKind } from './state.ts';
import { trustFaults } from './trust-faults.ts';
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
  const starting = states.some(({ kind }) => kind === 'starting');
  const well = states.some(({ kind }) => kind === 'ok');
  const rest = (name: string) => (starting ? skipped(name, 'the apiserver is starting') : passed(name));
  const byCode = codes.map(({ entry: { name } }) => (names.has(name) ? found(name) : rest(name)));
  const limits = nodes.flatMap((node) =>
    node.limits.map(({ id, reason, command }) => unchecked(id, `${node.host}: ${reason}`, command)),
  );
  const nothing = states.length === 0 && limits.length === 0;
  return [
    ...(nothing ? [unchecked('kubernetes', 'there is no answer that could be judged')] : []),
    ...(well ? byCode : byCode.filter(({ status }) => status === 'finding')),
    ...states.flatMap(notSeen),
    ...states.filter(({ kind }) => kind === 'ok').flatMap(leftOut),
    ...limits,
  ];
}

/** An endpoint whose health stayed unknown, and what would tell. */
function notSeen({ host, endpoint, kind, why, hint }: EndpointState): Check[] {
  const id = `${endpoint.component}-health`;
  const reason = `${endpoint.name} (${endpoint.url}) on ${host}: ${why}`;
  if (kind === 'refused' && endpoint.assumed)
    return [unchecked(id, `${reason}; nothing on this host says that it runs here`)];
  if (!unseen.includes(kind)) return [];
  if (hint === undefined) return [unchecked(id, reason, command(endpoint.component, endpoint.url))];
  return [
    unchecked(id, `${reason}. ${hint}`, `diag k8s-health --endpoint ${endpoint.name}=${elsewhere(endpoint.url)}`),
  ];
}

const unseen: readonly StateKind[] = ['alive', 'locked', 'unreachable', 'untrusted', 'unknown'];

/** The same port on the node, whose address only the reader knows. */
const elsewhere = (url: string): string => url.replace(/^([a-z]+:\/\/)(?:\[[^\]]*\]|[^:/]*)/, '$1NODE');

/** A check that the question excluded is not passed by the answer. */
function leftOut({ host, endpoint, proof }: EndpointState): Check[] {
  return excludedChecks(proof).map((name) =>
    unchecked(
      `excluded-${name}`,
      `${endpoint.name} (${endpoint.url}) on ${host} was asked to leave ${name} out: nothing is known about it`,
      command(endpoint.component, endpoint.url),
    ),
  );
}

function command(component: string, url: string): string {
  if (component === 'etcd') {
    const pki = '/etc/kubernetes/pki/etcd';
    return `sudo curl -s --cacert ${pki}/ca.crt --cert ${pki}/healthcheck-client.crt --key ${pki}/healthcheck-client.key ${url}/health`;
  }
  if (component === 'apiserver') return `kubectl get --raw '/readyz?verbose'`;
  if (component === 'kubelet') {
    const pki = '/etc/kubernetes/pki/apiserver-kubelet-client';
    return `sudo curl -sk --cert ${pki}.crt --key ${pki}.key ${url}/healthz?verbose`;
  }
  return url.startsWith('unix:') ? `sudo crictl --runtime-endpoint ${url} info` : `curl -sk ${url}/healthz`;
}
