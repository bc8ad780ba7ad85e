import { microk8sArguments } from '../../../kubernetes/argument-file.ts';
import type { NodeFacts } from '../observations.ts';
import type { HostReader } from '../reader.ts';
import { argvName } from './process-name.ts';

/** Where a distribution keeps its files. Sources: kube-bench cfg/config.yaml, RKE2 and MicroK8s documentation. */
export interface Layout {
  readonly distribution: 'kubeadm' | 'rke2' | 'k3s' | 'k0s' | 'microk8s';
  readonly manifests?: string;
  readonly pki: readonly string[];
  readonly kubeconfigs: readonly string[];
  readonly containerdConfig: string;
  readonly runtimeSockets: readonly string[];
  readonly cniConf: readonly string[];
  readonly cniBin: readonly string[];
  /** Directory whose files hold one flag a line, a file a component. */
  readonly args?: string;
  readonly etcdData: string;
  /** Commands that say what this distribution thinks of itself. */
  readonly inspect: string;
}

const kubeadm: Layout = {
  distribution: 'kubeadm',
  manifests: '/etc/kubernetes/manifests',
  pki: ['/etc/kubernetes/pki', '/etc/kubernetes/pki/etcd'],
  kubeconfigs: ['admin', 'super-admin', 'controller-manager', 'scheduler', 'kubelet'].map(
    (name) => `/etc/kubernetes/${name}.conf`,
  ),
  containerdConfig: '/etc/containerd/config.toml',
  runtimeSockets: ['/run/containerd/containerd.sock', '/run/crio/crio.sock', '/run/cri-dockerd.sock'],
  cniConf: ['/etc/cni/net.d'],
  cniBin: ['/opt/cni/bin', '/usr/lib/cni', '/usr/libexec/cni'],
  etcdData: '/var/lib/etcd',
  inspect: 'kubeadm certs check-expiration',
};

/** Layouts by what marks them: files, then programs. */
export const layouts: readonly (Layout & { readonly marks: readonly string[]; readonly programs: RegExp })[] = [
  {
    ...kubeadm,
    distribution: 'rke2',
    manifests: '/var/lib/rancher/rke2/agent/pod-manifests',
    pki: ['/var/lib/rancher/rke2/server/tls', '/var/lib/rancher/rke2/server/tls/etcd', '/var/lib/rancher/rke2/agent'],
    kubeconfigs: ['/etc/rancher/rke2/rke2.yaml', '/var/lib/rancher/rke2/agent/kubelet.kubeconfig'],
    containerdConfig: '/var/lib/rancher/rke2/agent/etc/containerd/config.toml',
    runtimeSockets: ['/run/k3s/containerd/containerd.sock'],
    cniBin: ['/opt/cni/bin', '/var/lib/rancher/rke2/data/current/bin'],
    etcdData: '/var/lib/rancher/rke2/server/db/etcd',
    inspect: 'journalctl -u rke2-server -n 100',
    marks: ['/etc/rancher/rke2', '/var/lib/rancher/rke2'],
    programs: /^rke2/,
  },
  {
    ...kubeadm,
    distribution: 'k3s',
    manifests: '/var/lib/rancher/k3s/agent/pod-manifests',
    pki: ['/var/lib/rancher/k3s/server/tls', '/var/lib/rancher/k3s/server/tls/etcd', '/var/lib/rancher/k3s/agent'],
    kubeconfigs: ['/etc/rancher/k3s/k3s.yaml', '/var/lib/rancher/k3s/agent/kubelet.kubeconfig'],
    containerdConfig: '/var/lib/rancher/k3s/agent/etc/containerd/config.toml',
    runtimeSockets: ['/run/k3s/containerd/containerd.sock'],
    cniConf: ['/var/lib/rancher/k3s/agent/etc/cni/net.d'],
    cniBin: ['/var/lib/rancher/k3s/data/current/bin', '/var/lib/rancher/k3s/data/cni', '/opt/cni/bin'],
    etcdData: '/var/lib/rancher/k3s/server/db/etcd',
    inspect: 'journalctl -u k3s -n 100; k3s check-config',
    marks: ['/etc/rancher/k3s', '/var/lib/rancher/k3s'],
    programs: /^k3s/,
  },
  {
    ...kubeadm,
    distribution: 'k0s',
    pki: ['/var/lib/k0s/pki', '/var/lib/k0s/pki/etcd'],
    kubeconfigs: ['/var/lib/k0s/pki/admin.conf', '/var/lib/k0s/pki/scheduler.conf', '/var/lib/k0s/pki/ccm.conf'],
    containerdConfig: '/etc/k0s/containerd.toml',
    runtimeSockets: ['/run/k0s/containerd.sock'],
    etcdData: '/var/lib/k0s/etcd',
    inspect: 'k0s status; k0s sysinfo',
    marks: ['/etc/k0s', '/var/lib/k0s'],
    programs: /^k0s/,
  },
  {
    distribution: 'microk8s',
    pki: ['/var/snap/microk8s/current/certs'],
    kubeconfigs: ['client', 'controller', 'scheduler', 'kubelet', 'proxy'].map(
      (name) => `/var/snap/microk8s/current/credentials/${name}.config`,
    ),
    containerdConfig: '/var/snap/microk8s/current/args/containerd.toml',
    runtimeSockets: ['/var/snap/microk8s/common/run/containerd.sock'],
    cniConf: ['/var/snap/microk8s/current/args/cni-network'],
    cniBin: ['/var/snap/microk8s/current/opt/cni/bin', '/snap/microk8s/current/opt/cni/bin'],
    args: microk8sArguments,
    etcdData: '/var/snap/microk8s/current/var/kubernetes/backend',
    inspect: 'microk8s inspect',
    marks: ['/var/snap/microk8s/current'],
    programs: /^(?:kubelite|k8s-dqlite)$/,
  },
];

/** The distribution of this host: by its processes first, by its folders second; kubeadm's layout is the default. */
export function layoutOf(node: NodeFacts, reader: HostReader): Layout {
  const running = layouts.find(({ programs }) => node.processes?.some(({ argv }) => programs.test(argvName(argv))));
  const onDisk = () => layouts.find(({ marks }) => marks.some((mark) => reader.stat(mark).status === 'present'));
  return running ?? onDisk() ?? kubeadm;
}
