import { listed } from '../../../core/wording.ts';
import { at, type Facts, pathCode } from '../path-code.ts';

/** The kubelet: section L of the catalog. */
export const kubeletCodes = [
  pathCode(154, 'kubelet-config-missing', 'critical', "The kubelet's configuration file is not there.", {
    title: (f: Facts<never, 'subject'>) =>
      f.subject === 'not-joined'
        ? `${f.file} is not there because this node has not joined a cluster yet: the kubelet restarts until kubeadm init or join`
        : `${f.file} is missing: the kubelet exits at start`,
    next: () => [
      '`kubeadm upgrade node phase kubelet-config`, or `kubeadm init phase kubelet-start` on the first node',
    ],
  }),
  pathCode(155, 'kubelet-config-yaml', 'critical', "The kubelet's configuration is not valid YAML.", {
    title: (f: Facts<'actual'>) => `${at(f)} is not valid YAML: ${f.actual}; the kubelet exits at start`,
    next: () => ['Edit the line named, then `systemctl restart kubelet`.'],
  }),
  pathCode(156, 'kubelet-config-type', 'critical', "A field of the kubelet's configuration has the wrong type.", {
    title: (f: Facts<'subject' | 'actual' | 'expected'>) =>
      `${at(f)}: ${f.subject} must be ${f.expected}, and is ${f.actual}; the kubelet exits at start`,
    next: () => ['Write the value in the type named, then `systemctl restart kubelet`.'],
  }),
  pathCode(
    157,
    'kubelet-config-unknown-field',
    'warning',
    "The kubelet's configuration has a field that does not exist.",
    {
      title: (f: Facts<'subject', 'expected'>) =>
        `${at(f)}: ${f.subject} is no field and silently ignored${f.expected ? `; meant is ${f.expected}` : ''}`,
      why: 'The kubelet decodes leniently: a misspelt field only leaves one log line, and the default stays in force.',
      next: () => ["Use the field's right name (the finding names the nearest) and restart the kubelet."],
    },
  ),
  pathCode(158, 'kubelet-unknown-flag', 'critical', 'The kubelet is started with a flag it does not know.', {
    title: (f: Facts<'actual', 'expected'>) =>
      `${at(f)}: the kubelet does not know ${f.actual}${f.expected ? `; ${f.expected}` : ''}`,
    why: 'It prints "failed to parse kubelet flag" and exits at once.',
    next: () => ['Take the flag out of the file named, then `systemctl restart kubelet`.'],
  }),
  pathCode(159, 'kubelet-binary-path', 'critical', "The kubelet's unit starts a program that is not there.", {
    title: (f: Facts<'actual', 'expected'>) =>
      `${at(f)}: ExecStart runs ${f.actual}, which ${f.expected ? `is not there; there is ${f.expected}` : 'cannot be run'}`,
    why: 'systemd reports status=203/EXEC.',
    next: () => ['put the path right, then systemctl daemon-reload && systemctl restart kubelet'],
  }),
  pathCode(160, 'kubelet-stopped', 'critical', 'The kubelet does not run.', {
    title: () => 'No kubelet process runs on this host',
    next: () => ['`systemctl status kubelet; journalctl -u kubelet -n 50; systemctl start kubelet`'],
  }),
  pathCode(161, 'kubelet-disabled', 'warning', 'The kubelet is not started at boot.', {
    title: (f: Facts<never, 'actual'>) =>
      f.actual === 'masked'
        ? `kubelet.service is masked: ${f.file} leads to /dev/null, and systemd will not start it again`
        : `kubelet.service is not enabled: ${f.file} is missing`,
    next: (f) =>
      f.actual === 'masked'
        ? ['`systemctl unmask kubelet; systemctl enable --now kubelet`']
        : ['`systemctl enable --now kubelet`'],
  }),
  pathCode(162, 'kubelet-swap', 'critical', 'Swap is on and the kubelet refuses to start with it.', {
    title: (f: Facts<'items'>) => `Swap is on (${listed(f.items)}), and the kubelet is not configured to accept it`,
    next: () => ['`swapoff -a` and comment the swap line in /etc/fstab; or failSwapOn: false with memorySwap'],
  }),
  pathCode(163, 'kubelet-cgroup-v1', 'critical', 'This kubelet refuses to run on cgroup v1.', {
    title: (f: Facts<'actual'>) => `This host uses cgroup v1, and kubelet ${f.actual} refuses it (failCgroupV1)`,
    next: () => ['boot with systemd.unified_cgroup_hierarchy=1; short term: failCgroupV1: false'],
  }),
  pathCode(164, 'kubelet-cgroup-driver', 'critical', 'The kubelet and the runtime use different cgroup drivers.', {
    title: (f: Facts<'actual' | 'expected'>) =>
      `The kubelet's cgroup driver is ${f.actual}, the runtime's is ${f.expected}`,
    why: 'Two managers of one cgroup tree: pods restart at random. Newer pairs (kubelet 1.34, containerd 2.0) agree by themselves.',
    next: () => [
      "`SystemdCgroup = true` in containerd's runc options and `cgroupDriver: systemd` in the kubelet's configuration, then restart containerd and the kubelet.",
    ],
  }),
  pathCode(165, 'kubelet-cri-endpoint', 'critical', 'The kubelet looks for the runtime at the wrong socket.', {
    title: (f: Facts<'actual', 'expected'>) =>
      `${at(f)}: the runtime endpoint is ${f.actual}${f.expected ? `, the runtime listens on ${f.expected}` : ', which cannot be used'}`,
    next: () => [
      '`--container-runtime-endpoint=unix:///run/containerd/containerd.sock` in /var/lib/kubelet/kubeadm-flags.env, or `containerRuntimeEndpoint` in the configuration; restart the kubelet.',
    ],
  }),
  pathCode(
    166,
    'kubelet-wrong-apiserver',
    'critical',
    "The kubelet's kubeconfig points at the wrong address or port.",
    {
      title: (f: Facts<'actual' | 'expected'>) =>
        `${at(f)}: the kubelet talks to ${f.actual}, the apiserver serves ${f.expected}`,
      next: () => ['Put the right server into kubelet.conf and restart the kubelet.'],
    },
  ),
  pathCode(167, 'kubelet-node-name', 'critical', "The node's name is not the one in its certificate.", {
    title: (f: Facts<'actual' | 'expected'>) =>
      `This host is called ${f.actual}, the kubelet's certificate is for ${f.expected}`,
    why: 'The kubelet may only touch the node in its certificate: "node not found".',
    next: (f) => [`\`hostnamectl set-hostname ${f.expected}\`, or --hostname-override=${f.expected} for the kubelet`],
  }),
  pathCode(168, 'kubelet-resolvconf', 'critical', "The kubelet's resolv.conf is not there, or loops.", {
    title: (f: Facts<'subject' | 'actual'>) => `${at(f)}: resolvConf ${f.actual} ${f.subject}`,
    next: () => [
      'Set `resolvConf` to a file with real name servers: /run/systemd/resolve/resolv.conf with systemd-resolved, /etc/resolv.conf without. Restart the kubelet and CoreDNS.',
    ],
  }),
  pathCode(169, 'kubelet-eviction-zeroed', 'warning', 'Setting one eviction threshold switched the others off.', {
    title: (f: Facts<'items'>) => `${at(f)}: evictionHard sets ${listed(f.items)} only; all other thresholds are 0 now`,
    why: 'A map given replaces the defaults as a whole: memory, disk or inodes run full without eviction.',
    next: () => ['list all thresholds, or set mergeDefaultEvictionSettings: true'],
  }),
  pathCode(170, 'kubelet-clusterdns', 'critical', "The kubelet's clusterDNS is outside the service range.", {
    title: (f: Facts<'actual' | 'expected'>) =>
      `${at(f)}: clusterDNS ${f.actual} is not inside the service range ${f.expected}`,
    why: 'Pods get a name server that does not exist.',
    next: () => [
      'Set clusterDNS to the ClusterIP of the service kube-dns (`kubectl -n kube-system get svc kube-dns`), by kubeadm the tenth address of the range; restart the kubelet, make pods anew.',
    ],
  }),
];
