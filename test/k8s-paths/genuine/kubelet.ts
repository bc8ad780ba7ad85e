import type { GenuineFault } from './genuine-fault.ts';

/** The kubelet, broken by hand on the genuine tree. */
export const kubeletFaults: readonly GenuineFault[] = [
  ['kubelet-config-missing', 'moved away', `mv var/lib/kubelet/config.yaml var/lib/kubelet/config.yaml.old`],
  [
    'kubelet-config-yaml',
    'a bracket left open',
    `sed -i 's/^clusterDomain: .*/clusterDomain: [cluster.local/' var/lib/kubelet/config.yaml`,
  ],
  [
    'kubelet-config-type',
    'a word for a switch',
    `sed -i 's/^rotateCertificates: true/rotateCertificates: "yes please"/' var/lib/kubelet/config.yaml`,
  ],
  [
    'kubelet-config-unknown-field',
    'a letter doubled',
    `sed -i 's/^clusterDomain:/clusterDomaain:/' var/lib/kubelet/config.yaml`,
  ],
  [
    'kubelet-unknown-flag',
    'two letters swapped',
    `mkdir -p etc/default; echo 'KUBELET_EXTRA_ARGS=--node-lables=rack=7' > etc/default/kubelet`,
  ],
  [
    'kubelet-binary-path',
    'ExecStart moved to /opt',
    `sed -i 's#^ExecStart=/usr/bin/kubelet \\$#ExecStart=/opt/kube/kubelet $#' etc/systemd/system/kubelet.service.d/10-kubeadm.conf`,
  ],
  [
    'kubelet-swap',
    'swap as the kernel lists it',
    `printf 'Filename\\t\\t\\t\\tType\\t\\tSize\\tUsed\\tPriority\\n/dev/dm-1                               partition\\t8388604\\t0\\t-2\\n' > proc/swaps`,
  ],
  [
    'kubelet-cgroup-driver',
    'systemd for the kubelet alone',
    `echo 'cgroupDriver: systemd' >> var/lib/kubelet/config.yaml`,
  ],
  ['kubelet-wrong-apiserver', 'the insecure port of old days', `sed -i 's#:6443#:8080#' etc/kubernetes/kubelet.conf`],
  ['kubelet-node-name', 'renamed after joining', `echo node-17 > etc/hostname`],
  [
    'kubelet-resolvconf',
    'a file that is not there',
    `running; echo 'resolvConf: /run/NetworkManager/resolv.conf' >> var/lib/kubelet/config.yaml`,
  ],
  [
    'kubelet-eviction-zeroed',
    'one threshold for the disk',
    `printf 'evictionHard:\\n  nodefs.available: 1%%\\n' >> var/lib/kubelet/config.yaml`,
  ],
  ['kubelet-clusterdns', 'a public resolver', `sed -i 's/^- 10.96.0.10/- 172.30.0.10/' var/lib/kubelet/config.yaml`],
  ['kubelet-stopped', 'this machine has processes, and none is a kubelet', `running; rm -r proc/3; copy_process $$`],
  [
    'kubelet-disabled',
    'systemctl disable kubelet',
    `systemctl --root="$PWD" enable containerd kubelet 2>/dev/null; systemctl --root="$PWD" disable kubelet 2>/dev/null`,
  ],
  [
    'kubelet-cgroup-v1',
    'the mounts of a host with cgroup v1, as its kernel lists them',
    `printf '%s\\n' 'tmpfs /sys/fs/cgroup tmpfs rw,nosuid,nodev,noexec,relatime,mode=755 0 0' 'cgroup /sys/fs/cgroup/cpu cgroup rw,nosuid,nodev,noexec,relatime,cpu 0 0' 'cgroup /sys/fs/cgroup/memory cgroup rw,nosuid,nodev,noexec,relatime,memory 0 0' 'cgroup2 /sys/fs/cgroup/unified cgroup2 rw,nosuid,nodev,noexec,relatime,nsdelegate 0 0' > proc/mounts; echo 'failCgroupV1: true' >> var/lib/kubelet/config.yaml`,
  ],
  [
    'kubelet-cri-endpoint',
    'a letter lost in the socket',
    `running; sed -i 's#containerd.sock#contanerd.sock#' var/lib/kubelet/kubeadm-flags.env`,
  ],
];
