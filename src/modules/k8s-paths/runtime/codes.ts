import { listed } from '../../../core/wording.ts';
import { runtimeCommand } from '../../../kubernetes/runtime-units.ts';
import { at, type Facts, pathCode } from '../path-code.ts';

/** The container runtime and CNI: section R of the catalog. */
export const runtimeCodes = [
  pathCode(171, 'cri-socket-missing', 'critical', "The runtime's socket is not there.", {
    title: (f) => `${f.file} does not exist: the container runtime does not run`,
    next: (f) => [runtimeCommand(f.file, 'status')],
  }),
  pathCode(172, 'cri-socket-stale', 'critical', "Nothing listens on the runtime's socket.", {
    title: (f) => `${f.file} is there, and nothing listens on it: the runtime crashed`,
    next: (f) => [runtimeCommand(f.file, 'restart')],
  }),
  pathCode(173, 'cri-socket-perm', 'warning', "This user may not use the runtime's socket.", {
    title: (f) => `${f.file}: permission denied`,
    next: () => ['run `crictl` with sudo; do not change the mode of the socket'],
  }),
  pathCode(174, 'cri-crictl-config', 'info', 'The crictl tool is not told which runtime to ask.', {
    title: (f: Facts<'subject' | 'actual' | 'expected'>) => `${f.file} ${f.actual}: crictl tries ${f.subject}`,
    next: (f) => [`\`crictl config --set runtime-endpoint=unix://${f.expected}\``],
  }),
  pathCode(
    175,
    'cri-config-version',
    'warning',
    'Sections of containerd.toml are ignored in this version of the file.',
    {
      title: (f: Facts<'subject' | 'actual' | 'expected'>) =>
        `${at(f)}: ${f.subject} belongs to config version ${f.expected}, the file says version ${f.actual}`,
      why: 'containerd ignores sections of unknown plug-ins without a word.',
      next: () => [
        '`containerd config migrate > /root/config.toml`; compare, then put it in place and restart containerd',
      ],
    },
  ),
  pathCode(176, 'cri-disabled', 'critical', 'The CRI plug-in of containerd is disabled.', {
    title: (f: Facts<'actual'>) =>
      `${at(f)}: disabled_plugins holds ${f.actual}; the kubelet gets "unknown service runtime.v1.RuntimeService"`,
    why: 'Packages of Docker install containerd with CRI off.',
    next: () => ['`containerd config default > /etc/containerd/config.toml; systemctl restart containerd`'],
  }),
  pathCode(177, 'cri-sandbox-image', 'critical', 'The sandbox (pause) image cannot be pulled.', {
    title: (f: Facts<'actual'>) => `The sandbox image ${f.actual} cannot be had: no pod can start`,
    next: () => ['preload it, or set sandbox_image to one that is reachable: `ctr -n k8s.io images pull …`'],
  }),
  pathCode(178, 'cni-no-config', 'critical', 'There is no CNI configuration.', {
    title: (f) => `${f.file} holds no CNI configuration: NetworkPluginNotReady, the node stays NotReady`,
    next: () => ['install the network add-on, or find out why its DaemonSet did not write its file'],
  }),
  pathCode(179, 'cni-bad-json', 'critical', 'The first CNI configuration cannot be parsed.', {
    title: (f: Facts<'actual'>) => `${at(f)} is not valid JSON: ${f.actual}`,
    why: 'containerd loads the first file by name and reads no later one when it is broken.',
    next: () => ['Repair the file, or take it out of the directory if another one is meant.'],
  }),
  pathCode(180, 'cni-conf-no-type', 'critical', 'A CNI .conf file has no plug-in type.', {
    title: (f: Facts<never, 'expected'>) =>
      `${at(f)} has no type${f.expected ? `: it is a list and must be called ${f.expected}` : ''}`,
    next: () => ['Rename it to `.conflist`.'],
  }),
  pathCode(181, 'cni-list-no-name', 'critical', 'A CNI list has no name.', {
    title: (f) => `${at(f)} has no name: "error parsing configuration list: no name"`,
    next: () => ['Give it a name; host-local keeps its addresses in /var/lib/cni/networks/NAME, so use the old one.'],
  }),
  pathCode(182, 'cni-list-no-plugins', 'critical', 'A CNI list has no plug-ins.', {
    title: (f) => `${at(f)} has no plugins: "no plugins in list"`,
    next: () => ["Restart the network add-on's pod on this node: it writes the file anew."],
  }),
  pathCode(183, 'cni-plugin-missing', 'critical', 'A CNI plug-in that the configuration names cannot be run.', {
    title: (f: Facts<'subject', 'actual' | 'items'>) =>
      f.actual?.startsWith('not in')
        ? `${f.subject} ${(f.items?.length ?? 1) > 1 ? 'are' : 'is'} ${f.actual}: pods stay in ContainerCreating`
        : `${f.file} ${f.actual}: pods stay in ContainerCreating`,
    next: () => ['reinstall the CNI plug-ins (containernetworking-plugins) for this architecture'],
  }),
  pathCode(184, 'cni-multiple-configs', 'warning', 'Several CNI configurations compete; the first by name wins.', {
    title: (f: Facts<'items'>) => `${f.file} wins over ${listed(f.items)}`,
    why: 'After a change of the network add-on, the old file may still be the one in force.',
    next: (f) => [`\`mv ${listed(f.items, 9).replaceAll(', ', ' ')} /root/\``],
  }),
  pathCode(
    185,
    'cni-leftover-calico',
    'critical',
    "Calico's configuration is in force and calico-node never ran here.",
    {
      title: (f: Facts<'actual'>) => `${f.file} is in force, and ${f.actual} is not there`,
      why: 'Every sandbox fails with "stat /var/lib/calico/nodename: no such file or directory".',
      next: () => [
        'If Calico is the network: bring calico-node up. If not: move 10-calico.conflist and calico-kubeconfig out of the directory.',
      ],
    },
  ),
  pathCode(186, 'cni-version', 'critical', 'A CNI configuration asks for a version its plug-ins do not know.', {
    title: (f: Facts<'actual', 'expected'>) =>
      `${at(f)}: cniVersion ${f.actual}${f.expected ? `, known are ${f.expected}` : ' does not exist'}`,
    next: () => ['Lower `cniVersion` to one the plug-ins support, or update the plug-ins.'],
  }),
  pathCode(187, 'cni-flannel-subnet', 'critical', 'Flannel has not written its subnet.', {
    title: (f) => `${f.file} is not there: flannel does not run, or this node has no podCIDR`,
    next: () => ['`kubectl -n kube-flannel get pods -o wide; kubectl get node -o jsonpath={.items[*].spec.podCIDR}`'],
  }),
  pathCode(188, 'cni-br-netfilter', 'warning', 'Bridged traffic does not pass through iptables.', {
    title: (f: Facts<'actual'>) => `${f.file} is ${f.actual}: service addresses fail between pods of one node`,
    next: () => ['`modprobe br_netfilter; sysctl -w net.bridge.bridge-nf-call-iptables=1`; make both permanent'],
  }),
  pathCode(189, 'cni-ip-forward', 'critical', 'This host does not forward packets.', {
    title: (f: Facts<'actual'>) => `${f.file} is ${f.actual}: pods reach nothing outside this node`,
    next: () => ['`sysctl -w net.ipv4.ip_forward=1`; put it into /etc/sysctl.d/'],
  }),
  pathCode(190, 'cni-ip-exhausted', 'critical', 'The pod address range of this node is used up.', {
    title: (f: Facts<'actual' | 'expected'>) => `${f.file}: ${f.actual} addresses are reserved of ${f.expected}`,
    why: 'host-local keeps a file for each address; files of pods that are gone are leaked addresses.',
    next: () => [
      'Drain the node, stop the kubelet, remove the files whose container ids `crictl pods` no longer shows, start the kubelet. Too many real pods: a larger node range.',
    ],
  }),
];
