import type { Message } from '../error-text/message.ts';

const containerd = '/etc/containerd/config.toml';
const socket = '/run/containerd/containerd.sock';

/** containerd, CRI-O and Docker as programs: their configuration, their versions, whether they are up. */
export const engineMessages: readonly Message[] = [
  {
    id: 'cri-unimplemented',
    matches:
      /unknown service runtime\.v1(?:alpha2)?\.(?:RuntimeService|ImageService)|CRI v1 (?:runtime|image) API is not implemented/,
    kind: 'cause',
    name: 'cri-disabled',
    part: 'runtime',
    says: 'containerd runs without its CRI plug-in (disabled_plugins in its config.toml, as packages of Docker install it), or is too old for this kubelet or kubeadm.',
    next: [
      '`containerd --version` (CRI v1 needs 1.6), and `grep disabled_plugins /etc/containerd/config.toml`: take cri out of the list; back the file up first, then `systemctl restart containerd`',
    ],
    where: [containerd],
    yieldsTo: /^cri-plugin-failed$/,
    samples: [
      'validate CRI v1 runtime API for endpoint "unix:///run/containerd/containerd.sock": rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService',
      'container runtime is not running: output: time="2023-01-31T15:11:36+08:00" level=fatal msg="validate service connection: CRI v1 runtime API is not implemented for endpoint \\"unix:///var/run/containerd/containerd.sock\\""',
    ],
    source: 'cri-tools, kubernetes pkg/kubelet/cri/remote',
  },
  {
    id: 'cri-plugin-failed',
    matches:
      /failed to load plugin \\?"?io\.containerd\.(?:grpc\.v1\.cri|cri\.v1\.\w{1,20})\\?"?.{0,80}error=\\?"(.{1,200}?)(?:\\?"\s*(?:type=|$)|$)/,
    kind: 'cause',
    name: 'cri-disabled',
    part: 'runtime',
    says: "containerd's CRI plug-in did not load, so that the kubelet has no runtime: $1",
    next: ['correct what it names in the configuration of containerd, then restart containerd: {runtime-log}'],
    where: [containerd],
    samples: [
      'time="2026-01-02T10:00:00Z" level=warning msg="failed to load plugin io.containerd.grpc.v1.cri" error="invalid plugin config: x"',
    ],
    yieldsTo: /^overlay-d-type$/,
    source: 'containerd cmd/containerd, internal/cri',
  },
  {
    id: 'containerd-toml',
    matches: /failed to load TOML(?: from)?:? (\/\S{1,200}?): (.{1,200})|containerd: (?:toml: )(.{1,200})/,
    kind: 'cause',
    name: 'cri-config-invalid',
    part: 'runtime',
    says: 'containerd cannot read its configuration $1 and does not start: $2$3',
    next: ['correct the line named; `containerd config dump` checks it'],
    where: [containerd],
    samples: ['containerd: failed to load TOML: /etc/containerd/config.toml: (12, 3): parsing error'],
    source: 'containerd cmd/containerd/server/config',
  },
  {
    id: 'runtime-version-old',
    matches:
      /unable to determine runtime API version.{0,200}|container runtime version .{0,60} is (?:not supported|too old)|unsupported containerd version/,
    kind: 'state',
    part: 'runtime',
    says: 'The kubelet or crictl gets no version from the container runtime: it does not run, hangs, or is too old.',
    next: ['{runtime-log}'],
    where: [socket],
    samples: [
      'failed to run Kubelet: unable to determine runtime API version: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    ],
    source: 'kubernetes pkg/kubelet/cri/remote',
  },
  {
    id: 'containerd-ended-in-supervisor',
    matches: /^containerd: exit status (\d{1,3})$|msg="?containerd exited: (.{1,120}?)"?$/,
    kind: 'cause',
    part: 'runtime',
    says: 'The containerd that k3s or rke2 runs ended ($1$2), and they end with it: its own log says why.',
    next: [
      '`tail -n 100 /var/lib/rancher/k3s/agent/containerd/containerd.log` (rke2: /var/lib/rancher/rke2/agent/containerd/containerd.log)',
    ],
    samples: [
      'containerd: exit status 2',
      'time="2026-01-01T00:00:00Z" level=fatal msg="containerd exited: exit status 1"',
    ],
    source: 'k3s pkg/agent/containerd/containerd.go',
  },
  {
    id: 'containerd-no-snapshotter',
    matches: /failed to load plugin.{0,200}no plugins registered for io\.containerd\.snapshotter\.v1/,
    kind: 'cause',
    part: 'runtime',
    says: 'containerd has no snapshotter that works, so that nothing that needs one loads either (images, containers, CRI): all of them are disabled, not built in, or failed before this line.',
    next: [
      '`ctr plugins ls` shows each with its state; look at the lines about io.containerd.snapshotter.v1 before, and at disabled_plugins in /etc/containerd/config.toml',
    ],
    where: ['/etc/containerd/config.toml'],
    samples: [
      'level=warning msg="failed to load plugin io.containerd.metadata.v1.bolt" error="no plugins registered for io.containerd.snapshotter.v1: not found"',
    ],
    source: 'containerd plugins/metadata/plugin.go',
  },
  {
    id: 'pleg-starting',
    matches: /PLEG is not healthy: pleg (?:has yet to be successful|was last seen active 2562047h)/,
    kind: 'harmless',
    part: 'runtime',
    says: 'Harmless at start: the kubelet has not listed the containers for the first time yet. Where it stays, the runtime does not answer.',
    samples: [
      'skipping pod synchronization - PLEG is not healthy: pleg was last seen active 2562047h47m16.8s ago; threshold is 3m0s',
      'skipping pod synchronization - [container runtime status check may not have completed yet, PLEG is not healthy: pleg has yet to be successful]',
    ],
    source: 'kubernetes pkg/kubelet/pleg/generic.go',
  },
  {
    id: 'pleg-unhealthy',
    matches: /PLEG is not healthy: pleg was last seen active (\S{1,30}) ago|PLEG is not healthy/,
    kind: 'state',
    part: 'runtime',
    says: 'The container runtime has told the kubelet nothing for $1, so the node is NotReady: the runtime hangs (crictl ps answers slowly or never), or a dead mount, too many containers or an overloaded disk hold it up.',
    next: ['`time crictl ps`; {runtime-log}', '{runtime-restart}'],
    where: [socket, containerd],
    samples: [
      '"Skipping pod synchronization" err="PLEG is not healthy: pleg was last seen active 2h33m12.704970756s ago; threshold is 3m0s"',
    ],
    source: 'kubernetes pkg/kubelet/pleg/generic.go',
  },
  {
    id: 'runtime-down',
    matches:
      /container runtime is down|ContainerRuntimeUnhealthy|RuntimeReady=false|runtime service.{0,60}(?:is )?not (?:running|ready)|container runtime (?:is not running|status check may not have completed(?! yet, runtime network not ready))/,
    kind: 'state',
    part: 'runtime',
    confidence: 'possible',
    says: 'The kubelet gets no answer from the container runtime: it does not run, or hangs. For some seconds after a start that is normal.',
    next: ['{runtime-log}'],
    where: [socket, containerd],
    samples: [
      '"Skipping pod synchronization" err="container runtime is down"',
      'KubeletNotReady: container runtime is down',
      'KubeletNotReady: container runtime status check may not have completed yet',
    ],
    not: [
      'KubeletNotReady [container runtime status check may not have completed yet, runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:cni plugin not initialized]',
    ],
    source: 'kubernetes pkg/kubelet/runtime.go',
  },
  {
    id: 'docker-start',
    matches: /(?:Error starting daemon|failed to start daemon): (.{1,300}?)(?:"|$)/,
    kind: 'cause',
    catchAll: true,
    part: 'runtime',
    says: ({ groups: [, reason = ''] }) =>
      /graphdriver|storage-driver/.test(reason)
        ? `Docker does not start because of its storage driver: ${reason}. The kernel or the file system of its data directory does not have it (a new kernel, a new version of Docker), or data of another driver is there.`
        : `Docker does not start: ${reason}`,
    next: ({ text }) => [
      /graphdriver|storage-driver/.test(text)
        ? '`grep storage-driver /etc/docker/daemon.json`, `ls /var/lib/docker`, `modprobe overlay`; another driver does not see the images and containers of the old one'
        : 'what it names, in /etc/docker/daemon.json or the flags of its unit (`systemctl cat docker`)',
    ],
    where: ['/etc/docker/daemon.json'],
    samples: [
      'level=fatal msg="Error starting daemon: error initializing graphdriver: driver not supported"',
      'failed to start daemon: error initializing network controller: something new',
    ],
    source: 'moby cmd/dockerd, daemon/graphdriver/driver.go',
  },
  {
    id: 'containerd-database-held',
    matches: /msg="waiting for response from boltdb open"/,
    kind: 'state',
    part: 'runtime',
    says: 'containerd waits for its database (meta.db), which another process holds: a second containerd with the same data directory, or one that has not ended yet.',
    next: [
      '`pgrep -a containerd`; `fuser /var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db` names who holds it (k3s, rke2: below /var/lib/rancher)',
    ],
    where: [containerd],
    samples: ['level=warning msg="waiting for response from boltdb open" plugin=bolt'],
    source: 'containerd plugins/metadata/plugin.go',
  },
  {
    id: 'containerd-task-hangs',
    matches: /msg="collecting metrics for [0-9a-f]{12,64}" error="?context (?:canceled|deadline exceeded)/,
    kind: 'state',
    part: 'runtime',
    confidence: 'possible',
    says: 'containerd gets no figures of a container in time: its shim hangs, or the node is overloaded. Where many containers stay in Created meanwhile, `runc init` hangs.',
    next: ['on that node: `pgrep -af "runc init"`, `crictl ps -a | grep -c Created`; {runtime-log}'],
    samples: [
      'level=error msg="collecting metrics for 5d51d2ade891f2069334564eff3811f005d26eb64c06dd0c08c3ef3e7a925338" error="context deadline exceeded: unknown"',
    ],
    source: 'containerd plugins/services/tasks/local.go (getTasksMetrics)',
  },
  {
    id: 'crio-config',
    matches:
      /level=fatal msg="(?:(?:validating (?:\w{2,20} )?config(?:uration)?|reload config|loading configuration): (.{1,300}?)|(no storage (?:root|runroot|driver) specified))"(?: |$)/,
    kind: 'cause',
    part: 'runtime',
    says: 'CRI-O does not accept its configuration and ends: $1$2',
    next: ({ text }) => [
      /no storage/.test(text)
        ? 'name it in /etc/containers/storage.conf (graphroot, runroot), or as root and runroot in /etc/crio/crio.conf'
        : /permission denied|read-only file system/.test(text)
          ? 'make that directory by hand or name one that CRI-O may write to; `ausearch -m avc -ts recent` shows whether SELinux denies it'
          : '`crio config --default` beside /etc/crio/crio.conf and the files of /etc/crio/crio.conf.d',
    ],
    where: ['/etc/crio/crio.conf', '/etc/crio/crio.conf.d'],
    samples: [
      'time="2026-01-01 10:00:00.1Z" level=fatal msg="validating runtime config: runtime validation: runtime path for \'runc\' is not found"',
      'time="2026-01-01 10:00:00.1Z" level=fatal msg="no storage root specified"',
    ],
    source: 'cri-o cmd/crio/main.go, pkg/config/config.go',
  },
  {
    id: 'crio-probes',
    matches: /Node configuration validation for \w{3,30} cgroup failed: node not configured with/,
    kind: 'harmless',
    says: 'Harmless: CRI-O looks at its start for what the kernel can do.',
    samples: [
      'level=error msg="Node configuration validation for memoryswap cgroup failed: node not configured with memory swap"',
    ],
    source: 'cri-o internal/config/node',
  },
  {
    id: 'docker-lost-containerd',
    matches:
      /(?:Cannot (?:stop|kill|restart) container|Error response from daemon).{0,400}?(?:grpc: the connection is unavailable|containerd: (?:container|process) not found|tried to kill container, but did not receive an exit event)/,
    kind: 'cause',
    part: 'runtime',
    says: 'Docker on that node cannot stop a container: it has lost its containerd, or the process does not end (hung on a disk or a mount). Pods stay Terminating there.',
    next: [
      'on that node: `systemctl status docker containerd`, `ps -eo pid,stat,cmd | grep " D"`; drain what can be drained, then `systemctl restart docker`, and the machine where a process hangs in the kernel',
    ],
    samples: [
      'failed to "KillPodSandbox" for "1f" with KillPodSandboxError: "rpc error: code = Unknown desc = Error response from daemon: Cannot stop container 72: Cannot kill container 72: rpc error: code = 14 desc = grpc: the connection is unavailable"',
      'Error response from daemon: Cannot kill container 72: tried to kill container, but did not receive an exit event',
    ],
    source: 'moby daemon/kill.go, libcontainerd',
  },
];
