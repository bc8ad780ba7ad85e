import type { SessionRow } from '../meaning.ts';

const reach = [
  'on the server: `tcpdump -ni any udp port {port}`: do packets arrive?',
  "the address and port of the server, its firewall and the provider's; the keys or certificates of both sides",
];

/** What WireGuard, OpenVPN, IPsec, Cilium, IPVS and ethtool say. */
export const tunnelRows: readonly SessionRow[] = [
  {
    id: 'openvpn-no-handshake',
    matches: /\bTLS Error: TLS key negotiation failed to occur within \d{1,4} seconds/,
    samples: [
      'Thu May  2 10:01:00 2024 TLS Error: TLS key negotiation failed to occur within 60 seconds (check your network connectivity)',
    ],
    source: 'OpenVPN src/openvpn/ssl.c',
    means: 'no-answer',
    confidence: 'likely',
    says: 'The OpenVPN handshake gets no answer.',
    why: 'The packets do not arrive or come back (port, protocol or firewall), or the other side drops them (tls-auth or tls-crypt key differs).',
    next: reach,
    own: true,
  },
  {
    id: 'openvpn-page',
    matches:
      /\bTLS Error: TLS handshake failed$|\b(?:UDP|TCP)(?:v[46])?(?:_CLIENT)? link (?:local|remote)\b|\bTCP\/UDP: Preserving recently used remote address|\bSIGUSR1\[soft,tls-error\] received|\bRestart pause, \d|^.{0,40}\bOpenVPN \d\.\d|\blibrary versions: OpenSSL/,
    samples: [
      'Thu May  2 10:00:00 2024 UDP link remote: [AF_INET]198.51.100.7:1194',
      '2024-05-02 10:01:00 TLS Error: TLS handshake failed',
    ],
    source: 'OpenVPN src/openvpn/socket.c, ssl.c',
    means: 'page',
    own: true,
  },
  {
    id: 'wireguard-no-handshake',
    matches:
      /(?:\bwireguard: (?<device>\S{1,20}):|\[TUN\] \[(?<device2>[^\]]{1,40})\]) Handshake for peer \d{1,6} \((?<server>[0-9a-f.:[\]]{2,50}):(?<port>\d{1,5})\) did not complete after \d{1,3} (?:seconds|attempts)/,
    samples: [
      '[ 12.3] wireguard: wg0: Handshake for peer 1 (198.51.100.7:51820) did not complete after 5 seconds, retrying (try 2)',
      '2026-06-11 18:41:54.154956: [TUN] [office] Handshake for peer 1 (198.51.100.7:51820) did not complete after 5 seconds, retrying (try 2)',
    ],
    source: 'Linux drivers/net/wireguard/timers.c; WireGuardNT driver/timers.c',
    means: 'no-answer',
    confidence: 'likely',
    says: 'The WireGuard peer {server}:{port} does not answer the handshake.',
    why: 'UDP to it or back is filtered, its address is wrong, or it does not know this public key.',
    next: reach,
    own: true,
  },
  {
    id: 'wireguard-windows-page',
    matches: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,9}: \[(?:TUN|MGR)\] \[/,
    samples: ['2026-06-11 18:41:44.151920: [TUN] [office] Startup complete'],
    source: 'WireGuard for Windows, ringlogger',
    means: 'page',
    own: true,
  },
  {
    id: 'ipsec-no-answer',
    matches: /\bgiving up after \d{1,3} retransmits\b|\bestablishing IKE_SA failed, peer not responding\b/,
    samples: ['giving up after 5 retransmits', 'establishing IKE_SA failed, peer not responding'],
    source: 'strongSwan src/libcharon/sa/ikev2/task_manager_v2.c',
    means: 'no-answer',
    confidence: 'likely',
    says: 'The IPsec peer does not answer.',
    why: 'UDP 500 or 4500 to it or back is filtered, or the peer is down.',
    next: ['on the peer: `tcpdump -ni any udp port 500 or udp port 4500`'],
  },
  {
    id: 'cilium-policy',
    matches:
      /\bdrop \(Policy denied(?: by denylist)?\) .{0,300}?: (?<from>[0-9a-f.:[\]]{3,60}) -> (?<to>[0-9a-f.:[\]]{3,60})|(?<from2>[\w./-]{1,200}:\d{1,5}) (?:\([^)]{1,80}\) )?(?:<>|->|<-) (?<to2>[\w./-]{1,200}:\d{1,5}) (?:\([^)]{1,80}\) )?(?:[Pp]olicy denied(?: by denylist)? DROPPED|policy-verdict:\S{1,20} (?:INGRESS|EGRESS) DENIED)/,
    samples: [
      'xx drop (Policy denied) flow 0x0 to endpoint 1771, ifindex 12, file bpf_lxc.c:1178, , identity 2->3345: 10.0.1.13:51234 -> 10.0.0.44:8080 tcp SYN',
      'May  2 10:00:00.000: shop/web-0:51234 (ID:3345) <> shop/db-0:5432 (ID:4711) Policy denied DROPPED (TCP Flags: SYN)',
    ],
    source: 'cilium pkg/monitor/datapath_drop.go; hubble observe',
    means: 'network-policy-drops',
    confidence: 'proven',
    says: 'A network policy drops {from} to {to} (Cilium).',
    next: [
      '`kubectl get networkpolicy,ciliumnetworkpolicy -A`; `cilium-dbg policy get`, `hubble observe --verdict DROPPED`',
    ],
    own: true,
  },
  {
    id: 'kube-no-endpoints',
    matches:
      /^(?:\[\d{1,12}:\d{1,15}\] )?-A KUBE-(?:SERVICES|EXTERNAL-SERVICES|NODEPORTS) (?:-d (?<address>[0-9a-f.:]{2,45})(?:\/\d{1,3})? )?.{0,80}?--comment "(?<name>[^" ]{1,200}) has no endpoints"(?:.{0,60}?--dport (?<port>\d{1,5}))?.{0,60}?-j REJECT/,
    samples: [
      '-A KUBE-SERVICES -d 10.96.55.5/32 -p tcp -m comment --comment "shop/web:http has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable',
    ],
    not: [
      '-A KUBE-SERVICES -d 10.96.55.5/32 -p tcp -m comment --comment "shop/web:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-XPGD46QRK7WJZT7O',
    ],
    source: 'kubernetes pkg/proxy/iptables/proxier.go',
    means: 'shown',
    own: true,
  },
  {
    id: 'no-dhcp',
    matches:
      /^No DHCPOFFERS received|^udhcpc: no lease, (?:failing|forking)|\bDHCPv4 (?:client: )?timed out\b|^An error occurred while renewing interface (?<device>.{1,60}?) : unable to (?:contact|connect to) your DHCP server\b/,
    samples: [
      'No DHCPOFFERS received.',
      'udhcpc: no lease, failing',
      'An error occurred while renewing interface Ethernet : unable to contact your DHCP server. Request has timed out.',
    ],
    source: 'ISC dhclient client/dhclient.c; busybox networking/udhcp/dhcpc.c',
    means: 'no-answer',
    confidence: 'likely',
    says: 'No DHCP server answers on {device}: it gets no address.',
    why: 'No server or relay in this network, the wrong VLAN, or a filter on UDP 67 and 68.',
    next: [
      '`tcpdump -ni DEVICE port 67 or port 68`: do offers come? The VLAN of the switch port; the log of the DHCP server',
    ],
    own: true,
  },
  {
    id: 'dhcp-page',
    matches:
      /^DHCP(?:DISCOVER|REQUEST|OFFER|ACK)\b|^Internet Systems Consortium DHCP|^Copyright .{0,20}Internet Systems|^All rights reserved|^For info, please visit|^(?:Listening|Sending) on {1,3}|^No working leases in persistent|^udhcpc: (?:started|broadcasting|sending)|^bound to [0-9.]{7,15}/,
    samples: ['DHCPDISCOVER on eth0 to 255.255.255.255 port 67 interval 3', 'udhcpc: broadcasting discover'],
    source: 'ISC dhclient; busybox udhcpc',
    means: 'page',
    own: true,
  },
  {
    id: 'cilium-drop',
    matches: /^xx drop \((?<reason>[^)]{1,80})\)/,
    samples: [
      'xx drop (Stale or unroutable IP) flow 0x0 to endpoint 0, ifindex 2, file bpf_host.c:880, , identity 1->0: 10.0.1.13 -> 10.0.0.44',
    ],
    source: 'cilium api/v1/flow/flow.proto DropReason',
    means: 'error',
    why: "Cilium drops the packet for the reason in the brackets; cilium's documentation lists them",
    own: true,
  },
  {
    id: 'conntrack-unanswered',
    matches:
      /^(?:ipv[46] {1,6}\d{1,2} )?tcp {1,6}6 \d{1,7} SYN_SENT src=(?<from>\S{2,45}) dst=(?<to>\S{2,45}) sport=\d{1,5} dport=(?<port>\d{1,5}) \[UNREPLIED\] src=(?<address>\S{2,45}) /,
    samples: [
      'tcp      6 118 SYN_SENT src=10.244.1.8 dst=10.96.12.7 sport=45678 dport=8080 [UNREPLIED] src=10.244.3.9 dst=10.244.1.8 sport=8080 dport=45678 mark=0 use=1',
    ],
    source: 'Linux net/netfilter/nf_conntrack_standalone.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'conntrack-page',
    matches:
      /^(?:ipv[46] {1,6}\d{1,2} )?(?:tcp|udp|icmp|icmpv6|sctp|gre|unknown) {1,6}\d{1,3} \d{1,7} (?:[A-Z_]{3,12} )?src=|^conntrack v\d|^cpu=\d{1,4} (?!.{0,200}\b(?:drop|insert_failed)=[1-9])/,
    samples: [
      'udp      17 29 src=10.244.1.8 dst=10.96.0.10 sport=45678 dport=53 src=10.244.3.2 dst=10.244.1.8 sport=53 dport=45678 mark=0 use=1',
      'cpu=0           found=12 invalid=55 insert=0 insert_failed=0 drop=0 early_drop=0 error=0 search_restart=12',
    ],
    source: 'conntrack-tools src/conntrack.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'conntrack-dropped',
    matches: /^cpu=\d{1,4} .{0,200}\b(?:drop|insert_failed)=[1-9]/,
    samples: [
      'cpu=0           found=12 invalid=55 insert=0 insert_failed=71 drop=71 early_drop=0 error=0 search_restart=12',
    ],
    source: 'conntrack-tools; Linux nf_conntrack_stat',
    means: 'error',
    why: 'connection tracking has dropped packets at some time: insert_failed is two packets of one flow at once (the DNS race), drop without it a full table; call it twice to see whether it grows',
    own: true,
  },
  {
    id: 'ethtool-no-link',
    matches: /^\s{1,8}Link detected: no\b/,
    samples: ['\tLink detected: no'],
    source: 'ethtool(8)',
    means: 'no-carrier',
    confidence: 'likely',
    says: '{device} has no link: cable, switch port, or it is switched off.',
    next: ['`ip link set {device} up`; then the cable and the port of the switch'],
    own: true,
  },
];
