import { kubeconfig } from './kubeadm-pki.ts';
import { manifest } from './manifest.ts';
import { issue } from './openssl.ts';
import { elf } from './os.ts';
import { type Running, runKernel } from './processes.ts';
import { canal, containerd, ip, putRancherBase, putTls } from './rancher-files.ts';
import { rke2Base, rke2Pods } from './rke2-pods.ts';
import { listenOn, settle, type Tree } from './tree.ts';

function putServer(tree: Tree, tls: string): void {
  tree.put(
    '/etc/rancher/rke2/rke2.yaml',
    kubeconfig(
      tree,
      `${tls}/server-ca.crt`,
      'https://127.0.0.1:6443',
      'default',
      { data: [`${tls}/client-admin.crt`, `${tls}/client-admin.key`] },
      'default',
    ).replaceAll('default@default', 'default'),
    0o600,
  );
  for (const name of ['controller', 'scheduler', 'cloud-controller'])
    tree.put(
      `${rke2Base}/server/cred/${name}.kubeconfig`,
      kubeconfig(
        tree,
        `${tls}/server-ca.crt`,
        'https://127.0.0.1:6443',
        'user',
        {
          files: [
            `${tls}/client-${name === 'scheduler' ? 'scheduler' : 'controller'}.crt`,
            `${tls}/client-${name === 'scheduler' ? 'scheduler' : 'controller'}.key`,
          ],
        },
        'local',
      ),
      0o600,
    );
  tree.put(`${rke2Base}/server/cred/encryption-config.json`, '{"kind":"EncryptionConfiguration"}', 0o600);
  tree.put(`${rke2Base}/server/etc/egress-selector-config.yaml`, 'kind: EgressSelectorConfiguration\n', 0o600);
  tree.put(`${tls}/service.current.key`, tree.read(`${tls}/service.key`), 0o600);
  tree.put(`${tls}/client-ca.nochain.crt`, tree.read(`${tls}/client-ca.crt`));
  issue(tree, `${tls}/kube-controller-manager/kube-controller-manager`, {
    subject: '/CN=kube-controller-manager',
    by: `${tls}/server-ca`,
    usage: 'serverAuth',
    names: 'DNS:localhost,IP:127.0.0.1',
  });
  tree.folder(`${rke2Base}/server/db/etcd`, 0o700);
  tree.put(`${rke2Base}/server/db/etcd/config`, 'client-transport-security:\n  cert-file: x\n', 0o600);
  tree.put(`${rke2Base}/server/db/etcd/member/snap/db`, Buffer.alloc(4096), 0o600);
  tree.put(`${rke2Base}/server/db/etcd/member/wal/0000000000000000-0000000000000000.wal`, Buffer.alloc(64), 0o600);
  tree.put(`${rke2Base}/server/db/snapshots/etcd-snapshot-srv1-1768464000`, Buffer.alloc(4096), 0o600);
}

/** RKE2: static pods, one supervisor. */
export async function makeRke2(tree: Tree, role: 'server' | 'agent'): Promise<void> {
  putRancherBase(tree);
  const tls = `${rke2Base}/server/tls`;
  putTls(tree, rke2Base, true, true);
  const pods = role === 'server' ? rke2Pods() : rke2Pods().slice(4, 5);
  for (const { shape } of pods) tree.put(`${rke2Base}/agent/pod-manifests/${shape.name}.yaml`, manifest(shape), 0o600);
  tree.put(
    '/etc/rancher/rke2/config.yaml',
    role === 'server' ? 'cni: canal\n' : 'server: https://10.30.0.10:9345\ntoken: x\n',
    0o600,
  );
  if (role === 'server') putServer(tree, tls);
  else tree.remove(`${rke2Base}/server`);
  tree.put(`${rke2Base}/agent/etc/containerd/config.toml`, containerd('rke2'));
  tree.put('/etc/cni/net.d/10-canal.conflist', canal, 0o600);
  tree.put('/var/lib/calico/nodename', 'srv1');
  for (const name of ['calico', 'calico-ipam', 'flannel', 'host-local', 'loopback', 'portmap', 'bandwidth'])
    tree.put(`/opt/cni/bin/${name}`, elf, 0o755);
  const bin = `${rke2Base}/data/v1.33.1-rke2r1-0a2f/bin`;
  for (const name of ['containerd', 'kubelet', 'crictl', 'kubectl', 'runc']) tree.put(`${bin}/${name}`, elf, 0o755);
  tree.link(`${rke2Base}/bin`, bin);
  tree.put('/usr/local/lib/systemd/system/rke2-server.service', '[Service]\nExecStart=/usr/local/bin/rke2 server\n');
  const kubelet = [
    'kubelet',
    '--volume-plugin-dir=/var/lib/kubelet/volumeplugins',
    '--file-check-frequency=5s',
    '--sync-frequency=30s',
    '--config-dir=/var/lib/rancher/rke2/agent/etc/kubelet.conf.d',
    '--containerd=/run/k3s/containerd/containerd.sock',
    '--hostname-override=srv1',
    `--kubeconfig=${rke2Base}/agent/kubelet.kubeconfig`,
    '--node-labels=',
    '--read-only-port=0',
    '--container-runtime-endpoint=unix:///run/k3s/containerd/containerd.sock',
  ];
  tree.put(
    `${rke2Base}/agent/etc/kubelet.conf.d/00-rke2-defaults.conf`,
    'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\naddress: 0.0.0.0\nauthentication:\n  anonymous:\n    enabled: false\n  x509:\n    clientCAFile: /var/lib/rancher/rke2/agent/client-ca.crt\ncgroupDriver: systemd\nclusterDNS:\n- 10.43.0.10\nclusterDomain: cluster.local\nevictionHard:\n  imagefs.available: 5%\n  nodefs.available: 5%\nevictionMinimumReclaim:\n  imagefs.available: 10%\n  nodefs.available: 10%\nfailSwapOn: false\nhealthzBindAddress: 127.0.0.1\nresolvConf: /run/systemd/resolve/resolv.conf\nserializeImagePulls: false\nstaticPodPath: /var/lib/rancher/rke2/agent/pod-manifests\ntlsCertFile: /var/lib/rancher/rke2/agent/serving-kubelet.crt\ntlsPrivateKeyFile: /var/lib/rancher/rke2/agent/serving-kubelet.key\n',
  );
  const running: Running[] = [
    { pid: 1, argv: ['/sbin/init'] },
    {
      pid: 800,
      argv: [`/usr/local/bin/rke2`, role],
      listens: role === 'server' ? ['[::]:9345'] : ['127.0.0.1:6443', '127.0.0.1:6444'],
    },
    { pid: 850, argv: ['containerd', '-c', `${rke2Base}/agent/etc/containerd/config.toml`] },
    { pid: 900, argv: kubelet, listens: ['[::]:10250', '127.0.0.1:10248'] },
    ...pods.map(({ shape, listens }, i) => ({ pid: 1000 + i, argv: shape.command, listens })),
  ];
  runKernel(tree, { processes: running, addresses: [ip], swap: '/swapfile file 2097148 0 -2\n' });
  settle(tree.root, -30);
  if (role === 'server') tree.touch(`${rke2Base}/server/db/snapshots/etcd-snapshot-srv1-1768464000`, -0.3);
  await listenOn(tree, '/run/k3s/containerd/containerd.sock');
}
