import type { Cell, View } from '../../core/view.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import { type Survival, survivalOf } from './survival.ts';

const named = 2;

/** One row a kind of controller: what it comes to is the same for all of its pods. */
const words: Readonly<Record<Survival['controller'], string>> = {
  static: 'static pods',
  daemonset: 'DaemonSets',
  deployment: 'Deployments',
  statefulset: 'StatefulSets',
  job: 'Jobs',
  bare: 'bare pods',
  other: 'others',
};

/**
 * What of this cluster lives on without an API server. All of it runs on, and kubelets restart what crashes; what must
 * start while no API server answers has to be a static pod, for only that is on the node's disk.
 */
export function survivalView(objects: ClusterObjects, hasPods: boolean): View[] {
  const all = hasPods ? survivalOf(objects) : [];
  if (all.length === 0) return [];
  const cell = (is: boolean): Cell => (is ? { text: 'yes', tone: 'good' } : { text: 'no', tone: 'muted' });
  return [
    {
      kind: 'table',
      id: 'survival',
      title: 'Without an API server',
      columns: [
        { label: 'what' },
        { label: 'pods', align: 'right' },
        { label: 'crash' },
        { label: 'reboot' },
        { label: 'which' },
      ],
      rows: Object.entries(words).flatMap(([controller, label]): Cell[][] =>
        [true, false].flatMap((restarts): Cell[][] => {
          const own = all.filter((one) => one.controller === controller && one.restartsWithoutApi === restarts);
          const [first] = own;
          if (first === undefined) return [];
          const names = own.slice(0, named).map(({ ref }) => ref.replace(/^\S+ /, ''));
          return [
            [
              label,
              String(own.reduce((sum, { pods }) => sum + pods, 0)),
              cell(restarts),
              cell(first.startsWithoutApi),
              names.join(', ') + (own.length > named ? ` and ${own.length - named} more` : ''),
            ],
          ];
        }),
      ),
      note: 'Running pods go on. crash: the kubelet restarts the container; reboot: the pod starts again. What must start while no API server answers is a static pod; one a node is a DaemonSet, all else a Deployment.',
    },
  ];
}
