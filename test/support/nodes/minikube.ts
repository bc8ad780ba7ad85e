import { makeKubeadmNode } from './kubeadm.ts';
import type { Kubeadm } from './kubeadm-flags.ts';
import { elf } from './os.ts';
import { settle, type Tree } from './tree.ts';

const home = '/var/lib/minikube';

/** Moves a folder of the tree, and says its new place in every file that named the old one. */
function move(tree: Tree, from: string, to: string, files: readonly string[], names: readonly string[]): void {
  for (const name of names) {
    const text = tree.read(`${from}/${name}`);
    tree.put(`${to}/${name}`, text, /\.key$/.test(name) ? 0o600 : 0o644);
  }
  tree.remove(from);
  for (const file of files) if (tree.read(file).includes(from)) tree.edit(file, from, to);
}

/** minikube: kubeadm with its keys and data below /var/lib/minikube, on port 8443; it starts the kubelet itself. */
export async function makeMinikube(tree: Tree): Promise<void> {
  const node: Kubeadm = {
    ...{ name: 'minikube', ip: '192.168.49.2', family: 'v4', version: '1.34.0', runtime: 'containerd' },
    ...{ os: 'ubuntu', key: 'rsa', services: '10.96.0.0/12', pods: '10.244.0.0/16', dns: ['10.96.0.10'] },
    ...{ endpoint: 'control-plane.minikube.internal:8443', etcdVersion: '3.6.4-0' },
    hosts: '192.168.49.2\tcontrol-plane.minikube.internal\n',
    kubelet: {
      evictionHard: { 'imagefs.available': '0%', 'nodefs.available': '0%', 'nodefs.inodesFree': '0%' },
      failSwapOn: false,
      hairpinMode: 'hairpin-veth',
      imageGCHighThresholdPercent: 100,
    },
  } as Kubeadm;
  await makeKubeadmNode(tree, node);
  const manifests = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map(
    (name) => `/etc/kubernetes/manifests/${name}.yaml`,
  );
  const files = [...manifests, '/var/lib/kubelet/config.yaml'];
  const pairs = (names: readonly string[]): string[] => names.flatMap((name) => [`${name}.crt`, `${name}.key`]);
  move(tree, '/etc/kubernetes/pki', `${home}/certs`, files, [
    ...pairs([
      'ca',
      'apiserver',
      'apiserver-kubelet-client',
      'apiserver-etcd-client',
      'front-proxy-ca',
      'front-proxy-client',
    ]),
    ...pairs(['etcd/ca', 'etcd/server', 'etcd/peer', 'etcd/healthcheck-client']),
    ...['sa.key', 'sa.pub'],
  ]);
  move(tree, '/var/lib/etcd', `${home}/etcd`, files, [
    'member/snap/db',
    'member/wal/0000000000000000-0000000000000000.wal',
  ]);
  tree.folder(`${home}/etcd`, 0o700);
  for (const file of manifests) if (tree.read(file).includes('6443')) tree.edit(file, '6443', '8443');
  for (const name of ['controller-manager', 'scheduler'])
    tree.edit(`/etc/kubernetes/${name}.conf`, `https://${node.ip}:6443`, `https://${node.endpoint}`);
  for (const name of ['tcp', 'tcp6'])
    tree.put(`/proc/net/${name}`, tree.read(`/proc/net/${name}`).replaceAll(':192B ', ':20FB '));
  tree.remove('/etc/systemd/system/multi-user.target.wants/kubelet.service');
  tree.put(`${home}/binaries/v1.34.0/kubelet`, elf, 0o755);
  tree.put(
    '/etc/systemd/system/kubelet.service.d/10-kubeadm.conf',
    `[Unit]\nWants=containerd.service\n\n[Service]\nExecStart=\nExecStart=${home}/binaries/v1.34.0/kubelet --bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --config=/var/lib/kubelet/config.yaml --hostname-override=minikube --kubeconfig=/etc/kubernetes/kubelet.conf --node-ip=192.168.49.2\n\n[Install]\n`,
  );
  tree.remove('/root/.kube');
  settle(tree.root, -30);
}
