import type { MapNode, MapView, Tone } from '../../core/view.ts';
import type { Component } from './model.ts';
import { shownState } from './shown-state.ts';
import type { EndpointState } from './state.ts';

/** The database, what alone talks to it, what talks to that, and what these run. */
const layers: readonly (readonly Component[])[] = [
  ['etcd'],
  ['apiserver'],
  [
    'scheduler',
    'controller-manager',
    'cloud-controller-manager',
    'kubelet',
    'kube-proxy',
    'cni',
    'coredns',
    'node',
    'other',
  ],
  ['runtime'],
];

/** Who calls whom: https://kubernetes.io/docs/concepts/overview/components/ */
const calls: readonly (readonly [from: Component, to: Component])[] = [
  ['apiserver', 'etcd'],
  ['scheduler', 'apiserver'],
  ['controller-manager', 'apiserver'],
  ['cloud-controller-manager', 'apiserver'],
  ['kubelet', 'apiserver'],
  ['kube-proxy', 'apiserver'],
  ['coredns', 'apiserver'],
  ['node', 'apiserver'],
  ['kubelet', 'runtime'],
];

/** The worst decides; what nothing is known of counts only alone. */
const worst: readonly Tone[] = ['bad', 'warning', 'plain', 'good', 'muted'];
/** Addresses shown of a component. */
const addresses = 2;

const labels: Readonly<Partial<Record<Component, string>>> = {
  node: 'nodes',
  other: 'other endpoints',
  // Its name is longer than a box.
  'cloud-controller-manager': 'cloud-controller',
};

/** The components of a host, and who calls whom. */
export function componentMap(states: readonly EndpointState[]): Pick<MapView, 'nodes' | 'links'> {
  const nodes = layers.flatMap((components, layer) =>
    components.flatMap((component) => {
      const own = states.filter(({ endpoint }) => endpoint.component === component);
      return own.length === 0 ? [] : [nodeOf(component, layer, own)];
    }),
  );
  const isThere = (component: Component) => nodes.some(({ id }) => id === component);
  const links = calls.filter((call) => call.every(isThere)).map(([from, to]) => ({ from, to }));
  return { nodes, links };
}

function nodeOf(component: Component, layer: number, own: readonly EndpointState[]): MapNode {
  const shown = own.map((state) => ({ ...shownState(state), ...state.endpoint }));
  const tone = worst.find((one) => shown.some((each) => each.tone === one)) ?? 'muted';
  const telling = shown.filter((each) => each.tone === tone);
  const [first] = telling;
  const count = telling.length < own.length || own.length > addresses ? ` (${telling.length} of ${own.length})` : '';
  const urls = telling.map(({ url }) => url.replace(/^https?:\/\//, ''));
  return {
    id: component,
    label: labels[component] ?? component,
    layer,
    state: { text: `${first?.text ?? ''}${count}`, tone },
    // Where many are well, their number says enough.
    details: tone === 'good' && own.length > addresses ? [] : urls.slice(0, addresses),
  };
}
