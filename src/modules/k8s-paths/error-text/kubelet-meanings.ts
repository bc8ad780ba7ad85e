import type { Meaning } from './meaning.ts';

const config = '/var/lib/kubelet/config.yaml';
const flags = '/var/lib/kubelet/kubeadm-flags.env';
const containerd = '/etc/containerd/config.toml';

/** What the kubelet and systemd say about it. Sources: kubernetes cmd/kubelet/app, pkg/kubelet, systemd exec. */
export const kubeletMeanings: readonly Meaning[] = [
  {
    pattern: /swap on is not supported/i,
    says: 'Swap is on and the kubelet does not run with it (failSwapOn): switch it off, in /etc/fstab too, or allow it.',
    name: 'kubelet-swap',
    where: ['/proc/swaps', '/etc/fstab', config],
  },
  {
    pattern: /cgroup driver: "?('[^"]{1,30}')"? is different from/,
    says: 'The cgroup driver was given with quotes that became part of the value ($1): take the inner quotes away.',
    name: 'kubelet-cgroup-driver',
    where: [flags, '/etc/default/kubelet', config],
  },
  {
    pattern: /kubelet cgroup driver: \\?"(\w+)\\?" is different from (\w+) cgroup driver: \\?"(\w+)/,
    says: 'The kubelet uses the cgroup driver $1, $2 uses $3: both must use systemd.',
    name: 'kubelet-cgroup-driver',
    where: [config, containerd, '/etc/docker/daemon.json'],
  },
  {
    pattern: /failed to run Kubelet: misconfigurati\S{0,3}\.\.\./,
    says: 'The kubelet calls its configuration wrong, and systemctl cut the line (most often: another cgroup driver than the runtime). See it whole: journalctl -u kubelet --no-pager -l, or systemctl status -l.',
    name: 'kubelet-cgroup-driver',
    where: [config, containerd],
  },
  {
    pattern: /configured to not run on a host using cgroup v1|cgroup v1 support/i,
    says: 'This kubelet does not run on cgroup v1 (failCgroupV1).',
    name: 'kubelet-cgroup-v1',
    where: [config, '/sys/fs/cgroup'],
  },
  {
    pattern:
      /failed to load kubelet config file.{0,300}no such file or directory|open \/var\/lib\/kubelet\/config\.yaml: no such file/,
    says: "The kubelet's configuration is not there. Before kubeadm init or join that is normal; later it was deleted.",
    name: 'kubelet-config-missing',
    where: [config],
  },
  {
    pattern: /failed to load kubelet config file.{0,400}(?:yaml:|converting YAML to JSON)/,
    says: "The kubelet's configuration is not valid YAML, at the line named.",
    name: 'kubelet-config-yaml',
    where: [config],
  },
  {
    pattern:
      /(?:cannot unmarshal (\w+) into Go (?:struct field|value of type) (\S{0,100}KubeletConfiguration\S{0,60}|\S{1,100}))/,
    says: "A field of the kubelet's configuration has the wrong type: a $1 in $2.",
    name: 'kubelet-config-type',
    where: [config],
  },
  {
    pattern: /strict decoding error: unknown field \\?"?([^"\\\s,]{1,100})/,
    says: 'The field $1 does not exist and is ignored: misspelt, or of another version.',
    name: 'kubelet-config-unknown-field',
    where: [config],
  },
  {
    pattern:
      /(?:failed to parse kubelet flag: ?)?(?:unknown flag|unknown shorthand flag|unknown command|flag provided but not defined):? ?(\S{0,60})|failed to parse kubelet flag/,
    says: 'The program does not know a flag it was started with: $1. A typo, or removed by an upgrade.',
    name: 'kubelet-unknown-flag',
    where: [flags, '/etc/default/kubelet', '/etc/kubernetes/manifests'],
  },
  {
    pattern: /kubelet\[\d+\]: +--[a-z-]+ [a-zA-Z]|^ +--(?:vmodule|volume-plugin-dir|version) /,
    says: 'The kubelet printed its usage: it was started with an unknown or invalid command-line flag (exit status 2). The flag is named just above the usage: journalctl -u kubelet | grep -m1 -iE "unknown|invalid".',
    name: 'kubelet-unknown-flag',
    where: ['/etc/systemd/system/kubelet.service.d', flags, '/etc/default/kubelet'],
  },
  {
    pattern: /status=203\/EXEC|Failed at step EXEC spawning (\S{1,150}): (?:No such file|Permission denied)/,
    says: 'systemd cannot start the program ExecStart names ($1): it is not there or not executable.',
    name: 'kubelet-binary-path',
    where: ['/etc/systemd/system/kubelet.service.d', '/usr/lib/systemd/system/kubelet.service'],
  },
  {
    // systemctl and journalctl cut long lines.
    pattern: /unable to load client CA file (\S{1,200}?): ?o(?:pen\b|$)/,
    says: "The kubelet's clientCAFile $1 is not there. Before kubeadm init or join that is normal; later it was deleted.",
    name: 'kubelet-ca-missing',
    where: [config, '/etc/kubernetes/pki'],
  },
  {
    pattern:
      /existing bootstrap client certificate in \S{1,150} is expired|unable to load bootstrap kubeconfig|bootstrap-kubelet\.conf: no such file/,
    says: "The kubelet's client certificate has expired (or is not there), and there is no bootstrap kubeconfig to get another. kubeadm certs renew does not touch it.",
    name: 'kubelet-client-expired',
    where: ['/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
  },
  {
    pattern: /kubelet-client-current\.pem.{0,80}no such file or directory/,
    says: "The kubelet's client certificate is not there: the link leads nowhere.",
    name: 'kubelet-symlink-broken',
    where: ['/var/lib/kubelet/pki'],
  },
  {
    pattern: /no serving certificate available for the kubelet/,
    says: "The kubelet's serving certificate was not issued: approve its CSR (kubectl get csr).",
    name: 'kubelet-serving-csr-pending',
    where: ['/var/lib/kubelet/pki', config],
  },
  {
    pattern: /unknown service runtime\.v1(?:alpha2)?\.(?:RuntimeService|ImageService)/,
    says: 'containerd runs without its CRI plug-in (disabled_plugins), or is too old for this kubelet.',
    name: 'cri-disabled',
    where: [containerd],
  },
  {
    pattern:
      /dockershim\.sock: connect: no such file|dial unix (?!\S{0,100}(?:cilium|csi|plugin))(\S{1,100}): connect: no such file or directory/,
    says: 'The runtime socket $1 is not there: the endpoint is wrong, or the runtime does not run.',
    name: 'cri-socket-missing',
    where: ['/run/containerd/containerd.sock', flags, '/etc/crictl.yaml'],
  },
  {
    pattern: /runtime connect using default endpoints/,
    says: 'crictl was not told which runtime to ask: write /etc/crictl.yaml.',
    name: 'cri-crictl-config',
    where: ['/etc/crictl.yaml'],
  },
  {
    pattern: /dial unix (\S{1,100}): connect: connection refused/,
    says: 'The runtime socket $1 is there and nobody listens: the runtime crashed.',
    name: 'cri-socket-stale',
    where: ['/run/containerd/containerd.sock'],
  },
  {
    pattern: /dial unix (\S{1,100}): connect: permission denied/,
    says: 'This user may not use the runtime socket: sudo.',
    name: 'cri-socket-perm',
    where: ['/run/containerd/containerd.sock'],
  },
  {
    pattern: /couldn't parse as pod\((?:no kind|Object 'Kind' is missing)/,
    says: 'A static pod manifest has a wrong apiVersion or kind.',
    name: 'manifest-kind-invalid',
    where: ['/etc/kubernetes/manifests'],
  },
  {
    pattern: /(?:Could not process manifest file|couldn't parse as pod)/,
    says: 'A static pod manifest cannot be parsed; the kubelet does not run it.',
    name: 'manifest-yaml-invalid',
    where: ['/etc/kubernetes/manifests'],
  },
  {
    pattern: /hostPath type check failed: (\S{1,200}) is not a (\w+)/,
    says: 'The hostPath $1 of a pod is not a $2: it is missing or something else.',
    name: 'manifest-hostpath-missing',
    where: ['/etc/kubernetes/manifests'],
  },
  {
    pattern: /HTTP probe failed with statuscode: 401/,
    says: 'The probe gets 401: anonymous access is off and probes carry no credentials.',
    name: 'manifest-anon-auth-probe',
    where: ['/etc/kubernetes/manifests/kube-apiserver.yaml'],
  },
  {
    pattern: /[Ff]ailed to garbage collect required amount of images/,
    says: 'Image garbage collection finds nothing it may delete: something else fills the disk.',
    name: 'disk-image-gc',
    where: ['/var/lib/containerd', '/var/log'],
  },
  {
    pattern: /The node was low on resource: ([\w-]+)/,
    says: 'The kubelet evicted the pod: the node ran low on $1.',
    name: 'disk-nodefs',
    where: ['/var/lib/kubelet', '/var/log', '/var/lib/containerd'],
  },
  {
    pattern: /no space left on device/,
    says: 'The file system is full (bytes or inodes: df -h, df -i).',
    name: 'disk-nodefs',
    where: ['/var/lib/kubelet', '/var/lib/containerd', '/var/log'],
  },
  {
    pattern: /(?:resolv\.conf: no such file or directory)/,
    says: "The kubelet's resolvConf is not there.",
    name: 'kubelet-resolvconf',
    where: [config, '/run/systemd/resolve/resolv.conf'],
  },
  {
    pattern: /Loop \([^)]{1,80}\) detected for zone/,
    says: "CoreDNS asks itself: the nodes' resolv.conf points at 127.0.0.53.",
    name: 'kubelet-resolvconf',
    where: [config, '/etc/resolv.conf'],
  },
  {
    pattern: /node \\?"?([^"\\\s]{1,100})\\?"? not found|is not allowed to modify node/,
    says: 'The kubelet asks for a node the apiserver does not know or does not let it touch ($1): the host name changed, or the node never registered (the apiserver is not reachable).',
    name: 'kubelet-node-name',
    where: ['/etc/hostname', '/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
    kind: 'transient',
  },
  {
    pattern:
      /open (\/etc\/kubernetes\/\S{1,200}): no such file or directory|stat (\/etc\/kubernetes\/\S{1,200}): no such file or directory/,
    says: 'A file is not there: $1$2. The flag that names it is wrong, it is not mounted, or it was deleted.',
    name: 'manifest-file-missing',
    where: ['/etc/kubernetes/manifests', '/etc/kubernetes/pki'],
  },
  {
    pattern: /Following Cgroup subsystem not mounted: \[([\w, ]{1,100})\]|missing cgroups?: ([\w, ]{1,100})/i,
    says: 'The kernel runs without the cgroup controllers the kubelet needs ($1$2): enable them on the kernel command line (on a Raspberry Pi cgroup_enable=cpuset cgroup_enable=memory cgroup_memory=1) and reboot.',
    where: ['/proc/cgroups', '/proc/cmdline'],
  },
  {
    pattern: /failed to get (?:rootfs info|device for dir)/,
    says: 'The kubelet cannot find out on which device its directory is, and ends: it runs in a container (LXC, LXD) or on a file system without a device of its own (btrfs, ZFS, overlay).',
    where: ['/var/lib/kubelet', '/proc/mounts'],
  },
  {
    pattern: /invalid kernel flag: (\S{1,80}), expected value: (\S{1,20})/,
    says: 'The kubelet was told to insist on kernel settings (protectKernelDefaults), and $1 is not $2.',
    where: ['/etc/sysctl.d', config],
  },
  {
    pattern: /PLEG is not healthy: pleg was last seen active (?!2562047h)(\S{1,30}) ago/,
    says: 'The container runtime has told the kubelet nothing for $1, so the node is NotReady: the runtime hangs (crictl ps answers slowly or never), or a dead mount or an overloaded disk holds it up.',
    where: ['/run/containerd/containerd.sock', containerd],
  },
  {
    pattern: /container runtime is down/,
    says: 'The kubelet gets no answer from the container runtime: it does not run, or hangs. For some seconds after a start that is normal.',
    confidence: 'possible',
    where: ['/run/containerd/containerd.sock', containerd],
  },
  {
    pattern: /leaderelection lost|failed to renew lease \S{1,100}: (?:timed out|failed to tryAcquireOrRenew)/,
    says: 'A controller ended because it could not renew its lease in time: the apiserver, or etcd behind it, was too slow or did not answer. The fault is there, not in what ended.',
    where: ['/var/lib/etcd', '/etc/kubernetes/manifests/kube-apiserver.yaml'],
  },
];
