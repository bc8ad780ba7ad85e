import type { SessionRow } from './rows.ts';

/**
 * Errors of network tools that name no cause on the path: with one of them nothing is well, whatever else answered.
 * `why` says what the words mean and where to look.
 */
export const errorRows: readonly SessionRow[] = [
  {
    id: 'name-unresolved',
    matches:
      /\bCould not resolve host\b|\bunknown host\b|\bName or service not known\b|\bnodename nor servname\b|\bNo such host is known\b|\bbad address '|\bunable to resolve host address\b|\bcould not find host\b/,
    samples: [
      'curl: (6) Could not resolve host: web.example',
      'ping: web.example: Name or service not known',
      "wget: unable to resolve host address 'web.example'",
      'Ping request could not find host web. Please check the name and try again.',
    ],
    source: 'curl lib/hostip.c; glibc EAI_NONAME; wget src/host.c',
    means: 'error',
    why: 'the name is not resolved; /etc/resolv.conf, and dig with each of its name servers, show where that ends',
  },
  {
    id: 'tls-failed',
    matches:
      /\bSSL certificate problem\b|\bSSL_connect\b|\bSSL routines\b|\btlsv1\d? alert\b|\bcertificate verify failed\b|\bgnutls_handshake\(\)|\bschannel: |\bSSL_ERROR_\w/,
    samples: [
      'curl: (60) SSL certificate problem: unable to get local issuer certificate',
      'curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to web.example:443',
    ],
    source: 'curl lib/vtls; OpenSSL',
    means: 'error',
    why: 'the connection was made, and TLS on it failed: certificate, protocol, or something in between that ends it',
  },
  {
    id: 'connection-broken',
    matches:
      /\b[Cc]onnection reset\b|\b[Bb]roken pipe\b|\bEmpty reply from server\b|\bRecv failure\b|\b[Cc]onnection closed (?:abruptly|by)\b|\bRemote end closed\b|\bunexpected (?:EOF|eof)\b/,
    samples: ['curl: (52) Empty reply from server', 'curl: (56) Recv failure: Connection reset by peer'],
    source: 'errno ECONNRESET; curl lib/strerror.c',
    means: 'error',
    why: 'the connection was made and then cut, by the server or by a filter, proxy or load balancer in between',
  },
  {
    id: 'server-error',
    matches: /^(?:< )?HTTP\/[\d.]{1,3} 5\d\d\b/,
    samples: ['< HTTP/1.1 503 Service Unavailable', 'HTTP/2 502'],
    source: 'RFC 9110 §15.6',
    means: 'error',
    why: 'the path works as far as what answers, which reports a fault of its own or of what stands behind it',
  },
  {
    id: 'partial-loss',
    matches: /\b(?!0(?:\.0{1,4})?%|100%)\d{1,3}(?:\.\d{1,4})?% packet loss\b/,
    samples: ['10 packets transmitted, 7 received, 30% packet loss, time 9012ms'],
    not: ['3 packets transmitted, 3 received, 0% packet loss, time 2031ms'],
    source: 'iputils ping_common.c finish',
    means: 'error',
    why: 'some packets were answered and some were not: a path that loses them, a limit on ICMP, or two paths of which one is broken',
  },
  {
    id: 'name-server-refuses',
    matches:
      /^;; ->>HEADER<<- .{0,60}status: (?:SERVFAIL|REFUSED|NXDOMAIN)|^\*\* server can't find \S{1,255}: (?:SERVFAIL|REFUSED)|^Host \S{1,255} not found: \d{1,2}\(/,
    samples: [
      ';; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 4711',
      "** server can't find web.example: SERVFAIL",
      'Host web.example not found: 3(NXDOMAIN)',
    ],
    source: 'bind9 bin/dig',
    means: 'error',
    why: 'the name server answers, and does not have the name or does not answer for it',
  },
  {
    id: 'traceroute-unreachable',
    matches: /^ ?\d{1,2} {1,3}\S.{0,200} ms {1,2}!(?:[HNPXZSFVC]|\d{1,2})\b/,
    samples: [' 3  10.0.0.1 (10.0.0.1)  1.204 ms !H  1.101 ms !H  1.099 ms !H'],
    source: 'traceroute(8): !H host, !N network, !X administratively prohibited',
    means: 'error',
    why: 'the router of that line says it cannot, or may not, send the packet on (!H host, !N network, !X prohibited)',
  },
  {
    id: 'tool-error',
    matches:
      /^(?:curl: \(\d{1,3}\) |(?:ping6?|nc|ncat|netcat|telnet|wget|traceroute6?|tracepath6?|ssh|dig|host|mtr|arping|openssl|RTNETLINK answers|Error): )/,
    samples: [
      'curl: (22) The requested URL returned error: 404',
      'nc: invalid option',
      'RTNETLINK answers: File exists',
    ],
    not: [
      'ping: connect: Network is unreachable',
      'curl: (7) Failed to connect to 10.0.0.5 port 80: Connection refused',
    ],
    source: 'curl(1), iputils, netcat-openbsd, iproute2',
    means: 'error',
    why: 'the tool ended with an error that says nothing of the path',
  },
];
