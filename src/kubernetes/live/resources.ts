/** A kind of objects that is listed: its resource, and where it may be, newest version first. */
export interface Resource {
  /** `pods`, as `kubectl auth can-i list` takes it. */
  readonly name: string;
  /** `/api/v1`, `/apis/policy/v1`: one that the server does not know is passed over. */
  readonly groups: readonly string[];
  readonly namespaced: boolean;
}

const ns = (name: string, ...groups: string[]): Resource => ({ name, groups, namespaced: true });
const all = (name: string, ...groups: string[]): Resource => ({ name, groups, namespaced: false });
const of = (group: string, ...versions: string[]): string[] => versions.map((version) => `/apis/${group}/${version}`);

/** What `diag collect k8s-objects` asks for: never secrets, never config maps. Kubernetes 1.20 to 1.36. */
export const resources: readonly Resource[] = [
  all('nodes', '/api/v1'),
  ns('pods', '/api/v1'),
  ns('events', '/api/v1'),
  ns('deployments', ...of('apps', 'v1')),
  ns('replicasets', ...of('apps', 'v1')),
  ns('statefulsets', ...of('apps', 'v1')),
  ns('daemonsets', ...of('apps', 'v1')),
  ns('replicationcontrollers', '/api/v1'),
  ns('jobs', ...of('batch', 'v1')),
  ns('cronjobs', ...of('batch', 'v1', 'v1beta1')),
  ns('services', '/api/v1'),
  ns('endpointslices', ...of('discovery.k8s.io', 'v1', 'v1beta1')),
  ns('persistentvolumeclaims', '/api/v1'),
  all('persistentvolumes', '/api/v1'),
  all('storageclasses', ...of('storage.k8s.io', 'v1')),
  all('csinodes', ...of('storage.k8s.io', 'v1')),
  all('volumeattachments', ...of('storage.k8s.io', 'v1')),
  ns('resourcequotas', '/api/v1'),
  ns('limitranges', '/api/v1'),
  ns('horizontalpodautoscalers', ...of('autoscaling', 'v2', 'v2beta2', 'v1')),
  ns('poddisruptionbudgets', ...of('policy', 'v1', 'v1beta1')),
  all('priorityclasses', ...of('scheduling.k8s.io', 'v1')),
  all('runtimeclasses', ...of('node.k8s.io', 'v1', 'v1beta1')),
  all('namespaces', '/api/v1'),
  ns('serviceaccounts', '/api/v1'),
  ns('leases', ...of('coordination.k8s.io', 'v1')),
  all('validatingwebhookconfigurations', ...of('admissionregistration.k8s.io', 'v1')),
  all('mutatingwebhookconfigurations', ...of('admissionregistration.k8s.io', 'v1')),
];
