import type { Message } from '../error-text/message.ts';

const config = '/var/lib/kubelet/config.yaml';
const containerd = '/etc/containerd/config.toml';

/** Why the kubelet could not take over the cgroups and kernel settings of its host. */
const managerFaults: readonly { readonly reason: RegExp; readonly says: string; readonly next: string }[] = [
  {
    reason: /Cannot set property \w{3,40}, or unknown property/,
    says: 'systemd of this host does not know a property that the kubelet sets on its cgroups, and the kubelet ends: systemd is too old for it.',
    next: 'update systemd (`systemctl --version`; CentOS 7: `yum update systemd`) and restart the host, or take cgroupDriver cgroupfs for kubelet and runtime',
  },
  {
    reason: /\/proc\/sys\/\S{3,60}: (?:permission denied|read-only file system)/,
    says: 'The kubelet may not set kernel settings (/proc/sys) and ends: it runs in an unprivileged container or a user namespace (LXC, rootless).',
    next: 'give that container its /proc/sys writable (privileged), or run the kubelet with the feature gate KubeletInUserNamespace, which leaves them alone; the host has to set vm.overcommit_memory=1, kernel.panic=10, kernel.panic_on_oops=1 then',
  },
  {
    reason: /failed to get rootfs info: unable to find data in memory cache/,
    says: 'The kubelet ends, because its cAdvisor has no figures of the root file system and root cgroup: what it warned of before (statistics of "/" it cannot read) is why, mostly a kernel or cgroup that it does not fit.',
    next: 'look at the warnings of cAdvisor above it ("Failed to update stats for container"); `ls /sys/fs/cgroup`, `uname -r`: does this kernel belong to the distribution, and is the kubelet as new as it?',
  },
];
const managerFault = (reason: string) => managerFaults.find((one) => one.reason.test(reason));

/** What the kubelet finds on its host. */
export const hostMessages: readonly Message[] = [
  {
    id: 'kubelet-cgroup-v1',
    matches:
      /configured to not run on a host using cgroup v1|cgroup v1 support|\[ERROR SystemVerification\].{0,40}cgroups? v1/i,
    kind: 'cause',
    name: 'kubelet-cgroup-v1',
    part: 'kubelet',
    says: 'This kubelet does not run on cgroup v1 (failCgroupV1).',
    next: ['boot the host with cgroup v2 (systemd.unified_cgroup_hierarchy=1); for now failCgroupV1: false'],
    where: [config, '/sys/fs/cgroup'],
    samples: [
      'failed to run Kubelet: kubelet is configured to not run on a host using cgroup v1. cgroup v1 support is unsupported',
    ],
    source: 'kubernetes pkg/kubelet/kubelet.go',
  },
  {
    id: 'kubelet-cgroups-missing',
    matches:
      /Following Cgroup subsystem not mounted: \[([\w, ]{1,100})\]|missing cgroups?: ([\w, ]{1,100})|missing required cgroups?: ([\w, ]{1,100})|failed to find memory cgroup|failed to find subsystem mount for required subsystem: (\w{2,20})/i,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kernel runs without the cgroup controllers the kubelet needs ($1$2$3$4): enable them on the kernel command line and reboot (on a Raspberry Pi cgroup_enable=cpuset cgroup_enable=memory cgroup_memory=1).',
    next: ['`cat /proc/cgroups /proc/cmdline`'],
    where: ['/proc/cgroups', '/proc/cmdline'],
    samples: [
      'Failed to start ContainerManager system validation failed - Following Cgroup subsystem not mounted: [memory]',
      '[ERROR SystemVerification]: missing cgroups: memory',
      'Failed to start ContainerManager failed to initialize top level QOS containers: failed to update top level Burstable QOS cgroup : failed to set supported cgroup subsystems for cgroup [kubepods burstable]: Failed to find subsystem mount for required subsystem: pids',
      'level=fatal msg="failed to find memory cgroup (v2)"',
    ],
    source: 'kubernetes pkg/kubelet/cm, k8s.io/system-validators, k3s pkg/cgroups',
  },
  {
    id: 'kubelet-kernel-flag',
    matches: /invalid kernel flag: (\S{1,80}), expected value: (\S{1,20}?),/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet was told to insist on kernel settings (protectKernelDefaults), and $1 is not $2: set the sysctl, or take protectKernelDefaults out.',
    next: (met) => {
      const key = (met.groups[1] ?? '').replaceAll('/', '.').replace(/[^\w.]/g, '');
      const value = (met.groups[2] ?? '').replace(/\D/g, '');
      return key === '' || value === ''
        ? []
        : [`\`sysctl -w ${key}=${value}\`, and the same line in a file of /etc/sysctl.d; then start the kubelet`];
    },
    where: ['/etc/sysctl.d', config],
    samples: [
      '"Failed to start ContainerManager" err="[invalid kernel flag: vm/overcommit_memory, expected value: 1, actual value: 0]"',
    ],
    source: 'kubernetes pkg/kubelet/cm/container_manager_linux.go',
  },
  {
    id: 'kubelet-device-for-dir',
    matches:
      /failed to get (?:rootfs info(?!: unable to find data in memory cache)|device for dir)|Failed to get RootFsInfo|could not find device with major/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet cannot find out on which device its directory is, and ends: it runs in a container (LXC, LXD) or on a file system without a device of its own (btrfs, ZFS, overlay).',
    next: [
      'put /var/lib/kubelet on ext4 or xfs; in LXC give the container its device; LocalStorageCapacityIsolation off for k3s and rootless kind',
    ],
    where: ['/var/lib/kubelet', '/proc/mounts'],
    samples: [
      'Failed to start ContainerManager failed to get rootfs info: failed to get device for dir "/var/lib/kubelet": could not find device with major: 0, minor: 40 in cached partitions map',
    ],
    source: 'kubernetes cadvisor fs.go',
  },
  {
    id: 'kubelet-cpu-manager-state',
    matches:
      /could not restore state from checkpoint: configured policy|start (?:cpu|memory|topology) manager error|could not initialize checkpoint manager: .{0,200}drain this node and delete|configured policy "[\w-]{1,30}" differs from state checkpoint policy/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet ends over the state file of its CPU or memory manager, which does not fit any more: the policy, the reserved memory, or the CPUs or memory of the machine were changed.',
    next: [
      'drain the node, stop the kubelet, remove /var/lib/kubelet/cpu_manager_state (memory_manager_state for memory), start it',
    ],
    samples: [
      '"Failed to start ContainerManager" err="start cpu manager error: could not restore state from checkpoint: configured policy \\"static\\" differs from state checkpoint policy \\"none\\", please drain this node and delete the CPU manager checkpoint file \\"/var/lib/kubelet/cpu_manager_state\\""',
    ],
    source: 'kubernetes pkg/kubelet/cm/cpumanager/state',
  },
  {
    id: 'kubelet-container-manager',
    matches: /Failed to start ContainerManager\W{0,3}(.{0,300})/,
    kind: 'cause',
    part: 'kubelet',
    says: ({ groups: [, reason = ''] }) =>
      managerFault(reason)?.says ?? `The kubelet cannot set up its cgroups and ends: ${reason}`,
    next: ({ groups: [, reason = ''] }) => [
      managerFault(reason)?.next ??
        'cgroupDriver of the kubelet, SystemdCgroup of the runtime and what is mounted below /sys/fs/cgroup must fit together',
    ],
    where: [config, containerd],
    samples: [
      '"Failed to start ContainerManager" err="failed to initialize top level QOS containers: root container [kubepods] doesn\'t exist"',
      'Failed to start ContainerManager Cannot set property TasksAccounting, or unknown property.',
      '"Failed to start ContainerManager" err="[open /proc/sys/kernel/panic_on_oops: permission denied, open /proc/sys/kernel/panic: permission denied]"',
      'Failed to start ContainerManager failed to get rootfs info: unable to find data in memory cache',
    ],
    source:
      'kubernetes pkg/kubelet/kubelet.go, cm/container_manager_linux.go (setupKernelTunables); runc libcontainer/cgroups/systemd',
  },
  {
    id: 'kubelet-csinode',
    matches: /Failed to initialize CSINode(?:Info)?\b:?(?:.{0,200}(the server could not find the requested resource))?/,
    kind: 'state',
    part: 'kubelet',
    says: ({ text }) =>
      /could not find the requested resource/.test(text)
        ? 'The kubelet asks for CSINode objects and this apiserver has no such API: the kubelet is newer than the apiserver.'
        : 'The kubelet cannot write the CSINode object of its node, and stays NotReady until it can: the apiserver is older than the kubelet and has no such API, does not answer, or refuses this node.',
    next: [
      '`kubectl get nodes` (VERSION) beside `kubectl version`: no kubelet may be newer than the apiserver; upgrade the control plane first, or take the kubelet back',
    ],
    samples: [
      'Failed to initialize CSINode: error updating CSINode annotation: timed out waiting for the condition; caused by: the server could not find the requested resource',
      'Failed to initialize CSINodeInfo: error updating CSINode annotation: timed',
    ],
    not: ['CSINode is not yet initialized'],
    source: 'kubernetes pkg/volume/csi/csi_plugin.go; version skew policy',
  },
  {
    id: 'kubelet-hostpath-type',
    matches: /hostPath type check failed: (\S{1,200}) is not a (\w+)/,
    kind: 'cause',
    name: 'manifest-hostpath-missing',
    part: 'kubelet',
    says: 'The hostPath $1 of a pod is not a $2: it is missing or something else.',
    next: ['`ls -ld $1` on that node; create it, or use type DirectoryOrCreate or FileOrCreate'],
    where: ['/etc/kubernetes/manifests'],
    samples: [
      'MountVolume.SetUp failed for volume "etcd-data" : hostPath type check failed: /var/lib/etcd is not a directory',
    ],
    source: 'kubernetes pkg/volume/hostpath/host_path.go',
  },
  {
    id: 'kubelet-cadvisor-noise',
    matches:
      /Failed to create existing container: (?:\S{1,200}: )?(?:task \w{8,64} not found|failed to identify the read-write layer|Error finding container|container \\?"\w{8,64}\\?" (?:in namespace .{1,40} )?not found)|Failed to get system container stats|failed to get (?:cgroup|container) (?:stats|info) for .{0,120}(?:unknown container|systemctl|kubelet\.service|docker\.service)|Partial failure issuing cadvisor\.ContainerInfoV2|summary_sys_containers|[Uu]nable to get stats for container \w{8,64}: unable to load cgroup at \S{1,300}: (?:cgroup deleted|cgroups: cgroup deleted)|Error while processing event \("[^"]{1,300}": 0x[0-9a-f]{1,8} == [A-Z_|]{1,60}\): (?:inotify_add_watch|readdirent|open|lstat)[^:]{0,300}: no such file or directory|Failed to process watch event \{EventType:\d Name:\S{1,300} WatchSource:\d\}: (?:Error finding container|task \w{1,64} not found|failed to identify the read-write layer|can't find the container)|Failed to update stats for container \\?"[^"]{1,300}": .{1,300}, continuing to push stats|Failed to get the info of the filesystem with mountpoint\\?"? ?(?:err=)?.{0,160}unable to find data in memory cache|failed to collect filesystem stats - rootDiskErr: could not stat \S{1,400} to get inode usage: stat \S{1,400}: no such file or directory|systemd_test_default\.slice/,
    kind: 'harmless',
    says: 'Harmless for pods: cAdvisor, in the kubelet, has no figures of a cgroup, unit or file system (just made or just gone, or of a kernel that writes them otherwise); metrics of it are missing.',
    samples: [
      '"Failed to get system container stats" err="failed to get cgroup stats for \\"/system.slice/kubelet.service\\": failed to get container info for \\"/system.slice/kubelet.service\\": unknown container \\"/system.slice/kubelet.service\\"" containerName="/system.slice/kubelet.service"',
      'unable to get stats for container fc7efb695cfb: unable to load cgroup at kubepods-besteffort-pod0fb3.slice: cgroup deleted',
      'Error while processing event ("/sys/fs/cgroup/cpu/libcontainer_1_systemd_test_default.slice": 0x40000100 == IN_CREATE|IN_ISDIR): inotify_add_watch /sys/fs/cgroup/cpu/a.slice: no such file or directory',
      'Failed to update stats for container "/docker": failure - /sys/fs/cgroup/cpuacct/docker/cpuacct.stat is expected to have 4 fields, continuing to push stats',
      'Failed to get the info of the filesystem with mountpoint "/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs": unable to find data in memory cache.',
      'Failed to process watch event {EventType:0 Name:/kubepods WatchSource:0}: task 5 not found: not found',
    ],
    not: [
      'Error while processing event ("/sys/fs/cgroup/a": 0x40000100 == IN_CREATE|IN_ISDIR): inotify_add_watch /sys/fs/cgroup/a: no space left on device',
      'Failed to create existing container: /kubepods: open /var/lib/docker/x: permission denied',
    ],
    source:
      'google/cadvisor manager/container.go, manager/manager.go, container/raw/watcher.go; kubernetes pkg/kubelet/server/stats',
  },
  {
    id: 'kubelet-orphaned-pod-stuck',
    matches:
      /[Oo]rphaned pod .{0,80}found, but (?:failed to rmdir\(\) (?:volume|subpath) at path (\S{1,300}?)|error .{0,120}occurred.{0,200}?): (directory not empty|device or resource busy|stale NFS file handle|transport endpoint is not connected|host is down|permission denied|.{1,100}input\/output error)/i,
    kind: 'state',
    confidence: 'possible',
    part: 'kubelet',
    says: ({ groups: [, path = '', why = ''] }) =>
      /not empty|busy/i.test(why)
        ? `The kubelet cannot remove the folder of a volume of a pod that is gone (${path}: ${why}): ${
            /busy/i.test(why)
              ? 'the volume is still mounted there, so that it may not be attached elsewhere'
              : 'files lie in it, mostly written while the volume was not mounted. Other pods are not touched by it'
          }.`
        : `The kubelet cannot read or remove what a pod that is gone left behind (${why}): its volume is still mounted, and the storage behind it does not answer.`,
    next: ({ groups: [, path = '', why = ''] }) =>
      /not empty/i.test(why)
        ? [
            `on that node: \`mountpoint ${path}\`; where it is none, look at what lies in it and keep or move what is wanted, then the kubelet removes the folder`,
          ]
        : [
            'on that node: `findmnt | grep /var/lib/kubelet/pods`, and what holds it: `fuser -vm` with that path; then `umount`; the log of the CSI driver or of the storage says why it was not unmounted',
          ],
    samples: [
      'err="orphaned pod \\"1\\" found, but failed to rmdir() volume at path /var/lib/kubelet/pods/1/volumes/a: directory not empty" numErrs=1',
      'err="orphaned pod \\"1f\\" found, but failed to rmdir() volume at path /var/lib/kubelet/pods/1f/volumes/kubernetes.io~csi/pvc-1: device or resource busy" numErrs=1',
      'err="orphaned pod \\"1f\\" found, but error occurred during reading volume dir from disk: readdirent /var/lib/kubelet/pods/1f/volumes: stale NFS file handle" numErrs=1',
    ],
    source: 'kubernetes pkg/kubelet/kubelet_volumes.go (removeOrphanedPodVolumeDirs)',
  },
  {
    id: 'kubelet-orphaned-pod',
    matches: /[Oo]rphaned pod .{0,80}found, but (?:volume paths|volumes? subpaths?) are still present/,
    kind: 'harmless',
    says: 'Not the cause of anything: the kubelet still finds directories of a pod that is gone (/var/lib/kubelet/pods/UID); it repeats this until they are removed.',
    samples: [
      '"There were many similar errors. Turn up verbosity to see them." err="orphaned pod \\"1\\" found, but volume paths are still present on disk" numErrs=3',
      'Orphaned pod "8a4b" found, but volume paths are still present on disk : There were a total of 3 errors similar to this.',
    ],
    source: 'kubernetes pkg/kubelet/kubelet_volumes.go',
  },
  {
    id: 'kubelet-no-manifests',
    matches:
      /Unable to read config path\\?"? err="path does not exist, ignoring" path="([^"]{1,300})"|Unable to read config path "([^"]{1,300})": path does not exist, ignoring/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    confidence: 'possible',
    says: 'The folder from which the kubelet takes static pods, $1$2, is not there. On a worker that is as it should be; on a control-plane node nothing of the control plane starts.',
    next: [
      'a control-plane node? Then compare staticPodPath in /var/lib/kubelet/config.yaml with where the manifests lie',
    ],
    where: ['/var/lib/kubelet/config.yaml'],
    samples: [
      '"Unable to read config path" err="path does not exist, ignoring" path="/etc/kubernetes/manifests"',
      'Unable to read config path "/etc/kubernetes/manifest": path does not exist, ignoring',
    ],
    source: 'kubernetes pkg/kubelet/config/file_linux.go',
  },
];
