import type { Message } from '../error-text/message.ts';

const usage = 'on that node: `df -h`, `df -i`, and `du -xh -d2 /var | sort -h | tail`';

/** Disks and memory that run out, and what the kubelet and the kernel say of it. */
export const diskMessages: readonly Message[] = [
  {
    id: 'image-gc-short',
    matches:
      /[Ff]ailed to garbage collect required amount of images|freed \d+ bytes, but only|but freed 0 bytes|FreeDiskSpaceFailed/,
    kind: 'cause',
    name: 'disk-image-gc',
    inLogs: true,
    part: 'disk',
    says: 'Image garbage collection finds nothing it may delete: something else fills the disk.',
    next: [usage],
    where: ['/var/lib/containerd', '/var/log'],
    samples: [
      '"Image garbage collection failed multiple times in a row" err="Failed to garbage collect required amount of images. Attempted to free 5368709120 bytes, but only found 0 bytes eligible to free."',
      'failed to garbage collect required amount of images. Wanted to free 14674624512 bytes, but freed 0 bytes',
    ],
    source: 'kubernetes pkg/kubelet/images/image_gc_manager.go',
  },
  {
    id: 'image-gc-errors',
    matches:
      /Image garbage collection failed.{0,40}: (?:wanted to free .{0,80}with errors in image deletion|.{0,160}(?:image is being used by|has dependent child images))/,
    kind: 'state',
    part: 'disk',
    confidence: 'possible',
    says: 'The kubelet removes images because the disk is over its threshold, and some cannot be removed: ended containers, or other images, still hold them.',
    next: ['on that node: `crictl ps -a` (Docker: `docker ps -a`): remove containers that ended; `df -h`'],
    samples: [
      'Image garbage collection failed: wanted to free 6607811379, but freed 7438123270 space with errors in image deletion: [Error response from daemon: {"message":"conflict: unable to delete a849"}]',
    ],
    not: [
      'Image garbage collection failed once. Stats initialization may not have completed yet: failed to get imageFs info',
    ],
    source: 'kubernetes pkg/kubelet/images/image_gc_manager.go',
  },
  {
    id: 'eviction-memory',
    matches:
      /[Ee]viction manager: (?:attempting to reclaim|must evict pod\(s\) to reclaim)[" ]{0,3}(?:resourceName=\\?"?)?(?:allocatableM|m)emory|[Tt]he node was low on resource: memory|[Aa]ttempting to reclaim memory/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet evicts pods because the node is low on memory: its pods use more than they asked for, or something outside of Kubernetes does.',
    next: [
      '`kubectl top pods -A --sort-by=memory`; on the node: `ps -eo rss,comm --sort=-rss | head`',
      'give the pods requests and limits that fit what they use, or the node more memory',
    ],
    samples: [
      '"Eviction manager: must evict pod(s) to reclaim" resourceName="memory"',
      'eviction manager: attempting to reclaim memory',
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 88Mi.',
    ],
    not: ['"Eviction manager: attempting to reclaim" resourceName="ephemeral-storage"'],
    source: 'kubernetes pkg/kubelet/eviction/eviction_manager.go, helpers.go',
  },
  {
    id: 'eviction-reclaim',
    matches:
      /[Ee]viction manager: (?:attempting to reclaim|must evict pod\(s\) to reclaim)[" ]{0,3}(?:resourceName=\\?"?)?([\w.-]{0,40})|[Tt]he node was low on resource: ([\w-]{1,40})|EvictionThresholdMet|attempting to reclaim ([\w-]{3,40})/,
    kind: 'cause',
    name: 'disk-nodefs',
    part: 'disk',
    says: (met) => {
      const resource = met.groups.find((group, i) => i > 0 && group !== '') ?? '';
      const what = /pid/.test(resource)
        ? 'process ids'
        : /inodes/.test(resource)
          ? 'inodes of its disk'
          : 'disk space (bytes or inodes of the file system of kubelet or images)';
      return `The kubelet evicts pods because the node is low on ${what}${resource === '' ? '' : `: ${resource}`}.`;
    },
    next: [usage, '`crictl rmi --prune` removes unused images'],
    where: ['/var/lib/kubelet', '/var/log', '/var/lib/containerd'],
    samples: [
      '"Eviction manager: attempting to reclaim" resourceName="ephemeral-storage"',
      'eviction manager: attempting to reclaim ephemeral-storage',
      'The node was low on resource: ephemeral-storage. Container web was using 1Gi, which exceeds its request of 0.',
      'Warning EvictionThresholdMet Attempting to reclaim ephemeral-storage',
    ],
    source: 'kubernetes pkg/kubelet/eviction/eviction_manager.go, helpers.go',
  },
  {
    id: 'eviction-told',
    matches: /[Ee]viction manager: (?:pods? \S{1,200} (?:is )?evicted|pods ranked for eviction)/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    confidence: 'possible',
    says: 'The kubelet evicts pods because the node is short of something; the line that says of what (memory, disk, process ids) is not here.',
    next: ['`kubectl describe node` shows the pressure; {kubelet-log}'],
    samples: ['"Eviction manager: pods ranked for eviction" pods=["default/app-1"]'],
    source: 'kubernetes pkg/kubelet/eviction/eviction_manager.go',
  },
  {
    id: 'disk-pressure',
    matches:
      /NodeHasDiskPressure|KubeletHasDiskPressure|node\(s\) had (?:untolerated )?taint \{node\.kubernetes\.io\/disk-pressure/,
    kind: 'cause',
    name: 'disk-nodefs',
    part: 'disk',
    says: 'A node is under disk pressure: a file system of kubelet or images is nearly full (bytes or inodes); no pod is placed there and pods are evicted.',
    next: [usage],
    where: ['/var/lib/kubelet', '/var/log', '/var/lib/containerd'],
    samples: [
      'Normal NodeHasDiskPressure Node n1 status is now: NodeHasDiskPressure',
      'KubeletHasDiskPressure: kubelet has disk pressure',
      '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }.',
    ],
    source: 'kubernetes pkg/kubelet/nodestatus/setters.go',
  },
  {
    id: 'cgroup-full',
    matches: /\/sys\/fs\/cgroup\/\S{0,300}: no space left on device/,
    kind: 'cause',
    confidence: 'possible',
    part: 'runtime',
    says: 'The kernel refuses another cgroup, and no disk is full: its 65,535 ids of memory cgroups are used up (kernels before 4.19 leak them), or a cpuset has no CPUs.',
    next: ['`cat /proc/cgroups`: how many of memory? A reboot frees what leaked; a newer kernel does not leak'],
    samples: [
      'unable to apply cgroup configuration: mkdir /sys/fs/cgroup/memory/kubepods/burstable/pod1/a: no space left on device: unknown',
    ],
    not: ['mkdir /var/lib/kubelet/pods/x: no space left on device'],
    source: 'linux mm/memcontrol.c (MEM_CGROUP_ID_MAX), kernel/cgroup/cpuset.c; kubernetes #61937',
  },
  {
    id: 'disk-full',
    matches: /no space left on device/,
    kind: 'cause',
    name: 'disk-nodefs',
    part: 'disk',
    says: 'A file system is full (bytes or inodes: df -h, df -i); for "inotify" it is the limit of watches, not the disk.',
    next: [
      usage,
      'where the line speaks of inotify or watches: `sysctl fs.inotify.max_user_watches fs.inotify.max_user_instances` and raise them',
    ],
    where: ['/var/lib/kubelet', '/var/lib/containerd', '/var/log'],
    samples: ['mkdir /var/lib/kubelet/pods/x: no space left on device'],
    source: 'errno ENOSPC',
  },
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
  {
    id: 'talos-oom',
    matches: /Sending SIGKILL to cgroup .{0,60}OOMController.{0,60}"cgroup": ?\\?"([^"\\]{1,200})/,
    kind: 'cause',
    part: 'kubelet',
    says: 'Talos killed the cgroup $1 because the node was short of memory (its own OOM controller, since 1.12).',
    next: [
      '`kubectl top pods -A --sort-by=memory` and `talosctl stats`; give the node more memory or the pods limits; an OOMConfig document sets when it kills',
    ],
    samples: [
      'Sending SIGKILL to cgroup {"component": "controller-runtime", "controller": "runtime.OOMController", "cgroup": "/sys/fs/cgroup/kubepods/burstable/pod77f0"}',
    ],
    source: 'talos internal/app/machined/pkg/controllers/runtime/oom.go',
  },
  {
    id: 'oom-kill',
    matches:
      /Out of memory: Kill(?:ed)? process|oom-kill:constraint=|Memory cgroup out of memory|^(?:.{0,80}\bkernel: |\[[^\]]{3,40}\] )?Killed process \d|SystemOOM/,
    kind: 'cause',
    part: 'kubelet',
    says: ({ text }) => {
      const process = /Kill(?:ed)? process \d{1,10} \(([^)]{1,40})\)/.exec(text)?.[1] ?? 'a process';
      if (/Memory cgroup|CONSTRAINT_MEMCG/.test(text))
        return `The kernel killed ${process} because its cgroup had reached its memory limit: for a pod the limit of its container.`;
      if (/Out of memory|CONSTRAINT_NONE|global_oom/.test(text))
        return `The kernel killed ${process} because the whole node had run out of memory.`;
      return `The kernel killed ${process} for want of memory: "Memory cgroup" means the limit of a container, else the whole node.`;
    },
    next: ['`dmesg -T | grep -i -A2 "out of memory"` names the process; `kubectl top pods -A --sort-by=memory`'],
    samples: [
      'Out of memory: Killed process 4711 (java) total-vm:8GB',
      'Memory cgroup out of memory: Killed process 4711 (node)',
      '[Thu Dec  7 00:05:15 2017] Killed process 28438 (java) total-vm:20255636kB, anon-rss:466160kB',
    ],
    source: 'Linux mm/oom_kill.c',
  },
  {
    id: 'oom-invoked',
    matches: /\binvoked oom-killer/,
    kind: 'cause',
    part: 'kubelet',
    catchAll: true,
    says: 'The kernel is out of memory, of a container or of the whole node, and kills a process; which one and why, the lines below it say.',
    next: ['`dmesg -T | grep -i -A2 "out of memory"` names the process; `kubectl top pods -A --sort-by=memory`'],
    yieldsTo: /^oom-kill$/,
    samples: ['etcd invoked oom-killer: gfp_mask=0x14000c0(GFP_KERNEL), order=0, oom_score_adj=0'],
    source: 'Linux mm/oom_kill.c',
  },
  {
    id: 'container-oom-last',
    matches: /^\s*Reason: {2,}OOMKilled\s*$/,
    kind: 'cause',
    confidence: 'possible',
    says: 'A container was killed for using more memory than its limit when it last ended (OOMKilled); where it has been up and ready since, that is over.',
    next: ['compare its limit with what it uses (`kubectl top pod --containers`); raise the limit or find the leak'],
    samples: ['      Reason:       OOMKilled'],
    source: 'kubectl pkg/describe/describe.go',
  },
  {
    id: 'container-oom',
    matches: /\bOOMKilled\b/,
    kind: 'cause',
    says: 'A container was killed for using more memory than its limit (OOMKilled).',
    next: ['compare its limit with what it uses (`kubectl top pod --containers`); raise the limit or find the leak'],
    samples: ['container web ended with 137: OOMKilled: '],
    source: 'kubernetes pkg/kubelet/kuberuntime',
  },
  {
    id: 'image-fs-stats',
    matches: /invalid capacity 0 on image filesystem|InvalidDiskCapacity/,
    kind: 'harmless',
    says: 'Harmless: the kubelet asked before the runtime had its numbers; it goes away by itself.',
    samples: ['Warning InvalidDiskCapacity invalid capacity 0 on image filesystem'],
    source: 'kubernetes pkg/kubelet/images/image_gc_manager.go',
  },
];
