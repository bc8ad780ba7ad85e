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
    pattern: /failed to (?:get|pull|pull and unpack) (?:sandbox )?image .{0,20}pause|failed to get sandbox image/,
    says: 'The pause image of the sandbox cannot be had: no pod starts on this node.',
    name: 'cri-sandbox-image',
    where: ['/etc/containerd/config.toml'],
  },
  {
    pattern: /invalid capacity 0 on image filesystem/,
    says: 'The kubelet asked before the runtime had its numbers; it goes away by itself.',
    kind: 'normal',
  },
];
