import type { Raw, RawCluster } from '../raw-cluster.ts';
import { bothWays, type Fault, type PodFault } from './fault.ts';
import { cordon } from './node-faults.ts';

/** Reasons as a scheduler of the release words them: per reason how many of the four nodes. */
type Reasons = Readonly<Record<string, number>>;

/** What the scheduler writes into the condition and the event. */
const unschedulable =
  (
    reasons: (minor: number) => Reasons,
    helped: (minor: number) => number = () => 0,
    before?: (c: RawCluster) => void,
  ): PodFault['show'] =>
  (c, one, age) => {
    before?.(c);
    const list = Object.entries(reasons(c.minor))
      .map(([text, n]) => `${n} ${text}`)
      .toSorted()
      .join(', ');
    const helpful = helped(c.minor);
    const preempt = [
      ...(helpful > 0 ? [`${helpful} No preemption victims found for incoming pod`] : []),
      `${4 - helpful} Preemption is not helpful for scheduling`,
    ]
      .toSorted()
      .join(', ');
    const after =
      c.minor < 24
        ? ''
        : ` ${c.minor >= 34 ? 'no new claims to deallocate, ' : ''}preemption: 0/4 nodes are available: ${preempt}.${c.minor >= 26 && c.minor <= 28 ? '.' : ''}`;
    refuse(c, one, age, `0/4 nodes are available: ${list}.${after}`);
  };

function refuse(c: RawCluster, one: Raw, age: number, message: string): void {
  one.status.conditions = [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
      lastProbeTime: null,
      lastTransitionTime: c.ago(age),
    },
  ];
  c.event(one, { reason: 'FailedScheduling', message, ago: 40, from: 'default-scheduler' });
}

const tainted = (minor: number, key: string, value = ''): string =>
  minor < 24
    ? `node(s) had taint {${key}: ${value}}, that the pod didn't tolerate`
    : minor < 35
      ? `node(s) had untolerated taint {${key}: ${value}}`
      : 'node(s) had untolerated taint(s)';
const role = (minor: number): string =>
  tainted(minor, `node-role.kubernetes.io/${minor < 24 ? 'master' : 'control-plane'}`);
const affinity = (minor: number): string => `node(s) didn't match Pod's node affinity${minor < 22 ? '' : '/selector'}`;

const requests =
  (amounts: Raw) =>
  (spec: Raw): void =>
    void Object.assign(spec.containers[0].resources.requests, amounts);
const claims =
  (name: string) =>
  (spec: Raw): void => {
    spec.volumes = [{ name: 'data', persistentVolumeClaim: { claimName: name } }];
  };

/** Since 1.34 what no node has at all is known not to be helped by preemption. */
const beyond = (minor: number): number => (minor < 34 ? 3 : 0);

const base = { flow: 'unschedulable', arrow: 4 } as const;

export const placementFaults: readonly Fault[] = [
  ...bothWays([
    {
      ...base,
      name: 'no node has the label',
      place: 'selector-mismatch',
      owner: 'spec.nodeSelector',
      change: (spec) => Object.assign(spec, { nodeSelector: { disktype: 'nvme' } }),
      show: unschedulable((minor) => ({ [role(minor)]: 1, [affinity(minor)]: 3 })),
    },
    {
      ...base,
      name: 'more cpu than any node has',
      place: 'insufficient-ever',
      owner: 'resources.requests',
      change: requests({ cpu: '40' }),
      show: unschedulable((minor) => ({ [role(minor)]: 1, 'Insufficient cpu': 3 }), beyond),
    },
    {
      ...base,
      name: 'more memory than is free',
      place: 'insufficient-now',
      owner: 'resources.requests',
      change: requests({ memory: '8Gi' }),
      show: unschedulable(
        (minor) => ({ [role(minor)]: 1, 'Insufficient memory': 3 }),
        () => 3,
      ),
    },
    {
      ...base,
      name: 'no node has a GPU',
      place: 'extended-missing',
      owner: 'resources.requests',
      change: requests({ 'nvidia.com/gpu': '1' }),
      show: unschedulable((minor) => ({ [role(minor)]: 1, 'Insufficient nvidia.com/gpu': 3 }), beyond),
    },
    {
      ...base,
      name: 'workers are kept for others',
      place: 'taint-not-tolerated',
      owner: 'taints',
      show: (c, one, age) =>
        unschedulable(
          (minor): Reasons =>
            minor < 35 ? { [role(minor)]: 1, [tainted(minor, 'dedicated', 'batch')]: 3 } : { [tainted(minor, '')]: 4 },
          undefined,
          taintWorkers,
        )(c, one, age),
    },
    {
      ...base,
      name: 'workers are cordoned',
      place: 'cordoned',
      owner: 'cordoned nodes',
      show: unschedulable(
        (minor) => ({ [role(minor)]: 1, 'node(s) were unschedulable': 3 }),
        undefined,
        (c) => {
          for (const name of ['w-1', 'w-2', 'w-3']) cordon(c, name);
          for (const budget of c.all('PodDisruptionBudget')) budget.status.disruptionsAllowed = 1;
        },
      ),
    },
    {
      ...base,
      name: 'claim does not exist',
      place: 'claim-missing',
      owner: 'volumes',
      change: claims('data-new'),
      show: (c, one, age) =>
        refuse(
          c,
          one,
          age,
          c.minor < 26
            ? `0/4 nodes are available: 4 persistentvolumeclaim "data-new" not found.`
            : `0/4 nodes are available: persistentvolumeclaim "data-new" not found. ${c.minor >= 34 ? 'not found' : 'preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.'}`,
        ),
    },
    {
      ...base,
      name: 'scheduler of that name does not run',
      flow: 'scheduler-name-unknown',
      place: 'scheduler-unknown',
      owner: 'spec.schedulerName',
      change: (spec) => Object.assign(spec, { schedulerName: 'volcano' }),
      show: () => {},
    },
    {
      ...base,
      name: 'a gate holds it',
      flow: 'scheduling-gated',
      owner: 'spec.schedulingGates',
      since: 27,
      change: (spec) => Object.assign(spec, { schedulingGates: [{ name: 'example.com/approve' }] }),
      show: (c, one, age) =>
        Object.assign(one.status, {
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'SchedulingGated',
              message: 'Scheduling is blocked due to non-empty scheduling gates',
              lastTransitionTime: c.ago(age),
            },
          ],
        }),
    },
  ] satisfies PodFault[]),
];

function taintWorkers(c: RawCluster): void {
  for (const name of ['w-1', 'w-2', 'w-3'])
    c.get('Node', name).spec.taints = [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }];
}
