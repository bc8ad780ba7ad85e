/** A symptom someone comes with, and the parts of the catalog that can cause it, likeliest first. */
export interface Symptom {
  readonly id: string;
  readonly summary: string;
  /** Themes in the order they are looked at. */
  readonly themes: readonly Theme[];
}

/** A theme is a file of rules. */
export type Theme =
  | 'kubelet'
  | 'runtime'
  | 'disk'
  | 'manifests'
  | 'etcd'
  | 'pki'
  | 'apiserver'
  | 'cni'
  | 'kubeconfig'
  | 'logs';

/** Kubernetes starts in this order, so causes come before their consequences. */
export const allThemes: readonly Theme[] = [
  'kubelet',
  'runtime',
  'disk',
  'manifests',
  'etcd',
  'pki',
  'apiserver',
  'cni',
  'kubeconfig',
  'logs',
];

/** What `k8s-paths SYMPTOM` takes. */
export const symptoms: readonly Symptom[] = [
  {
    id: 'kubectl-cannot-connect',
    summary: 'kubectl: connection refused, unauthorized, x509 error',
    themes: ['kubeconfig', 'apiserver', 'manifests', 'etcd', 'pki', 'kubelet', 'runtime', 'disk', 'logs'],
  },
  {
    id: 'control-plane-down',
    summary: 'apiserver, etcd, scheduler or manager does not run',
    themes: ['manifests', 'etcd', 'pki', 'apiserver', 'kubelet', 'runtime', 'disk', 'logs'],
  },
  {
    id: 'tls-errors',
    summary: 'x509 errors, expired or unknown certificates',
    themes: ['pki', 'apiserver', 'kubeconfig', 'etcd', 'manifests'],
  },
  {
    id: 'kubelet-not-starting',
    summary: 'the kubelet restarts or the node is NotReady',
    themes: ['kubelet', 'runtime', 'disk', 'pki', 'kubeconfig'],
  },
  {
    id: 'container-creating',
    summary: 'pods stay in ContainerCreating',
    themes: ['cni', 'runtime', 'disk', 'kubelet'],
  },
  {
    id: 'logs-without-kubectl',
    summary: 'the last errors of the control plane, from its logs',
    themes: ['logs', 'manifests', 'etcd'],
  },
  {
    id: 'disk-pressure',
    summary: 'pods are evicted, the disk is full',
    themes: ['disk', 'kubelet', 'etcd', 'logs'],
  },
  {
    id: 'etcd-backup-restore',
    summary: 'back up etcd, restore it, or see why a restore failed',
    themes: ['etcd', 'pki', 'manifests', 'disk', 'logs'],
  },
];
