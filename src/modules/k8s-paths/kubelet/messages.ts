import type { Message } from '../error-text/message.ts';

const config = '/var/lib/kubelet/config.yaml';
const flags = '/var/lib/kubelet/kubeadm-flags.env';
const containerd = '/etc/containerd/config.toml';
const kubelet = /^(?:kubelet|kubelite|k3s|rke2|k3s-agent|systemd|kubeadm)$/;

/** What the kubelet and systemd say about it. */
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
    says: 'The CPU or memory manager policy was changed, and the state file of the old policy is still there.',
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
    id: 'kubelet-usage-dump',
    matches: /kubelet\[\d+\]: +--[a-z-]+ [a-zA-Z]|^ +--(?:vmodule|volume-plugin-dir|version) /,
    kind: 'cause',
    name: 'kubelet-unknown-flag',
    part: 'kubelet',
    says: 'The kubelet printed its usage: it was started with an unknown or invalid command-line flag (exit status 2). The flag is named just above the usage.',
    next: [
      '`journalctl -u kubelet --no-pager | grep -m1 -iE "unknown|invalid|failed to parse"`; then take that flag out of where the unit gets it: `systemctl cat kubelet`',
    ],
    where: ['/etc/systemd/system/kubelet.service.d', flags, '/etc/default/kubelet'],
    samples: ['kubelet[812]:       --volume-plugin-dir string   The full path of the directory'],
    source: 'cobra, kubernetes cmd/kubelet/app',
  },
  {
    id: 'kubelet-binary-path',
    matches:
      /status=203\/EXEC|Failed at step EXEC spawning (\S{1,150}): (?:No such file|Permission denied|Exec format error)/,
    kind: 'cause',
    name: 'kubelet-binary-path',
    part: 'kubelet',
    says: 'systemd cannot start the program ExecStart names ($1): it is not there, not executable, or of another architecture.',
    next: [
      '`systemctl cat` of that unit shows ExecStart; put the path right or install the program, then `systemctl daemon-reload` and start it',
    ],
    where: ['/etc/systemd/system/kubelet.service.d', '/usr/lib/systemd/system/kubelet.service'],
    samples: [
      'kubelet.service: Failed at step EXEC spawning /usr/local/bin/kubelet: No such file or directory',
      'kubelet.service: Main process exited, code=exited, status=203/EXEC',
    ],
    source: 'systemd src/core/exec-invoke.c',
  },
  {
    id: 'kubelet-client-ca-missing',
    // systemctl and journalctl cut long lines.
    matches:
      /unable to load client CA (?:file|provider)[: ]{1,2}"?(\S{1,200}?)"?: ?(?:o(?:pen\b|$)|unable to load|data does not contain)|unable to load client CA file (\S{1,200})/,
    kind: 'cause',
    name: 'kubelet-ca-missing',
    part: 'kubelet',
    says: "The kubelet's clientCAFile $1$2 is not there. Before kubeadm init or join that is normal; later it was deleted, or the path is wrong.",
    next: ['compare authentication.x509.clientCAFile of its configuration with the files that exist'],
    where: [config, '/etc/kubernetes/pki'],
    samples: [
      '"command failed" err="failed to construct kubelet dependencies: unable to load client CA file /etc/kubernetes/pki/ca.crt: open /etc/kubernetes/pki/ca.crt: no such file or directory"',
      'unable to load client CA file /etc/kubernetes/pki/ca.crt: o',
    ],
    source: 'kubernetes cmd/kubelet/app/server.go',
  },
  {
    id: 'kubelet-bootstrap-forbidden',
    matches:
      /cannot create certificate signing request: (?:User \\?"(?!system:anonymous)([^"\\]{1,100})(?:\\?" cannot)?|.{0,120}forbidden|certificatesigningrequests?\S{0,40} is forbidden)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The user of the bootstrap kubeconfig ($1) may not create certificate signing requests: its role binding to the ClusterRole system:node-bootstrapper is missing.',
    next: [
      '`kubectl create clusterrolebinding kubelet-bootstrap --clusterrole=system:node-bootstrapper` with --user or --group of that token; then the kubelet tries again',
    ],
    where: ['/etc/kubernetes/bootstrap-kubelet.conf'],
    samples: [
      'error: failed to run Kubelet: cannot create certificate signing request: User "kubelet-boo',
      'failed to run Kubelet: cannot create certificate signing request: certificatesigningrequests.certificates.k8s.io is forbidden: User "kubelet-bootstrap" cannot create certificatesigningrequests.certificates.k8s.io at the cluster scope',
    ],
    source: 'kubernetes pkg/kubelet/certificate/bootstrap',
  },
  {
    id: 'kubelet-csr-unauthorized',
    matches:
      /Failed while requesting a signed certificate from the (?:master|control plane).{0,200}(?:Unauthorized|asked for the client to provide credentials)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet asks for a new client certificate, and the apiserver refuses the certificate it shows (401): it has expired, or is of another CA (the cluster was made anew). The kubelet cannot repair that by itself.',
    next: [
      '`openssl x509 -noout -issuer -enddate -in` the file kubelet-client-current.pem, and compare the issuer with the CA of the cluster; then give the node new bootstrap credentials (join again)',
    ],
    where: ['/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
    samples: [
      'Failed while requesting a signed certificate from the master: cannot create certificate signing request: Unauthorized',
    ],
    source: 'kubernetes client-go util/certificate/certificate_manager.go',
  },
  {
    id: 'kubelet-bootstrap-unauthorized',
    matches:
      /cannot create certificate signing request: (?:the server has asked for the client to provide credentials|Unauthorized)|failed to run Kubelet: .{0,80}certificate signing request: .{0,60}(?:credentials|Unauthorized)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The apiserver does not know the bootstrap token of this kubelet (401): the token in its bootstrap kubeconfig has expired (24 hours by kubeadm), was deleted, or is of another cluster.',
    next: [
      'make a new one (kubeadm: `kubeadm token create --print-join-command` on a control-plane node; a token file: compare it with --token-auth-file of the apiserver) and put it into the bootstrap kubeconfig',
    ],
    where: ['/etc/kubernetes/bootstrap-kubelet.conf'],
    samples: [
      'error: failed to run Kubelet: cannot create certificate signing request: the server has asked for the client to provide credentials (post certificatesigningrequests.certificates.k8s.io)',
    ],
    source: 'kubernetes pkg/kubelet/certificate/bootstrap',
  },
  {
    id: 'kubelet-client-expired',
    matches:
      /existing bootstrap client certificate in \S{1,150} is expired|unable to load bootstrap kubeconfig|bootstrap-kubelet\.conf: no such file|currently active client certificate has expired|client certificate (?:rotation deadline|is expired).{0,80}expired|[Pp]art of the existing bootstrap client certificate/,
    kind: 'cause',
    name: 'kubelet-client-expired',
    part: 'kubelet',
    says: "The kubelet's client certificate has expired (or is not there), and could not be renewed: only the running kubelet rotates it, and kubeadm certs renew does not touch it.",
    next: [
      '`openssl x509 -noout -enddate -in /var/lib/kubelet/pki/kubelet-client-current.pem` (the path may be another: see its kubeconfig)',
      'a kubeadm worker: join it again with a new token; a control-plane node: `kubeadm kubeconfig user --org system:nodes --client-name system:node:$(hostname)` makes a kubelet.conf; then restart the kubelet',
    ],
    where: ['/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
    samples: [
      'The currently active client certificate has expired, but the server is not responsive. A restart may be necessary to retrieve new initial credentials.',
      'part of the existing bootstrap client certificate in /etc/kubernetes/kubelet.conf is expired: 2026-01-01 00:00:00 +0000 UTC',
      'failed to run Kubelet: unable to load bootstrap kubeconfig: stat /etc/kubernetes/bootstrap-kubelet.conf: no such file or directory',
    ],
    source: 'kubernetes pkg/kubelet/certificate/transport.go, bootstrap',
  },
  {
    id: 'kubelet-symlink-broken',
    matches: /kubelet-client-current\.pem.{0,80}no such file or directory/,
    kind: 'cause',
    name: 'kubelet-symlink-broken',
    part: 'kubelet',
    says: "The kubelet's client certificate is not there: the link leads nowhere.",
    next: ['`ls -l /var/lib/kubelet/pki/`: point the link to the newest dated file, or join the node again'],
    where: ['/var/lib/kubelet/pki'],
    samples: [
      'unable to read client-cert /var/lib/kubelet/pki/kubelet-client-current.pem for default-auth due to open /var/lib/kubelet/pki/kubelet-client-current.pem: no such file or directory',
    ],
    source: 'kubernetes client-go util/certificate/certificate_store.go',
  },
  {
    id: 'kubelet-serving-csr',
    matches: /no serving certificate available for the kubelet/,
    kind: 'cause',
    name: 'kubelet-serving-csr-pending',
    says: "The kubelet's serving certificate was not issued: its CSR waits for approval.",
    next: [
      '`kubectl get csr`, then `kubectl certificate approve` with the names of kubernetes.io/kubelet-serving that you expect',
    ],
    where: ['/var/lib/kubelet/pki', config],
    samples: ['http: TLS handshake error from 192.0.2.1:5000: no serving certificate available for the kubelet'],
    source: 'kubernetes pkg/kubelet/certificate/kubelet.go',
  },
  {
    id: 'kubelet-anonymous',
    matches:
      /(?:[Uu]nable to register node|[Ff]ailed to (?:list|watch|ensure)|[Ee]rror getting node|cannot create certificate signing request|Failed to (?:update|get) lease|leases?\b).{0,400}User \\{0,3}"system:anonymous\\{0,3}" cannot (\w{1,20})/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet (or another component) reaches the apiserver without a credential that it knows (system:anonymous): its kubeconfig holds none, its client certificate is not of this cluster’s CA or was not issued, or a load balancer ends TLS in between.',
    next: [
      '`openssl x509 -noout -subject -issuer -enddate -in /var/lib/kubelet/pki/kubelet-client-current.pem`, and the user in its kubeconfig; does what is in between pass TLS through?',
    ],
    where: ['/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
    samples: [
      '"Unable to register node with API server" err="nodes is forbidden: User \\"system:anonymous\\" cannot create resource \\"nodes\\" in API group \\"\\" at the cluster scope" node="cp"',
      'Failed to watch *v1.Service: failed to list *v1.Service: services is forbidden: User "system:anonymous" cannot list resource "services" in API group "" at the cluster scope',
    ],
    source: 'kubernetes pkg/kubelet/kubelet_node_status.go',
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
    id: 'coredns-loop',
    matches:
      /Loop \([^)]{1,80}\) detected for zone|Seen "HINFO IN [\d.]{3,80}" more than twice, loop detected|plugin\/loop: .{0,120}(?:loop detected|detected for zone)|Forwarding loop detected in/,
    kind: 'cause',
    name: 'kubelet-resolvconf',
    says: 'CoreDNS asks itself in a loop and ends: the resolv.conf that pods of the node get points at a local resolver (127.0.0.53 of systemd-resolved, 127.0.0.1 of dnsmasq), so that forward leads back to CoreDNS.',
    next: [
      'set resolvConf of the kubelet to /run/systemd/resolve/resolv.conf (real name servers), restart it and delete the CoreDNS pods; or name an upstream in `forward . ` of the Corefile',
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
    id: 'kubelet-exited-in-supervisor',
    matches: /Kubelet exited: (.{1,120})|kubelet exited(?: with error)?: (.{1,120})/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet that k3s or rke2 runs ended ($1$2): its own log says why.',
    next: ['{kubelet-log}'],
    samples: [
      'level=error msg="Kubelet exited: exit status 1"',
      'level=fatal msg="kubelet exited: failed to run Kubelet"',
    ],
    source: 'k3s pkg/daemons/executor, rke2 pkg/podexecutor',
  },
  {
    id: 'kubelet-healthz-refused',
    matches:
      /:10248\/healthz.{0,200}(?:connection refused|deadline exceeded)|kubelet isn't running or healthy|kubelet is not healthy after/,
    kind: 'state',
    name: 'kubelet-stopped',
    part: 'kubelet',
    says: 'The kubelet does not answer its health check on 10248: it ended, or never started. Its own log says why (swap, cgroup driver, runtime, configuration).',
    next: ['{kubelet-log}'],
    where: [config, flags],
    samples: [
      '[kubelet-check] The HTTP call equal to \'curl -sSL http://localhost:10248/healthz\' failed with error: Get "http://localhost:10248/healthz": dial tcp 127.0.0.1:10248: connect: connection refused.',
      "[kubelet-check] It seems like the kubelet isn't running or healthy.",
      '[kubelet-check] The kubelet is not healthy after 4m0.000451s',
    ],
    source: 'kubernetes cmd/kubeadm/app/util/apiclient/wait.go',
  },
  {
    id: 'kubelet-lease-slow',
    matches:
      /failed to update (?:node )?lease.{0,200}(?:Timeout exceeded|deadline exceeded)|[Ff]ailed to ensure (?:node )?lease exists.{0,300}(?:Client\.Timeout|deadline exceeded)|Error updating node status, will retry.{0,300}(?:Client\.Timeout|deadline exceeded)/,
    kind: 'retried',
    part: 'kube-apiserver',
    says: 'The kubelet cannot renew the lease of its node in time: the apiserver (or etcd behind it), or the way to it, is too slow. After 40 seconds the node becomes NotReady.',
    next: ['{apiserver-log}', '{etcd-log}'],
    samples: [
      '"Failed to update lease" err="Put \\"https://192.0.2.1:6443/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/n1?timeout=10s\\": failed to update lease: net/http: request canceled (Client.Timeout exceeded while awaiting headers)"',
    ],
    yieldsTo: /^(?:apiserver-|server-|etcd-)/,
    source: 'kubernetes component-helpers apimachinery/lease/controller.go',
  },
  {
    id: 'kubelet-node-forbidden',
    matches: /is not allowed to modify node|node \\?"([^"\\]{1,100})\\?" is not allowed|no node identified for user/,
    kind: 'cause',
    name: 'kubelet-node-name',
    part: 'kubelet',
    says: "The apiserver does not let the kubelet touch the node $1: the node's name is not the one in its certificate (the host was renamed, or --hostname-override differs).",
    next: [
      'compare `hostname` with the subject of `openssl x509 -noout -subject -in /var/lib/kubelet/pki/kubelet-client-current.pem`',
    ],
    where: ['/etc/hostname', '/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
    samples: ['nodes "n1" is forbidden: node "n2" is not allowed to modify node "n1"'],
    source: 'kubernetes plugin/pkg/admission/noderestriction/admission.go',
  },
  {
    id: 'kube-proxy-node-name',
    matches:
      /[Ff]ailed to retrieve node info: nodes \\?"([^"\\]{1,253})\\?" not found|[Ff]ailed to retrieve node info" .{0,80}nodes \\"([^"\\]{1,253})\\" not found/,
    kind: 'retried',
    part: 'cni',
    says: 'kube-proxy finds no Node $1$2: that node has not registered (yet), or the kubelet registered it under another name, and then kube-proxy takes 127.0.0.1 for its address (NodePorts and local endpoints fail).',
    next: [
      '`kubectl get nodes -o wide`: is there one of that name? Otherwise give kube-proxy the name of the Node (hostnameOverride in its configuration, --hostname-override)',
    ],
    samples: [
      'Failed to retrieve node info: nodes "ip-172-20-78-251" not found',
      '"Failed to retrieve node info" err="nodes \\"w1\\" not found"',
    ],
    source: 'kubernetes pkg/util/node/node.go, cmd/kube-proxy/app/server.go',
  },
  {
    id: 'kubelet-not-registered',
    matches:
      /(?:[Ee]rror getting (?:the current )?node|Error getting node|kubelet\.go).{0,60}node \\?"?([^"\\\s]{1,100})\\?"? not found|^"?(?:Error getting node\W{1,6}(?:err=)?\W{0,4})?node \\?"?([^"\\\s]{1,100})\\?"? not found|Unable to register node \\?"?$|nodes \\?"([^"\\]{1,100})\\?" not found/,
    kind: 'retried',
    part: 'kubelet',
    says: (met) => {
      const name = met.groups.slice(1).find((group) => group !== '') ?? '';
      const cut = /Unable to register node \\?"?$/.test(met.text)
        ? ' Lines are cut at the width of the terminal: see them whole.'
        : '';
      return `The kubelet has not registered its node${name === '' ? '' : ` ${name}`}: mostly the apiserver is not reachable or refuses it, and the lines about "Unable to register node" say how. It is a consequence; a renamed host is the rarer cause.${cut}`;
    },
    next: ['{kubelet-log}: look for "Unable to register node" and what stands behind it'],
    where: ['/etc/kubernetes/kubelet.conf'],
    samples: [
      '"Error getting node" err="node \\"cp1\\" not found"',
      'node "k8-master01" not found',
      '"Error getting the current node from lister" err="node \\"cp1\\" not found"',
    ],
    yieldsTo:
      /^(?:apiserver-|service-ip|balancer-|server-|kubelet-(?:anonymous|unauthorized|register|client|csr|bootstrap|node-forbidden)|client-|cert-|kubeconfig-|name-unresolved|microk8s-|k3s-|talos-)/,
    source: 'kubernetes pkg/kubelet/kubelet.go, kubelet_getters.go',
  },
  {
    id: 'kubelet-stopped-posting',
    matches:
      /[Kk]ubelet stopped posting node status|NodeStatusUnknown|NodeStatusNeverUpdated|Kubelet never posted node status/,
    kind: 'state',
    part: 'kubelet',
    says: 'The kubelet of the node stopped reporting: it does not run, the node is off or frozen, or it no longer reaches the apiserver.',
    next: [
      'on the node: `systemctl status kubelet` and {kubelet-log}; from it, does the address of the apiserver answer?',
    ],
    samples: ['NotReady: NodeStatusUnknown: Kubelet stopped posting node status.'],
    source: 'kubernetes pkg/controller/nodelifecycle/node_lifecycle_controller.go',
  },
  {
    id: 'kubelet-registered',
    matches:
      /Successfully registered node|node status is now: NodeReady|Started kubelet$|Node n?\S{0,100} status is now: NodeReady/,
    kind: 'well',
    part: 'kubelet',
    ends: ['kubelet', 'kube-apiserver', 'runtime', 'kubectl'],
    says: 'The node registered with the apiserver.',
    samples: ['"Successfully registered node" node="n1"'],
    source: 'kubernetes pkg/kubelet/kubelet_node_status.go',
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
  {
    id: 'unit-masked',
    matches:
      /Unit (\S{1,60}?)(?:\.service)? is masked|Unit (\S{1,60}?)(?:\.service)? (?:could not be found|not found)\b|Failed to (?:start|restart|enable) (\S{1,60}?)(?:\.service)?: Unit .{0,80}not found/,
    kind: 'cause',
    part: 'kubelet',
    says: 'systemd does not know the unit $1$2$3, or it is masked: the program is not installed as a unit here, or was disabled for good. Control-plane components of kubeadm are static pods and have no units.',
    next: ['`systemctl list-unit-files` shows what there is; `systemctl unmask` with its name where it is masked'],
    samples: [
      'Failed to start kubelet.service: Unit kubelet.service is masked.',
      'Unit kube-apiserver.service could not be found.',
    ],
    source: 'systemd src/systemctl',
  },
  {
    id: 'unit-start-limit',
    matches:
      /(\S{1,80}?)(?:\.service)?: (?:Main process exited, code=(?:exited|killed|dumped), status=(\S{1,30})|main process exited, code=\w{1,10}, status=(\S{1,30})|Failed with result '?([\w-]{1,30})|Start request repeated too quickly|[Ss]cheduled restart job)|Unit (\S{1,80}?)(?:\.service)? entered failed state|^\s*Active: (?:failed|activating \(auto-restart\))/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    confidence: 'possible',
    says: 'systemd starts a unit ($1$5) again and again because it ends: what it said last says why.',
    next: ['`journalctl -n 100 --no-pager -l -u` with the name of that unit'],
    samples: [
      'kubelet.service: Main process exited, code=exited, status=1/FAILURE',
      "kubelet.service: Failed with result 'exit-code'.",
      'Unit kubelet.service entered failed state.',
      '   Active: activating (auto-restart) (Result: exit-code) since Mon',
    ],
    yieldsTo: /./,
    source: 'systemd src/core/service.c',
  },
  {
    id: 'unit-job-failed',
    matches:
      /Job for ((?:k3s(?:-agent)?|rke2-(?:server|agent)|k0s\w{1,10}|kubelet|kube-[\w-]{3,24}|etcd|containerd|docker|crio|cri-docker|flanneld|snap\.microk8s\.[\w.-]{3,60})\.service) failed because/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    confidence: 'possible',
    says: '$1 did not start; systemd tells no more than that, its own log does.',
    next: ['`journalctl -n 100 --no-pager -l -u $1`'],
    samples: ['Job for k3s.service failed because the control process exited with error code.'],
    not: ['Job for nginx.service failed because the control process exited with error code.'],
    yieldsTo: /./,
    source: 'systemd src/systemctl/systemctl-start-unit.c',
  },
  {
    id: 'unit-dead',
    matches: /^\s*Active: inactive \(dead\)/,
    kind: 'state',
    part: 'kubelet',
    says: 'A unit does not run (inactive): it was stopped, or never started.',
    next: ['`systemctl start` with the name of the unit above, then `systemctl status` again'],
    needs: { component: kubelet },
    samples: ['   Active: inactive (dead) since Mon 2026-01-01 00:00:00 UTC; 5min ago'],
    source: 'systemd src/systemctl',
  },
  {
    id: 'kubelet-register-failed',
    matches: /[Uu]nable to register node \\?"?(?:[\w.-]{1,200}\\?" )?with API server(?:"? err="|: )(.{1,300})/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    says: (met) => {
      const host = /https?:\/\/([\w.-]{1,200}(?::\d{1,5})?)/.exec(met.text)?.[1];
      const where = host === undefined ? '' : ` at ${host}`;
      return `The kubelet cannot register its node: the apiserver${where} does not answer it as it should. It says: ${(met.groups[1] ?? '').slice(0, 200)}`;
    },
    next: [
      'does the address of the apiserver answer from this node (VIP, load balancer, firewall)? On the control plane: {apiserver-log}',
    ],
    samples: [
      'Unable to register node "master" with API server: Post https://cluster.example.com:6443/api/v1/nodes: read tcp 192.0.2.14:38666->192.0.2.',
    ],
    yieldsTo: /^(?:apiserver-|server-|client-|cert-|kubelet-(?!not-registered))/,
    source: 'kubernetes pkg/kubelet/kubelet_node_status.go',
  },
  {
    id: 'kubelet-failed-to-run',
    matches: /failed to run Kubelet: (.{1,300})/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    says: 'The kubelet ends at start: $1',
    next: ['{kubelet-log}'],
    samples: ['"command failed" err="failed to run Kubelet: something new"'],
    source: 'kubernetes cmd/kubelet/app/server.go',
  },
];
