import { type Check, notApplicable, passed } from '../../core/check.ts';
import { type Component, type HttpAnswer, isLoopback, type NodeObservation } from './model.ts';
import { isUsual } from './recorded/health-lists.ts';
import type { EndpointState } from './state.ts';

/** What a code is about, by the beginning of its name; the first that fits. */
const components: readonly (readonly [RegExp, readonly Component[]])[] = [
  [/^apiserver-/, ['apiserver']],
  [/^etcd-/, ['etcd']],
  [/^scheduler-/, ['scheduler']],
  [/^controller-manager-/, ['controller-manager']],
  [/^cloud-controller-manager-/, ['cloud-controller-manager']],
  [/^leader-election-/, ['scheduler', 'controller-manager', 'cloud-controller-manager']],
  [/^kubelet-/, ['kubelet']],
  [/^(?:kube-proxy-|node-being-deleted$)/, ['kube-proxy']],
  [/^node-/, ['node']],
  [/^runtime-/, ['runtime']],
  [/^coredns-/, ['coredns']],
  [/^cni-/, ['cni']],
  [/^endpoint-/, ['other']],
];

/** An answer that says something of the component itself. */
const told = ({ kind }: EndpointState): boolean => kind === 'ok' || kind === 'alive';

/** Endpoints named; the rest is counted. */
const shown = 6;

const urlsOf = (states: readonly EndpointState[]): string[] => [
  ...new Set(
    states.map(({ endpoint: { component, url } }) =>
      isUsual(url) ? `an answer of ${component}; where it was asked is not said` : url,
    ),
  ),
];

const over =
  (has: (answer: HttpAnswer) => boolean) =>
  (states: readonly EndpointState[]): string[] =>
    urlsOf(states.filter(({ answers }) => answers.some(has)));

/** Codes that are about answers of whomever. */
const ofAnswers: readonly (readonly [RegExp, (states: readonly EndpointState[]) => string[], string])[] = [
  [/^cert-|^wrong-scheme$/, over(({ tls }) => (tls?.chain.length ?? 0) > 0), 'no endpoint showed a certificate'],
  [
    /^credentials-rejected$/,
    over(({ as, status }) => as !== 'anonymous' && status !== undefined),
    'no credential was sent',
  ],
  [
    /^clock-skew$/,
    (states) => over(({ headers }) => headers?.['date'] !== undefined)(states).filter((url) => !isLoopback(url)),
    'no answer came from another clock',
  ],
  [/^unexpected-answer$/, over(({ status }) => status !== undefined), 'nothing answered'],
];

/** What was not found passes with the endpoints that were heard, or is about nothing that was asked. */
export function notFound(name: string, nodes: readonly NodeObservation[], states: readonly EndpointState[]): Check {
  if (name === 'lease-stale') {
    const leases = nodes.flatMap((node) => node.leases.map((lease) => `Lease ${lease.namespace}/${lease.name}`));
    return withEvidence(name, leases, 'no Lease was read');
  }
  if (name === 'apiserver-anon-off-with-unauth-probes') return ofManifest(name, states);
  const general = ofAnswers.find(([pattern]) => pattern.test(name));
  if (general !== undefined) return withEvidence(name, general[1](states), general[2]);
  const wanted = components.find(([pattern]) => pattern.test(name))?.[1] ?? [];
  const own = states.filter((state) => wanted.includes(state.endpoint.component));
  if (name === 'etcd-quorum-at-risk' && new Set(own.map(({ host }) => host)).size < 3)
    return notApplicable(name, 'fewer than three members were seen');
  return withEvidence(name, urlsOf(own.filter(told)), `no answer of ${wanted.join(', ') || 'it'} was heard`);
}

/** Whether its probes send credentials stands in the manifest the endpoint is from. */
function ofManifest(name: string, states: readonly EndpointState[]): Check {
  const manifests = states.flatMap(({ endpoint: { component, from } }) =>
    component === 'apiserver' && from.startsWith('/') ? [from.replace(/[ :].*$/, '')] : [],
  );
  return withEvidence(name, manifests, 'no manifest of an apiserver was read');
}

function withEvidence(name: string, evidence: readonly string[], none: string): Check {
  const all = [...new Set(evidence)];
  if (all.length === 0) return notApplicable(name, none);
  return passed(name, all.length <= shown ? all : [...all.slice(0, shown), `${all.length - shown} more`]);
}
