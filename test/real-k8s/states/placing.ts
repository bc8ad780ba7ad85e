import { merge } from '../control-plane.ts';
import { template, workload } from '../lab.ts';
import type { State } from '../state.ts';
import { unplaced, untaken } from './web.ts';

const asks = (requests: Record<string, string>, more: object = {}) => ({
  container: { resources: { requests }, ...more },
});
const workers = ['w1', 'w2', 'w3'];
const cordon = (names: readonly string[], unschedulable = true) =>
  Promise.all(names.map((name) => merge(`/api/v1/nodes/${name}`, { spec: { unschedulable } })));

const own = (topologyKey: string) => [{ topologyKey, labelSelector: { matchLabels: { app: 'web' } } }];

/** Arrow 4: why no node takes a pod. */
export const placing: readonly State[] = [
  {
    name: 'the scheduler stopped',
    stops: 'kube-scheduler',
    flow: ['scheduler-silent 4 kube-scheduler'],
    place: ['scheduler-silent'],
    async make(lab) {
      await lab.make('Deployment', 'web', workload('web', {}, { replicas: 2 }));
      await lab.pods('web', 2);
      await lab.wait(35);
    },
  },
  {
    name: 'a scheduler that nobody runs',
    flow: ['scheduler-name-unknown 4 spec.schedulerName'],
    place: ['scheduler-unknown'],
    make: untaken({ schedulerName: 'volcano' }, 12),
  },
  {
    name: 'a node selector that no node has',
    flow: ['unschedulable 4 spec.nodeSelector'],
    place: ['selector-mismatch'],
    make: unplaced({ nodeSelector: { disk: 'ssd' } }),
  },
  {
    name: 'a StatefulSet whose first pod fits nowhere',
    flow: ['unschedulable 4 spec.nodeSelector'],
    place: ['selector-mismatch'],
    async make(lab) {
      await lab.make(
        'StatefulSet',
        'db',
        workload('db', { nodeSelector: { disk: 'ssd' } }, { serviceName: 'db', replicas: 3 }),
      );
      await lab.refused('db');
    },
  },
  {
    name: 'the nodes meant are kept for others',
    flow: ['unschedulable 4 taints'],
    place: ['taint-not-tolerated'],
    make: unplaced({ nodeSelector: { pool: 'gpu' } }, (lab) =>
      lab.node('gpu-1', { labels: { pool: 'gpu' }, taints: [{ key: 'team', value: 'ml', effect: 'NoSchedule' }] }),
    ),
  },
  {
    name: 'only a control plane has the label',
    flow: ['unschedulable 4 taints'],
    place: ['control-plane-only'],
    make: unplaced({ nodeSelector: { 'node-role.kubernetes.io/control-plane': '' } }),
  },
  {
    name: 'all workers are cordoned',
    flow: ['unschedulable 4 cordoned nodes'],
    place: ['cordoned'],
    make: unplaced({}, () => cordon(workers)),
  },
  {
    name: 'more cpu than any node has',
    flow: ['unschedulable 4 resources.requests'],
    place: ['insufficient-ever'],
    make: unplaced(asks({ cpu: '64' })),
  },
  {
    name: 'the cpu is taken by others',
    flow: ['unschedulable 4 resources.requests'],
    place: ['insufficient-now'],
    make: unplaced(asks({ cpu: '2' }), async (lab) => {
      await lab.make('Deployment', 'batch', workload('batch', asks({ cpu: '3' }), { replicas: 3 }));
      await lab.run('batch', 3);
    }),
  },
  {
    name: 'an init container asks for more than the rest',
    flow: ['unschedulable 4 resources.requests'],
    place: ['init-dominates'],
    make: unplaced({
      ...asks({ memory: '100Mi' }),
      initContainers: [{ name: 'migrate', image: 'x', resources: { requests: { memory: '40Gi' } } }],
    }),
  },
  {
    name: 'a node that has its number of pods',
    flow: ['unschedulable 4 resources.requests'],
    place: ['too-many-pods'],
    make: unplaced({ nodeSelector: { pool: 'tiny' } }, async (lab) => {
      await lab.node('tiny-1', { labels: { pool: 'tiny' }, allocatable: { pods: '1' } });
      await lab.make('Deployment', 'first', workload('first', { nodeSelector: { pool: 'tiny' } }));
      await lab.run('first', 1);
    }),
  },
  {
    name: 'a device that no node has',
    flow: ['unschedulable 4 resources.requests'],
    place: ['extended-missing'],
    make: unplaced({ container: { resources: { limits: { 'nvidia.com/gpu': '1' } } } }),
  },
  {
    name: 'a port of the host for one pod more than there are nodes',
    flow: ['unschedulable 4 host ports'],
    place: ['host-port-taken'],
    async make(lab) {
      const ports = [{ containerPort: 80, hostPort: 8080 }];
      await lab.make('Deployment', 'web', workload('web', { container: { ports } }, { replicas: 4 }));
      await lab.run('web', 3);
      await lab.refused('web');
    },
  },
  {
    name: 'more replicas than hosts under anti-affinity',
    flow: ['unschedulable 4 spec.affinity'],
    place: ['anti-affinity-self'],
    async make(lab) {
      const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: own('kubernetes.io/hostname') };
      await lab.make('Deployment', 'web', workload('web', { affinity: { podAntiAffinity } }, { replicas: 4 }));
      await lab.run('web', 3);
      await lab.refused('web');
    },
  },
  {
    name: 'a pod that others keep away',
    flow: ['unschedulable 4 spec.affinity'],
    place: ['anti-affinity-existing'],
    make: unplaced({}, async (lab) => {
      const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: own('kubernetes.io/hostname') };
      await lab.make('DaemonSet', 'jealous', workload('jealous', { affinity: { podAntiAffinity } }));
      await lab.run('jealous', 3);
    }),
  },
  {
    name: 'an affinity to pods that there are none of',
    flow: ['unschedulable 4 spec.affinity'],
    place: ['affinity-no-target'],
    make: unplaced({
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'cache' } } },
          ],
        },
      },
    }),
  },
  {
    name: 'a zone that can take no more keeps the others from it',
    flow: ['unschedulable 4 spec.topologySpreadConstraints'],
    place: ['spread-skew'],
    async make(lab) {
      await cordon(['w3']);
      const [constraint] = own('topology.kubernetes.io/zone');
      const topologySpreadConstraints = [{ ...constraint, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' }];
      await lab.make('Deployment', 'web', workload('web', { topologySpreadConstraints }, { replicas: 2 }));
      await lab.run('web', 1);
      await lab.refused('web');
    },
  },
  {
    name: 'a domain to spread over that no node names',
    flow: ['unschedulable 4 spec.topologySpreadConstraints'],
    place: ['spread-label-missing'],
    make: unplaced({
      topologySpreadConstraints: [{ ...own('example.com/rack')[0], maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' }],
    }),
  },
  {
    name: 'a DaemonSet on nodes that are too small for it',
    flow: ['unschedulable 4 resources.requests'],
    place: ['insufficient-ever'],
    async make(lab) {
      await lab.make('DaemonSet', 'agent', workload('agent', asks({ cpu: '64' })));
      await lab.refused('agent', 3);
    },
  },
  {
    name: 'a rollout past its deadline, its pods fit nowhere',
    flow: ['unschedulable 4 spec.nodeSelector'],
    place: ['selector-mismatch'],
    async make(lab) {
      await lab.make('Deployment', 'web', workload('web', {}, { progressDeadlineSeconds: 5 }));
      await lab.run('web', 1);
      await lab.wait(2);
      await lab.patch('Deployment', 'web', { spec: { template: template('web', { nodeSelector: { disk: 'ssd' } }) } });
      await lab.refused('web');
      await lab.wait(9);
    },
  },
  {
    name: 'a ReplicationController whose pods fit nowhere',
    flow: ['unschedulable 4 spec.nodeSelector'],
    place: ['selector-mismatch'],
    async make(lab) {
      await lab.make('ReplicationController', 'old', {
        spec: { selector: { app: 'old' }, template: template('old', { nodeSelector: { disk: 'ssd' } }) },
      });
      await lab.refused('old');
    },
  },
];
