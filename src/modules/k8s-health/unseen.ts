import { type Check, unchecked } from '../../core/check.ts';
import { type EndpointState, excludedChecks, ofComponent, type StateKind } from './state.ts';

/** What stayed unknown, each with what would tell. */
export const unseenChecks = (states: readonly EndpointState[]): Check[] => [
  ...states.flatMap((state) => notSeen(state, states)),
  ...states.filter(({ kind }) => kind === 'ok').flatMap(leftOut),
];

const unseen: readonly StateKind[] = ['alive', 'locked', 'unreachable', 'untrusted', 'unknown'];

/** An endpoint whose health stayed unknown. */
function notSeen(state: EndpointState, all: readonly EndpointState[]): Check[] {
  const { endpoint, kind, hint } = state;
  if (kind === 'refused' && endpoint.assumed) return notThere(state, all);
  if (!unseen.includes(kind) || servesAndLives(state, all)) return [];
  if (hint === undefined) return [unchecked(idOf(state), reasonOf(state), command(state))];
  const again = `diag k8s-health --endpoint ${endpoint.name}=${onNode(endpoint.url)}`;
  return [unchecked(idOf(state), `${reasonOf(state)}. ${hint}`, again)];
}

/** 10248 says that it lives, a refusal of 10250 that it serves: more no kubelet tells without rights. */
const servesAndLives = ({ host, endpoint, kind }: EndpointState, all: readonly EndpointState[]): boolean =>
  endpoint.component === 'kubelet' &&
  kind === 'alive' &&
  all.some(
    (one) =>
      one.host === host && one.endpoint.component === 'kubelet' && one.endpoint.role === 'ping' && one.kind === 'ok',
  );

const idOf = ({ endpoint }: EndpointState): string => `${endpoint.component}-health`;
const reasonOf = ({ host, endpoint, why }: EndpointState): string =>
  `${endpoint.name} (${endpoint.url}) on ${host}: ${why}`;

/** A guess that nobody confirms is nothing to tell where the component answers elsewhere. */
function notThere(state: EndpointState, all: readonly EndpointState[]): Check[] {
  const { host, endpoint } = state;
  if (ofComponent(all, endpoint.component).some((one) => one.host === host && one.kind === 'ok')) return [];
  const guess =
    endpoint.from === 'default' ? 'nothing on this host says that it runs here' : 'whether it listens there is a guess';
  return [unchecked(idOf(state), `${reasonOf(state)}; ${guess}`)];
}

/** The same port on the node, whose address only the reader knows. */
const onNode = (url: string): string => url.replace(/^([a-z]+:\/\/)(?:\[[^\]]*\]|[^:/]*)/, '$1NODE');

/** A check that the question excluded is not passed by the answer. */
function leftOut(state: EndpointState): Check[] {
  const { host, endpoint, proof } = state;
  return excludedChecks(proof).map((name) =>
    unchecked(
      `excluded-${name}`,
      `${endpoint.name} (${endpoint.url}) on ${host} was asked to leave ${name} out: nothing is known about it`,
      command(state),
    ),
  );
}

function command({ host, endpoint: { component, url } }: EndpointState): string {
  if (component === 'etcd') {
    const pki = '/etc/kubernetes/pki/etcd';
    return `sudo curl -s --cacert ${pki}/ca.crt --cert ${pki}/healthcheck-client.crt --key ${pki}/healthcheck-client.key ${url}/health`;
  }
  if (component === 'apiserver') return `kubectl get --raw '/readyz?verbose'`;
  if (component === 'kubelet') return `kubectl get --raw /api/v1/nodes/${host}/proxy/healthz`;
  if (component === 'coredns') return 'kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide';
  if (component === 'node') return `kubectl get --raw /api/v1/nodes/${url.slice('node://'.length)}/proxy/healthz`;
  return url.startsWith('unix:') ? `sudo crictl --runtime-endpoint ${url} info` : `curl -sk ${url}/healthz`;
}
