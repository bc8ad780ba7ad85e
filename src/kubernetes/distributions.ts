/** Files and processes that only one distribution has (kube-bench, cfg/config.yaml; each one's documentation). */
interface Distribution {
  readonly name: string;
  readonly paths: readonly string[];
  /** Of a program's name, with its sub-command where it has one. */
  readonly process?: RegExp;
}

/** The more special ones first: kind, minikube and the clouds' nodes hold files of kubeadm too. */
const distributions: readonly Distribution[] = [
  { name: 'rke2', paths: ['/etc/rancher/rke2', '/var/lib/rancher/rke2'], process: /^rke2(?: |$)/ },
  { name: 'k3s', paths: ['/etc/rancher/k3s', '/var/lib/rancher/k3s'], process: /^k3s(?:[ -]|$)/ },
  { name: 'microk8s', paths: ['/var/snap/microk8s/current'], process: /^(?:kubelite|k8s-dqlite)$/ },
  { name: 'k0s', paths: ['/etc/k0s', '/var/lib/k0s'], process: /^k0s(?: |$)/ },
  { name: 'talos', paths: ['/system/secrets/kubernetes', '/etc/talos'] },
  { name: 'openshift', paths: ['/etc/kubernetes/static-pod-resources'] },
  { name: 'kind', paths: ['/kind/kubeadm.conf', '/kind/version'] },
  { name: 'minikube', paths: ['/var/lib/minikube'] },
  {
    name: 'eks',
    paths: ['/etc/eks', '/etc/kubernetes/kubelet/kubelet-config.json', '/etc/kubernetes/kubelet/config.json'],
  },
  { name: 'gke', paths: ['/home/kubernetes/kube-env', '/var/lib/kubelet/pki/gke-exec-auth-plugin'] },
  { name: 'aks', paths: ['/etc/kubernetes/azure.json'] },
  {
    name: 'kubeadm',
    paths: ['/var/lib/kubelet/kubeadm-flags.env', '/etc/kubernetes/admin.conf', '/etc/kubernetes/kubelet.conf'],
  },
];

/** The distribution of a host: by what runs first, by its folders second; undefined where nothing tells. */
export function distributionOf(has: (path: string) => boolean, programs: readonly string[]): string | undefined {
  const running = distributions.find(({ process }) => programs.some((name) => process?.test(name)));
  return (running ?? distributions.find(({ paths }) => paths.some(has)))?.name;
}

/** Processes that are a whole control plane, and those that are a whole worker. */
export const serverProcess = /^(?:k3s server|rke2 server|kubelite|k0s controller)$/;
export const agentProcess = /^(?:k3s agent|rke2 agent|k0s worker)$/;

/** Folders and files that only a control-plane node has, beside manifests. */
export const serverPaths: readonly string[] = [
  '/var/lib/rancher/k3s/server/db',
  '/var/lib/rancher/rke2/server',
  '/var/lib/k0s/pki/ca.key',
  '/system/secrets/etcd',
  '/var/snap/microk8s/current/args/kube-apiserver',
];
