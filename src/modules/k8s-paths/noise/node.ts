import type { Message } from '../error-text/message.ts';

/** What kubelets and runtimes say while nothing is wrong. */
export const nodeNoise: readonly Message[] = [
  {
    id: 'noise-kubelet-start',
    matches:
      /Image garbage collection failed once\. Stats initialization may not have completed yet|Flexvolume plugin directory at \S{1,200} does not exist\. Recreating|path does not exist, ignoring|Nodes topology is not available, providing CPU topology|Cannot read vendor id correctly, set empty|Failed creating a mirror pod.{0,200}already exists|Unable to fetch (?:pod etc hosts|container log) stats|Not using `--random-fully` in the MASQUERADE rule/,
    kind: 'harmless',
    says: 'Harmless: what a kubelet says while it starts and does not have all its figures yet.',
    samples: [
      'Image garbage collection failed once. Stats initialization may not have completed yet: failed to get imageFs info: unable to find data in memory cache',
      '"Unable to read config path" err="path does not exist, ignoring" path="/etc/kubernetes/manifests"',
      '"Failed creating a mirror pod for" err="pods \\"etcd-cp1\\" already exists" pod="kube-system/etcd-cp1"',
      'Nodes topology is not available, providing CPU topology',
    ],
    not: ['Image garbage collection failed multiple times in a row: wanted to free 5 bytes, but freed 0 bytes'],
    source: 'kubernetes pkg/kubelet/kubelet.go, volume/flexvolume/probe.go, config/file_linux.go; cadvisor machine',
  },
  {
    id: 'noise-cadvisor',
    matches:
      /Failed to update stats for container .{1,300}continuing to push stats|Failed to get the info of the filesystem with mountpoint.{0,200}unable to find data in memory cache|Failed to process watch event \{EventType|Error while processing event \(.{0,300}readdirent/,
    kind: 'harmless',
    says: 'Harmless for pods: cAdvisor, in the kubelet, has no figures of a cgroup or file system (just made or just gone, or of a kernel that writes them otherwise); metrics of it are missing.',
    samples: [
      'Failed to update stats for container "/docker": failure - /sys/fs/cgroup/cpuacct/docker/cpuacct.stat is expected to have 4 fields, continuing to push stats',
      'Failed to get the info of the filesystem with mountpoint "/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs": unable to find data in memory cache.',
      'Failed to process watch event {EventType:0 Name:/kubepods WatchSource:0}: task 5 not found: not found',
    ],
    source:
      'google/cadvisor manager/container.go, manager/manager.go; kubernetes pkg/kubelet/stats/cri_stats_provider.go',
  },
  {
    id: 'noise-containerd-start',
    matches:
      /skip loading plugin|failed to load plugin io\.containerd\.snapshotter\.v1\.(?:aufs|btrfs|devmapper|zfs|blockfile|erofs)|could not use snapshotter (?:aufs|btrfs|devmapper|zfs|blockfile|erofs) in metadata plugin|cleaning up after shim disconnected|^(?:time="[^"]{0,40}" )?level=\w{1,7} msg="cleanup warnings time=|failed to load plugin" error="(?:[^"\\]|\\.){0,200}skip plugin/,
    kind: 'harmless',
    says: 'Harmless: containerd tries all its snapshotters and leaves out those that this host does not use; or it cleans up after a container that ended.',
    samples: [
      'level=warning msg="failed to load plugin io.containerd.snapshotter.v1.btrfs" error="path /var/lib/containerd/io.containerd.snapshotter.v1.btrfs must be a btrfs filesystem to be used with the btrfs snapshotter"',
      'level=warning msg="could not use snapshotter devmapper in metadata plugin" error="devmapper not configured"',
      'level=warning msg="cleaning up after shim disconnected" id=3f5e namespace=k8s.io',
    ],
    not: [
      'level=warning msg="failed to load plugin io.containerd.snapshotter.v1.overlayfs" error="/var/lib/containerd does not support d_type"',
      'level=warning msg="failed to load plugin io.containerd.grpc.v1.cri" error="invalid plugin config: x"',
    ],
    source: 'containerd cmd/containerd/server/server.go, plugins/snapshots, runtime/v2/shim.go',
  },
];
