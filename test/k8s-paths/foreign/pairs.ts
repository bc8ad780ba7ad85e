import { issue } from '../../support/nodes/openssl.ts';
import { type ForeignFault, kubeletConfig, manifests, nodes, pidOf, pki, stop, stopKubelet } from './breaking.ts';

const apiserver = `${manifests}/kube-apiserver.yaml`;

/** Two faults that have nothing to do with each other: two roots. */
export const pairFaults: readonly ForeignFault[] = [
  {
    what: 'etcd asked at a wrong port, the kubeconfig of the scheduler gone',
    on: nodes.ha,
    root: ['manifest-etcd-url', 'manifest-kubeconfig-missing'],
    break: (tree) => {
      tree.edit(apiserver, '--etcd-servers=https://127.0.0.1:2379', '--etcd-servers=https://127.0.0.1:3379');
      tree.edit(
        `${manifests}/kube-scheduler.yaml`,
        '--kubeconfig=/etc/kubernetes/scheduler.conf',
        '--kubeconfig=/etc/kubernetes/schedule.conf',
      );
      stop(tree, pidOf(tree, 'kube-apiserver'), pidOf(tree, 'kube-scheduler'));
    },
  },
  {
    what: 'swap on, a plug-in of CNI gone',
    on: nodes.worker,
    root: ['kubelet-swap', 'cni-plugin-missing'],
    break: (tree) => {
      tree.put('/proc/swaps', 'Filename\tType\tSize\tUsed\tPriority\n/swap.img file 4194300 0 -2\n');
      tree.remove('/opt/cni/bin/bandwidth');
    },
  },
  {
    what: 'kubelet disabled, serving certificate expired',
    on: nodes.fresh,
    root: ['kubelet-disabled', 'cert-expired'],
    break: (tree) => {
      tree.remove('/etc/systemd/system/multi-user.target.wants/kubelet.service');
      stopKubelet(tree);
      issue(tree, `${pki}/apiserver`, {
        ...{ subject: '/CN=kube-apiserver', by: `${pki}/ca`, usage: 'serverAuth', key: 'keep', from: -370, until: -5 },
        names: 'DNS:cp-new,DNS:kubernetes,DNS:kubernetes.default,IP:10.96.0.1,IP:10.20.0.16',
      });
    },
  },
  {
    what: 'a copy beside a manifest, cluster DNS outside',
    on: nodes.dual,
    root: ['manifest-duplicate-backup', 'kubelet-clusterdns'],
    break: (tree) => {
      tree.put(`${manifests}/etcd.yaml.bak`, tree.read(`${manifests}/etcd.yaml`), 0o600);
      tree.edit(kubeletConfig, '10.96.0.10', '10.97.0.10');
    },
  },
  {
    what: 'containerd down, a certificate expired',
    on: nodes.single,
    root: ['cri-socket-missing', 'cert-expired'],
    break: (tree) => {
      tree.remove('/run/containerd/containerd.sock');
      stop(tree, 700, 1200, 1201, 1202, 1203);
      issue(tree, `${pki}/apiserver-etcd-client`, {
        ...{ subject: '/CN=kube-apiserver-etcd-client', by: `${pki}/etcd/ca`, usage: 'clientAuth' },
        ...{ key: 'keep', from: -380, until: -10 },
      });
    },
  },
  {
    what: 'the name of the balancer missing, a flag that etcd does not know',
    on: nodes.ha,
    root: ['cert-san-missing', 'manifest-unknown-flag'],
    break: (tree) => {
      issue(tree, `${pki}/apiserver`, {
        ...{ subject: '/CN=kube-apiserver', by: `${pki}/ca`, usage: 'serverAuth', key: 'keep', from: -30 },
        names: 'DNS:m1.example.com,DNS:kubernetes,IP:10.43.0.1,IP:10.20.0.12',
      });
      tree.edit(
        `${manifests}/etcd.yaml`,
        '    - --client-cert-auth=true\n',
        '    - --client-cert-auth=true\n    - --feature-gates=InitialCorruptCheck=true\n',
      );
    },
  },
  {
    what: 'a typo in the controller manager, another image for the scheduler',
    on: nodes.six,
    root: ['manifest-unknown-flag', 'manifest-image-bad'],
    break: (tree) => {
      tree.edit(`${manifests}/kube-controller-manager.yaml`, '--leader-elect=true', '--leader-elects=true');
      tree.edit(`${manifests}/kube-scheduler.yaml`, 'kube-scheduler:v1.32.1', 'kube-schedule:v1.32.1');
      stop(tree, pidOf(tree, 'kube-controller-manager'), pidOf(tree, 'kube-scheduler'));
    },
  },
  {
    what: 'CRI-O down, the client certificate of the kubelet expired',
    on: nodes.crioWorker,
    root: ['cri-socket-missing', 'kubelet-client-expired'],
    break: (tree) => {
      tree.remove('/run/crio/crio.sock');
      stop(tree, 700);
      issue(tree, '/tmp/c', { subject: '/CN=kubernetes', isCa: true });
      issue(tree, '/tmp/k', {
        ...{ subject: '/O=system:nodes/CN=system:node:w1', by: '/tmp/c', usage: 'clientAuth', from: -400, until: -9 },
      });
      tree.put(
        '/var/lib/kubelet/pki/kubelet-client-2026-01-15-08-11-31.pem',
        tree.read('/tmp/k.crt') + tree.read('/tmp/k.key'),
        0o600,
      );
      tree.remove('/tmp');
    },
  },
  {
    what: 'thresholds off, admin.conf for everybody',
    on: nodes.external,
    root: ['kubelet-eviction-zeroed', 'kubeconfig-perms'],
    break: (tree) => {
      tree.edit(
        kubeletConfig,
        'rotateCertificates: true',
        'evictionHard:\n  nodefs.available: 5%\nrotateCertificates: true',
      );
      tree.put('/etc/kubernetes/admin.conf', tree.read('/etc/kubernetes/admin.conf'), 0o644);
    },
  },
  {
    what: 'a scheduler that cannot be read, the wrong CA for etcd',
    on: nodes.fresh,
    root: ['manifest-yaml-invalid', 'etcd-apiserver-ca-mix'],
    break: (tree) => {
      tree.edit(`${manifests}/kube-scheduler.yaml`, '  hostNetwork: true', '  hostNetwork true');
      tree.edit(apiserver, '--etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt', '--etcd-cafile=/etc/kubernetes/pki/ca.crt');
      stop(tree, pidOf(tree, 'kube-scheduler'), pidOf(tree, 'kube-apiserver'));
    },
  },
  {
    what: 'forwarding off, a removed flag in the unit',
    on: nodes.worker,
    root: ['cni-ip-forward', 'kubelet-unknown-flag'],
    break: (tree) => {
      tree.put('/proc/sys/net/ipv4/ip_forward', '0\n');
      tree.put('/etc/default/kubelet', 'KUBELET_EXTRA_ARGS="--network-plugin=cni"\n');
      stopKubelet(tree);
    },
  },
  {
    what: 'the key of service accounts made anew, service ranges differ',
    on: nodes.single,
    root: ['cert-key-mismatch', 'manifest-service-cidr-drift'],
    break: (tree) => {
      issue(tree, '/tmp/k', { subject: '/CN=x', key: 'rsa' });
      tree.put(`${pki}/front-proxy-client.key`, tree.read('/tmp/k.key'), 0o600);
      tree.remove('/tmp');
      tree.edit(
        `${manifests}/kube-controller-manager.yaml`,
        '--service-cluster-ip-range=10.96.0.0/12',
        '--service-cluster-ip-range=10.96.0.0/16',
      );
    },
  },
];
