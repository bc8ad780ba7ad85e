import type { SessionRow } from '../meaning.ts';

/** States that other lines are read by: routes, neighbors, sockets, policies, settings. */
export const stateRows: readonly SessionRow[] = [
  {
    id: 'neighbor-gone',
    matches:
      /^(?<address>[0-9a-f.:]{3,45}) dev (?<device>\S{1,40}) (?:.{0,60} )?(?:FAILED|INCOMPLETE)\b|^(?<address2>[0-9.]{7,15}) {1,40}\(incomplete\) {1,60}(?<device2>\S{1,20})$|^\S{1,80} \((?<address3>[0-9.]{7,15})\) at (?:<incomplete>|\(incomplete\)) {1,4}on (?<device3>\S{1,20})/,
    samples: [
      '10.7.0.20 dev eth0 FAILED',
      '? (172.20.136.122) at <incomplete> on eth0',
      '? (192.168.7.59) at (incomplete) on en0 ifscope [ethernet]',
      '10.7.0.21                        (incomplete)                              eth0',
    ],
    source: 'iproute2 ip/ipneigh.c; net-tools arp.c; macOS and FreeBSD arp.c print_entry',
    means: 'shown',
    own: true,
  },
  {
    id: 'neighbor-known',
    matches:
      /^(?<address>[0-9a-f.:]{3,45}) dev (?<device>\S{1,40}) (?:.{0,40} )?lladdr [0-9a-f:]{17}\b|^(?<address2>\S{1,60}) {1,40}ether {1,10}[0-9a-f:]{17} |^\S{1,80} \((?<address3>[0-9.]{7,15})\) at [0-9a-f:]{17} /,
    samples: [
      '10.7.0.254 dev eth0 lladdr 52:54:00:aa:bb:cc REACHABLE',
      'gw.lan                   ether   52:54:00:aa:bb:cc   C                     eth0',
    ],
    source: 'iproute2 ip/ipneigh.c; net-tools arp.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'route',
    matches:
      /^(?:unicast |unreachable |blackhole |prohibit )?(?<prefix>default|[0-9.]{7,15}(?:\/\d{1,2})?|[0-9a-f]{0,4}:[0-9a-f:]{1,40}(?:\/\d{1,3})?) (?:via (?:inet6 )?(?<via>[0-9a-f.:]{2,45}) )?dev (?<device>\S{1,40})(?: |$)/,
    samples: ['192.168.7.0/24 dev ens18 proto kernel scope link src 192.168.7.20', 'default via 10.0.0.1 dev eth0'],
    not: ['10.7.0.20 dev eth0 lladdr 52:54:00:aa:00:20 STALE', '10.7.0.20 dev eth0 FAILED'],
    source: 'iproute2 ip/iproute.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'error-route',
    matches:
      /^(?<type>unreachable|blackhole|prohibit) (?<prefix>default|[0-9.]{7,15}(?:\/\d{1,2})?|[0-9a-f]{0,4}:[0-9a-f:]{1,40}(?:\/\d{1,3})?) {0,3}(?!.{0,80}\bdev )/,
    samples: ['unreachable 10.1.1.0/24 proto bird', 'blackhole 192.168.219.64/26 proto bird'],
    not: ['unreachable 2001:db8::/32 dev lo metric 1024 error -113'],
    source: 'iproute2 ip/iproute.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'policy-rule',
    matches: /^\d{1,6}:\s{1,8}(?:not )?from (?!all lookup (?:local|main|default|25[345])\s*$)\S.{1,200}$/,
    samples: ['100:\tfrom 10.0.0.0/24 lookup vpn', '32765:  from all fwmark 0x1 lookup 100'],
    not: ['32766:\tfrom all lookup main'],
    source: 'iproute2 ip/iprule.c print_rule',
    means: 'shown',
    own: true,
  },
  {
    id: 'route-table-row',
    matches:
      /^(?<net>default|[0-9.]{7,15}|[\w.-]{1,60}) {1,40}(?<via>[0-9.]{7,15}|\*|[\w.-]{1,60}) {1,40}(?<mask>[0-9.]{7,15}) {1,20}(?<flags>!?[UGHRDMAC!]{1,6}) {1,10}(?:\d{1,10}|-) .{0,40}?(?<device>\S{1,20})$/,
    samples: ['0.0.0.0         172.17.0.1      0.0.0.0         UG    0      0        0 eth0'],
    source: 'net-tools route.c, netstat.c; busybox networking/route.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'listener',
    matches:
      /^(?:tcp6? {1,10})?LISTEN {1,10}\d{1,7} {1,10}\d{1,7} {1,30}(?<address>\S{1,60}):(?<port>\d{1,5}) |^tcp[46]? {1,10}\d{1,7} {1,10}\d{1,7} {1,10}(?<address2>\S{1,60}?):(?<port2>\d{1,5}) {1,40}\S{1,60} {1,30}LISTEN\b/,
    samples: [
      'LISTEN  0       244          127.0.0.1:5432        0.0.0.0:*',
      'tcp        0      0 127.0.0.1:5432          0.0.0.0:*               LISTEN      812/postgres',
    ],
    source: 'iproute2 misc/ss.c; net-tools netstat.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'chain-policy',
    matches:
      /^Chain (?<chain>INPUT|OUTPUT|FORWARD) \(policy (?<policy>DROP|REJECT|ACCEPT)(?: (?<packets>\d{1,12}[KMGT]?) packets)?|^-P (?<chain2>INPUT|OUTPUT|FORWARD) (?<policy2>DROP|ACCEPT)|^:(?<chain3>INPUT|OUTPUT|FORWARD) (?<policy3>DROP|ACCEPT) \[(?<packets3>\d{1,12}):/,
    samples: ['Chain FORWARD (policy DROP 4114 packets, 451135 bytes)', '-P FORWARD DROP', ':FORWARD DROP [12:720]'],
    source: 'iptables/iptables.c print_header; iptables-save',
    means: 'shown',
    own: true,
  },
  {
    id: 'setting',
    matches: /^(?<key>net\.[\w./-]{3,100}) = (?<value>-?\d{1,12})$/,
    samples: ['net.ipv4.ip_forward = 0'],
    source: 'procps sysctl',
    means: 'shown',
    own: true,
  },
  {
    id: 'number',
    matches: /^(?<value>\d{1,12})$/,
    samples: ['262144'],
    source: 'a file of /proc/sys/net: Documentation/networking/ip-sysctl.rst',
    means: 'shown',
  },
  {
    id: 'virtual-service',
    matches: /^(?<protocol>TCP|UDP|SCTP) {1,4}(?<address>[0-9a-f.:[\]]{3,50}):(?<port>\d{1,5}) \w{1,10}(?: |$)/,
    samples: ['TCP  10.96.77.5:8080 rr'],
    source: 'ipvsadm.c print_service_entry',
    means: 'shown',
    own: true,
  },
  {
    id: 'real-server',
    matches:
      /^ {2}-> (?<address>[0-9a-f.:[\]]{3,50}):\d{1,5} {1,30}(?:Masq|Route|Tunnel|Local) {1,10}(?<weight>\d{1,6}) /,
    samples: ['  -> 10.244.0.3:53                Masq    1      0          0'],
    source: 'ipvsadm.c print_service_entry',
    means: 'shown',
    own: true,
  },
  {
    id: 'wireguard-peer',
    matches: /^peer: (?<name>\S{4,64})$/,
    samples: ['peer: xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg='],
    source: 'wireguard-tools src/show.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'wireguard-fact',
    matches: /^ {2}(?:(?<key>endpoint|latest handshake|allowed ips|transfer): (?<value>.{1,300}))$/,
    samples: ['  latest handshake: 32 seconds ago', '  transfer: 0 B received, 14.31 KiB sent'],
    source: 'wireguard-tools src/show.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'ethtool-head',
    matches: /^Settings for (?<device>\S{1,20}):$/,
    samples: ['Settings for eno2:'],
    source: 'ethtool(8)',
    means: 'shown',
    own: true,
  },
  {
    id: 'dig-head',
    matches: /^; <<>> DiG \S{1,60} <<>> (?<asked>.{1,300})$/,
    samples: ['; <<>> DiG 9.18.1 <<>> db.corp.example'],
    source: 'bind9 bin/dig/dig.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'asked-server',
    matches: /^;; SERVER: (?<server>[0-9a-f.:]{2,45})#|^Server: {0,10}\t{0,4}(?<server2>[0-9a-f.:]{2,45})$/,
    samples: [';; SERVER: 10.0.0.53#53(10.0.0.53)', 'Server:\t\t10.96.0.10'],
    source: 'bind9 bin/dig, nslookup',
    means: 'shown',
  },
  {
    id: 'getent-answer',
    matches: /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f.]{0,15}){2,8}) {1,20}(?:STREAM|DGRAM|RAW|[a-z])/,
    samples: ['10.4.4.4        db.internal', '2001:db8::4     STREAM db.internal'],
    source: 'glibc nss/getent.c',
    means: 'answer',
    under: 'getent',
  },
];
