import { kubeconfig } from '../../support/nodes/kubeadm-pki.ts';
import { issue } from '../../support/nodes/openssl.ts';
import { type ForeignFault, kubeletConfig, nodes, pki, stopKubelet } from './breaking.ts';

const dropIn = '/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf';
const dated = '/var/lib/kubelet/pki/kubelet-client-2026-01-15-08-11-31.pem';

/** The kubelet, its unit and its files. */
export const kubeletFaults: readonly ForeignFault[] = [
  {
    what: 'the configuration of a worker was deleted',
    on: nodes.worker,
    root: 'kubelet-config-missing',
    break: (tree) => {
      tree.remove(kubeletConfig);
      stopKubelet(tree);
    },
  },
  {
    what: 'a colon too many',
    on: nodes.crioWorker,
    root: 'kubelet-config-yaml',
    break: (tree) => {
      tree.edit(kubeletConfig, 'cgroupDriver: systemd', 'cgroupDriver: systemd: x');
      stopKubelet(tree);
    },
  },
  {
    what: 'a word for a number',
    on: nodes.fresh,
    root: 'kubelet-config-type',
    break: (tree) => {
      tree.edit(kubeletConfig, 'rotateCertificates: true', 'rotateCertificates: true\nmaxPods: many');
      stopKubelet(tree);
    },
  },
  {
    what: 'a field without its s',
    on: nodes.ha,
    root: 'kubelet-config-unknown-field',
    break: (tree) => tree.edit(kubeletConfig, 'rotateCertificates: true', 'rotateCertificates: true\nmaxPod: 200'),
  },
  {
    what: 'the program of the unit is elsewhere',
    on: nodes.worker,
    root: 'kubelet-binary-path',
    break: (tree) => {
      tree.edit(dropIn, 'ExecStart=/usr/bin/kubelet ', 'ExecStart=/usr/local/bin/kubelet ');
      stopKubelet(tree);
    },
  },
  {
    what: 'the program of the kubelet may not be run',
    on: nodes.crioWorker,
    root: 'kubelet-binary-path',
    break: (tree) => {
      tree.put('/usr/bin/kubelet', tree.read('/usr/bin/kubelet'), 0o644);
      stopKubelet(tree);
    },
  },
  {
    what: 'cgroup v1 under 1.35',
    on: nodes.fresh,
    root: 'kubelet-cgroup-v1',
    break: (tree) => {
      tree.edit(
        '/proc/mounts',
        'cgroup2 /sys/fs/cgroup cgroup2 rw,nsdelegate 0 0',
        'tmpfs /sys/fs/cgroup tmpfs ro 0 0\ncgroup /sys/fs/cgroup/systemd cgroup rw 0 0\ncgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw 0 0',
      );
      stopKubelet(tree);
    },
  },
  {
    what: 'another cgroup driver than containerd',
    on: nodes.single,
    root: 'kubelet-cgroup-driver',
    break: (tree) => tree.edit(kubeletConfig, 'cgroupDriver: systemd', 'cgroupDriver: cgroupfs'),
  },
  {
    what: 'the host has another name now',
    on: nodes.worker,
    root: 'kubelet-node-name',
    break: (tree) => {
      tree.put('/etc/hostname', 'worker-two\n');
      tree.put('/proc/sys/kernel/hostname', 'worker-two\n');
    },
  },
  {
    what: 'the resolver of systemd is off',
    on: nodes.single,
    root: 'kubelet-resolvconf',
    break: (tree) => tree.remove('/run/systemd/resolve'),
  },
  {
    what: 'one threshold alone',
    on: nodes.ha,
    root: 'kubelet-eviction-zeroed',
    break: (tree) =>
      tree.edit(
        kubeletConfig,
        'rotateCertificates: true',
        'evictionHard:\n  memory.available: 500Mi\nrotateCertificates: true',
      ),
  },
  {
    what: 'a CA for clients that is not there',
    on: nodes.crioWorker,
    root: 'kubelet-ca-missing',
    break: (tree) => {
      tree.edit(
        kubeletConfig,
        'clientCAFile: /etc/kubernetes/pki/ca.crt',
        'clientCAFile: /etc/kubernetes/pki/client-ca.crt',
      );
      stopKubelet(tree);
    },
  },
  {
    what: 'serving certificates that nobody approved',
    on: nodes.worker,
    root: 'kubelet-serving-csr-pending',
    break: (tree) =>
      tree.edit(kubeletConfig, 'rotateCertificates: true', 'rotateCertificates: true\nserverTLSBootstrap: true'),
  },
  {
    what: 'the link to the client certificate leads nowhere',
    on: nodes.worker,
    root: 'kubelet-symlink-broken',
    break: (tree) => {
      tree.put('/var/lib/kubelet/pki/kubelet-client-2025-11-02-10-00-00.pem', tree.read(dated), 0o600);
      tree.remove(dated);
      stopKubelet(tree);
    },
  },
  {
    what: 'the client certificate in kubelet.conf itself',
    on: nodes.single,
    root: 'kubelet-conf-embedded-cert',
    break: (tree) => {
      issue(tree, '/tmp/k', { subject: '/O=system:nodes/CN=system:node:cp-a', by: `${pki}/ca`, usage: 'clientAuth' });
      tree.put(
        '/etc/kubernetes/kubelet.conf',
        kubeconfig(tree, `${pki}/ca.crt`, 'https://10.20.0.11:6443', 'system:node:cp-a', {
          data: ['/tmp/k.crt', '/tmp/k.key'],
        }),
        0o600,
      );
      tree.remove('/tmp');
    },
  },
  {
    what: 'kubelet.conf is gone and nothing to bootstrap from',
    on: nodes.worker,
    root: 'manifest-kubeconfig-missing',
    break: (tree) => {
      tree.remove('/etc/kubernetes/kubelet.conf');
      stopKubelet(tree);
    },
  },
  {
    what: 'the client certificate of a control plane node expired',
    on: nodes.fresh,
    root: 'kubelet-client-expired',
    break: (tree) => {
      issue(tree, '/tmp/k', {
        ...{ subject: '/O=system:nodes/CN=system:node:cp-new', by: `${pki}/ca`, usage: 'clientAuth' },
        ...{ from: -400, until: -3 },
      });
      tree.put(dated, tree.read('/tmp/k.crt') + tree.read('/tmp/k.key'), 0o600);
      tree.remove('/tmp');
    },
  },
  {
    what: 'a misspelt flag in a drop-in',
    on: nodes.crioWorker,
    root: 'kubelet-unknown-flag',
    break: (tree) => {
      tree.edit(dropIn, '--config=/var', '--confg=/var');
      stopKubelet(tree);
    },
  },
  {
    what: 'the endpoint of dockershim is still told',
    on: nodes.worker,
    root: 'kubelet-cri-endpoint',
    break: (tree) => {
      tree.edit(
        '/var/lib/kubelet/kubeadm-flags.env',
        'unix:///run/containerd/containerd.sock',
        'unix:///var/run/dockershim.sock',
      );
      stopKubelet(tree);
    },
  },
  {
    what: 'swap on a control plane, from fstab',
    on: nodes.ha,
    root: 'kubelet-swap',
    break: (tree) => {
      tree.put('/etc/fstab', `${tree.read('/etc/fstab')}/dev/mapper/rl-swap none swap defaults 0 0\n`);
      tree.put(
        '/proc/swaps',
        'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/dev/dm-1                               partition\t2097148\t\t0\t\t-2\n',
      );
    },
  },
  {
    what: 'disabled and stopped on a control plane',
    on: nodes.ha,
    root: 'kubelet-disabled',
    break: (tree) => {
      tree.remove('/etc/systemd/system/multi-user.target.wants/kubelet.service');
      stopKubelet(tree);
    },
  },
];
