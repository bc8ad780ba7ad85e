import { startOwner } from '../catalog/start-code.ts';
import type { FlowCodeKey } from '../codes.ts';
import type { Cluster } from './cluster.ts';
import type { Stop } from './stop.ts';

type Told = Pick<Stop, 'subject' | 'node' | 'container' | 'said'>;
type Owner = string | ((told: Told, cluster: Cluster) => string);

const ofNode =
  (what: string) =>
  ({ node }: Told): string =>
    node === '' ? what : `${what} ${node}`;
const ofSubject =
  (what: string) =>
  ({ subject }: Told): string =>
    subject === '' ? what : `${what} ${subject}`;

/** Who has to act, by what is wrong; a rule that knows better says so itself. */
const owners: Readonly<Partial<Record<FlowCodeKey, Owner>>> = {
  controllerManagerSilent: 'kube-controller-manager',
  deploymentPaused: 'spec.paused',
  quotaExceeded: ofSubject('ResourceQuota'),
  quotaMustSpecify: ofSubject('ResourceQuota'),
  limitRange: ofSubject('LimitRange'),
  webhookUnreachable: ({ subject }, cluster) => configurationOf(subject, cluster),
  webhookDenied: ({ subject }, cluster) => configurationOf(subject, cluster),
  podSecurity: 'namespace label pod-security.kubernetes.io/enforce',
  serviceAccountMissing: 'spec',
  classMissing: 'spec',
  createRefused: 'spec',
  createTimedOut: 'admission webhook or API server',
  schedulerSilent: 'kube-scheduler',
  schedulerNameUnknown: 'spec.schedulerName',
  schedulingGated: 'spec.schedulingGates',
  unschedulable: 'default-scheduler',
  nodeNameMissing: 'spec.nodeName',
  kubeletSilent: ofNode('kubelet'),
  nodeLost: ofNode('node'),
  nodeNotReady: ofNode('node'),
  kubeletRejected: 'kubelet admission',
  evicted: ({ said, node }) => evictor(said, node),
  volumeSourceMissing: 'spec.volumes',
  hostPathType: 'spec.volumes',
  volumeAttach: 'volume attachment',
  csiDriverMissing: ofSubject('CSI driver'),
  mountFailed: 'volume',
  cniNotReady: 'CNI',
  sandboxFailed: 'CNI or container runtime',
  runtimeDown: ({ node }) => (node === '' ? 'container runtime' : `container runtime of ${node}`),
  imageNotFound: 'spec.image',
  imageNameInvalid: 'spec.image',
  imageNeverPull: 'spec.imagePullPolicy',
  imageUnauthorized: 'spec.imagePullSecrets',
  imageUnreachable: 'node network or DNS',
  imageRateLimited: 'registry',
  imageRegistryError: 'registry',
  initFailing: ({ container }) => `init container ${container}`.trimEnd(),
  cannotStart: ({ said }) => startOwner(said),
  configMissing: 'spec',
  crashLoop: 'application',
  containerEnded: 'application',
  jobFailed: 'application',
  oomKilled: 'limits.memory',
  probeKills: ({ said }) => (/startup/i.test(said) ? 'spec.startupProbe' : 'spec.livenessProbe'),
  postStartHook: 'spec.lifecycle',
  notReady: 'spec.readinessProbe',
  readinessGate: 'spec.readinessGates',
  claimNotBound: 'PersistentVolumeClaim',
  ingressBackendMissing: ofSubject('Service'),
  ingressBackendEmpty: ofSubject('Service'),
  selectsNothing: 'Service.spec.selector',
  portUnnamed: 'Service.spec.ports',
  cronJobNotRunning: 'spec',
  drainBlocked: ofSubject('PodDisruptionBudget'),
};

export function withOwner(stop: Stop, cluster: Cluster): Stop {
  if (stop.owner !== '') return stop;
  const owner = owners[stop.code];
  return owner === undefined
    ? stop
    : { ...stop, owner: typeof owner === 'string' ? owner : owner(stop, cluster).trim() };
}

/** The configuration that a webhook stands in, where the input has it. */
function configurationOf(hook: string, { objects }: Cluster): string {
  const found = objects.webhooks.find(({ hooks }) => hooks.some(({ name }) => name === hook));
  return found === undefined ? `webhook ${hook}` : `${found.kind} ${found.name}`;
}

/** `Usage of EmptyDir volume "d" exceeds the limit "5Mi".`: the pod's own bound, else what the node ran out of. */
function evictor(said: string, node: string): string {
  if (said.includes('EmptyDir volume')) return 'spec.volumes.emptyDir.sizeLimit';
  if (/ephemeral local storage usage|exceeds .{0,40}ephemeral/i.test(said)) return 'limits.ephemeral-storage';
  const resource = /low on resource: ([\w-]{1,60})/.exec(said)?.[1];
  return `${resource ?? 'pressure'} of ${node === '' ? 'the node' : `node ${node}`}`;
}
