import type { Message } from '../error-text/message.ts';

/** File systems and disks that fail, and limits of open and watched files. */
export const fileMessages: readonly Message[] = [
  {
    id: 'inotify-limit',
    matches:
      /(?:inotify object|manager object): Too many open files|too many open files.{0,80}(?:inotify|fsnotify|watch)|(?:inotify|fsnotify|watch\w*).{0,120}too many open files|inotify_add_watch.{0,60}no space left|failed to create fsnotify watcher/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The limit of inotify instances or watches of this host is reached.',
    next: [
      '`sysctl -w fs.inotify.max_user_instances=8192 fs.inotify.max_user_watches=524288`, and the same in /etc/sysctl.d',
    ],
    samples: [
      'failed to create fsnotify watcher: too many open files',
      'Failed to start cAdvisor inotify_init: too many open files',
      'Failed to create control group inotify object: Too many open files',
      'Failed to allocate manager object: Too many open files',
    ],
    source: 'kubernetes cadvisor, kind known issues',
  },
  {
    id: 'too-many-files',
    matches: /(?:socket|accept\w*|open|fork\/exec) .{0,200}: too many open files/,
    kind: 'cause',
    part: 'kubelet',
    says: 'A program has reached its limit of open files.',
    next: [
      '`systemctl show` of its unit: LimitNOFILE; which program holds so many: `ls /proc/*/fd | sort | uniq -c | sort -n | tail`',
    ],
    samples: ['accept4: accept tcp [::]:6443: accept4: too many open files'],
    source: 'errno EMFILE',
  },
  {
    id: 'read-only-fs',
    matches:
      /(?:\/var\/lib\/(?:kubelet|etcd|containerd|docker|containers|rancher|cni)|\/etc\/(?:kubernetes|cni)|\/run|\/var\/log|\/opt\/cni|\/sys)\b\S{0,300}?"?: .{0,40}[Rr]ead-only file system|[Rr]emounting filesystem read-only|[Rr]ead-only file system.{0,60}(?:\/var\/lib\/|\/etc\/kubernetes)/,
    kind: 'cause',
    name: 'disk-readonly',
    part: 'disk',
    says: ({ setting }) =>
      setting.distribution === 'talos'
        ? 'Something was to be written where Talos is read-only. Its root is so by design, and at boot its overlays come later: that passes. Of /var it means that the kernel met errors on the disk.'
        : 'A file system of the node is mounted read-only: the kernel met errors on its disk, or it is made so (a host whose root is immutable, a mount of a container).',
    confidence: 'possible',
    next: ({ setting }) => [
      setting.distribution === 'talos'
        ? 'does it come again after the boot? `talosctl dmesg` for that node'
        : 'on that node: `dmesg -T | grep -iE "remount|I/O error|EXT4-fs|XFS"`',
    ],
    where: ['/proc/mounts'],
    samples: [
      'open /var/lib/kubelet/cpu_manager_state: read-only file system',
      'EXT4-fs (sda1): Remounting filesystem read-only',
    ],
    not: ["sed: couldn't open temporary file /etc/nginx/conf.d/sedGz1: Read-only file system"],
    source: 'errno EROFS',
  },
  {
    id: 'read-only-in-container',
    matches: /[Rr]ead-only file system/,
    kind: 'cause',
    confidence: 'possible',
    says: 'A program wants to write where it may not: in a container that is readOnlyRootFilesystem, or a ConfigMap, Secret or volume that is mounted read-only; on the host, a file system that the kernel made read-only after errors.',
    next: [
      'in a container: an emptyDir mounted at that path; on the host: `dmesg -T | grep -iE "remount|I/O error|EXT4-fs|XFS"`',
    ],
    samples: ["sed: couldn't open temporary file /etc/nginx/conf.d/sedGz1: Read-only file system"],
    source: 'errno EROFS',
  },
  {
    id: 'io-error',
    matches:
      /blk_update_request: I\/O error(?!, dev (?:fd|sr|loop)\d)|EXT4-fs error|XFS \(\S{1,30}\): (?:metadata I\/O error|Corruption)/,
    kind: 'cause',
    part: 'disk',
    says: 'The disk fails: the kernel reports I/O errors.',
    next: ['`dmesg -T | tail -50` and the state of the disk or volume; back up etcd first where it is on this node'],
    samples: [
      'EXT4-fs error (device sda1): ext4_find_entry:1455',
      'blk_update_request: I/O error, dev sda, sector 12345',
    ],
    not: ['blk_update_request: I/O error, dev fd0, sector 0', 'blk_update_request: I/O error, dev loop2, sector 0'],
    source: 'Linux block layer, fs/ext4, fs/xfs',
  },
  {
    id: 'io-error-told',
    matches: /(?<!\/dev\/(?:pt\S{1,20}|tty\S{0,10}|stdin)"?: |from (?:stdin|terminal): )\binput\/output error\b/,
    kind: 'cause',
    part: 'disk',
    says: 'A program could not read or write (input/output error): the disk fails, or the server of a network file system does; the log of the kernel tells which.',
    next: ['`dmesg -T | tail -50` and the state of the disk or volume; back up etcd first where it is on this node'],
    samples: ['read /var/lib/etcd/member/snap/db: input/output error'],
    not: ['read /dev/ptmx: input/output error'],
    source: 'errno EIO',
  },
  {
    id: 'task-hung',
    matches: /(?:INFO: )?\btask ([\w./:-]{1,30}?):\d{1,10} blocked for more than \d{1,6} seconds/,
    kind: 'cause',
    part: 'disk',
    says: 'The kernel says that $1 has been waiting for a disk (or a network file system) for minutes: the storage hangs or is far too slow.',
    next: [
      '`iostat -x 1 5` and `dmesg -T | tail -50`: which device; is the volume, the storage network or the hypervisor in trouble?',
    ],
    samples: ['INFO: task etcd:2211 blocked for more than 120 seconds.'],
    source: 'Linux kernel/hung_task.c',
  },
];
