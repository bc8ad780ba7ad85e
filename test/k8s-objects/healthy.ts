import { boundPod, pod, podSpec, ready } from './pods.ts';
import { controls, type Raw, RawCluster } from './raw-cluster.ts';

const day = 86_400;

/** A cluster of a control plane and three workers in which all is well, as old as its events are not. */
export function healthyCluster(minor: number): RawCluster {
  const c = new RawCluster(minor);
  for (const name of ['default', 'kube-system', 'shop', 'kube-node-lease'])
    c.add({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, creationTimestamp: c.ago(40 * day), labels: { 'kubernetes.io/metadata.name': name } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  for (const [i, name] of ['cp-1', 'w-1', 'w-2', 'w-3'].entries()) addNode(c, name, 'abca'[i] ?? 'a', i === 0);
  for (const name of ['kube-scheduler', 'kube-controller-manager'])
    addLease(c, 'kube-system', name, 15, `cp-1_${name}`, 2);
  for (const name of ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler']) addMirror(c, name);
  addDaemonSet(c, 'kube-system', 'cni', ['cp-1', 'w-1', 'w-2', 'w-3'], [{ operator: 'Exists' }]);
  addDaemonSet(c, 'shop', 'agent', ['w-1', 'w-2', 'w-3'], []);
  addDeployment(c, 'kube-system', 'coredns', ['w-1', 'w-2']);
  addDeployment(c, 'shop', 'web', ['w-1', 'w-2', 'w-3']);
  addDeployment(c, 'shop', 'api', ['w-2', 'w-3']);
  addStorage(c);
  addStatefulSet(c, 'db', ['w-1', 'w-2']);
  addJobs(c);
  addPolicies(c);
  return c;
}

export function addNode(c: RawCluster, name: string, zone: string, isControlPlane = false): Raw {
  const beat = (type: string, status: string, reason: string, message: string): Raw => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: c.ago(100),
    lastTransitionTime: c.ago(30 * day),
  });
  const role = c.minor < 24 ? 'node-role.kubernetes.io/master' : 'node-role.kubernetes.io/control-plane';
  const node = c.add({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      creationTimestamp: c.ago(30 * day),
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/zone': zone,
        ...(isControlPlane ? { [role]: '' } : { disktype: 'ssd' }),
      },
    },
    spec: isControlPlane ? { taints: [{ key: role, effect: 'NoSchedule' }] } : {},
    status: {
      capacity: { cpu: '4', memory: '8Gi', pods: '110', 'ephemeral-storage': '100Gi' },
      allocatable: { cpu: '4', memory: '8Gi', pods: '110', 'ephemeral-storage': '100Gi' },
      conditions: [
        beat('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
        beat('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
        beat('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
        beat('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
      ],
      nodeInfo: {
        kubeletVersion: `v1.${c.minor}.2`,
        containerRuntimeVersion: 'containerd://1.7.20',
        operatingSystem: 'linux',
      },
    },
  });
  addLease(c, 'kube-node-lease', name, 40, name, 5);
  return node;
}

function addLease(c: RawCluster, namespace: string, name: string, seconds: number, holder: string, ago: number): void {
  c.add({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace, creationTimestamp: c.ago(30 * day) },
    spec: { holderIdentity: holder, leaseDurationSeconds: seconds, renewTime: `${c.ago(ago).slice(0, -1)}.123456Z` },
  });
}

function addMirror(c: RawCluster, name: string): void {
  const one = boundPod(c, {
    namespace: 'kube-system',
    name: `${name}-cp-1`,
    labels: { component: name },
    node: 'cp-1',
    created: 20 * day,
  });
  one.metadata.annotations = { 'kubernetes.io/config.mirror': 'aa', 'kubernetes.io/config.source': 'file' };
  one.metadata.ownerReferences = [
    { apiVersion: 'v1', kind: 'Node', name: 'cp-1', controller: true, uid: c.get('Node', 'cp-1').metadata.uid },
  ];
  one.spec.hostNetwork = true;
  one.spec.tolerations = [{ operator: 'Exists', effect: 'NoExecute' }];
  ready(c, one, 20 * day);
}

export function addDeployment(
  c: RawCluster,
  namespace: string,
  name: string,
  nodes: readonly string[],
  age = 10 * day,
): Raw {
  const labels = { app: name };
  const count = nodes.length;
  const template = { metadata: { labels }, spec: podSpec(name) };
  const deployment = c.add({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      generation: 1,
      labels,
      creationTimestamp: c.ago(age),
      annotations: { 'deployment.kubernetes.io/revision': '1' },
    },
    spec: {
      replicas: count,
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template,
    },
    status: {
      observedGeneration: 1,
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count,
      conditions: [
        {
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
          message: 'Deployment has minimum availability.',
          lastUpdateTime: c.ago(age),
          lastTransitionTime: c.ago(age),
        },
        {
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
          message: `ReplicaSet "${name}-6d4cf56db6" has successfully progressed.`,
          lastUpdateTime: c.ago(age - 30),
          lastTransitionTime: c.ago(age),
        },
      ],
    },
  });
  const set = addReplicaSet(c, deployment, '6d4cf56db6', count, age);
  for (const [i, node] of nodes.entries()) {
    const one = pod(c, set, `${name}-6d4cf56db6-${'bcdfg'[i]}${i + 2}x7k`, age);
    one.spec.nodeName = node;
    ready(c, one, age);
  }
  addService(c, deployment, { ...labels });
  return deployment;
}

export function addReplicaSet(c: RawCluster, deployment: Raw, hash: string, replicas: number, age: number): Raw {
  const { name, namespace } = deployment.metadata;
  const template = structuredClone(deployment.spec.template);
  template.metadata.labels['pod-template-hash'] = hash;
  return c.add({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      generation: 1,
      labels: { ...template.metadata.labels },
      creationTimestamp: c.ago(age),
      annotations: {
        'deployment.kubernetes.io/revision': deployment.metadata.annotations['deployment.kubernetes.io/revision'],
      },
      ownerReferences: controls(deployment),
    },
    spec: { replicas, selector: { matchLabels: { ...template.metadata.labels } }, template },
    status: {
      observedGeneration: 1,
      replicas,
      fullyLabeledReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
    },
  });
}

export function addService(c: RawCluster, deployment: Raw, selector: Raw): Raw {
  const { name, namespace } = deployment.metadata;
  const service = c.add({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, creationTimestamp: c.ago(10 * day) },
    spec: {
      type: 'ClusterIP',
      clusterIP: '10.96.7.7',
      selector,
      ports: [{ port: 80, targetPort: 'http', protocol: 'TCP' }],
    },
    status: { loadBalancer: {} },
  });
  syncSlice(c, service);
  return service;
}

/** What the endpoint slice controller would write for a Service now. */
export function syncSlice(c: RawCluster, service: Raw): void {
  const { name, namespace } = service.metadata;
  const old = c.all('EndpointSlice').find((one) => one.metadata.labels['kubernetes.io/service-name'] === name);
  if (old !== undefined) c.remove(old);
  const { selector } = service.spec;
  const pods = c
    .all('Pod')
    .filter(
      ({ metadata, status }) =>
        metadata.namespace === namespace &&
        status.podIP !== undefined &&
        status.phase !== 'Succeeded' &&
        status.phase !== 'Failed' &&
        Object.entries(selector ?? {}).every(([key, value]) => metadata.labels[key] === value),
    );
  const isReady = (one: Raw): boolean =>
    one.status.conditions?.some((of: Raw) => of.type === 'Ready' && of.status === 'True') === true &&
    one.metadata.deletionTimestamp === undefined;
  const hasPort = pods.some(({ spec }) =>
    spec.containers.some(({ ports = [] }: Raw) =>
      ports.some((port: Raw) => port.name === service.spec.ports[0].targetPort),
    ),
  );
  c.add({
    apiVersion: c.minor < 21 ? 'discovery.k8s.io/v1beta1' : 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    addressType: 'IPv4',
    metadata: {
      name: `${name}-x7x7x`,
      namespace,
      labels: { 'kubernetes.io/service-name': name },
      creationTimestamp: c.ago(10 * day),
      ownerReferences: controls(service),
    },
    ports:
      hasPort || typeof service.spec.ports[0].targetPort === 'number'
        ? [{ name: '', port: 8080, protocol: 'TCP' }]
        : null,
    endpoints: pods.map((one) => ({
      addresses: [one.status.podIP],
      conditions: { ready: isReady(one) },
      targetRef: { kind: 'Pod', name: one.metadata.name, namespace, uid: one.metadata.uid },
    })),
  });
}

function addDaemonSet(
  c: RawCluster,
  namespace: string,
  name: string,
  nodes: readonly string[],
  tolerations: Raw[],
): void {
  const count = nodes.length;
  const set = c.add({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace, generation: 1, creationTimestamp: c.ago(30 * day), labels: { app: name } },
    spec: {
      selector: { matchLabels: { app: name } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      template: { metadata: { labels: { app: name } }, spec: { ...podSpec(name), tolerations } },
    },
    status: {
      observedGeneration: 1,
      currentNumberScheduled: count,
      desiredNumberScheduled: count,
      numberReady: count,
      numberAvailable: count,
      updatedNumberScheduled: count,
      numberMisscheduled: 0,
    },
  });
  for (const node of nodes) {
    const one = pod(c, set, `${name}-${node.replace('-', '')}z`, 30 * day);
    one.spec.nodeName = node;
    one.spec.affinity = {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] }],
        },
      },
    };
    ready(c, one, 30 * day);
  }
}

function addStorage(c: RawCluster): void {
  c.add({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'disk.csi.example.com',
    volumeBindingMode: 'WaitForFirstConsumer',
    reclaimPolicy: 'Delete',
  });
  for (const name of ['w-1', 'w-2', 'w-3'])
    c.add({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSINode',
      metadata: { name },
      spec: {
        drivers: [
          {
            name: 'disk.csi.example.com',
            nodeID: name,
            topologyKeys: ['topology.kubernetes.io/zone'],
            allocatable: { count: 16 },
          },
        ],
      },
    });
}

function addStatefulSet(c: RawCluster, name: string, nodes: readonly string[]): void {
  const count = nodes.length;
  const set = c.add({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace: 'shop', generation: 1, creationTimestamp: c.ago(20 * day), labels: { app: name } },
    spec: {
      replicas: count,
      serviceName: name,
      podManagementPolicy: 'OrderedReady',
      selector: { matchLabels: { app: name } },
      updateStrategy: { type: 'RollingUpdate' },
      template: { metadata: { labels: { app: name } }, spec: podSpec(name) },
    },
    status: {
      observedGeneration: 1,
      replicas: count,
      readyReplicas: count,
      currentReplicas: count,
      updatedReplicas: count,
      availableReplicas: count,
      currentRevision: `${name}-5`,
      updateRevision: `${name}-5`,
    },
  });
  for (const [i, node] of nodes.entries()) {
    const volume = `pvc-${name}-${i}`;
    addClaim(c, `data-${name}-${i}`, volume, 'ab'[i] ?? 'a');
    const one = pod(c, set, `${name}-${i}`, 20 * day);
    one.metadata.labels['statefulset.kubernetes.io/pod-name'] = `${name}-${i}`;
    one.spec.nodeName = node;
    one.spec.volumes.push({ name: 'data', persistentVolumeClaim: { claimName: `data-${name}-${i}` } });
    ready(c, one, 20 * day);
    c.add({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttachment',
      metadata: { name: `csi-${volume}` },
      spec: { attacher: 'disk.csi.example.com', nodeName: node, source: { persistentVolumeName: volume } },
      status: { attached: true },
    });
  }
  const service = addService(c, set, { app: name });
  service.spec.clusterIP = 'None';
}

export function addClaim(c: RawCluster, name: string, volume: string | undefined, zone: string): Raw {
  if (volume !== undefined)
    c.add({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: volume, creationTimestamp: c.ago(20 * day), finalizers: ['kubernetes.io/pv-protection'] },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '10Gi' },
        storageClassName: 'standard',
        csi: { driver: 'disk.csi.example.com', volumeHandle: volume },
        claimRef: { namespace: 'shop', name },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: [zone] }] },
            ],
          },
        },
      },
      status: { phase: 'Bound' },
    });
  return c.add({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace: 'shop',
      creationTimestamp: c.ago(20 * day),
      finalizers: ['kubernetes.io/pvc-protection'],
      annotations: volume === undefined ? {} : { 'pv.kubernetes.io/bind-completed': 'yes' },
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
      storageClassName: 'standard',
      ...(volume === undefined ? {} : { volumeName: volume }),
    },
    status: { phase: volume === undefined ? 'Pending' : 'Bound' },
  });
}

function addJobs(c: RawCluster): void {
  const job = addJob(c, 'migrate', 3 * day);
  const done = pod(c, job, 'migrate-7x2kq', 3 * day);
  done.spec.nodeName = 'w-1';
  done.spec.restartPolicy = 'Never';
  ready(c, done, 3 * day);
  done.status.phase = 'Succeeded';
  for (const one of done.status.conditions)
    if (/Ready$/.test(one.type)) Object.assign(one, { status: 'False', reason: 'PodCompleted' });
  for (const one of done.status.containerStatuses)
    Object.assign(one, {
      ready: false,
      started: false,
      state: {
        terminated: { exitCode: 0, reason: 'Completed', startedAt: c.ago(3 * day), finishedAt: c.ago(3 * day - 60) },
      },
    });
  job.status = {
    succeeded: 1,
    startTime: c.ago(3 * day),
    completionTime: c.ago(3 * day - 60),
    conditions: [{ type: 'Complete', status: 'True', lastTransitionTime: c.ago(3 * day - 60) }],
  };
  c.add({
    apiVersion: c.minor < 21 ? 'batch/v1beta1' : 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'report', namespace: 'shop', creationTimestamp: c.ago(20 * day) },
    spec: {
      schedule: '0 3 * * *',
      suspend: false,
      concurrencyPolicy: 'Allow',
      jobTemplate: { spec: { template: { metadata: { labels: {} }, spec: podSpec('report') } } },
    },
    status: {
      lastScheduleTime: '2026-11-28T03:00:00Z',
      ...(c.minor < 21 ? {} : { lastSuccessfulTime: '2026-11-28T03:00:40Z' }),
    },
  });
}

export const addJob = (c: RawCluster, name: string, age: number): Raw =>
  c.add({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: 'shop', generation: 1, creationTimestamp: c.ago(age), labels: { 'job-name': name } },
    spec: {
      backoffLimit: 6,
      completions: 1,
      parallelism: 1,
      selector: { matchLabels: { 'job-name': name } },
      template: { metadata: { labels: { 'job-name': name } }, spec: { ...podSpec(name), restartPolicy: 'Never' } },
    },
    status: { active: 1, startTime: c.ago(age) },
  });

function addPolicies(c: RawCluster): void {
  c.add({
    apiVersion: c.minor < 21 ? 'policy/v1beta1' : 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web', namespace: 'shop', generation: 1, creationTimestamp: c.ago(10 * day) },
    spec: { minAvailable: 2, selector: { matchLabels: { app: 'web' } } },
    status: { observedGeneration: 1, currentHealthy: 3, desiredHealthy: 2, disruptionsAllowed: 1, expectedPods: 3 },
  });
  c.add({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'shop', creationTimestamp: c.ago(40 * day) },
  });
}
