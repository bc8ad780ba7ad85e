import type { Meaning } from './meaning.ts';

const netd = '/etc/cni/net.d';
const bin = '/opt/cni/bin';

/** Pod network and sandboxes. Sources: containernetworking/cni libcni, go-cni, containerd CRI server, flannel, calico. */
export const networkMeanings: readonly Meaning[] = [
  {
    pattern: /(?:open )?\/run\/flannel\/subnet\.env: no such file or directory/,
    says: 'flanneld does not run on that node (or the node has no podCIDR): it did not write /run/flannel/subnet.env.',
    name: 'cni-flannel-subnet',
    where: ['/run/flannel/subnet.env', netd],
  },
  {
    pattern: /failed to find plugin \\?"?([^"\\\s]{1,60})\\?"? in path \[([^\]]{1,200})\]/,
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
    pattern: /pod cidr not assigned|node \S{1,120} has no (?:pod ?CIDR|podCIDR)/i,
    says: 'flannel ends because its node has no podCIDR: the cluster was made without --pod-network-cidr, the controller manager runs without --allocate-node-cidrs, or the range is used up.',
    name: 'cni-flannel-subnet',
    where: ['/etc/kubernetes/manifests/kube-controller-manager.yaml', '/run/flannel/subnet.env'],
  },
  {
    pattern:
      /https:\/\/\[?(\d{1,3}(?:\.\d{1,3}){3}|kubernetes\.default[\w.]{0,40})\]?:443\/(?:api|version|healthz).{0,400}(?:i\/o timeout|no route to host|connect: connection refused)/,
    says: "The apiserver is not reached at the address of its Service ($1:443) from that node or pod: kube-proxy does not run there or forwards to an address that is wrong, or the pod network's range overlaps with another.",
    part: 'cni',
    where: ['/etc/kubernetes/manifests/kube-apiserver.yaml', netd],
  },
  {
    pattern:
      /connection is unauthorized: Unauthorized|plugin type=\\?"[\w-]{1,40}\\?" failed \(\w{1,10}\): .{0,80}Unauthorized/,
    says: 'The apiserver refuses the credentials of the CNI plug-in (401): the token it wrote into its kubeconfig has expired or is of an earlier cluster. Restart the pod of the network add-on on that node, which writes a new one.',
    part: 'cni',
    where: [`${netd}/calico-kubeconfig`, netd],
  },
  {
    pattern: /netplugin failed with no error message/,
    says: 'The CNI program ended without a word, mostly because it was killed: out of memory (dmesg), or it hung until the runtime gave up.',
    part: 'cni',
    where: [netd, bin],
  },
  {
    pattern: /dial tcp 127\.0\.0\.1:50051: connect: connection refused/,
    says: 'The CNI plug-in of AWS finds its daemon not running: look at the aws-node pod of that node.',
    part: 'cni',
    where: [netd],
  },
  {
    pattern: /BGP not established with ([\d., :a-f]{3,200})/,
    says: 'calico-node has no BGP session with $1: port 179 is blocked in between, or Calico took the address of a wrong interface (IP_AUTODETECTION_METHOD).',
    part: 'cni',
    where: [netd],
  },
  {
    pattern: /unable to connect to Cilium agent|\/cilium\.sock: connect: /,
    says: 'The CNI plug-in of Cilium does not reach its agent: the cilium pod of that node does not run, or is not ready yet.',
    part: 'cni',
    where: [netd],
  },
  {
    pattern: /"?(\S{1,20}?)"? already has an IP address different from (\S{1,50})/,
    says: 'The bridge $1 of that node has an address of an earlier range, and its pods belong to $2 now: the node got another podCIDR. Drain it, delete the bridge (ip link delete $1), and let the add-on make it anew.',
    part: 'cni',
    where: ['/run/flannel/subnet.env', '/var/lib/cni'],
  },
  {
    pattern: /incompatible CNI versions|config is \\?"?[\d.]+\\?"?, plugin supports/,
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
    pattern:
      /failed to load plugin \\?"?io\.containerd\.(?:grpc\.v1\.cri|cri\.v1\.\w{1,20})\\?"?.{0,80}error=\\?"(.{1,200})/,
    says: "containerd's CRI plug-in did not load, so that the kubelet has no runtime: $1",
    name: 'cri-disabled',
    where: ['/etc/containerd/config.toml'],
  },
  {
    pattern: /failed to load TOML(?: from)? (\S{1,200}?): (.{1,200})/,
    says: 'containerd cannot read its configuration $1 and does not start: $2',
    name: 'cri-config-invalid',
    where: ['/etc/containerd/config.toml'],
  },
  {
    pattern:
      /(?:failed to (?:get|pull|pull and unpack)|failed pulling) (?:sandbox )?image \S{0,100}pause|failed to (?:get|inspect) sandbox image/,
    says: 'The pause image of the sandbox cannot be had: no pod starts on this node.',
    name: 'cri-sandbox-image',
    where: ['/etc/containerd/config.toml'],
  },
  {
    pattern: /avc: {1,4}denied {1,4}\{ ?([\w ]{1,40}?) ?\}.{0,80}comm="?([\w.-]{1,40})"?.{0,60}name="?([^\s"]{1,80})/,
    says: 'SELinux does not let $2 $1 the file $3: it has a wrong label, as files moved from a home have. restorecon -Rv on its folder puts it right; ausearch -m avc -ts recent lists all denials.',
  },
  {
    pattern: /SELinux is preventing|avc: {1,4}denied/,
    says: 'SELinux denies something: ausearch -m avc -ts recent lists it; a wrong label is put right by restorecon -Rv.',
  },
  {
    pattern: /apparmor failed to apply profile|unable to apply apparmor profile|apparmor="DENIED"/,
    says: 'AppArmor: the profile of the container is not loaded on this node, or it denies something. aa-status lists the profiles that are loaded; journalctl -k | grep apparmor the denials.',
  },
  {
    pattern: /Failed to start ContainerManager\W{0,3}(.{0,160})/,
    says: 'The kubelet cannot set up its cgroups: $1. Look at cgroupDriver of the kubelet and SystemdCgroup of containerd, and at what is mounted below /sys/fs/cgroup.',
  },
  {
    pattern: /invalid capacity 0 on image filesystem/,
    says: 'The kubelet asked before the runtime had its numbers; it goes away by itself.',
    kind: 'normal',
  },
];
