import { agentProcess, distributionOf, serverPaths, serverProcess } from '../../../kubernetes/distributions.ts';
import type { HostFiles } from '../../../kubernetes/host/host-files.ts';
import type { Place, PlaceKind } from '../model.ts';
import { containerMark, findLoopback, nodeInterface } from './loopback.ts';
import type { Program } from './processes.ts';
import type { Instance } from './programs.ts';

const workerPaths = [
  '/var/lib/kubelet/config.yaml',
  '/var/lib/kubelet/kubeconfig',
  '/etc/kubernetes/kubelet.conf',
  '/var/lib/rancher/k3s/agent',
];
const accountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What a place is concluded from. */
export interface PlaceSignals {
  readonly host: HostFiles;
  /** The machine diag runs on, which is not the host of `--root`. */
  readonly prober: HostFiles;
  readonly processes: readonly Program[];
  readonly instances: readonly Instance[];
  /** A kubeconfig that could be read, for the laptop. */
  readonly kubeconfig?: string;
}

/** Where this is, from most to least telling; every reason is kept. */
export function findPlace(signals: PlaceSignals, forced: PlaceKind | undefined): Place {
  const place = forced === undefined ? seen(signals) : asSaid(forced);
  const distribution = findDistribution(signals);
  const loopback = loopbackOf(place, signals);
  return {
    ...place,
    ...(distribution === undefined ? {} : { distribution }),
    ...(loopback === undefined ? {} : { loopback }),
  };
}

const asSaid = (kind: PlaceKind): Place => ({ kind, because: ['--as says so'], forced: true });

function seen(signals: PlaceSignals): Place {
  for (const reasonsOf of [podReasons, controlPlaneReasons, workerReasons, containerReasons, laptopReasons]) {
    const place = reasonsOf(signals);
    if (place !== undefined) return place;
  }
  return {
    kind: 'none',
    because: ['no manifest, no kubelet, no Kubernetes process, no kubeconfig, no service account'],
  };
}

/** Who says `--as control-plane` says that this is the node. */
function loopbackOf({ kind, forced }: Place, { host, prober, processes }: PlaceSignals): Place['loopback'] {
  if (forced && (kind === 'control-plane' || kind === 'worker')) return 'node';
  return findLoopback(kind, host, prober, processes.length > 0);
}

type Reasons = (signals: PlaceSignals) => Place | undefined;

const has = (host: HostFiles, path: string): boolean => ['found', 'denied'].includes(host.stat(path).status);

/** client-go's own rule (rest/config.go): both variables; the token may be switched off. */
const podReasons: Reasons = ({ host }) => {
  const service = host.env['KUBERNETES_SERVICE_HOST'];
  const account = has(host, accountFolder);
  if (!host.thisMachine || service === undefined || host.env['KUBERNETES_SERVICE_PORT'] === undefined) return undefined;
  const because = [
    'KUBERNETES_SERVICE_HOST and _PORT are set',
    account ? `${accountFolder} exists` : 'no service account is mounted',
  ];
  const shared = nodeInterface(host);
  if (shared === undefined) return { kind: 'pod', because };
  return { kind: 'host-network-pod', because: [...because, `it sees the node's interface ${shared}`] };
};

const controlPlaneReasons: Reasons = ({ host, processes, instances }) => {
  const because = [
    ...instances
      .filter(({ component }) => component === 'apiserver')
      .map(({ from }) => (from.startsWith('/') ? `${from} exists` : `${from} runs`)),
    ...processes.filter(({ name }) => serverProcess.test(name)).map(({ pid, name }) => `process ${pid} is ${name}`),
    ...serverPaths.filter((path) => has(host, path)).map((path) => `${path} exists`),
  ];
  const manifests = host.list('/etc/kubernetes/manifests', 100);
  const names =
    manifests.status === 'names'
      ? manifests.names.filter((name) => /^(?:kube-(?:apiserver|scheduler|controller-manager)|etcd)\b/.test(name))
      : [];
  if (because.length === 0 && names.length > 0) because.push(`/etc/kubernetes/manifests has ${names.join(', ')}`);
  if (because.length === 0 && has(host, '/etc/kubernetes/admin.conf'))
    because.push('/etc/kubernetes/admin.conf exists');
  return because.length === 0 ? undefined : { kind: 'control-plane', because };
};

const workerReasons: Reasons = ({ host, processes }) => {
  const because = [
    ...processes
      .filter(({ name }) => name === 'kubelet' || agentProcess.test(name))
      .map(({ pid, name }) => `process ${pid} is ${name}`),
    ...workerPaths.filter((path) => has(host, path)).map((path) => `${path} exists`),
  ];
  return because.length === 0 ? undefined : { kind: 'worker', because: [...because, 'no apiserver here'] };
};

const containerReasons: Reasons = ({ host, kubeconfig }) => {
  const mark = containerMark(host);
  if (mark === undefined || kubeconfig !== undefined) return undefined;
  return { kind: 'container', because: [`${mark} exists`, 'no kubeconfig'] };
};

const laptopReasons: Reasons = ({ kubeconfig }) =>
  kubeconfig === undefined
    ? undefined
    : { kind: 'laptop', because: [`${kubeconfig} exists`, 'no kubelet, no manifests here'] };

const findDistribution = ({ host, processes }: PlaceSignals): string | undefined =>
  distributionOf(
    (path) => has(host, path),
    processes.map(({ name }) => name),
  );
