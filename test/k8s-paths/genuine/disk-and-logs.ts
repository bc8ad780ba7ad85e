import type { GenuineFault } from './genuine-fault.ts';

/** Disk and logs, broken by hand on the genuine tree. */
export const diskFaults: readonly GenuineFault[] = [
  ['disk-readonly', 'mounted read-only', `echo '/dev/sda1 / ext4 ro,relatime 0 0' > proc/mounts`],
  [
    'log-dangling-symlink',
    'logs of a pod deleted',
    `ln -s /var/log/pods/kube-system_coredns-1_0/coredns/0.log var/log/containers/coredns-1_kube-system_coredns-ffff.log`,
  ],
  [
    'disk-nodefs',
    'a file system of its own, filled to the last byte',
    `small_disk var/lib/kubelet size=8m; fill var/lib/kubelet/core`,
    { undo: 'umount -l var/lib/kubelet' },
  ],
  [
    'disk-imagefs',
    'a file system of its own, filled to the last byte',
    `small_disk var/lib/containerd size=8m; fill var/lib/containerd/core`,
    { undo: 'umount -l var/lib/containerd' },
  ],
  [
    'disk-inodes',
    'a file system without an inode left',
    `small_disk var/lib/kubelet size=8m,nr_inodes=400; mkdir var/lib/kubelet/many; for i in $(seq 500); do : > var/lib/kubelet/many/$i; done 2>/dev/null || true`,
    { undo: 'umount -l var/lib/kubelet' },
  ],
  [
    'disk-top-consumers',
    'a journal that nobody limits',
    `mkdir -p var/log/journal/0f1e; head -c 40000000 /dev/urandom > var/log/journal/0f1e/system.journal`,
    { words: ['disk-pressure'] },
  ],
  [
    'disk-deleted-open',
    'a process of this machine that holds a deleted log',
    `running; kernel; holder; copy_process "$(cat tmp/pid)"`,
    { undo: 'kill "$(cat tmp/pid)"' },
  ],
  [
    'log-last-error',
    'as kube-scheduler 1.20.2 said it, with a configuration of a version that does not exist',
    `crilog kube-scheduler 'I1122 23:51:22.049558   31294 serving.go:331] Generated self-signed cert in-memory'; crilog kube-scheduler 'F1122 23:51:22.101112   31294 server.go:1] no kind "KubeSchedulerConfiguration" is registered for version "kubescheduler.config.k8s.io/v1beta9" in scheme "k8s.io/kubernetes/pkg/scheduler/apis/config/scheme/scheme.go:30"'`,
  ],
  [
    'log-dir-empty',
    'logs of two pods were never made',
    `rm -r var/log/pods/kube-system_kube-scheduler-* var/log/pods/kube-system_kube-controller-*; rm var/log/containers/kube-scheduler-* var/log/containers/kube-controller-*`,
  ],
  ['log-restart-storm', 'the 37th log of the controller manager', `renumber_log kube-controller-manager 37`],
];
