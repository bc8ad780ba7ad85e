import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import type { Tree } from '../../support/nodes/tree.ts';
import { type ForeignFault, kubeletConfig, nodes, pidOf, stop } from './breaking.ts';

const containerdConfig = '/etc/containerd/config.toml';
const net = '/etc/cni/net.d';
const calico = `${net}/10-calico.conflist`;

/** A socket whose program died: nobody accepts. */
function leaveSocket(tree: Tree, path: string): void {
  tree.remove(path);
  const program = 'import socket,sys; s=socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.close()';
  execFileSync('python3', ['-c', program, path.slice(path.lastIndexOf('/') + 1)], { cwd: tree.at(dirname(path)) });
}

/** The runtime and the network plug-ins. */
export const runtimeFaults: readonly ForeignFault[] = [
  {
    what: 'a bracket lost in the configuration of containerd',
    on: nodes.fresh,
    root: 'cri-config-invalid',
    break: (tree) => tree.edit(containerdConfig, '[grpc]', '[grpc'),
  },
  {
    what: 'CRI switched off, as the packages of Docker bring it',
    on: nodes.worker,
    root: 'cri-disabled',
    break: (tree) => tree.put(containerdConfig, 'disabled_plugins = ["cri"]\n'),
  },
  {
    what: 'names of version 2 in a file of version 3',
    on: nodes.single,
    root: 'cri-config-version',
    break: (tree) =>
      tree.put(
        containerdConfig,
        `${tree.read(containerdConfig)}\n[plugins."io.containerd.grpc.v1.cri".registry]\n  config_path = "/etc/containerd/certs.d"\n`,
      ),
  },
  {
    what: 'containerd died and left its socket',
    on: nodes.worker,
    root: 'cri-socket-stale',
    break: (tree) => {
      leaveSocket(tree, '/run/containerd/containerd.sock');
      stop(tree, 700);
    },
  },
  {
    what: 'CRI-O died on a control plane',
    on: nodes.ha,
    root: 'cri-socket-missing',
    break: (tree) => {
      tree.remove('/run/crio/crio.sock');
      stop(
        tree,
        700,
        ...['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((one) => pidOf(tree, one)),
      );
    },
  },
  {
    what: 'crictl asks dockershim',
    on: nodes.single,
    root: 'cri-crictl-config',
    break: (tree) => tree.put('/etc/crictl.yaml', 'runtime-endpoint: unix:///var/run/dockershim.sock\n'),
  },
  {
    what: 'a letter wrong in the endpoint',
    on: nodes.fresh,
    root: 'kubelet-cri-endpoint',
    break: (tree) => tree.edit(kubeletConfig, 'containerd/containerd.sock', 'containerd/containerd.socket'),
  },
  {
    what: 'the first network file is cut',
    on: nodes.single,
    root: 'cni-bad-json',
    break: (tree) => tree.put(calico, tree.read(calico).slice(0, 120)),
  },
  {
    what: 'a list saved as a single network',
    on: nodes.worker,
    root: 'cni-conf-no-type',
    break: (tree) => {
      tree.put(`${net}/10-calico.conf`, tree.read(calico));
      tree.remove(calico);
    },
  },
  {
    what: 'a list without a name',
    on: nodes.crioWorker,
    root: 'cni-list-no-name',
    break: (tree) => tree.edit(`${net}/05-cilium.conflist`, '  "name": "cilium",\n', ''),
  },
  {
    what: 'a version of CNI that does not exist',
    on: nodes.external,
    root: 'cni-version',
    break: (tree) => tree.edit(calico, '"cniVersion": "0.3.1"', '"cniVersion": "3.1.0"'),
  },
  {
    what: 'two networks',
    on: nodes.single,
    root: 'cni-multiple-configs',
    break: (tree) =>
      tree.put(
        `${net}/20-mynet.conflist`,
        '{"cniVersion":"1.0.0","name":"mynet","plugins":[{"type":"portmap","capabilities":{"portMappings":true}}]}\n',
      ),
  },
  {
    what: 'calico never ran here',
    on: nodes.dual,
    root: 'cni-leftover-calico',
    break: (tree) => tree.remove('/var/lib/calico/nodename'),
  },
  {
    what: 'forwarding off',
    on: nodes.ha,
    root: 'cni-ip-forward',
    break: (tree) => tree.put('/proc/sys/net/ipv4/ip_forward', '0\n'),
  },
  {
    what: 'the bridge passes the firewall by',
    on: nodes.worker,
    root: 'cni-br-netfilter',
    break: (tree) => {
      tree.remove(calico);
      tree.put(
        `${net}/10-flannel.conflist`,
        '{"name":"cbr0","cniVersion":"0.3.1","plugins":[{"type":"flannel","delegate":{"isDefaultGateway":true}},{"type":"portmap","capabilities":{"portMappings":true}}]}',
      );
      tree.put('/opt/cni/bin/flannel', tree.read('/opt/cni/bin/loopback'), 0o755);
      tree.put(
        '/run/flannel/subnet.env',
        'FLANNEL_NETWORK=10.244.0.0/16\nFLANNEL_SUBNET=10.244.1.1/24\nFLANNEL_MTU=1450\n',
      );
      tree.remove('/proc/sys/net/bridge');
    },
  },
  {
    what: 'loopback was not unpacked',
    on: nodes.six,
    root: 'cni-plugin-missing',
    break: (tree) => tree.remove('/opt/cni/bin/loopback'),
  },
  {
    what: 'the folder of plug-ins is empty',
    on: nodes.external,
    root: 'cni-plugin-missing',
    break: (tree) => {
      tree.remove('/opt/cni/bin');
      tree.folder('/opt/cni/bin');
    },
  },
  {
    what: 'no network was installed',
    on: nodes.dual,
    root: 'cni-no-config',
    break: (tree) => {
      tree.remove(net);
      tree.folder(net);
    },
  },
  {
    what: 'no sandbox image, in the log of the system',
    on: nodes.ha,
    root: 'cri-sandbox-image',
    break: (tree) =>
      tree.put(
        '/var/log/messages',
        'Nov 28 22:01:07 m1 kubelet[900]: E1128 22:01:07.101010     900 log.go:32] "RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to get sandbox image \\"registry.k8s.io/pause:3.10\\": failed to pull image: dial tcp 10.1.1.1:443: i/o timeout"\n',
      ),
  },
];
