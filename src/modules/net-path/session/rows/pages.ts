import type { SessionRow } from '../meaning.ts';

/** The rest of the tools' pages: nothing that went wrong stands in these. */
export const pageRows: readonly SessionRow[] = [
  {
    id: 'probe-page',
    matches:
      /^PING6?(?: |\()|^ARPING |^Sent \d{1,6} probes|^Ncat: Version |^pipe \d|^Starting Nmap|^Nmap (?:scan report|done)|^Host is up\.$|^PORT {2,}STATE|^(?:ComputerName|RemoteAddress|RemotePort|InterfaceAlias|SourceAddress|PingReplyDetails \(RTT\)|NameResolutionResults) {0,20}: |^Pinging |^Ping statistics for |^Approximate round trip|^ {4}Minimum = |^--- .{1,100} ping6? statistics ---|^\d{1,9} packets transmitted, \d{1,9}(?: packets)? received$|^ {4}Packets: Sent|^rtt |^round-trip |^Trying \S|^ping6?: (?:Warning|using)|^\^C|^Escape character|^From \S{2,80}: ?icmp_seq=\d{1,6} Redirect (?:Host|Network)\(/,
    samples: [
      'PING 10.0.0.5 (10.0.0.5) 56(84) bytes of data.',
      'Trying 10.0.0.5...',
      'From 10.8.1.1: icmp_seq=2 Redirect Host(New nexthop: 10.8.1.2)',
    ],
    source: 'iputils; netkit telnet; Windows ping',
    means: 'page',
  },
  {
    id: 'transfer-page',
    matches:
      /^\* {1,3}(?:Trying |About to connect\(\)|Host \S{1,255} was resolved|IPv[46]: |Connection #\d{1,9} to host|Connected to|[Cc]losing connection|shutting down connection|ALPN|Server certificate| {1,2}(?:subject|start date|expire date|issuer|subjectAltName|CAfile|CApath|Certificate level|SSL certificate verify ok)|SSL connection using|SSL certificate verify ok|TLSv1|successfully set certificate|Cipher selection|Using HTTP2|using HTTP\/|Uses proxy env|\[HTTP\/2\]|\[HTTP2\]|\[CONN|h2h3|old SSL session|Mark bundle|upload completely sent off|Request completely sent off|We are completely uploaded|CONNECT tunnel: |CONNECT phase completed|Establish HTTP proxy tunnel|Proxy replied 200|allocate connect buffer|TCP_NODELAY set|Expire in \d|Rebuilt URL to|Hostname \S{1,255} was found in DNS cache|Added \S{1,300} to DNS cache|no chunk, no close|Simulate a HTTP|Ignoring the response-body|Issue another request|Re-using existing|Found bundle|HTTP 1\.0, assume close|Using Stream ID|Copying HTTP\/2|Connection state changed|multi-use|Connection established|After \d{1,9}ms connect time)|^[<>](?: |$)(?!HTTP)|^[{}] \[\d{1,9} bytes data\]|^[<>{}]$|^ {2}% Total {2}|^ {20,40}Dload|^ {0,2}\d{1,3} {1,8}[\d.]{1,8}[kMG]? {1,8}\d{1,3} |^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d--|^Resolving \S{1,255}|^Length: |^Saving to: |^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(|^Location: \S|^Spider mode|^saving to '|^'?\S{1,255}'? +100% \|/,
    samples: ['*   Trying 10.0.0.5:80...', '> GET / HTTP/1.1', '* ALPN: curl offers h2,http/1.1', '< Server: nginx'],
    not: ['* upload failed half way', '< HTTP/1.1 503 Service Unavailable'],
    source: 'curl --verbose; wget src/http.c',
    means: 'page',
  },
  {
    id: 'device-page',
    matches:
      /^\d{1,5}: [\w.@-]{1,60}: <|^ {4,8}(?:link\/|inet6? |valid_lft |altname |vlan |vxlan |bridge |veth|tun |alias |promiscuity |RX: |TX: )|^ {4,8}\d{1,16} {1,12}\d{1,16} {1,12}\d{1,16} |^\w[\w.:-]{0,19}: flags=\d{1,5}<|^\w[\w.:-]{0,19} {1,10}Link encap:|^ {8,10}(?:inet6? |ether |loop |unspec |RX |TX |UP |collisions:|Interrupt:|device interrupt|inet addr:|inet6 addr:)|^\w[\w.@-]{0,60} {1,30}(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT) {1,20}[0-9a-f:./ ]{3,300}(?:<[A-Z_,-]{1,200}>)?$|^ {4}cache(?: |$)|^\d{1,6}:\s{1,8}(?:not )?from |^(?:local|broadcast|anycast|multicast|throw|unreachable|blackhole|prohibit|nat) [0-9a-f.:/default]{2,50}(?: |$)|^\t{1,4}nexthop via |^[0-9a-f.:]{2,45}(?:\/\d{1,3})? (?:from [0-9a-f.:]{2,45} )?(?:via|src|proto|nhid|metric) /,
    samples: [
      '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500',
      '    inet 10.0.0.2/24 scope global eth0',
      'eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500',
      'eth0             UP             10.0.0.5/24 fe80::5054:ff:fe12:3456/64',
    ],
    source: 'iproute2 ip/ipaddress.c, iproute.c, iprule.c; net-tools ifconfig.c',
    means: 'page',
  },
  {
    id: 'name-page',
    matches:
      /^(?:nameserver|search|options|domain|sortlist) |^(?:Server|Name|Aliases|Address|Addresses): ?\s{0,12}\S|^Aliases:\s{0,4}$|^Address(?: \d{1,2})?:|^Using domain server:|^Non-authoritative answer:|^Authoritative answers|^;(?:[\w.*-]{1,255}\s{1,60}IN\s|; (?:global options|Got answer|flags:|OPT PSEUDO|QUESTION|ANSWER|AUTHORITY|ADDITIONAL|Query time|WHEN:|MSG SIZE|XFR size)| EDNS: | COOKIE: )|^[\w.*-]{1,255}\.\s{1,60}\d{1,9}\s{1,10}IN\s{1,10}[A-Z]{1,10}\s|^-- (?:Information acquired|Data )|^ {2,255}[0-9a-f.:]{2,45} {1,60}-- link: \S{1,40}$|^;; WARNING: recursion requested but not available|^Global$|^Link \d{1,5} \(\S{1,20}\)$|^ {0,30}(?:Protocols|resolv\.conf mode|Current Scopes|Current DNS Server|DNS Servers?|Fallback DNS Servers|DNS Domain|DefaultRoute setting|LLMNR setting|MulticastDNS setting|DNSOverTLS setting|DNSSEC setting|DNSSEC supported): |^ {4}(?:\(\S{1,255}\))$/,
    samples: ['search corp.example', ';; QUESTION SECTION:', 'web.corp.example.\t300\tIN\tA\t10.4.5.6'],
    source: 'bind9 bin/dig; resolver(5)',
    means: 'page',
  },
  {
    id: 'filter-page',
    matches:
      /^Chain \S{1,40} \(|^(?:num {2,4})?(?: pkts bytes )?target {5}prot |^ {0,6}(?:\d{1,6} {1,6})?\d{1,12}[KMGT]? {1,6}\d{1,12}[KMGT]? (?:\S{1,40} {1,16})?(?:all|tcp|udp|icmp|icmpv6|esp|ah|sctp|ipv6-icmp|\d{1,3}) {1,6}(?:--|opt|-f) |^\S{1,40} {1,16}(?:all|tcp|udp|icmp|icmpv6|esp|ah|sctp|\d{1,3}) {1,6}-- {1,6}\S|^\*(?:nat|filter|mangle|raw|security)$|^:\S{1,40} (?:-|ACCEPT|DROP) \[|^(?:\[\d{1,12}:\d{1,15}\] )?-[ANP] \S|^COMMIT$|^# (?:Generated|Completed|Warning: iptables-legacy)|^table (?:ip6?|inet|arp|bridge|netdev) \S{1,60} \{|^\t{1,3}(?:chain|map|set) \S{1,60} \{|^\t{1,4}(?:type |policy |ct |ip6? |tcp |udp |iif|oif|meta |icmp|counter|jump |goto |accept|drop|reject|return|masquerade|elements|flags|fib |log |xt |numgen|th |ether |dnat |snat |comment |size |\})|^\t{0,3}\}$/,
    samples: [
      'Chain DOCKER (1 references)',
      '-A FORWARD -j DOCKER-USER',
      ' 9100 1261866 DOCKER-USER  all  --  *      *       0.0.0.0/0            0.0.0.0/0',
    ],
    source: 'iptables/iptables.c; nftables(8)',
    means: 'page',
  },
  {
    id: 'table-page',
    matches:
      /^Kernel IP(?:v6)? routing table|^Destination {2,}|^State {2,}Recv-Q|^Netid {1,4}State|^Active Internet connections|^Proto {1,4}Recv-Q|^Address {2,40}HWtype|^IP Virtual Server version|^Prot LocalAddress:Port|^ {2}-> RemoteAddress:Port|^(?:tcp6?|udp6?|u_str)? {0,10}(?:ESTAB|TIME-WAIT|CLOSE-WAIT|SYN-SENT|UNCONN|FIN-WAIT-\d) |^(?:tcp|udp)[46]? {1,10}\d{1,7} {1,10}\d{1,7} \S|^interface: \S|^ {2}(?:public key|private key|listening port|fwmark|preshared key|persistent keepalive): |^\t(?:Supported|Advertised|Speed|Duplex|Auto-negotiation|Port|PHYAD|Transceiver|MDI-X|Wake-on|Current message|Link partner|Link detected: yes| {5,})|^\tSupports |^Listening for events on|^Press Ctrl-C|^level=(?:info|debug) /,
    samples: [
      'Kernel IP routing table',
      'State   Recv-Q  Send-Q   Local Address:Port   Peer Address:Port',
      '\tLink detected: yes',
    ],
    source: 'net-tools; iproute2 misc/ss.c; ipvsadm; wireguard-tools; ethtool',
    means: 'page',
  },
  {
    id: 'ssh-page',
    matches:
      /^OpenSSH_\d|^Last (?:failed )?login: |^Welcome to \S|^logout$|^Connection to \S{2,255} closed\.$|^debug\d: (?!.{0,80}(?:fail|error|refused|timed out|reset|closed))|^Warning: Permanently added|^command terminated with exit code \d|^exit status \d|^pod "\S{1,255}" deleted|^pod \S{1,255} terminated|^If you don't see a command prompt|^Defaulted container |^Defaulting container /,
    samples: [
      'OpenSSH_8.9p1 Ubuntu-3, OpenSSL 3.0.2 15 Mar 2022',
      'debug1: Connecting to 10.20.0.9 [10.20.0.9] port 22.',
    ],
    source: 'OpenSSH ssh.c',
    means: 'page',
  },
];
