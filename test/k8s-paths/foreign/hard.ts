import { issue } from '../../support/nodes/openssl.ts';
import {
  kubeletConfig as config,
  type ForeignFault,
  log,
  manifests,
  nodes,
  pki,
  stop,
  stopKubelet,
} from './breaking.ts';

const { single, ha, fresh, worker, crioWorker } = nodes;
const dropIn = '/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf';

const names = 'DNS:cp-a,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:10.96.0.1,IP:10.20.0.11';
/** The kinds that are hard to tell apart: a change after a start, one cause with many signs. */
export const hardFaults: readonly ForeignFault[] = [
  {
    what: 'all certificates renewed, nothing restarted',
    on: single,
    root: 'cert-renewed-not-loaded',
    break: (tree) => {
      for (const [path, by, usage] of [
        ['apiserver', 'ca', 'serverAuth'],
        ['apiserver-etcd-client', 'etcd/ca', 'clientAuth'],
        ['etcd/server', 'etcd/ca', 'serverAuth,clientAuth'],
      ] as const)
        issue(tree, `${pki}/${path}`, {
          subject: path === 'etcd/server' ? '/CN=cp-a' : `/CN=kube-${path}`,
          by: `${pki}/${by}`,
          usage,
          from: -1,
          key: 'keep',
          names: path === 'etcd/server' ? 'DNS:localhost,DNS:cp-a,IP:10.20.0.11,IP:127.0.0.1,IP:::1' : names,
        });
    },
  },
  {
    what: 'CA made anew under the same name, with its key',
    on: single,
    root: 'cert-unknown-ca',
    break: (tree) => issue(tree, `${pki}/ca`, { subject: '/CN=kubernetes', isCa: true, until: 3650, from: -1 }),
  },
  {
    what: 'CA certificate made anew under the same name, key kept elsewhere',
    on: ha,
    root: 'cert-unknown-ca',
    break: (tree) => {
      issue(tree, '/root/x', { subject: '/CN=kubernetes', isCa: true, until: 3650, from: -1 });
      tree.put(`${pki}/ca.crt`, tree.read('/root/x.crt'));
    },
  },
  {
    what: 'CA of etcd made anew',
    on: single,
    root: 'cert-unknown-ca',
    break: (tree) => issue(tree, `${pki}/etcd/ca`, { subject: '/CN=etcd-ca', isCa: true, until: 3650, from: -1 }),
  },
  {
    what: 'CA made anew on a worker',
    on: worker,
    root: 'cert-unknown-ca',
    break: (tree) =>
      issue(tree, `${pki}/ca`, { subject: '/CN=kubernetes', isCa: true, until: 3650, from: -1, keyFile: '/root/k' }),
  },
  {
    what: 'etcd 3.6 with a flag of 3.5 that is gone',
    on: fresh,
    root: 'manifest-unknown-flag',
    break: (tree) =>
      tree.edit(
        `${manifests}/etcd.yaml`,
        '    - --client-cert-auth=true\n',
        '    - --client-cert-auth=true\n    - --enable-v2=true\n',
      ),
  },
  {
    what: 'etcd 3.5 with a flag of 3.6',
    on: single,
    root: 'manifest-unknown-flag',
    break: (tree) =>
      tree.edit(
        `${manifests}/etcd.yaml`,
        '--experimental-initial-corrupt-check=true',
        '--feature-gates=InitialCorruptCheck=true',
      ),
  },
  {
    what: 'secure port moved, probes not',
    on: single,
    root: 'manifest-probe-mismatch',
    break: (tree) => tree.edit(`${manifests}/kube-apiserver.yaml`, '--secure-port=6443', '--secure-port=7443'),
  },
  {
    what: 'liveness probe alone moved',
    on: single,
    root: 'manifest-probe-mismatch',
    break: (tree) => tree.edit(`${manifests}/kube-apiserver.yaml`, /port: 6443/, 'port: 6444'),
  },
  {
    what: "etcd's metrics moved, probe not",
    on: single,
    root: 'manifest-probe-mismatch',
    break: (tree) =>
      tree.edit(
        `${manifests}/etcd.yaml`,
        '--listen-metrics-urls=http://127.0.0.1:2381',
        '--listen-metrics-urls=http://127.0.0.1:2391',
      ),
  },
  {
    what: 'named probe port moved',
    on: fresh,
    root: 'manifest-probe-mismatch',
    break: (tree) =>
      tree.edit(`${manifests}/kube-controller-manager.yaml`, 'containerPort: 10257', 'containerPort: 10252'),
  },
  {
    what: "scheduler's port moved, probe not",
    on: single,
    root: 'manifest-probe-mismatch',
    break: (tree) =>
      tree.edit(
        `${manifests}/kube-scheduler.yaml`,
        '    - --leader-elect=true\n',
        '    - --leader-elect=true\n    - --secure-port=10260\n',
      ),
  },
  {
    what: "removed flag in kubelet's unit, stopped",
    on: single,
    root: 'kubelet-unknown-flag',
    break: (tree) => {
      tree.edit(dropIn, 'ExecStart=/usr/bin/kubelet $', 'ExecStart=/usr/bin/kubelet --network-plugin=cni $');
      stopKubelet(tree);
    },
  },
  {
    what: "removed flag in a worker's environment file, stopped",
    on: worker,
    root: 'kubelet-unknown-flag',
    break: (tree) => {
      tree.put('/etc/default/kubelet', 'KUBELET_EXTRA_ARGS="--container-runtime=remote"\n');
      stopKubelet(tree);
    },
  },
  {
    what: 'removed klog flag of kubelet in sysconfig, stopped',
    on: ha,
    root: 'kubelet-unknown-flag',
    break: (tree) => {
      tree.put('/etc/sysconfig/kubelet', 'KUBELET_EXTRA_ARGS=--logtostderr=true\n');
      stopKubelet(tree);
    },
  },
  {
    what: 'disabled and stopped',
    on: worker,
    root: 'kubelet-disabled',
    break: (tree) => {
      tree.remove('/etc/systemd/system/multi-user.target.wants/kubelet.service');
      stopKubelet(tree);
    },
  },
  {
    what: 'masked and stopped',
    on: ha,
    root: 'kubelet-disabled',
    break: (tree) => {
      tree.link('/etc/systemd/system/kubelet.service', '/dev/null');
      stopKubelet(tree);
    },
  },
  { what: 'kubelet stopped', on: crioWorker, root: 'kubelet-stopped', break: stopKubelet },
  {
    what: 'containerd down, control plane down, no subnet of flannel',
    on: single,
    root: 'cri-socket-missing',
    break: (tree) => {
      tree.remove('/etc/cni/net.d/10-calico.conflist');
      tree.put(
        '/etc/cni/net.d/10-flannel.conflist',
        '{"name":"cbr0","cniVersion":"0.3.1","plugins":[{"type":"flannel","delegate":{"isDefaultGateway":true}},{"type":"portmap","capabilities":{"portMappings":true}}]}',
      );
      tree.put('/opt/cni/bin/flannel', tree.read('/opt/cni/bin/loopback'), 0o755);
      tree.remove('/run/containerd/containerd.sock');
      stop(tree, 700, 1200, 1201, 1202, 1203);
    },
  },
  {
    what: 'CRI-O down on a worker',
    on: crioWorker,
    root: 'cri-socket-missing',
    break: (tree) => {
      tree.remove('/run/crio/crio.sock');
      stop(tree, 700);
    },
  },
  {
    what: 'cluster DNS outside the service range',
    on: single,
    root: 'kubelet-clusterdns',
    break: (tree) => tree.edit(config, '10.96.0.10', '10.112.0.10'),
  },
  {
    what: 'cluster DNS of the other family',
    on: single,
    root: 'kubelet-clusterdns',
    break: (tree) => tree.edit(config, '10.96.0.10', 'fd00:96::a'),
  },
  {
    what: 'name of the balancer missing in the certificate',
    on: ha,
    root: 'cert-san-missing',
    break: (tree) =>
      issue(tree, `${pki}/apiserver`, {
        subject: '/CN=kube-apiserver',
        by: `${pki}/ca`,
        usage: 'serverAuth',
        key: 'keep',
        names:
          'DNS:m1.example.com,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:10.43.0.1,IP:10.20.0.12',
      }),
  },
  {
    what: 'name of the balancer missing, DNS knows it only',
    on: ha,
    root: 'cert-san-missing',
    break: (tree) => {
      tree.edit('/etc/hosts', '10.20.0.10 k8s-api.example.com\n', '');
      issue(tree, `${pki}/apiserver`, {
        subject: '/CN=kube-apiserver',
        by: `${pki}/ca`,
        usage: 'serverAuth',
        key: 'keep',
        names: 'DNS:m1.example.com,DNS:kubernetes,IP:10.43.0.1,IP:10.20.0.12',
      });
    },
  },
  {
    what: 'address of the balancer missing in the certificate',
    on: 'static pods elsewhere, kube-vip and keepalived beside them',
    root: 'cert-san-missing',
    break: (tree) =>
      issue(tree, `${pki}/apiserver`, {
        subject: '/CN=kube-apiserver',
        by: `${pki}/ca`,
        usage: 'serverAuth',
        key: 'keep',
        names,
      }),
  },
  {
    what: 'nightly snapshots stopped a week ago',
    on: single,
    root: 'etcd-no-backup',
    break: (tree) => {
      for (const day of [9, 8, 7]) {
        tree.put(`/var/backups/etcd/etcd-snapshot-${day}.db`, Buffer.alloc(40_960), 0o600);
        tree.touch(`/var/backups/etcd/etcd-snapshot-${day}.db`, -day);
      }
    },
  },
  {
    what: 'the newest snapshot is empty',
    on: single,
    root: 'etcd-no-backup',
    break: (tree) => {
      for (const day of [3, 2, 1, 0]) {
        tree.put(`/opt/etcd-backup/snapshot-${day}.db`, Buffer.alloc(day === 0 ? 0 : 40_960), 0o600);
        tree.touch(`/opt/etcd-backup/snapshot-${day}.db`, -day - 0.1);
      }
    },
  },
  {
    what: 'log links without a target',
    on: single,
    root: 'log-dangling-symlink',
    break: (tree) => {
      tree.folder('/var/log/pods/kube-system_kube-apiserver-cp-a_77/kube-apiserver');
      tree.link(
        '/var/log/containers/kube-apiserver-cp-a_kube-system_kube-apiserver-12ab.log',
        '/var/log/pods/kube-system_kube-apiserver-cp-a_77/kube-apiserver/0.log',
      );
    },
  },
  {
    what: 'CoreDNS falls again and again: it forwards to itself',
    on: ha,
    root: 'kubelet-resolvconf',
    break: (tree) => {
      tree.put('/etc/resolv.conf', 'nameserver 127.0.0.1\n');
      log(tree, 'coredns-7db6d8ff4d-x2x4z', 'coredns', 9, [
        '.:53',
        '[FATAL] plugin/loop: Loop (127.0.0.1:45612 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 4547991504243258144.3688648895315093531."',
      ]);
    },
  },
  {
    what: 'CoreDNS falls over its Corefile',
    on: worker,
    root: 'log-last-error',
    break: (tree) =>
      log(tree, 'coredns-7db6d8ff4d-x2x4z', 'coredns', 2, [
        "/etc/coredns/Corefile:7 - Error during parsing: Unknown directive 'forwrd'",
      ]),
  },
  {
    what: 'apiserver asks etcd at a wrong port',
    on: ha,
    root: 'manifest-etcd-url',
    break: (tree) =>
      tree.edit(
        `${manifests}/kube-apiserver.yaml`,
        '--etcd-servers=https://127.0.0.1:2379',
        '--etcd-servers=https://127.0.0.1:2378',
      ),
  },
  {
    what: 'expired serving certificate, control plane down',
    on: fresh,
    root: 'cert-expired',
    break: (tree) => {
      issue(tree, `${pki}/apiserver`, {
        subject: '/CN=kube-apiserver',
        by: `${pki}/ca`,
        usage: 'serverAuth',
        key: 'keep',
        from: -370,
        until: -5,
        names: 'DNS:cp-new,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:10.96.0.1,IP:10.20.0.16',
      });
    },
  },
  {
    what: 'manifest with a tab',
    on: ha,
    root: 'manifest-yaml-invalid',
    break: (tree) => {
      tree.edit(`${manifests}/kube-scheduler.yaml`, '  hostNetwork: true', '\thostNetwork: true');
      stop(tree, 1203);
    },
  },
  {
    what: 'backup of a manifest beside it',
    on: fresh,
    root: 'manifest-duplicate-backup',
    break: (tree) =>
      tree.put(`${manifests}/kube-apiserver.yaml.2026-11-01`, tree.read(`${manifests}/kube-apiserver.yaml`), 0o600),
  },
  {
    what: 'swap switched on',
    on: worker,
    root: 'kubelet-swap',
    break: (tree) =>
      tree.put(
        '/proc/swaps',
        'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/swap.img                               file\t\t4194300\t\t0\t\t-2\n',
      ),
  },
  {
    what: 'wrong CRI endpoint of a CRI-O node',
    on: crioWorker,
    root: 'kubelet-cri-endpoint',
    break: (tree) => tree.edit(config, 'unix:///var/run/crio/crio.sock', 'unix:///run/containerd/containerd.sock'),
  },
  {
    what: 'static pods in a folder with a typo',
    on: fresh,
    root: 'manifest-wrong-static-path',
    break: (tree) => {
      tree.edit(config, 'staticPodPath: /etc/kubernetes/manifests', 'staticPodPath: /etc/kubernetes/manifest');
    },
  },
  {
    what: 'client certificate of the kubelet expired',
    on: crioWorker,
    root: 'kubelet-client-expired',
    break: (tree) => {
      tree.remove('/var/lib/kubelet/pki/kubelet-client-2026-01-15-08-11-31.pem');
      issue(tree, '/root/c', { subject: '/CN=x', isCa: true });
      issue(tree, '/root/k', {
        subject: '/O=system:nodes/CN=system:node:w1',
        by: '/root/c',
        usage: 'clientAuth',
        from: -400,
        until: -9,
      });
      tree.put(
        '/var/lib/kubelet/pki/kubelet-client-2026-01-15-08-11-31.pem',
        tree.read('/root/k.crt') + tree.read('/root/k.key'),
        0o600,
      );
    },
  },
  {
    what: 'advertised address gone, IPv6',
    on: 'IPv6 only, 1.32',
    root: 'manifest-advertise-ip-gone',
    break: (tree) =>
      tree.edit('/proc/net/if_inet6', /fd000020000000000000000000000011/i, 'fd000020000000000000000000000099'),
  },
  {
    what: 'service ranges differ, dual stack',
    on: 'dual stack, 1.33',
    root: 'manifest-service-cidr-drift',
    break: (tree) =>
      tree.edit(
        `${manifests}/kube-controller-manager.yaml`,
        '--service-cluster-ip-range=10.96.0.0/16,fd00:96::/112',
        '--service-cluster-ip-range=10.96.0.0/16',
      ),
  },
  {
    what: 'etcd client CA mixed up',
    on: ha,
    root: 'etcd-apiserver-ca-mix',
    break: (tree) =>
      tree.edit(
        `${manifests}/kube-apiserver.yaml`,
        '--etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt',
        '--etcd-cafile=/etc/kubernetes/pki/ca.crt',
      ),
  },
  {
    what: 'a plug-in of CNI is gone',
    on: crioWorker,
    root: 'cni-plugin-missing',
    break: (tree) => tree.remove('/opt/cni/bin/cilium-cni'),
  },
  {
    what: 'no CNI configuration with CRI-O',
    on: crioWorker,
    root: 'cni-no-config',
    break: (tree) => tree.remove('/etc/cni/net.d/05-cilium.conflist'),
  },
];
