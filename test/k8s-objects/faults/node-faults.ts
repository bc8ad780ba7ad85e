import { boundPod, ready, running, taken } from '../pods.ts';
import { condition, type Raw, type RawCluster } from '../raw-cluster.ts';
import { bothWays, type Fault, type PodFault, sync, unavailable } from './fault.ts';

/** Bound and taken, and something of the node's keeps its containers from being made. */
const creating =
  (reason: string, message: string, from = 'kubelet'): PodFault['show'] =>
  (c, one, age) => {
    one.spec.nodeName = c.worker;
    taken(c, one, age);
    c.event(one, { reason, message, ago: 30, count: 9, from });
    if (reason === 'FailedMount' && message.startsWith('MountVolume'))
      c.event(one, {
        reason,
        message:
          'Unable to attach or mount volumes: unmounted volumes=[extra], unattached volumes=[extra kube-api-access-x7x7x]: timed out waiting for the condition',
        ago: 20,
        count: 2,
      });
  };

const volume =
  (more: Raw) =>
  (spec: Raw): void => {
    spec.volumes = [{ name: 'extra', ...more }];
  };

export const nodeFaults: readonly Fault[] = [
  ...bothWays([
    {
      name: 'Secret of a volume is missing',
      flow: 'volume-source-missing',
      arrow: 6,
      change: volume({ secret: { secretName: 'web-tls' } }),
      show: creating('FailedMount', 'MountVolume.SetUp failed for volume "extra" : secret "web-tls" not found'),
    },
    {
      name: 'ConfigMap of a volume is missing',
      flow: 'volume-source-missing',
      arrow: 6,
      change: volume({ configMap: { name: 'web-conf' } }),
      show: creating('FailedMount', 'MountVolume.SetUp failed for volume "extra" : configmap "web-conf" not found'),
    },
    {
      name: 'key of a volume is missing',
      flow: 'volume-source-missing',
      arrow: 6,
      change: volume({ configMap: { name: 'web-conf', items: [{ key: 'a', path: 'a' }] } }),
      show: creating(
        'FailedMount',
        'MountVolume.SetUp failed for volume "extra" : configmap references non-existent config key: a',
      ),
    },
    {
      name: 'hostPath is no socket',
      flow: 'host-path-type',
      arrow: 6,
      change: volume({ hostPath: { path: '/run/x.sock', type: 'Socket' } }),
      show: creating(
        'FailedMount',
        'MountVolume.SetUp failed for volume "extra" : hostPath type check failed: /run/x.sock is not a socket file',
      ),
    },
    {
      name: 'NFS server does not answer',
      flow: 'mount-failed',
      arrow: 6,
      change: volume({ nfs: { server: '192.0.2.50', path: '/x' } }),
      show: creating(
        'FailedMount',
        'MountVolume.SetUp failed for volume "extra" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 192.0.2.50:/x /var/lib/kubelet/pods/1/volumes/kubernetes.io~nfs/extra\nOutput: mount.nfs: Connection timed out',
      ),
    },
    {
      name: 'volume is attached to another node',
      flow: 'volume-attach',
      arrow: 6,
      show: creating(
        'FailedAttachVolume',
        'Multi-Attach error for volume "pvc-x" Volume is already used by pod(s) web-6d4cf56db6-b2x7k',
        'attachdetach-controller',
      ),
    },
    {
      name: 'CSI driver is not on the node',
      flow: 'csi-driver-missing',
      arrow: 6,
      show: creating(
        'FailedMount',
        'MountVolume.MountDevice failed for volume "pvc-x" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name disk.csi.example.com not found in the list of registered CSI drivers',
      ),
    },
    {
      name: 'CNI binary is missing',
      flow: 'sandbox-failed',
      arrow: 7,
      show: creating(
        'FailedCreatePodSandBox',
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "3f": plugin type="calico" failed (add): failed to find plugin "calico" in path [/opt/cni/bin]',
      ),
    },
    {
      name: 'no address is left',
      flow: 'sandbox-failed',
      arrow: 7,
      show: creating(
        'FailedCreatePodSandBox',
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "3f": plugin type="host-local" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.244.3.1-10.244.3.254',
      ),
    },
    {
      name: 'node of nodeName does not exist',
      flow: 'node-name-missing',
      arrow: 5,
      owner: 'spec.nodeName',
      change: (spec) => Object.assign(spec, { nodeName: 'w-33' }),
      show: () => {},
    },
    {
      name: 'kubelet does not take the pod',
      flow: 'kubelet-silent',
      arrow: 5,
      owner: 'kubelet',
      show: (c, one, age) => {
        one.spec.nodeName = c.worker;
        one.status.conditions = [{ type: 'PodScheduled', status: 'True', lastTransitionTime: c.ago(age) }];
        c.event(one, {
          type: 'Normal',
          reason: 'Scheduled',
          message: `Successfully assigned shop/${one.metadata.name} to ${c.worker}`,
          ago: age,
          from: 'default-scheduler',
        });
      },
    },
  ] satisfies PodFault[]),
  {
    name: 'node is lost',
    flow: 'node-lost',
    arrow: 11,
    owner: 'node w-2',
    whole: true,
    apply: (c) => {
      for (const of of c.get('Node', 'w-2').status.conditions)
        Object.assign(of, {
          status: 'Unknown',
          reason: 'NodeStatusUnknown',
          message: 'Kubelet stopped posting node status.',
          lastHeartbeatTime: c.ago(230),
          lastTransitionTime: c.ago(180),
        });
      c.get('Node', 'w-2').spec.taints = [
        { key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule', timeAdded: c.ago(180) },
        { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', timeAdded: c.ago(178) },
      ];
      lease(c, 'w-2').spec.renewTime = c.ago(230);
      c.event(c.get('Node', 'w-2'), {
        type: 'Normal',
        reason: 'NodeNotReady',
        message: 'Node w-2 status is now: NodeNotReady',
        ago: 180,
        from: 'node-controller',
      });
      unreadyOn(c, 'w-2', 180);
    },
  },
  ...(
    [
      'container runtime is down',
      'PLEG is not healthy: pleg was last seen active 4m12s ago; threshold is 3m0s',
      'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
    ] as const
  ).map(
    (message, i): Fault => ({
      name: `node is not ready: ${message.slice(0, 30)}`,
      flow: ['runtime-down', 'node-not-ready', 'cni-not-ready'][i] ?? '',
      arrow: i === 1 ? 5 : 7,
      owner: ['container runtime of w-2', 'node w-2', 'CNI'][i] ?? '',
      whole: true,
      apply: (c) => {
        Object.assign(condition(c.get('Node', 'w-2'), 'Ready'), {
          status: 'False',
          reason: 'KubeletNotReady',
          message,
          lastTransitionTime: c.ago(400),
        });
        c.get('Node', 'w-2').spec.taints = ['NoSchedule', 'NoExecute'].map((effect) => ({
          key: 'node.kubernetes.io/not-ready',
          effect,
          timeAdded: c.ago(399),
        }));
        if (i < 2) unreadyOn(c, 'w-2', 399);
      },
    }),
  ),
  {
    name: 'node is short of disk',
    flow: 'node-pressure',
    arrow: 4,
    owner: 'disk of node w-2',
    whole: true,
    apply: (c) => {
      Object.assign(condition(c.get('Node', 'w-2'), 'DiskPressure'), {
        status: 'True',
        reason: 'KubeletHasDiskPressure',
        message: 'kubelet has disk pressure',
        lastTransitionTime: c.ago(300),
      });
      c.get('Node', 'w-2').spec.taints = [
        { key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule', timeAdded: c.ago(299) },
      ];
    },
  },
  {
    name: 'kubelet rejects: not enough cpu',
    flow: 'kubelet-rejected',
    place: 'bypassed',
    arrow: 5,
    owner: 'kubelet admission',
    whole: true,
    apply: (c) =>
      rejected(
        c,
        'OutOfcpu',
        c.minor < 27
          ? "Pod Node didn't have enough resource: cpu, requested: 64000, used: 300, capacity: 4000"
          : "Pod was rejected: Node didn't have enough resource: cpu, requested: 64000, used: 300, capacity: 4000",
        '64',
      ),
  },
  {
    name: 'kubelet rejects: sysctl',
    flow: 'kubelet-rejected',
    arrow: 5,
    owner: 'kubelet admission',
    whole: true,
    apply: (c) =>
      rejected(
        c,
        'SysctlForbidden',
        'Pod was rejected: forbidden sysctl: "net.core.somaxconn" not allowlisted',
        '100m',
      ),
  },
  {
    name: 'evicted for memory, bare pod',
    flow: 'evicted',
    arrow: 0,
    whole: true,
    apply: (c) =>
      rejected(
        c,
        'Evicted',
        'The node was low on resource: memory. Threshold quantity: 100Mi, available: 44Mi. Container app was using 900Mi, request is 128Mi, has larger consumption of memory. ',
        '100m',
      ),
  },
  {
    name: 'a finalizer holds a pod',
    flow: 'stuck-terminating',
    arrow: 0,
    owner: 'finalizer example.com/hold',
    whole: true,
    apply: (c) => {
      const one = boundPod(c, { namespace: 'shop', name: 'holder', labels: {}, node: 'w-1', created: 4000 });
      ready(c, one, 4000);
      one.metadata.finalizers = ['example.com/hold'];
      Object.assign(one.metadata, { deletionTimestamp: c.ago(600), deletionGracePeriodSeconds: 30 });
    },
  },
  {
    name: 'a namespace does not go away',
    flow: 'stuck-terminating',
    arrow: 0,
    owner: 'finalizer example.com/hold',
    whole: true,
    apply: (c) => {
      c.add({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'old', creationTimestamp: c.ago(9e6), deletionTimestamp: c.ago(900) },
        spec: { finalizers: ['kubernetes'] },
        status: {
          phase: 'Terminating',
          conditions: [
            {
              type: 'NamespaceContentRemaining',
              status: 'True',
              reason: 'SomeResourcesRemain',
              message: 'Some resources are remaining: widgets.example.com has 1 resource instances',
              lastTransitionTime: c.ago(890),
            },
            {
              type: 'NamespaceFinalizersRemaining',
              status: 'True',
              reason: 'SomeFinalizersRemain',
              message:
                'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
              lastTransitionTime: c.ago(890),
            },
          ],
        },
      });
    },
  },
  {
    name: 'a drain waits for a budget',
    flow: 'drain-blocked',
    arrow: 0,
    owner: 'PodDisruptionBudget web',
    whole: true,
    apply: (c) => {
      const budget = c.get('PodDisruptionBudget', 'web');
      budget.spec.minAvailable = 3;
      Object.assign(budget.status, { desiredHealthy: 3, disruptionsAllowed: 0 });
      cordon(c, 'w-1');
    },
  },
];

export function cordon(c: RawCluster, name: string): void {
  c.get('Node', name).spec = {
    unschedulable: true,
    taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule', timeAdded: c.ago(300) }],
  };
}

const lease = (c: RawCluster, name: string): Raw => {
  const found = c.all('Lease').find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`no Lease ${name}`);
  return found;
};

/** The node lifecycle controller marks the pods of a node that is not ready. */
function unreadyOn(c: RawCluster, node: string, ago: number): void {
  for (const one of c.all('Pod'))
    if (one.spec.nodeName === node && one.status.phase === 'Running')
      Object.assign(condition(one, 'Ready'), { status: 'False', lastTransitionTime: c.ago(ago) });
  for (const deployment of c.all('Deployment')) {
    const lost = c
      .all('Pod')
      .filter(
        ({ metadata, spec }) => metadata.labels?.app === deployment.metadata.name && spec.nodeName === node,
      ).length;
    if (lost === 0) continue;
    const left = deployment.spec.replicas - lost;
    Object.assign(deployment.status, { readyReplicas: left, availableReplicas: left, unavailableReplicas: lost });
    for (const set of c.ownedBy(deployment))
      Object.assign(set.status, { readyReplicas: left, availableReplicas: left });
    if (left < deployment.spec.replicas - 1) unavailable(c, deployment, ago);
  }
  for (const set of [...c.all('StatefulSet'), ...c.all('DaemonSet')]) {
    const up = c.ownedBy(set).filter(({ spec }) => spec.nodeName !== node).length;
    Object.assign(
      set.status,
      set.kind === 'DaemonSet'
        ? { numberReady: up, numberAvailable: up, numberUnavailable: 1 }
        : { readyReplicas: up, availableReplicas: up },
    );
  }
  const budget = c.get('PodDisruptionBudget', 'web');
  Object.assign(budget.status, { currentHealthy: 2, disruptionsAllowed: 0 });
  for (const { metadata } of c.all('Service')) sync(c, metadata.name);
}

function rejected(c: RawCluster, reason: string, message: string, cpu: string): void {
  const one = boundPod(c, { namespace: 'shop', name: 'tool', labels: { app: 'tool' }, node: 'w-1', created: 500 });
  one.spec.containers[0].resources = { requests: { cpu } };
  if (reason === 'Evicted') running(c, one, 500);
  else one.status = {};
  Object.assign(one.status, { phase: 'Failed', reason, message, startTime: c.ago(499) });
  delete one.status.containerStatuses;
  c.event(one, { reason, message, ago: 400 });
}
