import type { Message } from '../error-text/message.ts';

const config = '/var/lib/kubelet/config.yaml';
const flags = '/var/lib/kubelet/kubeadm-flags.env';
const containerd = '/etc/containerd/config.toml';

/** What the kubelet says of its settings, its flags and what it finds on the host. */
export const kubeletMessages: readonly Message[] = [
  {
    id: 'kubelet-swap',
    matches: /swap on is not supported|\[ERROR Swap\]/i,
    kind: 'cause',
    name: 'kubelet-swap',
    part: 'kubelet',
    says: 'Swap is on and the kubelet does not run with it (failSwapOn): switch it off, in /etc/fstab too, or allow it.',
    next: ['`swapoff -a`, and comment the swap line of /etc/fstab (or mask the swap unit); or failSwapOn: false'],
    where: ['/proc/swaps', '/etc/fstab', config],
    samples: [
      '"command failed" err="failed to run Kubelet: running with swap on is not supported, please disable swap or set --fail-swap-on flag to false. /proc/swaps contained: [/dev/sda2]"',
      '[ERROR Swap]: running with swap on is not supported. Please disable swap',
    ],
    source: 'kubernetes pkg/kubelet/cm/container_manager_linux.go, kubeadm preflight/checks.go',
  },
  {
    id: 'kubelet-cgroup-quotes',
    matches: /cgroup driver: "?('[^"]{1,30}')"? is different from/,
    kind: 'cause',
    name: 'kubelet-cgroup-driver',
    part: 'kubelet',
    says: 'The cgroup driver was given with quotes that became part of the value ($1): take the inner quotes away.',
    next: [
      '`grep -rn cgroup-driver /var/lib/kubelet/kubeadm-flags.env /etc/default/kubelet /etc/sysconfig/kubelet /etc/systemd/system/kubelet.service.d`',
    ],
    where: [flags, '/etc/default/kubelet', config],
    samples: [
      `failed to run Kubelet: misconfiguration: kubelet cgroup driver: "'systemd'" is different from docker cgroup driver: "systemd"`,
    ],
    source: 'kubernetes cmd/kubelet/app (dockershim)',
  },
  {
    id: 'kubelet-cgroup-driver',
    matches: /kubelet cgroup driver: \\?"(\w+)\\?" is different from (\w+) cgroup driver: \\?"(\w+)/,
    kind: 'cause',
    name: 'kubelet-cgroup-driver',
    part: 'kubelet',
    says: 'The kubelet uses the cgroup driver $1, $2 uses $3: both must use the same, systemd on a host with systemd.',
    next: [
      'for Docker: "exec-opts": ["native.cgroupdriver=systemd"] in /etc/docker/daemon.json; for containerd SystemdCgroup = true; for the kubelet cgroupDriver: systemd; then restart both',
    ],
    where: [config, containerd, '/etc/docker/daemon.json'],
    samples: [
      'failed to run Kubelet: misconfiguration: kubelet cgroup driver: "systemd" is different from docker cgroup driver: "cgroupfs"',
    ],
    source: 'kubernetes cmd/kubelet/app (dockershim)',
  },
  {
    id: 'kubelet-misconfiguration-cut',
    matches: /failed to run Kubelet: misconfigurati\S{0,3}\.\.\./,
    kind: 'cause',
    name: 'kubelet-cgroup-driver',
    part: 'kubelet',
    says: 'The kubelet calls its configuration wrong, and systemctl cut the line (most often: another cgroup driver than the runtime). See it whole.',
    next: ['`journalctl -u kubelet --no-pager -l -n 50` or `systemctl status -l kubelet`'],
    where: [config, containerd],
    samples: ['failed to run Kubelet: misconfigurati...'],
    source: 'kubernetes cmd/kubelet/app (dockershim), systemctl',
  },
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
    matches: /failed to get (?:rootfs info|device for dir)|Failed to get RootFsInfo|could not find device with major/,
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
    says: 'The kubelet cannot set up its cgroups and ends: $1',
    next: [
      'cgroupDriver of the kubelet, SystemdCgroup of the runtime and what is mounted below /sys/fs/cgroup must fit together',
    ],
    where: [config, containerd],
    samples: [
      '"Failed to start ContainerManager" err="failed to initialize top level QOS containers: root container [kubepods] doesn\'t exist"',
    ],
    source: 'kubernetes pkg/kubelet/kubelet.go',
  },
  {
    id: 'kubelet-config-missing',
    matches:
      /failed to load [Kk]ubelet config file.{0,300}no such file or directory|open \/var\/lib\/kubelet\/config\.ya?ml: no such file/,
    kind: 'cause',
    name: 'kubelet-config-missing',
    part: 'kubelet',
    says: "The kubelet's configuration is not there. Before kubeadm init or join that is normal (the kubelet restarts until then); later it was deleted.",
    next: ['not joined yet: run kubeadm init or join; else `kubeadm upgrade node phase kubelet-config` writes it anew'],
    where: [config],
    samples: [
      '"command failed" err="failed to load kubelet config file, path: /var/lib/kubelet/config.yaml, error: failed to load Kubelet config file /var/lib/kubelet/config.yaml, error failed to read kubelet config file \\"/var/lib/kubelet/config.yaml\\", error: open /var/lib/kubelet/config.yaml: no such file or directory"',
    ],
    source: 'kubernetes cmd/kubelet/app/server.go',
  },
  {
    id: 'kubelet-config-yaml',
    matches: /failed to load [Kk]ubelet config file.{0,400}(?:yaml:|converting YAML to JSON)/,
    kind: 'cause',
    name: 'kubelet-config-yaml',
    part: 'kubelet',
    says: "The kubelet's configuration is not valid YAML, at the line named.",
    next: ['edit the line named (indentation, tabs), then restart the kubelet'],
    where: [config],
    samples: [
      'failed to load Kubelet config file /var/lib/kubelet/config.yaml, error failed to decode: error converting YAML to JSON: yaml: line 12: mapping values are not allowed in this context',
    ],
    source: 'kubernetes pkg/kubelet/kubeletconfig',
  },
  {
    id: 'kubelet-config-old-type',
    matches:
      /KubeletConfiguration\.(\w{1,60}): (?:Read(?:MapCB|String|Bool|\w{2,20})): (expect .{1,60}?)(?:,? but found|, error found)/,
    kind: 'cause',
    name: 'kubelet-config-type',
    part: 'kubelet',
    says: "The field $1 of the kubelet's configuration has the wrong type: $2. Write it as the type it must have (a map as key: value lines or {}, not a string).",
    next: ['correct $1 in the file named, then restart the kubelet'],
    where: [config],
    samples: [
      'failed to load Kubelet config file /etc/kubernetes/kubelet-config.yaml, error failed to decode, error: v1beta1.KubeletConfiguration.EvictionSoft: ReadMapCB: expect { or n, but found ", error found in #10 byte of ...|x|...',
    ],
    source: 'json-iterator, as of kubelet 1.12 to 1.19',
  },
  {
    id: 'kubelet-config-type',
    matches:
      /(?:cannot unmarshal (\w+) into Go (?:struct field|value of type) (\S{0,100}KubeletConfiguration\S{0,60}|\S{1,100}))/,
    needs: { text: /[Kk]ubelet ?[Cc]onfig|KubeletConfiguration/ },
    kind: 'cause',
    name: 'kubelet-config-type',
    part: 'kubelet',
    says: "A field of the kubelet's configuration has the wrong type: a $1 in $2.",
    next: ['write the value of $2 in the type it must have, then restart the kubelet'],
    where: [config],
    samples: [
      'failed to load Kubelet config file, error failed to decode: json: cannot unmarshal string into Go struct field KubeletConfiguration.maxPods of type int32',
    ],
    source: 'Go encoding/json, kubernetes pkg/kubelet/kubeletconfig',
  },
  {
    id: 'kubelet-config-form',
    matches: /failed to load [Kk]ubelet config file.{0,300}?(?:failed to decode|decode)\S{0,3} (.{1,200})/,
    kind: 'cause',
    name: 'kubelet-config-type',
    part: 'kubelet',
    says: "The kubelet's configuration does not have the form it must have: $1",
    next: ['correct what it names, then restart the kubelet'],
    where: [config],
    samples: [
      'failed to load Kubelet config file /var/lib/kubelet/config.yaml, error failed to decode: expect { after object',
    ],
    source: 'kubernetes pkg/kubelet/kubeletconfig',
  },
  {
    id: 'kubelet-config-invalid',
    matches:
      /failed to validate kubelet configuration, error: (.{1,300})|invalid configuration: (.{0,60}(?:kubelet|cgroup|evict|reserv|Feature|feature).{0,200})|Failed to set feature gates.{0,40}unrecognized feature gate: (\w{1,80})|^(?!.{0,80}invalid argument).{0,200}unrecognized feature gate: (\w{1,80})/,
    kind: 'cause',
    part: 'kubelet',
    says: (met) => {
      const gate = met.groups[3] || met.groups[4];
      return gate
        ? `The feature gate ${gate} does not exist (any more) in this version: take it out of the configuration or flags of ${met.component ?? 'the program that says so'}.`
        : `The configuration of the kubelet is refused: ${(met.groups[1] || met.groups[2] || '').slice(0, 200)}`;
    },
    next: ['correct what it names in the configuration of that program, then restart it'],
    where: [config],
    samples: [
      '"command failed" err="failed to validate kubelet configuration, error: invalid configuration: the systemReservedCgroup must be set, path: &TypeMeta{Kind:,APIVersion:,}"',
      '"command failed" err="failed to set feature gates from initial flags-based config: unrecognized feature gate: DynamicKubeletConfig"',
    ],
    source: 'kubernetes pkg/kubelet/apis/config/validation, component-base/featuregate',
  },
  {
    id: 'kubelet-config-unknown-field',
    matches: /strict decoding error: unknown field \\?"?([^"\\\s,]{1,100})/,
    needs: { text: /kubelet|lenient/i },
    kind: 'cause',
    name: 'kubelet-config-unknown-field',
    says: 'The field $1 does not exist and is ignored: misspelt, or of another version.',
    next: ['correct or remove $1 in the file the message names'],
    where: [config],
    samples: [
      '"Using lenient decoding as strict decoding failed" err="strict decoding error: unknown field \\"clusterDns\\""',
    ],
    source: 'kubernetes pkg/kubelet/kubeletconfig/util/codec',
  },
  {
    id: 'kubelet-resolvconf',
    matches:
      /resolv\.conf: no such file or directory|Could not open resolv conf file|CheckLimitsForResolvConf.{0,80}no such file/,
    kind: 'cause',
    name: 'kubelet-resolvconf',
    part: 'kubelet',
    says: "The kubelet's resolvConf is not there: pods cannot be made on this node.",
    next: [
      'set resolvConf of the kubelet to a file that exists: /run/systemd/resolve/resolv.conf with systemd-resolved, /etc/resolv.conf without',
    ],
    where: [config, '/run/systemd/resolve/resolv.conf'],
    samples: [
      'Failed to create pod sandbox: open /run/systemd/resolve/resolv.conf: no such file or directory',
      '"Could not open resolv conf file." err="open /run/systemd/resolve/resolv.conf: no such file or directory"',
    ],
    source: 'kubernetes pkg/kubelet/network/dns/dns.go',
  },
  {
    id: 'corefile-directive',
    matches: /Corefile:(\d{1,5}) - Error during parsing: Unknown directive '([^']{1,60})'/,
    kind: 'cause',
    part: 'cni',
    says: (met) =>
      `CoreDNS does not start: line ${met.groups[1] ?? ''} of its Corefile has the directive ${met.groups[2] ?? ''}, which this CoreDNS does not have${met.groups[2] === 'proxy' ? ' (removed in 1.5)' : met.groups[2] === 'upstream' ? ' (removed in 1.7)' : ': misspelled, a brace too few or too many above it, or a plugin that is not built in'}.`,
    next: (met) => [
      '`kubectl -n kube-system edit configmap coredns`: mend that line, then `kubectl -n kube-system rollout restart deployment coredns`',
      ...(met.groups[2] === 'proxy'
        ? ['`forward . /etc/resolv.conf` takes the place of `proxy . /etc/resolv.conf`']
        : []),
    ],
    samples: ["/etc/coredns/Corefile:11 - Error during parsing: Unknown directive 'proxy'"],
    source: 'coredns/caddy caddyfile/parse.go',
  },
  {
    id: 'corefile-unreadable',
    matches:
      /Corefile:(\d{1,5}) - Error during parsing: (.{1,200})|(loading Caddyfile via flag: .{1,200})|plugin\/(\w{1,30}: (?:no next plugin found|unable to parse .{1,80}|unknown property .{1,80}|Wrong argument count .{0,80}|not an IP address .{1,120}))/,
    kind: 'cause',
    part: 'cni',
    says: 'CoreDNS cannot use its Corefile and does not start: $2$3$4',
    next: [
      '`kubectl -n kube-system edit configmap coredns`: mend line $1, then `kubectl -n kube-system rollout restart deployment coredns`',
      '`kubectl -n kube-system get configmap coredns -o yaml`: is it there, and mounted at the path that -conf names?',
    ],
    samples: [
      "/etc/coredns/Corefile:8 - Error during parsing: Wrong argument count or unexpected line ending after 'cache'",
      'loading Caddyfile via flag: open /etc/coredns/Corefile: permission denied',
    ],
    source: 'coredns coremain/run.go',
  },
  {
    id: 'coredns-no-nameserver',
    matches: /plugin\/forward: no (?:valid upstream addresses|nameservers) found/,
    kind: 'cause',
    part: 'cni',
    says: 'CoreDNS does not start: the resolv.conf that it forwards to (that of its node) names no server.',
    next: [
      'on the node of that pod: `cat /etc/resolv.conf`; with systemd-resolved set resolvConf of the kubelet to /run/systemd/resolve/resolv.conf, restart it and delete the CoreDNS pods; or name an upstream in `forward . ADDRESS` of the Corefile',
    ],
    where: [config, '/etc/resolv.conf'],
    samples: ['plugin/forward: no nameservers found'],
    source: 'coredns plugin/forward/setup.go',
  },
  {
    id: 'coredns-loop',
    matches:
      /Loop \([^)]{1,80}\) detected for zone|Seen "HINFO IN [\d.]{3,80}" more than twice, loop detected|plugin\/loop: .{0,120}(?:loop detected|detected for zone)|Forwarding loop detected in/,
    kind: 'cause',
    name: 'kubelet-resolvconf',
    says: 'CoreDNS asks itself in a loop and ends: the resolv.conf that pods of the node get points at a local resolver (127.0.0.53 of systemd-resolved, 127.0.0.1 of dnsmasq), so that forward leads back to CoreDNS.',
    next: [
      'set resolvConf of the kubelet to /run/systemd/resolve/resolv.conf (real name servers), restart it and delete the CoreDNS pods; or name an upstream in `forward . ADDRESS` of the Corefile',
    ],
    where: [config, '/etc/resolv.conf'],
    samples: [
      'plugin/loop: Loop (127.0.0.1:5 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 1.2."',
      'plugin/loop: Seen "HINFO IN 7087784449798295848.7359092265978106814." more than twice, loop detected',
    ],
    source: 'coredns plugin/loop/loop.go',
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
      /Failed to create existing container: .{0,200}|Failed to get system container stats|failed to get (?:cgroup|container) (?:stats|info) for .{0,120}(?:unknown container|systemctl|kubelet\.service|docker\.service)|Partial failure issuing cadvisor\.ContainerInfoV2|summary_sys_containers/,
    kind: 'harmless',
    says: 'Harmless: the kubelet found no statistics of the cgroup of a system unit or of a container that is gone; it does not keep anything from running.',
    samples: [
      '"Failed to get system container stats" err="failed to get cgroup stats for \\"/system.slice/kubelet.service\\": failed to get container info for \\"/system.slice/kubelet.service\\": unknown container \\"/system.slice/kubelet.service\\"" containerName="/system.slice/kubelet.service"',
    ],
    source: 'kubernetes pkg/kubelet/server/stats, cadvisor',
  },
  {
    id: 'kubelet-orphaned-pod',
    matches:
      /[Oo]rphaned pod .{0,80}found, but (?:volume paths|error .{0,40}occurred|volumes? subpaths?)|There were a total of \d+ errors similar to this/,
    kind: 'harmless',
    says: 'Not the cause of anything: the kubelet still finds directories of a pod that is gone (/var/lib/kubelet/pods/UID); it repeats this until they are removed.',
    samples: [
      '"There were many similar errors. Turn up verbosity to see them." err="orphaned pod \\"1\\" found, but volume paths are still present on disk" numErrs=3',
      'Orphaned pod "8a4b" found, but volume paths are still present on disk : There were a total of 3 errors similar to this.',
    ],
    source: 'kubernetes pkg/kubelet/kubelet_volumes.go',
  },
  {
    id: 'kubelet-deprecated-flag',
    matches: /^Flag --[\w-]{1,60} has been deprecated|--pod-infra-container-image will not be pruned/,
    kind: 'harmless',
    says: 'Harmless: a flag is deprecated and still works in this version.',
    samples: ['Flag --insecure-port has been deprecated, This flag has no effect now and will be removed in v1.24.'],
    source: 'pflag, kubernetes cmd/kubelet',
  },
  {
    id: 'kubelet-dns-limits',
    matches: /Nameserver limits (?:were )?exceeded|DNSConfigForming|Search Line limits were exceeded/,
    kind: 'harmless',
    says: 'Mostly harmless: the resolv.conf of the node has more than three name servers (or too many search domains); the kubelet takes the first ones.',
    samples: [
      '"Nameserver limits exceeded" err="Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: 192.0.2.1"',
    ],
    source: 'kubernetes pkg/kubelet/network/dns/dns.go',
  },
];
