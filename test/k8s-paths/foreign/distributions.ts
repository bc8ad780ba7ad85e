import { issue } from '../../support/nodes/openssl.ts';
import { type ForeignFault, pidOf, stop } from './breaking.ts';

const rke2 = '/var/lib/rancher/rke2';
const k3s = '/var/lib/rancher/k3s';
const microk8s = '/var/snap/microk8s/8143';
const expired = { from: -380, until: -12, key: 'keep' } as const;

/** Nodes that kubeadm did not make. */
export const distributionFaults: readonly ForeignFault[] = [
  {
    what: 'containerd of an agent ended',
    on: 'RKE2 agent',
    root: 'cri-socket-missing',
    break: (tree) => {
      tree.remove('/run/k3s/containerd/containerd.sock');
      stop(tree, 850);
    },
  },
  {
    what: 'the serving certificate expired',
    on: 'RKE2 server',
    root: 'cert-expired',
    break: (tree) =>
      issue(tree, `${rke2}/server/tls/serving-kube-apiserver`, {
        ...{ subject: '/CN=kube-apiserver', by: `${rke2}/server/tls/server-ca`, usage: 'serverAuth', ...expired },
        names: 'DNS:kubernetes,DNS:localhost,IP:127.0.0.1,IP:10.30.0.11,IP:10.43.0.1',
      }),
  },
  {
    what: 'the certificate of etcd expired, all is down',
    on: 'RKE2 server',
    root: 'cert-expired',
    break: (tree) => {
      issue(tree, `${rke2}/server/tls/etcd/server-client`, {
        ...{ subject: '/CN=etcd-server', by: `${rke2}/server/tls/etcd/server-ca`, usage: 'serverAuth,clientAuth' },
        ...expired,
        names: 'DNS:localhost,DNS:srv1,IP:127.0.0.1,IP:10.30.0.11',
      });
      stop(tree, ...['etcd', 'kube-apiserver', 'kube-scheduler'].map((one) => pidOf(tree, one)));
    },
  },
  {
    what: 'a plug-in of the network is gone',
    on: 'RKE2 server',
    root: 'cni-plugin-missing',
    break: (tree) => tree.remove('/opt/cni/bin/calico'),
  },
  {
    what: 'a manifest of the supervisor broken by hand',
    on: 'RKE2 server',
    root: 'manifest-yaml-invalid',
    break: (tree) => {
      tree.edit(`${rke2}/agent/pod-manifests/kube-scheduler.yaml`, '  hostNetwork: true', '  hostNetwork true');
      stop(tree, pidOf(tree, 'kube-scheduler'));
    },
  },
  {
    what: 'the network file of an agent is cut',
    on: 'RKE2 agent',
    root: 'cni-bad-json',
    break: (tree) =>
      tree.put('/etc/cni/net.d/10-canal.conflist', tree.read('/etc/cni/net.d/10-canal.conflist').slice(0, 90), 0o600),
  },
  {
    what: 'the client certificate of the kubelet expired',
    on: 'RKE2 agent',
    root: 'kubelet-client-expired',
    break: (tree) => {
      issue(tree, '/tmp/ca', { subject: '/CN=rke2-client-ca@1768464000', isCa: true });
      issue(tree, '/tmp/k', {
        ...{ subject: '/O=system:nodes/CN=system:node:srv1', by: '/tmp/ca', usage: 'clientAuth' },
        ...{ from: -380, until: -12 },
      });
      tree.put(`${rke2}/agent/client-kubelet.crt`, tree.read('/tmp/k.crt'));
      tree.put(`${rke2}/agent/client-kubelet.key`, tree.read('/tmp/k.key'), 0o600);
      tree.remove('/tmp');
    },
  },
  {
    what: 'the serving certificate expired',
    on: 'k3s with SQLite',
    root: 'cert-expired',
    break: (tree) =>
      issue(tree, `${k3s}/server/tls/serving-kube-apiserver`, {
        ...{ subject: '/CN=kube-apiserver', by: `${k3s}/server/tls/server-ca`, usage: 'serverAuth', ...expired },
        names: 'DNS:kubernetes,DNS:localhost,IP:127.0.0.1,IP:10.30.0.11,IP:10.43.0.1',
      }),
  },
  {
    what: 'flannel wrote no subnet',
    on: 'k3s with SQLite',
    root: 'cni-flannel-subnet',
    break: (tree) => tree.remove('/run/flannel/subnet.env'),
  },
  {
    what: 'the kubeconfig is for everybody',
    on: 'k3s with etcd',
    root: 'kubeconfig-perms',
    break: (tree) => tree.put('/etc/rancher/k3s/k3s.yaml', tree.read('/etc/rancher/k3s/k3s.yaml'), 0o644),
  },
  {
    what: 'the log of writes was deleted',
    on: 'k3s with etcd',
    root: 'etcd-corrupt',
    break: (tree) => tree.remove(`${k3s}/server/db/etcd/member/wal/0000000000000000-0000000000000000.wal`),
  },
  {
    what: 'a misspelt flag of the apiserver',
    on: 'MicroK8s',
    root: 'manifest-unknown-flag',
    break: (tree) => tree.edit(`${microk8s}/args/kube-apiserver`, '--event-ttl=5m', '--event-tll=5m'),
  },
  {
    what: 'the serving certificate expired',
    on: 'MicroK8s',
    root: 'cert-expired',
    break: (tree) =>
      issue(tree, `${microk8s}/certs/server`, {
        ...{ subject: '/CN=127.0.0.1', by: `${microk8s}/certs/ca`, usage: 'serverAuth,clientAuth', ...expired },
        names: 'DNS:kubernetes,IP:127.0.0.1,IP:10.152.183.1,IP:10.40.0.11',
      }),
  },
  {
    what: 'the network file is cut',
    on: 'MicroK8s',
    root: 'cni-bad-json',
    break: (tree) =>
      tree.put(`${microk8s}/args/cni-network/10-calico.conflist`, '{"name":"k8s-pod-network","plugins":['),
  },
  {
    what: 'the serving certificate expired',
    on: 'k0s controller that is a worker too',
    root: 'cert-expired',
    break: (tree) =>
      issue(tree, '/var/lib/k0s/pki/server', {
        ...{ subject: '/CN=kubernetes', by: '/var/lib/k0s/pki/ca', usage: 'serverAuth', ...expired },
        names: 'DNS:kubernetes,DNS:localhost,IP:127.0.0.1,IP:10.70.0.11,IP:10.96.0.1',
      }),
  },
  {
    what: 'containerd ended',
    on: 'k0s worker',
    root: 'cri-socket-missing',
    break: (tree) => {
      tree.remove('/run/k0s/containerd.sock');
      stop(tree, 800);
    },
  },
  {
    what: 'a plug-in of the network is gone',
    on: 'OpenShift',
    root: 'cni-plugin-missing',
    break: (tree) => tree.remove('/var/lib/cni/bin/multus-shim'),
  },
  {
    what: 'CRI-O ended',
    on: 'OpenShift',
    root: 'cri-socket-missing',
    break: (tree) => {
      tree.remove('/run/crio/crio.sock');
      stop(tree, 500);
    },
  },
  {
    what: 'the serving certificate expired',
    on: 'minikube',
    root: 'cert-expired',
    break: (tree) =>
      issue(tree, '/var/lib/minikube/certs/apiserver', {
        ...{ subject: '/CN=minikube', by: '/var/lib/minikube/certs/ca', usage: 'serverAuth', ...expired },
        names: 'DNS:minikube,DNS:control-plane.minikube.internal,DNS:kubernetes,IP:10.96.0.1,IP:192.168.49.2',
      }),
  },
  {
    what: 'the certificate for the client of etcd expired',
    on: 'kubespray',
    root: 'cert-expired',
    break: (tree) => {
      const etcd = '/etc/ssl/etcd/ssl';
      tree.put('/tmp/c.crt', tree.read(`${etcd}/ca.pem`));
      tree.put('/tmp/c.key', tree.read(`${etcd}/ca-key.pem`));
      issue(tree, `${etcd}/node`, {
        ...{ subject: '/CN=etcd-node', by: '/tmp/c', usage: 'serverAuth,clientAuth', ...expired },
        ...{ crt: `${etcd}/node-node1.pem`, keyFile: `${etcd}/node-node1-key.pem` },
      });
      tree.remove('/tmp');
    },
  },
  {
    what: 'a wrong CA for clients',
    on: 'EKS worker',
    root: 'kubelet-ca-missing',
    break: (tree) =>
      tree.edit('/etc/kubernetes/kubelet/config.json', '/etc/kubernetes/pki/ca.crt', '/etc/kubernetes/pki/CA.crt'),
  },
  {
    what: 'a comma lost in the configuration',
    on: 'EKS worker',
    root: 'kubelet-config-yaml',
    break: (tree) => {
      tree.edit('/etc/kubernetes/kubelet/config.json', '"maxPods": 29,', '"maxPods": 29');
      stop(tree, 510);
    },
  },
];
