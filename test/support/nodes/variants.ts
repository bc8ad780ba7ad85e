import { kubeadmNodes } from './catalog.ts';
import type { HealthyNode } from './healthy-nodes.ts';
import { makeKubeadmNode } from './kubeadm.ts';
import { manifest } from './manifest.ts';
import { issue } from './openssl.ts';
import { settle, type Tree } from './tree.ts';

const single = kubeadmNodes['single control plane, Ubuntu, containerd 2, 1.31'];
const pki = '/etc/kubernetes/pki';

/** Sets the start of every process of the tree, in days from now. */
export function restartAll(tree: Tree, days: number): void {
  const boot = Number(/btime (\d+)/.exec(tree.read('/proc/stat'))?.[1]);
  const ticks = Math.round((Date.now() / 1000 + days * 86_400 - boot) * 100);
  for (const pid of ['1200', '1201', '1202', '1203', '900'])
    if (tree.has(`/proc/${pid}/stat`)) tree.edit(`/proc/${pid}/stat`, / \d+ 0 0\n$/, ` ${ticks} 0 0\n`);
}

/** Healthy ways of keeping a kubeadm node that differ from what kubeadm leaves. */
export const ownWays: readonly HealthyNode[] = [
  {
    what: 'certificates renewed by hand, with text and chain, after a restart',
    make: async (tree) => {
      await makeKubeadmNode(tree, single);
      const names = `DNS:${single.name},DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:10.96.0.1,IP:${single.ip}`;
      issue(tree, `${pki}/apiserver`, {
        subject: '/CN=kube-apiserver',
        by: `${pki}/ca`,
        usage: 'serverAuth',
        names,
        from: -3,
        key: 'keep',
        withText: true,
        withChain: true,
      });
      issue(tree, `${pki}/apiserver-etcd-client`, {
        subject: '/O=system:masters/CN=kube-apiserver-etcd-client',
        by: `${pki}/etcd/ca`,
        usage: 'clientAuth',
        from: -3,
        key: 'keep',
        withText: true,
      });
      tree.touch(`${pki}/apiserver.crt`, -3);
      tree.touch(`${pki}/apiserver-etcd-client.crt`, -3);
      restartAll(tree, -2);
    },
  },
  {
    what: 'one certificate copied again in another order while it is served',
    make: async (tree) => {
      await makeKubeadmNode(tree, single);
      const text = tree.read(`${pki}/etcd/server.crt`);
      tree.put(`${pki}/etcd/server.crt`, `subject=CN = ${single.name}\n${text}\n${tree.read(`${pki}/etcd/ca.crt`)}`);
      tree.touch(`${pki}/etcd/server.crt`, -1);
    },
  },
  {
    what: 'static pods elsewhere, kube-vip and keepalived beside them',
    make: async (tree) => {
      await makeKubeadmNode(tree, {
        ...single,
        kubelet: { staticPodPath: '/opt/static-pods' },
        endpoint: '10.20.0.10:8443',
      });
      tree.put(
        '/opt/static-pods/kube-vip.yaml',
        manifest({
          name: 'kube-vip',
          image: 'ghcr.io/kube-vip/kube-vip:v0.8.7',
          command: ['/kube-vip', 'manager'],
          mounts: { '/etc/kubernetes/admin.conf': '' },
        }),
      );
      tree.put(
        '/opt/static-pods/haproxy.yaml',
        manifest({
          name: 'haproxy',
          image: 'haproxy:2.8',
          command: [],
          mounts: { '/etc/haproxy/haproxy.cfg': 'FileOrCreate' },
        }),
      );
      tree.put(
        '/opt/static-pods/keepalived.yaml',
        manifest({
          name: 'keepalived',
          image: 'osixia/keepalived:2.0.20',
          command: [],
          mounts: { '/etc/keepalived/keepalived.conf': '' },
        }),
      );
      tree.put('/etc/haproxy/haproxy.cfg', 'frontend apiserver\n    bind *:8443\n');
      tree.put('/etc/keepalived/keepalived.conf', 'vrrp_instance VI_1 {\n}\n');
      settle(tree.at('/opt'), -30);
      settle(tree.at('/etc/haproxy'), -30);
      settle(tree.at('/etc/keepalived'), -30);
    },
  },
  {
    what: 'a day-old control plane with short-lived certificates of cert-manager',
    make: async (tree) => {
      await makeKubeadmNode(tree, single);
      const names = `DNS:${single.name},DNS:kubernetes,IP:10.96.0.1,IP:${single.ip}`;
      issue(tree, `${pki}/apiserver`, {
        subject: '/CN=kube-apiserver',
        by: `${pki}/ca`,
        names,
        from: -40,
        until: 50,
        key: 'ec',
      });
      settle(tree.at(pki), -30);
    },
  },
  {
    what: 'a running control plane with a debug copy of a manifest outside, dot files inside',
    make: async (tree) => {
      await makeKubeadmNode(tree, single);
      tree.put('/root/kube-apiserver.yaml.bak', tree.read('/etc/kubernetes/manifests/kube-apiserver.yaml'));
      tree.put('/etc/kubernetes/manifests/.kube-apiserver.yaml.swp', 'b0VIM 9.0');
      tree.folder('/etc/kubernetes/tmp/kubeadm-backup-manifests-2026-01-02');
      tree.folder('/etc/kubernetes/patches');
    },
  },
];
