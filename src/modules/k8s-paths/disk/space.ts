import type { Message } from '../error-text/message.ts';

const usage = 'on that node: `df -h`, `df -i`, and `du -xh -d2 /var | sort -h | tail`';

/** Space that runs out: images, evictions, full file systems. */
export const spaceMessages: readonly Message[] = [
  {
    id: 'image-gc-short',
    matches:
      /[Ff]ailed to garbage collect required amount of images|freed \d+ bytes, but only|but freed 0 bytes(?! space with errors)|FreeDiskSpaceFailed/,
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
      /Image garbage collection failed.{0,40}(?:: |\\?" err=\\?")(?:wanted to free .{0,80}with errors in image deletion|.{0,160}(?:image is being used by|has dependent child images))/,
    kind: 'state',
    part: 'disk',
    confidence: 'possible',
    says: 'The kubelet removes images because the disk is over its threshold, and some cannot be removed: ended containers, or other images, still hold them.',
    next: ['on that node: `crictl ps -a` (Docker: `docker ps -a`): remove containers that ended; `df -h`'],
    samples: [
      'Image garbage collection failed: wanted to free 6607811379, but freed 7438123270 space with errors in image deletion: [Error response from daemon: {"message":"conflict: unable to delete a849"}]',
      '"Image garbage collection failed multiple times in a row" err="wanted to free 9223372036854775807 bytes, but freed 0 bytes space with errors in image deletion: rpc error: code = Unknown desc = conflict"',
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
    id: 'eviction-overdrawn',
    matches:
      /eviction manager: observations.{0,20}signal=\\?"?((?:allocatable)?\w{0,10}[fF]s\.\w{4,12})\\?"?,? available[:=] ?\\?"?-\d/,
    kind: 'state',
    part: 'disk',
    says: 'The kubelet counts less than nothing left for $1: what pods use (logs, writable layers, emptyDir) is more than the node has to give them, though the disk itself may have room. It reports disk pressure and evicts.',
    next: [
      'what pods hold: `du -sh /var/lib/kubelet/pods/* | sort -h | tail` and /var/log/pods; compare Allocatable with Capacity of `kubectl describe node` (reserved ephemeral-storage)',
    ],
    where: ['/var/lib/kubelet/pods', '/var/log/pods'],
    samples: [
      'eviction manager: observations: signal=allocatableNodeFs.available, available: -9112137624, capacity: 200765316Ki',
    ],
    not: ['eviction manager: observations: signal=nodefs.available, available: 9112137624, capacity: 200765316Ki'],
    source: 'kubernetes pkg/kubelet/eviction/helpers.go (logObservations)',
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
    id: 'df-full',
    matches:
      /^\/dev\/(?!loop|sr\d)\S{1,100}\s+\S{1,20}\s+\S{1,20}\s+(?:0[GT]?|\d{1,3}[KM]?)\s+100%\s+(\/|\/etcd|\/var(?:\/log|\/lib(?:\/(?:etcd|kubelet|containerd|containers|docker|crio|rancher|k0s|minikube))?)?)$/,
    kind: 'cause',
    name: 'disk-nodefs',
    part: 'disk',
    apart: true,
    says: 'The file system at $1 is full, as df shows (of `df -i`: it has no inodes left): what writes there stops, as etcd, the kubelet and the runtime do.',
    next: ['what fills it: `du -xh -d2 $1 | sort -h | tail`, `journalctl --disk-usage`; deleted and held: `lsof +L1`'],
    where: ['/var/lib/kubelet', '/var/log', '/var/lib/containerd'],
    samples: [
      '/dev/sda1        40G   40G     0 100% /',
      '/dev/mapper/vg0-var   20511312  20494928      0 100% /var',
      '/dev/mapper/vg-Docker    96G   96G    0G     100% /var/lib/docker',
    ],
    not: [
      '/dev/loop3        64M   64M     0 100% /snap/core20/1828',
      '/dev/sda1        40G   39G  1.2G  98% /',
      '/dev/sdb1       5.5T  5.5T   12G 100% /var',
      '/dev/nvme1n1    9.8G  9.7G     0 100% /var/lib/app/data',
    ],
    source: 'coreutils src/df.c',
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
