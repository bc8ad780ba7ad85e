import type { Message } from '../error-text/message.ts';

/** What kubelets and runtimes say while nothing is wrong. */
export const nodeNoise: readonly Message[] = [
  {
    id: 'noise-kubelet-start',
    matches:
      /Image garbage collection failed once\. Stats initialization may not have completed yet|Flexvolume plugin directory at \S{1,200} does not exist\. Recreating|Nodes topology is not available, providing CPU topology|Cannot read vendor id correctly, set empty|Failed creating a mirror pod(?: for)?\\?"? ?[^:]{0,160}(?:err=\\?"|: )pods \\{0,3}"[\w.-]{1,253}\\{0,3}" already exists|Unable to fetch (?:pod etc hosts|container log) stats|Not using `--random-fully` in the MASQUERADE rule/,
    kind: 'harmless',
    says: 'Harmless: what a kubelet says while it starts and does not have all its figures yet.',
    samples: [
      'Image garbage collection failed once. Stats initialization may not have completed yet: failed to get imageFs info: unable to find data in memory cache',
      '"Failed creating a mirror pod for" err="pods \\"etcd-cp1\\" already exists" pod="kube-system/etcd-cp1"',
      'Nodes topology is not available, providing CPU topology',
    ],
    not: [
      '"Failed creating a mirror pod for" err="namespaces \\"kube-system\\" not found, though pod already exists"',
      'Image garbage collection failed multiple times in a row: wanted to free 5 bytes, but freed 0 bytes',
    ],
    source: 'kubernetes pkg/kubelet/kubelet.go, volume/flexvolume/probe.go; cadvisor machine',
  },
  {
    id: 'npd-cannot-check',
    matches:
      /command (?:\S{0,60}\/)?(?:crictl|systemctl|docker|ctr|curl)\b.{0,300} failed: (?:fork\/)?exec:? .{0,100}(?:no such file or directory|executable file not found)|error in getting uptime for \w{2,12}: exec: .{0,100}executable file not found/,
    kind: 'harmless',
    says: 'The health checker of node-problem-detector has no crictl or systemctl in its container, so that it cannot check: its conditions (KubeletUnhealthy, ContainerRuntimeUnhealthy) say nothing of kubelet and runtime. Give it the programs of the host, or leave that check out.',
    samples: [
      'command /usr/bin/crictl --timeout=2s --runtime-endpoint=unix:///var/run/containerd/containerd.sock pods --latest failed: fork/exec /usr/bin/crictl: no such file or directory, ',
      'error in getting uptime for cri: exec: "systemctl": executable file not found in $PATH',
    ],
    source: 'kubernetes/node-problem-detector pkg/healthchecker/health_checker.go, health_checker_linux.go',
  },
  {
    id: 'noise-progress',
    matches:
      /failed to create weave-test-comment\w{1,12}; disabling comment support|^\[check-expiration\] (?:Reading configuration|FYI: )|^\s*Service snap\.microk8s\.[\w.-]{3,40} is running\s*$|^\s*(?:Copy .{3,80} to the final report tarball|Inspecting (?:system|[Cc]ertificates|services|AppArmor configuration)|Gathering system information)\s*$/,
    kind: 'harmless',
    says: 'What weave, kubeadm and microk8s inspect say while all is well.',
    samples: [
      'failed to create weave-test-comment49879c3c; disabling comment support',
      '[check-expiration] Reading configuration from the cluster...',
      '  Service snap.microk8s.daemon-kubelite is running',
      '  Copy processes list to the final report tarball',
    ],
    not: [' FAIL:  Service snap.microk8s.daemon-kubelet is not running'],
    source: 'weaveworks/weave net/iptables; kubeadm cmd/certs.go; canonical/microk8s scripts/inspect.sh',
  },
  {
    id: 'noise-containerd-start',
    matches:
      /skip loading plugin(?!.{0,400}(?:\.cri\b|io\.containerd\.cri|overlayfs|\.(?:content|metadata|runtime)\.v\d))|failed to load plugin io\.containerd\.snapshotter\.v1\.(?:aufs|btrfs|devmapper|zfs|blockfile|erofs)|could not use snapshotter (?:aufs|btrfs|devmapper|zfs|blockfile|erofs) in metadata plugin|cleaning up after shim disconnected|level=info msg="shim disconnected"|^(?:time="[^"]{0,40}" )?level=\w{1,7} msg="cleanup warnings time=|failed to load plugin" error="(?:[^"\\]|\\.){0,200}skip plugin(?: support not implemented)?" (?:id|type)=io\.containerd\.(?!grpc\.v1\.cri|cri)/,
    kind: 'harmless',
    says: 'Harmless: containerd tries all its snapshotters and leaves out those that this host does not use; or it cleans up after a container that ended.',
    samples: [
      'level=warning msg="failed to load plugin io.containerd.snapshotter.v1.btrfs" error="path /var/lib/containerd/io.containerd.snapshotter.v1.btrfs must be a btrfs filesystem to be used with the btrfs snapshotter"',
      'level=info msg="skip loading plugin \\"io.containerd.snapshotter.v1.aufs\\"..." error="aufs is not supported (modprobe aufs failed: exit status 1 \\"modprobe: FATAL: Module aufs not found in directory /lib/modules/5.15.0\\\\n\\"): skip plugin" type=io.containerd.snapshotter.v1',
      'level=warning msg="could not use snapshotter devmapper in metadata plugin" error="devmapper not configured"',
      'level=warning msg="cleaning up after shim disconnected" id=3f5e namespace=k8s.io',
    ],
    not: [
      'level=info msg="skip loading plugin" error="no such plugin: skip plugin" id=io.containerd.grpc.v1.cri type=io.containerd.grpc.v1',
      'level=warning msg="failed to load plugin io.containerd.snapshotter.v1.overlayfs" error="/var/lib/containerd does not support d_type"',
      'level=warning msg="failed to load plugin io.containerd.grpc.v1.cri" error="invalid plugin config: x"',
    ],
    source: 'containerd cmd/containerd/server/server.go, plugins/snapshots, runtime/v2/shim.go',
  },
  {
    id: 'noise-manifest-gone',
    matches: /C(?:ould no|an')t process manifest file.{0,300}open (\/\S{1,200}?): no such file or directory/,
    kind: 'harmless',
    says: 'Harmless: the kubelet saw a file among the manifests that was gone when it read it: editors write such ($1), and a manifest that was moved away.',
    samples: [
      `Can't process manifest file "/etc/kubernetes/manifests/4913": open /etc/kubernetes/manifests/4913: no such file or directory`,
    ],
    source: 'kubernetes pkg/kubelet/config/file_linux.go (consumeWatchEvent); vim, writefile()',
  },
];
