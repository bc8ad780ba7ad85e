import { controls, type Raw, type RawCluster } from './raw-cluster.ts';

/** The spec of a template: one container that serves on a named port. */
export const podSpec = (name: string): Raw => ({
  containers: [
    {
      name: 'app',
      image: `registry.example.com/shop/${name}:1.4`,
      imagePullPolicy: 'IfNotPresent',
      ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      readinessProbe: {
        httpGet: { path: '/ready', port: 'http', scheme: 'HTTP' },
        periodSeconds: 10,
        failureThreshold: 3,
        timeoutSeconds: 1,
      },
    },
  ],
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  serviceAccountName: 'default',
});

const defaults: Raw[] = ['not-ready', 'unreachable'].map((state) => ({
  key: `node.kubernetes.io/${state}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

const daemons: Raw[] = [
  ['not-ready', 'NoExecute'],
  ['unreachable', 'NoExecute'],
  ['disk-pressure', 'NoSchedule'],
  ['memory-pressure', 'NoSchedule'],
  ['pid-pressure', 'NoSchedule'],
  ['unschedulable', 'NoSchedule'],
].map(([state, effect]) => ({ key: `node.kubernetes.io/${state}`, operator: 'Exists', effect }));

/** A pod that a controller has just made from its template: no node, no status but the phase. */
export function pod(c: RawCluster, owner: Raw, name: string, age: number): Raw {
  const template = structuredClone(owner.spec.template);
  const { namespace } = owner.metadata;
  return c.add({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { ...template.metadata.labels },
      creationTimestamp: c.ago(age),
      ownerReferences: controls(owner),
    },
    spec: {
      ...template.spec,
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
      volumes: [...(template.spec.volumes ?? []), tokenVolume(c)],
      tolerations: [...(template.spec.tolerations ?? []), ...(owner.kind === 'DaemonSet' ? daemons : defaults)],
    },
    status: { phase: 'Pending', qosClass: 'Burstable' },
  });
}

const tokenVolume = ({ minor }: RawCluster): Raw =>
  minor < 21
    ? { name: 'default-token-x7x7x', secret: { secretName: 'default-token-x7x7x', defaultMode: 420 } }
    : {
        name: 'kube-api-access-x7x7x',
        projected: {
          sources: [{ serviceAccountToken: { path: 'token' } }, { configMap: { name: 'kube-root-ca.crt' } }],
        },
      };

/** A pod that nobody controls, bound to a node. */
export function boundPod(
  c: RawCluster,
  {
    namespace,
    name,
    labels,
    node,
    created,
  }: { namespace: string; name: string; labels: Raw; node: string; created: number },
): Raw {
  return c.add({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, creationTimestamp: c.ago(created) },
    spec: { ...podSpec(name), nodeName: node, volumes: [], tolerations: [...defaults] },
    status: { phase: 'Pending', qosClass: 'Burstable' },
  });
}

const says = (c: RawCluster, type: string, status: string, ago: number, more: Raw = {}): Raw => ({
  type,
  status,
  lastProbeTime: null,
  lastTransitionTime: c.ago(ago),
  ...more,
});

/** What the scheduler and the kubelet write once a pod is on its node: everything before its containers run. */
export function taken(c: RawCluster, one: Raw, ago: number, reason = 'ContainerCreating'): void {
  const names = one.spec.containers.map(({ name }: Raw) => name).join(' ');
  const inits: Raw[] = one.spec.initContainers ?? [];
  const notReady = { reason: 'ContainersNotReady', message: `containers with unready status: [${names}]` };
  const isIncomplete = inits.length > 0;
  const initNames = inits.map(({ name }) => name).join(' ');
  Object.assign(one.status, {
    phase: 'Pending',
    startTime: c.ago(ago),
    hostIP: '192.0.2.20',
    conditions: [
      ...(c.minor >= 29 ? [says(c, 'PodReadyToStartContainers', 'False', ago)] : []),
      says(
        c,
        'Initialized',
        isIncomplete ? 'False' : 'True',
        ago,
        isIncomplete
          ? { reason: 'ContainersNotInitialized', message: `containers with incomplete status: [${initNames}]` }
          : {},
      ),
      says(c, 'Ready', 'False', ago, notReady),
      says(c, 'ContainersReady', 'False', ago, notReady),
      says(c, 'PodScheduled', 'True', ago),
    ],
    containerStatuses: one.spec.containers.map((of: Raw) => waits(of, isIncomplete ? 'PodInitializing' : reason)),
    ...(isIncomplete ? { initContainerStatuses: inits.map((of) => waits(of, 'PodInitializing')) } : {}),
  });
}

const waits = ({ name, image }: Raw, reason: string): Raw => ({
  name,
  image,
  imageID: '',
  ready: false,
  started: false,
  restartCount: 0,
  lastState: {},
  state: { waiting: { reason } },
});

/** The sandbox is there and init containers are done. */
export function sandboxed(c: RawCluster, one: Raw, ago: number): void {
  one.status.podIP = `10.244.1.${(c.items.indexOf(one) % 250) + 2}`;
  for (const of of one.status.conditions) if (of.type === 'PodReadyToStartContainers') of.status = 'True';
  for (const [i, of] of (one.status.initContainerStatuses ?? []).entries()) {
    const isSidecar = one.spec.initContainers[i].restartPolicy === 'Always';
    Object.assign(
      of,
      isSidecar
        ? { ready: true, started: true, state: { running: { startedAt: c.ago(ago) } } }
        : {
            ready: true,
            state: { terminated: { exitCode: 0, reason: 'Completed', startedAt: c.ago(ago), finishedAt: c.ago(ago) } },
          },
    );
  }
  for (const of of one.status.conditions)
    if (of.type === 'Initialized') {
      of.status = 'True';
      delete of.reason;
      delete of.message;
    }
}

/** All containers run, and none is ready yet. */
export function running(c: RawCluster, one: Raw, ago: number): void {
  taken(c, one, ago);
  sandboxed(c, one, ago);
  one.status.phase = 'Running';
  for (const of of one.status.containerStatuses)
    Object.assign(of, { started: true, state: { running: { startedAt: c.ago(ago) } }, imageID: 'sha256:aa' });
}

/** Everything is up. */
export function ready(c: RawCluster, one: Raw, ago: number): void {
  running(c, one, ago);
  for (const of of one.status.containerStatuses) of.ready = true;
  for (const of of one.status.conditions)
    if (/Ready$/.test(of.type)) {
      of.status = 'True';
      delete of.reason;
      delete of.message;
    }
}

export const container = (one: Raw): Raw => one.status.containerStatuses[0];
