import type { Message } from '../error-text/message.ts';

const containerd = '/etc/containerd/config.toml';

/** Control groups of pods and containers, between kubelet, runtime and systemd. */
export const cgroupMessages: readonly Message[] = [
  {
    id: 'pod-slice',
    matches:
      /Unit (\S{0,40}kubepods\S{1,150}\.slice) (?:not found|already exists)|(?:mkdir|open|stat) \/sys\/fs\/cgroup\/\S{0,60}(kubepods\S{1,200}?): no such file|failed to create container for \[kubepods [^\]]{1,80}\] ?: (.{1,160})/,
    kind: 'state',
    part: 'runtime',
    confidence: 'possible',
    says: ({ text, groups: [, unit = '', path = '', reason = ''] }) =>
      /not found|already exists|no such file/.test(text)
        ? `The cgroup of a pod (${unit || path || reason}) is not there, or left over, when a container is to be put into it: systemd and what asks it (kubelet, runc or crun) do not agree. Often it passes at the next try; where it stays, systemd is overloaded or was reloaded (systemctl daemon-reload), or the cgroup drivers differ.`
        : `The kubelet cannot make the cgroup of a pod: ${reason}`,
    next: [
      '`systemctl status kubepods.slice`, `journalctl -b --no-pager | grep -i kubepods | tail`; compare cgroupDriver of the kubelet with that of the runtime',
      'a unit left over: `systemctl reset-failed`, then `systemctl restart kubelet`',
    ],
    samples: [
      'Container creation error: sd-bus call: Unit kubepods-besteffort-pod1c15.slice not found.: I/O error',
      'failed to create container for [kubepods burstable pod247c] : Unit kubepods-burstable-pod247c.slice already exists.',
      'unable to ensure pod container exists: failed to create container for [kubepods burstable pod247c] : mkdir /sys/fs/cgroup/devices/kubepods.slice/kubepods-burstable.slice: no such file or directory',
    ],
    not: ['Unit kubepods.slice could not be loaded'],
    source: 'kubernetes pkg/kubelet/cm/pod_container_manager_linux.go; containers/crun src/libcrun/cgroup-systemd.c',
  },
  {
    id: 'cgroup-driver-of-slice',
    matches:
      /cgroup-parent for systemd cgroup should be a valid slice|cri-o configured with (cgroupfs|systemd) cgroup manager, but (?:received systemd slice|did not receive slice) as parent/,
    kind: 'cause',
    name: 'kubelet-cgroup-driver',
    part: 'runtime',
    says: ({ groups: [, manager = ''] }) =>
      manager === 'cgroupfs'
        ? 'Kubelet and runtime use different cgroup drivers: CRI-O cgroupfs, the kubelet systemd.'
        : `Kubelet and runtime use different cgroup drivers: the kubelet cgroupfs, ${manager === '' ? 'Docker' : 'CRI-O'} systemd.`,
    next: [
      'make both systemd: cgroupDriver: systemd in the kubelet’s config.yaml (and no --cgroup-driver flag beside it); cgroup_manager = "systemd" of CRI-O, native.cgroupdriver=systemd of Docker; restart the runtime, then the kubelet',
    ],
    where: ['/var/lib/kubelet/config.yaml'],
    samples: [
      'Error response from daemon: cgroup-parent for systemd cgroup should be a valid slice named as "xxx.slice"',
      'cri-o configured with cgroupfs cgroup manager, but received systemd slice as parent: /kubepods.slice/kubepods-besteffort.slice',
    ],
    source: 'moby daemon/daemon_unix.go; cri-o internal/config/cgmgr',
  },
  {
    id: 'systemd-bus-gone',
    matches:
      /unable to (?:start|stop) unit \S{1,160} .{0,400}?(Message recipient disconnected from message bus without replying|Connection reset by peer|Transport endpoint is not connected|Connection timed out)|dial unix \/run\/systemd\/private: connect: connection refused/,
    kind: 'cause',
    part: 'runtime',
    says: 'The runtime asks systemd for the cgroup of a container, and systemd (or D-Bus) does not answer: it was restarted in that moment, hangs, or has far too many units ($1).',
    next: [
      'on that node: `systemctl list-units | wc -l`, `systemctl status dbus`; `systemctl daemon-reexec` where systemd hangs. Once, at an update of systemd, it passes by itself',
    ],
    samples: [
      'unable to apply cgroup configuration: unable to start unit "cri-containerd-1f.scope" (properties [{Name:Description}]): Message recipient disconnected from message bus without replying: unknown',
    ],
    not: [
      'unable to apply cgroup configuration: mkdir /sys/fs/cgroup/pids/a: cannot allocate memory',
      'Failed to connect to bus: No such file or directory',
    ],
    source: 'opencontainers/cgroups systemd/common.go; systemd sd-bus',
  },
  {
    id: 'cgroup-container',
    matches:
      /OCI runtime create failed: .{0,300}(?:cgroup|cgroups: cgroup mountpoint)|unable to apply cgroup configuration|expected cgroupsPath to be of format|cgroups: cgroup mountpoint does not exist/,
    kind: 'cause',
    name: 'kubelet-cgroup-driver',
    part: 'runtime',
    says: "The runtime cannot set up the cgroup of a container: kubelet and runtime use different cgroup drivers, or the host's cgroup version is not supported by this runtime.",
    next: [
      'compare cgroupDriver of the kubelet with SystemdCgroup of containerd (cgroup_manager of CRI-O); `stat -fc %T /sys/fs/cgroup` says cgroup2fs or tmpfs (v1)',
    ],
    where: [containerd],
    samples: [
      'failed to create containerd task: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:385: applying cgroup configuration for process caused: cannot enter cgroupv2',
      'runc create failed: expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups, got "/kubepods/x" instead',
    ],
    source: 'opencontainers/runc libcontainer/cgroups',
  },
  {
    id: 'runc-init-died',
    matches:
      /copy(?:ing)? bootstrap data to pipe(?:: | caused:? \W{0,8})write init-p: broken pipe|(?:getting the final child's pid|unable to get final child's PID) from pipe(?:: | caused:? \W{0,8})EOF/,
    kind: 'state',
    part: 'runtime',
    confidence: 'possible',
    says: 'The first process that runc makes for a container ended at once. Mostly the memory limit is smaller than runc itself needs (some MiB); where every container fails so, runc does not fit this kernel (old kernel, user namespaces or seccomp forbidden), or its cgroup cannot be joined.',
    next: [
      'one pod only: raise resources.limits.memory (is the unit right? `128m` is a fraction of a byte, `128Mi` is meant); `dmesg -T | grep -i oom` on that node names runc:[2:INIT]',
      'every pod of that node: `runc --version` and `uname -r`; was either updated, or does a reboot into the new kernel wait?',
    ],
    samples: [
      "OCI runtime create failed: runc create failed: unable to start container process: can't copy bootstrap data to pipe: write init-p: broken pipe: unknown",
      "starting container process caused: process_linux.go:352: getting the final child's pid from pipe caused: EOF",
    ],
    source: 'opencontainers/runc libcontainer/process_linux.go',
  },
  {
    id: 'runtime-config-refused',
    matches:
      /(?:msg="[Vv]alidating runtime config: |invalid disabled plugin URI \\{0,3}"|conmon validation: )(.{1,200})/,
    kind: 'cause',
    name: 'cri-config-invalid',
    part: 'runtime',
    says: 'The container runtime ends over its own configuration: $1',
    next: [
      'what that names: in /etc/crio/crio.conf and crio.conf.d, or /etc/containerd/config.toml (`containerd config dump`, `crio config`)',
    ],
    samples: [
      'level=fatal msg="Validating runtime config: conmon validation: invalid conmon path: stat /usr/libexec/crio/conmon: no such file or directory"',
      'containerd: invalid disabled plugin URI "cri" expect io.containerd.x.vx',
    ],
    source: 'cri-o pkg/config/config.go (Validate); containerd cmd/containerd/server/config',
  },
];
