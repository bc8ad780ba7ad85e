import type { SessionRow } from '../meaning.ts';

// `[ 123.456789] `, `[  +5.117206] `, `[May 2 10:00] ` of dmesg -H, `[Thu May  2 10:00:00 2024] `, `Jun 11 11:04:35 node1 kernel: [ 12.3] `, `… kern.info kernel: `
const kernel =
  /(?:^(?:<\d{1,3}>)?\[(?:[ \d]{1,9}\.\d{1,9}| {1,5}\+\d{1,6}[.,]\d{6}|[^\s\d[\]]{3,5} ?\d{1,2} \d\d:\d\d|\w{3} \w{3} [ \d]{2} [\d:]{8} \d{4})\] |\bkernel(?:\[\d{1,9}\])?: (?:\[[ \d]{1,9}\.\d{1,9}\] )?)/
    .source;
const said = (words: string): RegExp => new RegExp(`${kernel}${words}`);

/** How a line of the kernel's log begins. */
export const kernelLine = new RegExp(kernel);

/** What the kernel logs of its network. */
export const kernelRows: readonly SessionRow[] = [
  {
    id: 'kernel-conntrack-full',
    matches: said('(?:nf_conntrack|ip_conntrack): (?:nf_conntrack: |ip_conntrack: )?table full, dropping packet'),
    samples: [
      '[1694413.644132] nf_conntrack: nf_conntrack: table full, dropping packet',
      'Feb 23 16:44:36 web3 kernel: nf_conntrack: table full, dropping packet',
    ],
    source: 'Linux net/netfilter/nf_conntrack_core.c',
    means: 'conntrack-full',
    confidence: 'proven',
    says: "The kernel's connection table is full: it drops new connections.",
    why: 'The kernel logs it for every packet it drops so.',
    next: [
      '`sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max`',
      'now: `sysctl -w net.netfilter.nf_conntrack_max=` twice the value; then find who opens so many: `conntrack -L | grep -o "src=[^ ]*" | sort | uniq -c | sort -n | tail`',
    ],
    own: true,
  },
  {
    id: 'kernel-neighbor-table',
    matches: said('(?:neighbour: )?(?:(?:arp_cache|ndisc_cache): |ipv4: |ipv6: )?[Nn]eighbou?r table overflow'),
    samples: [
      'Jun 11 11:04:35 node2 kernel: neighbour: arp_cache: neighbor table overflow!',
      '[250066.489724] ipv4: Neighbour table overflow.',
    ],
    source: 'Linux net/core/neighbour.c, net/ipv4/route.c',
    means: 'neighbour-table-full',
    confidence: 'proven',
    says: "The kernel's neighbor table is full: new neighbors are not reached.",
    why: 'The kernel says so. The limit counts all network namespaces of the host.',
    next: [
      '`ip neigh | wc -l`, `sysctl net.ipv4.neigh.default.gc_thresh3` (IPv6: net.ipv6.neigh)',
      'now: raise gc_thresh3, with gc_thresh2 below it; then find why so many: a network that is too large, a scan',
    ],
    own: true,
  },
  {
    id: 'kernel-martian',
    matches: said(
      '(?:IPv4: |ipv4: )?martian source (?<to>(?!22[4-9]\\.|23\\d\\.|255\\.)[0-9.]{7,15}) from (?<from>[0-9.]{7,15}), on dev (?<device>\\S{1,20})',
    ),
    samples: ['[ 1234.567890] IPv4: martian source 10.8.0.5 from 192.168.9.7, on dev eth1'],
    source: 'Linux net/ipv4/route.c ip_handle_martian_source',
    means: 'reverse-path-filtered',
    confidence: 'likely',
    severity: 'warning',
    says: 'The kernel drops packets from {from} to {to} that arrive on {device}: reverse path.',
    why: 'It would not answer {from} through {device} (rp_filter, two ways to one network), or {from} is its own address or none for a wire.',
    next: [
      '`ip route get {from}`: through which device? `sysctl net.ipv4.conf.all.rp_filter net.ipv4.conf.{device}.rp_filter`: 2 is loose',
    ],
    own: true,
  },
  {
    id: 'kernel-filter-log',
    matches: new RegExp(
      `(?:${kernel}|^(?!.{0,90}\\bkernel: ))(?<rule>[^=]{0,60}(?<![A-Za-z])(?:BLOCK|[Bb]lock(?:ed)?|DROP(?:PED)?|[Dd]rop(?:ped)?|REJECT(?:ED)?|[Rr]eject(?:ed)?|DEN(?:Y|IED)|[Dd]en(?:y|ied))(?![A-Za-z])[^=]{0,20}?) ?IN=(?<device>\\S{0,20}) OUT=\\S{0,20} .{0,160}?SRC=(?<from>[0-9a-fA-F.:]{3,45}) DST=(?<to>(?!22[4-9]\\.|23\\d\\.|255\\.|ff0)[0-9a-fA-F.:]{3,45}) .{0,160}?PROTO=(?<protocol>\\w{1,10})(?: SPT=\\d{1,5} DPT=(?<port>\\d{1,5}))?`,
    ),
    samples: [
      '[  216.304748] [UFW BLOCK] IN=docker0 OUT= MAC=02:42 SRC=172.17.0.2 DST=203.0.113.5 LEN=60 TOS=0x00 TTL=64 ID=5 DF PROTO=TCP SPT=45360 DPT=5432 WINDOW=29200 SYN URGP=0',
      'Jan  5 10:00:00 fw kernel: FINAL_REJECT: IN=eth0 OUT= MAC=02:42 SRC=10.0.0.9 DST=10.0.0.5 LEN=60 TTL=64 PROTO=TCP SPT=45360 DPT=5432 SYN',
    ],
    not: [
      '[  216.3] [UFW ALLOW] IN=eth0 OUT= MAC=02:42 SRC=172.17.0.2 DST=203.0.113.5 LEN=60 TTL=64 PROTO=TCP SPT=45360 DPT=22 SYN',
      '[  216.3] [UFW AUDIT] IN=eth0 OUT= MAC=02:42 SRC=172.17.0.2 DST=203.0.113.5 LEN=60 TTL=64 PROTO=TCP SPT=45360 DPT=22 SYN',
    ],
    source: 'Linux net/netfilter/nf_log_syslog.c; ufw(8) logging; firewalld LogDenied',
    means: 'filter-drops',
    confidence: 'likely',
    says: 'This firewall drops {protocol} from {from} to {to}{atPort} ({rule}).',
    why: 'Its own log says so. Strangers from the Internet are dropped all day long; look for the addresses that matter here.',
    next: ['allow it if it is wanted: `ufw allow from {from} to any port {port}`, or what this firewall has for it'],
    own: true,
  },
  {
    id: 'kernel-syn-flood',
    matches: said(
      'TCP: (?:request_sock_\\w{1,10}: )?[Pp]ossible SYN flooding on port (?<port>[0-9a-f.:\\[\\]]{1,50})\\. (?<what>Sending cookies|Dropping request)',
    ),
    samples: [
      '[ 4711.1] TCP: request_sock_TCP: Possible SYN flooding on port 8080. Sending cookies.  Check SNMP counters.',
    ],
    source: 'Linux net/ipv4/tcp_input.c tcp_syn_flood_action',
    means: 'listen-queue-full',
    confidence: 'proven',
    says: 'The queue of new connections on port {port} overflowed.',
    why: 'The program accepts too slowly or its backlog is small; seldom an attack. The kernel logs it once a start of the socket.',
    next: [
      '`ss -ltn`: Recv-Q at Send-Q is full; `nstat -az TcpExtListenOverflows`; `sysctl net.core.somaxconn` and the backlog of the program',
    ],
    own: true,
  },
  {
    id: 'kernel-link-down',
    matches: said(
      '(?:\\S{1,30} [0-9a-f:.]{4,14} )?(?:[\\w.-]{1,20}: ){0,2}(?<device>(?!(?:NIC|SATA|SAS|PCIe?|FC|USB|HDMI|DP|PHY|ata[\\d.]{1,6})\\b)[\\w.-]{1,20}):? ?(?:\\(unnamed.{0,30}\\): )?(?:NIC |PHC )?(?:NIC Link is Down|Link is [Dd]own|link down|carrier lost|lost carrier)',
    ),
    samples: [
      '[ 300.1] igb 0000:01:00.0 eno1: igb: eno1 NIC Link is Down',
      '[ 300.1] bnx2x 0000:04:00.0 eth2: NIC Link is Down',
      'Jan  5 10:00:00 n1 kernel: e1000e: eth0 NIC Link is Down',
    ],
    not: ['Jun 14 10:05:53 n1 kernel: ata1: SATA link down (SStatus 0 SControl 300)'],
    source: 'Linux drivers/net/ethernet: igb, ixgbe, e1000e, bnx2x, tg3, r8169',
    means: 'link-fault',
    confidence: 'likely',
    says: '{device} lost its link: cable, switch port or the other end.',
    next: ['`ethtool {device}`, `ip -s link show {device}`: is it back, and how often did it go?'],
    own: true,
  },
  {
    id: 'kernel-link-up',
    matches: said(
      '(?:\\S{1,30} [0-9a-f:.]{4,14} )?(?:[\\w.-]{1,20}: ){0,2}(?<device>(?!(?:NIC|SATA|SAS|PCIe?|FC|USB|HDMI|DP|PHY|ata[\\d.]{1,6})\\b)[\\w.-]{1,20}):? ?(?:NIC )?(?:Link is [Uu]p|link up|link becomes ready)\\b',
    ),
    samples: ['[ 305.1] igb 0000:01:00.0 eno1: igb: eno1 NIC Link is Up 1000 Mbps Full Duplex, Flow Control: RX/TX'],
    source: 'Linux drivers/net/ethernet; net/ipv6/addrconf.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'kernel-transmit-hangs',
    matches: said(
      '(?:.{0,60}?NETDEV WATCHDOG: (?:CPU: \\d{1,4}: )?(?<device>\\S{1,20}) \\(\\S{0,30}\\): transmit queue \\d{1,4} timed out|(?:.{0,60}? )?(?<device3>[\\w.-]{1,20})(?: \\(.{1,30}\\))?: NETDEV WATCHDOG: (?:CPU: \\d{1,4}: )?transmit queue \\d{1,4} timed out|.{0,60}?(?<device2>[\\w.-]{1,20}): (?:Detected (?:Tx|Hardware) Unit Hang|tx hang \\d))',
    ),
    samples: [
      '[ 302.1] NETDEV WATCHDOG: eno1 (igb): transmit queue 0 timed out',
      '[ 302.1] igc 0000:02:00.0 enp2s0: NETDEV WATCHDOG: CPU: 1: transmit queue 2 timed out 5010 ms',
      '[ 302.1] e1000e 0000:00:1f.6 eno2: Detected Hardware Unit Hang:',
    ],
    source: 'Linux net/sched/sch_generic.c dev_watchdog; e1000e, ixgbe',
    means: 'link-fault',
    confidence: 'proven',
    says: 'Device {device} hangs: it does not send what it was given.',
    why: 'The driver or the card; the kernel resets it each time.',
    next: [
      '`ip -s link show {device}`, `ethtool -i {device}`: a newer driver or firmware; offloads off as a trial: `ethtool -K {device} tso off gso off`',
    ],
    own: true,
  },
  {
    id: 'kernel-bad-checksum',
    matches: said(
      'UDP(?:Lite|v6|Litev6)?: bad checksum\\. From \\[?(?<from>[0-9a-f.:]{3,45})\\]?:\\d{1,5} to \\[?(?<to>[0-9a-f.:]{3,45})\\]?:(?<port>\\d{1,5}) ulen \\d',
    ),
    samples: ['[ 1423.1] UDP: bad checksum. From 10.9.9.1:27503 to 10.9.9.2:8472 ulen 75'],
    source: 'Linux net/ipv4/udp.c __udp4_lib_rcv',
    means: 'packets-lost',
    confidence: 'likely',
    says: 'The kernel drops UDP packets of {from} to {to}:{port}: their checksum is wrong.',
    why: 'It logs so what it drops. The sender or its card computed the checksum wrong, or the packets were changed on the way; of a stranger from the Internet it means nothing. To the port of an overlay (8472 or 4789, VXLAN) it means that the pods behind do not reach each other: checksum offload of the sender.',
    next: [
      'of an overlay, on {from}, as a trial: `ethtool -K DEVICE tx-checksum-ip-generic off` with the device of the overlay (flannel.1, vxlan.calico); it stays until the device is made anew',
    ],
    own: true,
  },
  {
    id: 'kernel-duplicate-address',
    matches: said(
      'IPv6: (?<device>\\S{1,20}): IPv6 duplicate address (?<to>[0-9a-f:]{2,45}) used by (?<mac>[0-9a-f:]{17}) detected',
    ),
    samples: ['[ 12.3] IPv6: eth0: IPv6 duplicate address 2001:db8::5 used by 52:54:00:aa:00:05 detected!'],
    source: 'Linux net/ipv6/addrconf.c',
    means: 'duplicate-address',
    confidence: 'proven',
    says: 'Address {to} of {device} is used by {mac} too; the kernel leaves it unused here.',
    next: ['find {mac} in the network; `ip -6 addr show dev {device} dadfailed`'],
    own: true,
  },
  {
    id: 'kernel-own-frames',
    matches: said('(?<bridge>\\S{1,20}): received packet on (?<device>\\S{1,20}) with own address as source address'),
    samples: [
      '[ 12.3] br0: received packet on eth0 with own address as source address (addr:52:54:00:aa:00:05, vlan:0)',
    ],
    source: 'Linux net/bridge/br_fdb.c br_fdb_update',
    means: 'link-fault',
    confidence: 'likely',
    says: 'Frames of bridge {bridge} come back on {device}: a loop, or a second device with its MAC.',
    next: [
      '`bridge fdb show br {bridge}`; look for a second cable or bond between the same switches; STP on the switch ports',
    ],
    own: true,
  },
  {
    id: 'kernel-bond-dead',
    matches: said(
      '.{0,40}?(?<device>bond[\\w.-]{0,16}|team\\w{0,10}):? .{0,80}?now running without any active interface',
    ),
    samples: ['[ 12.3] bond0: now running without any active interface!'],
    source: 'Linux drivers/net/bonding/bond_main.c',
    means: 'link-fault',
    confidence: 'proven',
    says: '{device} has no active interface left.',
    next: ['`cat /proc/net/bonding/{device}`: MII status of each slave'],
    own: true,
  },
  {
    id: 'kernel-route-cache',
    matches: said('(?:ipv6: |Route cache is full: ).{0,20}?(?:Route cache is full|consider increasing)'),
    samples: ['[ 12.3] Route cache is full: consider increasing sysctl net.ipv6.route.max_size.'],
    source: 'Linux net/core/dst.c dst_alloc',
    means: 'neighbour-table-full',
    confidence: 'proven',
    says: 'The IPv6 routing table is full (net.ipv6.route.max_size): packets to new destinations are dropped.',
    next: ['`sysctl net.ipv6.route.max_size`: raise it'],
    own: true,
  },
  {
    id: 'kernel-tcp-memory',
    matches: said('TCP: (?:out of memory -- consider tuning tcp_mem|too many orphaned sockets)'),
    samples: ['[ 911.2] TCP: out of memory -- consider tuning tcp_mem', '[ 911.1] TCP: too many orphaned sockets'],
    source: 'Linux net/ipv4/tcp.c tcp_check_oom',
    means: 'error',
    why: 'TCP of this host has used up its memory (`sysctl net.ipv4.tcp_mem`, `cat /proc/net/sockstat`) or holds too many half-closed connections; it drops some',
    own: true,
  },
  {
    id: 'kernel-harmless',
    matches: said(
      '(?:net_ratelimit: \\d{1,9} callbacks suppressed|ll header: |(?:IPv4: )?martian (?:source|destination) (?:22[4-9]\\.|23\\d\\.|255\\.)|.{0,80}? OUT=.{0,160}? DST=(?:22[4-9]\\.|23\\d\\.|255\\.|ff0)|.{0,40}?:? (?:entered|left) (?:promiscuous|allmulticast) mode|.{0,60}?: port \\d{1,4}\\(\\S{1,20}\\) entered \\w{1,12} state|\\[UFW (?:ALLOW|AUDIT)\\] )',
    ),
    samples: [
      '[1694423.100201] net_ratelimit: 118 callbacks suppressed',
      '[ 1.1] device veth1 entered promiscuous mode',
    ],
    source: 'Linux net/core/utils.c, dev.c, net/bridge/br_stp.c',
    means: 'page',
  },
];
