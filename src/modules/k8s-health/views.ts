import type { Cell, TableView, View } from '../../core/view.ts';
import { componentMap } from './component-map.ts';
import { loopbackWords } from './from-here.ts';
import type { Component, NodeObservation } from './model.ts';
import { shownState } from './shown-state.ts';
import type { EndpointState } from './state.ts';

/** Rows shown of a kind that is well, where there are many (1,000 nodes). */
const manyRows = 60;

/** From the database up, then the node. */
const order: readonly Component[] = [
  'etcd',
  'apiserver',
  'scheduler',
  'controller-manager',
  'cloud-controller-manager',
  'kubelet',
  'runtime',
  'kube-proxy',
  'cni',
  'coredns',
  'other',
  'node',
];

const columns: TableView['columns'] = [
  { label: 'component' },
  { label: 'endpoint' },
  { label: 'state' },
  { label: 'ms', align: 'right' },
  { label: 'why' },
];

/** A map of components for each host, with the table of their endpoints. */
export function viewsOf(
  nodes: readonly { readonly node: NodeObservation; readonly states: readonly EndpointState[] }[],
): View[] {
  return nodes.flatMap(({ node, states }) => {
    if (states.length === 0) return [];
    const sorted = states.toSorted((a, b) => order.indexOf(a.endpoint.component) - order.indexOf(b.endpoint.component));
    const worth = sorted.length <= manyRows ? sorted : sorted.filter(({ kind }) => kind !== 'ok').slice(0, manyRows);
    const hidden = states.length - worth.length;
    return [
      {
        id: `components-${node.host}`,
        kind: 'map' as const,
        title: `Components of ${node.host} (${placeText(node)})`,
        ...componentMap(states),
        table: { columns, rows: worth.map(rowOf) },
        note: [noteOf(node), ...(hidden > 0 ? [`${hidden} more are not shown.`] : [])].join(' '),
      },
    ];
  });
}

function rowOf(state: EndpointState): Cell[] {
  const { endpoint, latencyMs, why } = state;
  return [
    endpoint.name,
    endpoint.url.replace(/^https?:\/\//, ''),
    shownState(state),
    latencyMs === undefined ? '' : String(latencyMs),
    why,
  ];
}

const placeText = ({ place }: NodeObservation): string => {
  const names: Readonly<Partial<Record<typeof place.kind, string>>> = {
    unknown: 'place unknown',
    none: 'no Kubernetes seen',
  };
  const kind = names[place.kind] ?? place.kind;
  return place.distribution === undefined ? kind : `${kind}, ${place.distribution}`;
};

function noteOf({ place }: NodeObservation): string {
  const because =
    place.because.length === 0
      ? ''
      : `${place.kind === 'none' ? 'Seen' : `Seen as ${place.kind}`}: ${place.because.slice(0, 3).join('; ')}.`;
  const { loopback = 'node' } = place;
  const meaning = loopback === 'node' ? (place.kind === 'worker' ? workerLoopback : '') : `${loopbackWords[loopback]}.`;
  return [because, meaning].filter(Boolean).join(' ');
}

const workerLoopback = '127.0.0.1 is this worker: scheduler, controller-manager and etcd are not here by design.';
