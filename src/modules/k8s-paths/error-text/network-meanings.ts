import type { Meaning } from './meaning.ts';

const netd = '/etc/cni/net.d';
const bin = '/opt/cni/bin';

/** Pod network, sandboxes and images. Sources: containernetworking/cni libcni, go-cni, containerd CRI server, flannel, calico. */
export const networkMeanings: readonly Meaning[] = [
  {
    pattern: /(?:open )?\/run\/flannel\/subnet\.env: no such file or directory/,
    says: 'flanneld does not run on that node (or the node has no podCIDR): it did not write /run/flannel/subnet.env.',
    name: 'cni-flannel-subnet',
    where: ['/run/flannel/subnet.env', netd],
  },
  {
    pattern: /failed to find plugin \\?"([^"\\]{1,60})\\?" in path \[([^\]]{1,200})\]/,
    says: 'The CNI program $1 is missing in $2: pods stay in ContainerCreating.',
    name: 'cni-plugin-missing',
    where: [bin, netd],
  },
  {
    pattern: /stat \/var\/lib\/calico\/nodename: no such file or directory/,
    says: 'Calico is the configured network and calico-node does not run here, or its CNI file is a leftover.',
    name: 'cni-leftover-calico',
    where: [`${netd}/10-calico.conflist`, '/var/lib/calico/nodename'],
  },
  {
    pattern: /incompatible CNI versions|config is \\?"[\d.]+\\?", plugin supports/,
    says: 'The CNI configuration asks for a version its plug-in does not know.',
    name: 'cni-version',
    where: [netd, bin],
  },
  {
    pattern: /no IP addresses available in (?:range set|network)/,
    says: "The node's pod addresses are used up, or leaked by pods that are gone.",
    name: 'cni-ip-exhausted',
    where: ['/var/lib/cni/networks'],
  },
  {
    pattern: /network type not found in|missing 'type'/,
    says: 'A CNI .conf file has no type: a list must be called .conflist.',
    name: 'cni-conf-no-type',
    where: [netd],
  },
  {
    pattern: /error parsing configuration list: no name/,
    says: 'The CNI list has no name.',
    name: 'cni-list-no-name',
    where: [netd],
  },
  { pattern: /no plugins in list/, says: 'The CNI list has no plug-ins.', name: 'cni-list-no-plugins', where: [netd] },
  {
    pattern:
      /(?:[Ee]rror (?:loading CNI conf|parsing configuration|loading CNI config list)|failed to load CNI config)/,
    says: 'The first CNI file cannot be parsed; containerd reads no other.',
    name: 'cni-bad-json',
    where: [netd],
  },
  {
    pattern:
      /(?:cni plugin not initialized|cni config uninitialized|no network config found in|[Nn]o networks found in|no valid networks found in|NetworkPluginNotReady|network plugin is not ready)/,
    says: 'The runtime has no usable CNI configuration: the network add-on is not installed, did not come up on this node, or its file cannot be used.',
    name: 'cni-no-config',
    where: [netd, bin],
  },
  {
    pattern: /failed to (?:get|pull|pull and unpack) (?:sandbox )?image .{0,20}pause|failed to get sandbox image/,
    says: 'The pause image of the sandbox cannot be had: no pod starts on this node.',
    name: 'cri-sandbox-image',
    where: ['/etc/containerd/config.toml'],
  },
  {
    pattern:
      /(?:Failed to pull image|Back-off pulling image) \\?"([^\s"\\]{1,200})|ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull/,
    says: 'An image cannot be pulled: $1. Its name or tag is wrong, the registry is not reachable or wants credentials.',
  },
  {
    pattern: /exec: \\?"([^"\\]{1,100})\\?": (?:executable file not found in \$PATH|stat [^:]{1,100}: no such file)/,
    says: "The container's command $1 does not exist in its image: a typo in command or args.",
  },
  {
    pattern:
      /MountVolume\.\w+ failed for volume "([^"]{1,100})"(?: : )?(.{0,120})|[Uu]nable to attach or mount volumes/,
    says: 'A volume of the pod cannot be mounted: $1 $2',
  },
  {
    pattern: /(?:configmap|secret)s? "([^"]{1,100})" not found/,
    says: 'The pod needs the ConfigMap or Secret $1, which does not exist in its namespace.',
  },
  {
    pattern: /\d{1,6}\/\d{1,6} nodes are available: (.{1,200})/,
    says: 'The scheduler finds no node for the pod: $1',
  },
  {
    pattern: /Back-off restarting failed container|CrashLoopBackOff/,
    says: 'A container ends again and again: its own log (kubectl logs --previous) says why.',
  },
  {
    pattern: /^([\w.-]{1,100}) +NotReady(?:,SchedulingDisabled)? /,
    says: 'The node $1 is NotReady: its kubelet does not report, or reports a fault. On it: systemctl status kubelet, diag k8s-paths.',
  },
  {
    pattern: /\d+\/\d+ +(CreateContainerConfigError|CreateContainerError|RunContainerError|Init:Error|Error) /,
    says: 'A container does not start or ended with an error ($1): kubectl describe pod and kubectl logs --previous say why.',
  },
  {
    pattern: /\d+\/\d+ +Evicted /,
    says: 'The kubelet evicted a pod: its node ran low on disk or memory; kubectl describe pod says on which.',
  },
  {
    pattern: /OOMKilled|Out of memory: Killed process/,
    says: 'A process was killed for using more memory than it may.',
  },
  {
    pattern: /(?:Readiness|Liveness|Startup) probe failed: (.{0,120})/,
    says: 'A probe of the pod fails: $1',
    kind: 'transient',
  },
  {
    pattern: /invalid capacity 0 on image filesystem/,
    says: 'The kubelet asked before the runtime had its numbers; it goes away by itself.',
    kind: 'normal',
  },
];
