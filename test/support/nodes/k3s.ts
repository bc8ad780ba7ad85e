import { kubeconfig } from './kubeadm-pki.ts';
import { elf } from './os.ts';
import { runKernel } from './processes.ts';
import { containerd, flannel, ip, putRancherBase, putTls } from './rancher-files.ts';
import { listenOn, settle, type Tree } from './tree.ts';

/** A k3s server: one process, SQLite or embedded etcd. */
export async function makeK3s(tree: Tree, hasEtcd = false): Promise<void> {
  putRancherBase(tree);
  const base = '/var/lib/rancher/k3s';
  putTls(tree, base, hasEtcd, true);
  const tls = `${base}/server/tls`;
  tree.put(
    '/etc/rancher/k3s/k3s.yaml',
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
  tree.put(
    '/etc/systemd/system/k3s.service',
    '[Unit]\nDescription=Lightweight Kubernetes\n\n[Service]\nType=notify\nEnvironmentFile=-/etc/systemd/system/k3s.service.env\nKillMode=process\nDelegate=yes\nRestart=always\nExecStartPre=-/sbin/modprobe br_netfilter\nExecStart=/usr/local/bin/k3s \\\n    server \\\n',
  );
  tree.put('/usr/local/bin/k3s', elf, 0o755);
  tree.link('/usr/local/bin/crictl', 'k3s');
  tree.link('/usr/local/bin/kubectl', 'k3s');
  tree.put(`${base}/agent/etc/containerd/config.toml`, containerd('k3s'));
  tree.put(`${base}/agent/etc/crictl.yaml`, 'runtime-endpoint: unix:///run/k3s/containerd/containerd.sock\n');
  tree.put(`${base}/agent/etc/cni/net.d/10-flannel.conflist`, flannel);
  tree.put(
    '/run/flannel/subnet.env',
    'FLANNEL_NETWORK=10.42.0.0/16\nFLANNEL_SUBNET=10.42.0.1/24\nFLANNEL_MTU=1450\nFLANNEL_IPMASQ=true\n',
  );
  const data = `${base}/data/0d6f1c`;
  tree.put(`${data}/bin/cni`, elf, 0o755);
  for (const name of ['bandwidth', 'bridge', 'flannel', 'host-local', 'loopback', 'portmap'])
    tree.link(`${data}/bin/${name}`, 'cni');
  tree.link(`${base}/data/current`, data);
  tree.put(`${base}/data/cni/cni`, elf, 0o755);
  for (const name of ['bandwidth', 'bridge', 'flannel', 'host-local', 'loopback', 'portmap'])
    tree.link(`${base}/data/cni/${name}`, 'cni');
  tree.folder(`${base}/agent/pod-manifests`);
  tree.put(
    `${base}/server/manifests/coredns.yaml`,
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: coredns, namespace: kube-system}\n',
  );
  if (hasEtcd) {
    tree.folder(`${base}/server/db/etcd`, 0o700);
    tree.put(`${base}/server/db/etcd/member/snap/db`, Buffer.alloc(4096), 0o600);
    tree.put(`${base}/server/db/etcd/member/wal/0000000000000000-0000000000000000.wal`, Buffer.alloc(64), 0o600);
    tree.put(
      `${base}/server/db/etcd/config`,
      'name: srv1-1234\ndata-dir: /var/lib/rancher/k3s/server/db/etcd\n',
      0o600,
    );
  } else tree.put(`${base}/server/db/state.db`, Buffer.alloc(8192), 0o644);
  const listens = [
    '[::]:6443',
    '[::]:10250',
    '127.0.0.1:10248',
    '127.0.0.1:10249',
    '127.0.0.1:10256',
    '127.0.0.1:10257',
    '127.0.0.1:10259',
    ...(hasEtcd ? ['127.0.0.1:2379', `${ip}:2379`, `${ip}:2380`, '127.0.0.1:2381'] : []),
  ];
  runKernel(tree, {
    processes: [
      { pid: 1, argv: ['/sbin/init'] },
      { pid: 800, argv: ['/usr/local/bin/k3s', 'server'], listens },
      { pid: 860, argv: ['containerd', '-c', `${base}/agent/etc/containerd/config.toml`] },
    ],
    addresses: [ip, '10.42.0.1'],
  });
  settle(tree.root, -30);
  tree.touch(`${base}/server/db`, -0.1);
  await listenOn(tree, '/run/k3s/containerd/containerd.sock');
}
