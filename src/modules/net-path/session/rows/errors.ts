import type { SessionRow } from '../meaning.ts';

export const notAdded =
  'the route was not added: its gateway is in no network of a device; `ip addr` shows which masks are set, and `onlink` skips the check';

/**
 * Errors of network tools behind a connection that was made, and those that say nothing of the path: with one of them
 * nothing is well, whatever else answered.
 */
export const errorRows: readonly SessionRow[] = [
  {
    id: 'connection-broken',
    matches:
      /\b[Cc]onnection reset\b|\b(?:read|write) ECONNRESET\b|^Error: socket hang up$|\b[Bb]roken pipe\b|\bEmpty reply from server\b|\bRecv failure\b|\bSend failure\b|\b[Cc]onnection closed (?:abruptly|by)\b|\bRemote end closed\b|\bunexpected (?:EOF|eof)\b|\bConnection closed by foreign host\b|\btransfer closed with\b|\bHTTP\/2 stream \d{1,9} was (?:not closed cleanly|reset)\b/,
    samples: [
      'curl: (52) Empty reply from server',
      'curl: (56) Recv failure: Connection reset by peer',
      'Error: read ECONNRESET',
    ],
    source: 'errno ECONNRESET; curl lib/strerror.c; Node.js lib/_http_client.js',
    means: 'connection-cut',
    confidence: 'possible',
    says: 'The connection to {where} is made and then cut: by the server, or by a filter or proxy in between.',
    rulesOut: ['a closed port, and a filter that drops every packet: it was connected'],
    why: 'If the server did it, its log says so; if not, a filter, proxy or load balancer did.',
    next: ['the log of the server at that time; on {host}: `tcpdump -ni any host CLIENT`: who sends the RST or FIN?'],
  },
  {
    id: 'server-error',
    matches:
      /^(?:< | {1,4})?HTTP\/[\d.]{1,3} (?<status>5\d\d)\b|\bThe requested URL returned error: (?<status2>5\d\d)|^wget: server returned error: HTTP\/[\d.]{1,3} (?<status3>5\d\d)|\bERROR (?<status4>5\d\d):|^ {2}(?<status7>5\d\d) {2}\S.{0,100}\[IP: |^HTTP request sent, awaiting response\.\.\. (?<status5>5\d\d)|<(?:title|h1)>(?:HTTP )?(?<status6>5\d\d) (?:Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?[oO]ut)</,
    samples: [
      '< HTTP/1.1 503 Service Unavailable',
      'HTTP/2 502',
      'curl: (22) The requested URL returned error: 504',
      '<head><title>502 Bad Gateway</title></head>',
    ],
    not: ['<title>500 Gifts for you</title>'],
    source: 'RFC 9110 §15.6; nginx src/http/ngx_http_special_response.c',
    means: 'error-answered',
    confidence: 'likely',
    says: '{where} answers {status}: the network as far as it works.',
    why: 'What answers reports a fault of its own; 502 to 504 are a proxy that does not reach what stands behind it.',
    next: ['the log of what answers: which backend does it ask, and does that answer from there?'],
  },
  {
    id: 'partial-loss',
    matches:
      /\b(?!0(?:\.0{1,4})?%|100(?:\.0{1,4})?%)(?<loss>\d{1,3}(?:\.\d{1,4})?)% packet loss\b|\((?!0%|100%)(?<loss2>\d{1,3})% loss\)/,
    samples: [
      '10 packets transmitted, 7 received, 30% packet loss, time 9012ms',
      '    Packets: Sent = 4, Received = 3, Lost = 1 (25% loss),',
    ],
    not: ['3 packets transmitted, 3 received, 0% packet loss, time 2031ms'],
    source: 'iputils ping_common.c finish; Windows ping',
    means: 'packets-lost',
    confidence: 'likely',
    says: '{loss} % of the packets to {where} are lost.',
    why: 'A path that loses them, a limit on ICMP, or two paths of which one is broken. A first packet alone is often ARP.',
    next: ['`mtr -rwzc 100 {address}`: from which hop on to the end? `ip -s link`: errors and drops of the devices'],
  },
  {
    id: 'device-errors',
    matches:
      /^ {4,8}\d{1,16} {1,12}\d{1,16} {1,12}[1-9]\d{0,15} {1,12}\d{1,16} {1,12}\d{1,16} {1,12}\d{1,16} {0,3}$|^ {8,10}(?:RX|TX) (?:packets:\d{1,16} )?errors[: ][1-9]/,
    samples: [
      '    8123456789   712345  98234   1234       0       0 ',
      '        RX errors 311  dropped 0  overruns 0  frame 311',
    ],
    not: ['    8123456789   712345      0   1234       0       0 '],
    source: 'iproute2 ip/ipaddress.c print_link_stats; net-tools ifconfig.c',
    means: 'error',
    why: 'the device has counted errors (the third number): cable, transceiver, duplex or driver; call it twice to see whether they grow',
    own: true,
  },
  {
    id: 'answered-twice',
    matches: /^\d{1,5} bytes from .{2,120}\(DUP!\)/,
    samples: ['64 bytes from 10.0.0.5: icmp_seq=1 ttl=64 time=0.065 ms (DUP!)'],
    source: 'iputils ping/ping_common.c',
    means: 'error',
    why: 'an answer came twice: two hosts with that address, a loop in the network, or a mirror port',
    own: true,
  },
  {
    id: 'no-buffer',
    matches: /\bNo buffer space available\b/,
    samples: ['ping: sendmsg: No buffer space available'],
    source: 'errno ENOBUFS',
    means: 'error',
    why: 'the queue of the device is full, or the neighbor table is: `dmesg | grep -i neighbo`, `ip -s link`, `tc -s qdisc`',
  },
  {
    id: 'ssh-login',
    matches:
      /^(?:.{0,300}\bvia ssh: )?(?:\S{1,100}: )?Permission denied \((?:publickey|password|keyboard|gssapi)|^(?:.{0,300}\bvia ssh: )?Host key verification failed|^Too many authentication failures|^Received disconnect from \S{2,80} port/,
    samples: ['admin@10.0.0.5: Permission denied (publickey).', 'Host key verification failed.'],
    source: 'OpenSSH sshconnect2.c, sshconnect.c',
    means: 'error',
    why: 'the network works: the SSH server answers; the login or the host key is what fails',
    own: true,
  },
  {
    id: 'client-error',
    matches:
      /^(?:< | {1,4})?HTTP\/[\d.]{1,3} 4\d\d\b|\bThe requested URL returned error: 4\d\d|^wget: server returned error: HTTP\/[\d.]{1,3} 4\d\d|\bERROR 4\d\d:|^ {2}4\d\d {2}\S.{0,100}\[IP: |^E: Failed to fetch .{1,400} 4\d\d {2}.{1,60}\[IP: |^HTTP request sent, awaiting response\.\.\. 4\d\d/,
    samples: ['< HTTP/1.1 403 Forbidden', 'curl: (22) The requested URL returned error: 404'],
    source: 'RFC 9110 §15.5',
    means: 'error',
    why: 'the network works: the server answers, and does not give what was asked for',
  },
  {
    id: 'gateway-invalid',
    matches: /^Error: Nexthop has invalid gateway|^SIOCADDRT: (?:Network is unreachable|No route to host)/,
    samples: ['Error: Nexthop has invalid gateway.', 'SIOCADDRT: Network is unreachable'],
    not: ['RTNETLINK answers: Network is unreachable'],
    source: 'Linux net/ipv4/fib_semantics.c fib_check_nh',
    means: 'error',
    why: notAdded,
    own: true,
  },
  {
    id: 'already-there',
    matches:
      /^(?:RTNETLINK answers|SIOCADDRT|Error|iptables): .{0,60}?(?:File exists|Chain already exists|already assigned)/,
    samples: ['RTNETLINK answers: File exists'],
    source: 'errno EEXIST; iproute2',
    means: 'error',
    why: 'what was to be added is there already; this says nothing of the path',
    own: true,
  },
  {
    id: 'curl-unconnected',
    matches: /curl: \(7\) /,
    samples: ['curl: (7) Failed to connect to 10.0.0.5 port 80: Tilkobling avslått'],
    not: ['curl: (3) URL rejected: Malformed input to a URL function'],
    source: 'curl(1), CURLE_COULDNT_CONNECT',
    means: 'error',
    why: 'no connection is made; which error it met, its words tell: refused, timed out, no route, unreachable',
  },
  {
    id: 'tool-error',
    matches:
      /^(?:curl: \(\d{1,3}\) |(?:ping6?|nc|ncat|netcat|telnet|wget|traceroute6?|tracepath6?|ssh|dig|host|mtr|arping|openssl|RTNETLINK answers|Error|iptables|ip6tables|nft|ipvsadm|conntrack|ethtool|sysctl|resolvectl|tcpdump|nslookup|connect|Ncat(?!: (?:Version |Connected to |\d{1,9} bytes sent))|Unable to access interface|OCI runtime exec failed|error): |curl: |mtr: )/,
    samples: [
      'curl: (3) URL rejected: Malformed input to a URL function',
      'nc: invalid option',
      'RTNETLINK answers: No such process',
    ],
    not: [
      'ping: connect: Network is unreachable',
      'curl: (7) Failed to connect to 10.0.0.5 port 80: Connection refused',
    ],
    source: 'curl(1), iputils, netcat-openbsd, iproute2',
    means: 'error',
    why: 'the tool ended with an error that says nothing of the path',
  },
  {
    id: 'tool-missing',
    matches:
      /\b(?:command not found|executable file not found in \$PATH)\b|^(?:-?\w{2,8}|\/bin\/\w{2,8}): (?:line )?\d{0,6}:? ?\S{1,30}: not found$/,
    samples: ['bash: traceroute: command not found', '/bin/sh: 1: ping: not found'],
    source: 'POSIX shell',
    means: 'error',
    why: 'the tool is not there; nothing was asked',
    own: true,
  },
  {
    id: 'curl-complains',
    matches:
      /^\* .{0,240}?\b(?:[Ff]ail(?:ed|s|ure|ing)?|[Ee]rror|abort(?:ed|ing)?|refused|reset|denied|[Mm]ismatch|[Ww]rong|[Ii]nvalid|[Uu]nable|[Cc]annot|[Cc]an't|[Cc]ould(?:n't| not)|expired|rejected|[Dd]ied|unexpected)\b/,
    samples: ['* upload failed half way', '* Could not negotiate a protocol'],
    not: ['* TLSv1.3 (OUT), TLS handshake, Client hello (1):'],
    source: 'curl --verbose',
    means: 'error',
    why: 'curl says that something went wrong',
  },
];
