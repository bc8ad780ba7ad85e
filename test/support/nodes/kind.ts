import { makeKubeadmNode } from './kubeadm.ts';
import type { Kubeadm } from './kubeadm-flags.ts';
import { elf } from './os.ts';
import { listenOn, settle, type Tree } from './tree.ts';

/** kind: a kubeadm node in a container; flannel's place is kindnet's, the root is an overlay. */
export async function makeKind(tree: Tree): Promise<void> {
  const node: Kubeadm = {
    name: 'kind-control-plane',
    ip: '172.18.0.2',
    family: 'v4',
    version: '1.34.0',
    runtime: 'containerd',
    os: 'ubuntu',
    key: 'rsa',
    services: '10.96.0.0/16',
    pods: '10.244.0.0/16',
    dns: ['10.96.0.10'],
    endpoint: 'kind-control-plane:6443',
    etcdVersion: '3.6.4-0',
    extraArgs: '--runtime-cgroups=/system.slice/containerd.service',
    kubelet: {
      cgroupRoot: '/kubelet',
      evictionHard: { 'imagefs.available': '0%', 'nodefs.available': '0%', 'nodefs.inodesFree': '0%' },
      failSwapOn: false,
      imageGCHighThresholdPercent: 100,
    },
  };
  await makeKubeadmNode(tree, node);
  tree.put('/kind/version', 'v1.34.0');
  tree.put('/kind/kubeadm.conf', 'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n');
  for (const name of ['10-calico.conflist', 'calico-kubeconfig']) tree.remove(`/etc/cni/net.d/${name}`);
  tree.put(
    '/etc/cni/net.d/10-kindnet.conflist',
    '{\n  "cniVersion": "0.3.1",\n  "name": "kindnet",\n  "plugins": [\n    {"type": "ptp", "ipMasq": false, "ipam": {"type": "host-local", "dataDir": "/run/cni-ipam-state", "routes": [{"dst": "0.0.0.0/0"}], "ranges": [[{"subnet": "10.244.0.0/24"}]]}, "mtu": 1500},\n    {"type": "portmap", "capabilities": {"portMappings": true}}\n  ]\n}\n',
  );
  for (const name of ['ptp', 'host-local']) tree.put(`/opt/cni/bin/${name}`, elf, 0o755);
  tree.edit(
    '/etc/hosts',
    '172.18.0.2 kind-control-plane\n',
    '172.18.0.2\tkind-control-plane\nfc00:f853:ccd:e793::2\tkind-control-plane\n',
  );
  tree.put('/proc/swaps', 'Filename\tType\tSize\tUsed\tPriority\n/swap.img file 4194300 0 -2\n');
  settle(tree.root, -30);
  await listenOn(tree, '/run/containerd/containerd.sock.ttrpc');
}
