import type { Message } from '../error-text/message.ts';

/** What keeps kube-proxy, and other programs that pick an address of the host, from their start. */
export const proxyMessages: readonly Message[] = [
  {
    id: 'no-default-route',
    matches:
      /no default routes found in \\{0,3}"\/proc\/net\/route|[Uu]nable to select an IP(?: from default routes)?\.|failed to select a host interface|unable to find suitable network address/i,
    kind: 'cause',
    says: 'A program that picks an address of this host by its default route finds none: the host has no default route, or its interface no address that can be used, or not yet (it started before the network did).',
    next: [
      '`ip route show default` and `ip -6 route show default`; where the network comes late: start the unit after network-online.target. A host that is to have none: name the address (--node-ip, --bind-address, --advertise-address), or add a default route of its own',
    ],
    samples: [
      'level=fatal msg="Error starting server: no default routes found in \\"/proc/net/route\\" or \\"/proc/net/ipv6_route\\""',
      'Unable to create proxer: failed to select a host interface: Unable to select an IP.',
    ],
    not: ['Failed to find any valid interface to use: failed to get default interface: Unable to find default route'],
    source: 'apimachinery pkg/util/net/interface.go (chooseHostInterface)',
  },
  {
    id: 'bridge-sysctl-missing',
    matches:
      /open \/proc\/sys\/net\/bridge\/bridge-nf-call-ip6?tables: no such file or directory|cannot stat \/proc\/sys\/net\/bridge\/bridge-nf-call-ip6?tables/,
    kind: 'cause',
    name: 'cni-br-netfilter',
    part: 'cni',
    says: 'The kernel module br_netfilter is not loaded, so that bridged packets of pods pass by iptables: Services do not work for pods on the same node.',
    next: [
      '`modprobe br_netfilter`, `sysctl -w net.bridge.bridge-nf-call-iptables=1`; both for good in /etc/modules-load.d and /etc/sysctl.d',
    ],
    where: ['/etc/modules-load.d', '/etc/sysctl.d'],
    samples: [
      "Unable to create proxier: can't set sysctl net/bridge/bridge-nf-call-iptables: open /proc/sys/net/bridge/bridge-nf-call-iptables: no such file or directory",
      'sysctl: cannot stat /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory',
    ],
    source: 'kubernetes pkg/proxy; procps sysctl',
  },
  {
    id: 'kube-proxy-nftables-kernel',
    matches: /(?:kube-proxy in )?nftables mode requires kernel (\S{1,12}) or later|could not find nftables binary/,
    kind: 'cause',
    says: ({ groups: [, kernel = ''] }) =>
      `kube-proxy is set to the mode nftables, and this node does not carry it: ${kernel === '' ? 'the program nft is not there' : `it needs a kernel from ${kernel} on`}.`,
    next: [
      '`uname -r`, `nft --version` on that node; mode: iptables in the configuration of kube-proxy for nodes that are older',
    ],
    samples: [
      '"Unable to create proxier" err="kube-proxy in nftables mode requires kernel 5.13 or later"',
      'err="could not find nftables binary: exec: \\"nft\\": executable file not found in $PATH"',
    ],
    source: 'kubernetes pkg/proxy/nftables/proxier.go (getNFTablesInterface); sigs.k8s.io/knftables',
  },
  {
    id: 'client-ca-not-there-yet',
    matches:
      /unable to load initial CA bundle for: .{0,200}configmap \\{0,3}"extension-apiserver-authentication\\{0,3}" not found/,
    kind: 'state',
    confidence: 'possible',
    part: 'kube-apiserver',
    says: 'A component of the control plane asks for the CAs of clients, which the apiserver keeps in kube-system, and they are not there yet: the apiserver makes them within seconds of its start. Later it means that the apiserver cannot write to etcd.',
    next: ['`kubectl -n kube-system get configmap extension-apiserver-authentication`; {apiserver-log}'],
    samples: [
      'unable to load initial CA bundle for: "client-ca::kube-system::extension-apiserver-authentication::client-ca-file" due to: configmap "extension-apiserver-authentication" not found',
    ],
    source: 'apiserver pkg/server/dynamiccertificates/configmap_cafile_content.go',
  },
];
