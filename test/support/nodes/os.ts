import type { Kubeadm } from './kubeadm-flags.ts';
import type { Tree } from './tree.ts';

/** An x86-64 ELF head: tells a program from a script. */
export const elf = Buffer.from('7f454c4602010100000000000000000003003e0001000000', 'hex');

const calico = `{
  "name": "k8s-pod-network",
  "cniVersion": "0.3.1",
  "plugins": [
    {"type": "calico", "log_level": "info", "datastore_type": "kubernetes", "nodename": "NODE", "mtu": 0,
     "ipam": {"type": "calico-ipam"}, "policy": {"type": "k8s"}, "kubernetes": {"kubeconfig": "/etc/cni/net.d/calico-kubeconfig"}},
    {"type": "portmap", "snat": true, "capabilities": {"portMappings": true}},
    {"type": "bandwidth", "capabilities": {"bandwidth": true}}
  ]
}
`;

const containerd3 = `version = 3
root = '/var/lib/containerd'
state = '/run/containerd'
disabled_plugins = []
imports = []

[grpc]
  address = '/run/containerd/containerd.sock'
  uid = 0
  gid = 0

[plugins]
  [plugins.'io.containerd.cri.v1.images']
    snapshotter = 'overlayfs'
    [plugins.'io.containerd.cri.v1.images'.pinned_images]
      sandbox = 'registry.k8s.io/pause:3.10'

  [plugins.'io.containerd.cri.v1.runtime']
    [plugins.'io.containerd.cri.v1.runtime'.cni]
      bin_dirs = ['/opt/cni/bin']
      conf_dir = '/etc/cni/net.d'
      max_conf_num = 1
    [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
      runtime_type = 'io.containerd.runc.v2'
      [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
        SystemdCgroup = true
`;

/** Unit, configuration and network of a runtime. */
export function putRuntime(tree: Tree, { runtime, name }: Pick<Kubeadm, 'runtime' | 'name'>): void {
  tree.put(`/usr/bin/${runtime}`, elf, 0o755);
  tree.put('/usr/bin/crictl', elf, 0o755);
  if (runtime === 'containerd') {
    tree.put('/etc/containerd/config.toml', containerd3);
    tree.put(
      '/usr/lib/systemd/system/containerd.service',
      '[Unit]\nDescription=containerd container runtime\n\n[Service]\nExecStart=/usr/bin/containerd\nRestart=always\n\n[Install]\nWantedBy=multi-user.target\n',
    );
    tree.put(
      '/etc/crictl.yaml',
      'runtime-endpoint: unix:///run/containerd/containerd.sock\nimage-endpoint: unix:///run/containerd/containerd.sock\ntimeout: 2\n',
    );
    tree.put('/etc/cni/net.d/10-calico.conflist', calico.replace('NODE', name), 0o600);
    tree.put('/etc/cni/net.d/calico-kubeconfig', 'apiVersion: v1\nkind: Config\n', 0o600);
    tree.put('/var/lib/calico/nodename', name);
    tree.folder('/var/lib/containerd', 0o700);
    for (const plugin of [
      'bandwidth',
      'bridge',
      'calico',
      'calico-ipam',
      'host-local',
      'loopback',
      'portmap',
      'tuning',
    ])
      tree.put(`/opt/cni/bin/${plugin}`, elf, 0o755);
    return;
  }
  tree.put(
    '/etc/crio/crio.conf.d/10-crio.conf',
    '[crio.image]\nsignature_policy = "/etc/crio/policy.json"\n\n[crio.runtime]\ndefault_runtime = "crun"\n\n[crio.runtime.runtimes.crun]\nruntime_path = "/usr/libexec/crio/crun"\nruntime_root = "/run/crun"\n',
  );
  tree.put(
    '/usr/lib/systemd/system/crio.service',
    '[Unit]\nDescription=Container Runtime Interface for OCI (CRI-O)\n\n[Service]\nType=notify\nExecStart=/usr/bin/crio $CRIO_CONFIG_OPTIONS $CRIO_RUNTIME_OPTIONS\n\n[Install]\nWantedBy=multi-user.target\nAlias=cri-o.service\n',
  );
  tree.put('/etc/crictl.yaml', 'runtime-endpoint: "unix:///var/run/crio/crio.sock"\n');
  // What the package of CRI-O brings, and what the network add-on wrote beside it.
  tree.put(
    '/etc/cni/net.d/10-crio-bridge.conflist.disabled',
    '{"cniVersion":"1.0.0","name":"crio","plugins":[{"type":"bridge","bridge":"cni0"}]}\n',
  );
  tree.put(
    '/etc/cni/net.d/05-cilium.conflist',
    '{\n  "cniVersion": "0.3.1",\n  "name": "cilium",\n  "plugins": [\n    {\n       "type": "cilium-cni",\n       "enable-debug": false,\n       "log-file": "/var/run/cilium/cilium-cni.log"\n    }\n  ]\n}\n',
    0o600,
  );
  for (const plugin of ['cilium-cni', 'loopback', 'bridge', 'host-local', 'portmap'])
    tree.put(`/opt/cni/bin/${plugin}`, elf, 0o755);
  tree.folder('/var/lib/containers/storage', 0o700);
}

/** The system under Kubernetes. */
export async function putOs(
  tree: Tree,
  node: Pick<Kubeadm, 'name' | 'ip' | 'os' | 'runtime' | 'hosts'>,
): Promise<void> {
  tree.put('/etc/hostname', `${node.name}\n`);
  tree.put(
    '/etc/hosts',
    `127.0.0.1 localhost\n::1 localhost ip6-localhost\n${node.ip} ${node.name}\n${node.hosts ?? ''}`,
  );
  tree.put('/etc/passwd', 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534::/nonexistent:/usr/sbin/nologin\n');
  tree.put('/etc/shadow', 'root:*:19000:0:99999:7:::\n', 0o640);
  tree.put(
    '/etc/resolv.conf',
    node.os === 'ubuntu' ? 'nameserver 127.0.0.53\n' : 'nameserver 10.20.0.2\nsearch example.com\n',
  );
  if (node.os === 'ubuntu') tree.put('/run/systemd/resolve/resolv.conf', 'nameserver 10.20.0.2\nsearch example.com\n');
  tree.put('/etc/fstab', 'UUID=1c / xfs defaults 0 0\n');
  tree.put(
    '/etc/os-release',
    node.os === 'rocky' ? 'ID="rocky"\nVERSION_ID="9.4"\n' : 'ID=ubuntu\nVERSION_ID="24.04"\n',
  );
  for (const folder of [
    '/etc/ssl/certs',
    '/etc/ca-certificates',
    '/usr/local/share/ca-certificates',
    '/usr/share/ca-certificates',
    '/etc/pki/ca-trust',
    '/etc/pki/tls/certs',
    '/usr/libexec/kubernetes/kubelet-plugins/volume/exec',
    '/var/log/pods',
    '/var/log/containers',
  ])
    tree.folder(folder);
  tree.folder('/root', 0o700);
  tree.link('/lib', 'usr/lib');
  tree.link('/var/run', '/run');
  for (const name of ['kubelet', 'kubeadm', 'kubectl']) tree.put(`/usr/bin/${name}`, elf, 0o755);
  putRuntime(tree, node);
}
