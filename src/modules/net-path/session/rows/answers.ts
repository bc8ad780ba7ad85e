import type { SessionRow } from '../meaning.ts';

/** What shows that something came back. */
export const answerRows: readonly SessionRow[] = [
  {
    id: 'answer',
    matches:
      /^\d{1,5} bytes from .{2,120}(?:icmp_)?seq=\d|^\[?\d{0,12}\.?\d{0,9}\]? ?\d{1,5} bytes from .{2,120}seq=\d|^\d{1,9} packets transmitted, \d{1,9}(?: packets)? received, (?:\+\d{1,9} \w{1,10}, )?0(?:\.0{1,4})?% packet loss\b|^ {4}Packets: Sent = \d{1,9}, Received = \d{1,9}, Lost = 0 \(0% loss\)|^Connection to .{2,255}(?<!\[udp\/.{1,40}) succeeded!$|^\S{1,255} (?:\(\S{2,80}\)|\[\S{2,80}\] \d{1,5} \(\S{1,30}\)) open$|^< HTTP\/[\d.]{1,3} [123]\d\d|^(?: {2})?HTTP\/[\d.]{1,3} [123]\d\d|^Reply from .{2,60}?: (?:bytes=|time[<=])|^Escape character is |^HTTP request sent, awaiting response\.\.\. [23]\d\d|^Ncat: Connected to|^Verify return code: 0 |^ {4}Verify return code: 0 |^Authenticated to |^\d{1,5}\/(?:tcp|udp) {1,5}open(?![|\w])|^TcpTestSucceeded {0,20}: True|^PingSucceeded {0,20}: True|^Unicast reply from |^Received [1-9]\d{0,6} response|^bound to [\d.]{7,15} -- renewal in |^udhcpc: lease of [\d.]{7,15} obtained/,
    samples: [
      '64 bytes from 10.0.0.5: icmp_seq=1 ttl=64 time=0.045 ms',
      '64 bytes from 10.0.0.5: seq=0 ttl=64 time=0.045 ms',
      '< HTTP/1.1 200 OK',
      'Reply from 2001:db8::5: time<1ms',
      'Connection to 10.0.0.5 22 port [tcp/ssh] succeeded!',
    ],
    not: [
      '92 bytes from 10.0.0.1: Destination Net Unreachable',
      'Reply from 10.0.0.1: Destination host unreachable.',
      '3 packets transmitted, 1 received, 66% packet loss',
    ],
    source: 'iputils ping_common.c; curl lib/connect.c; nc',
    means: 'answer',
    own: true,
  },
  {
    id: 'wget-answer',
    matches: /^written to stdout$|^'.{1,255}' saved$/,
    samples: ['written to stdout', "'index.html' saved"],
    source: 'busybox networking/wget.c',
    means: 'answer',
    own: true,
  },
  {
    id: 'logged-in',
    matches: /^Last login: /,
    samples: ['Last login: Mon Nov 30 20:11:00 2026 from 10.0.0.9'],
    not: ['Last failed login: Mon Nov 30 20:11:00 2026'],
    source: 'OpenSSH sshd session.c do_login',
    means: 'answer',
    under: 'ssh',
    own: true,
  },
  {
    id: 'name-answer',
    matches:
      /^;; ->>HEADER<<- .{0,60}status: NOERROR|^\S{1,255} has (?:IPv6 )?address [0-9a-f.:]{2,45}$|^\S{1,255} mail is handled by |^\S{1,255} is an alias for |^\S{1,255}: [0-9a-f.:]{2,45}(?: {2,60}-- link: \S{1,40})$/,
    samples: [';; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4711', 'example.com has address 142.250.203.142'],
    not: ['Address:\t10.96.0.10#53', 'Address:\t10.96.0.10:53'],
    source: 'bind9 bin/dig; systemd resolvectl',
    means: 'shown',
    own: true,
  },
  // nslookup prints its server as Server and Address, then what it found as Name and Address.
  {
    id: 'lookup-name',
    matches: /^Name:\s{1,12}\S/,
    samples: ['Name:\tweb.corp.example', 'Name:      kubernetes.default'],
    source: 'bind9 bin/dig/nslookup.c; busybox networking/nslookup.c; Windows nslookup',
    means: 'shown',
    own: true,
  },
  {
    id: 'lookup-address',
    matches: /^Address(?:es)?(?: \d{1,2})?:\s{1,10}[0-9a-f.:]{2,45}(?: \S{1,255})?$/,
    samples: ['Address 1: 10.96.0.1 kubernetes.default.svc.cluster.local', 'Addresses:  2001:db8::9'],
    not: ['Address:\t10.96.0.10#53'],
    source: 'bind9 bin/dig/nslookup.c; busybox networking/nslookup.c; Windows nslookup',
    means: 'shown',
    own: true,
  },
  {
    id: 'short-answer',
    matches: /^(?:\d{1,3}\.){3}\d{1,3}$|^(?=.{0,40}:)[0-9a-f:]{3,45}$|^[a-z0-9](?:[\w-]{0,62}\.){2,8}$/i,
    samples: ['10.4.5.6', '2001:db8::7', 'web.corp.example.'],
    source: 'bind9 bin/dig +short',
    means: 'shown',
  },
  {
    id: 'dig-empty',
    matches: /^;; flags: [\w ]{1,40}; QUERY: \d{1,3}, ANSWER: 0\b/,
    samples: [';; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1'],
    source: 'bind9 bin/dig/dighost.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'dig-filled',
    matches: /^;; flags: [\w ]{1,40}; QUERY: \d{1,3}, ANSWER: [1-9]\d{0,4}\b/,
    samples: [';; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1'],
    source: 'bind9 bin/dig/dighost.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'connected',
    matches:
      /^\* Connected to |^\*?\s{0,3}Established connection to |^Connected to |:\d{1,5}\.\.\. connected\.$|^Connecting to \S{1,255} \(\S{2,80}\)$|^debug1: Connection established\.|^CONNECTED\(/,
    samples: [
      '* Connected to 10.0.0.5 (10.0.0.5) port 80 (#0)',
      'Connecting to dl.example (dl.example)|203.0.113.30|:443... connected.',
    ],
    source: 'curl lib/connect.c; wget src/connect.c; OpenSSH',
    means: 'connected',
    own: true,
  },
  {
    id: 'tls-hello-sent',
    matches: /^\* .{0,40}\(OUT\), TLS handshake, Client hello/,
    samples: ['* TLSv1.3 (OUT), TLS handshake, Client hello (1):'],
    source: 'curl lib/vtls/openssl.c ossl_trace',
    means: 'shown',
  },
  {
    id: 'ssh-keys-sent',
    matches: /^debug1: expecting SSH2_MSG_KEX\w{0,20}(?:REPLY|GROUP)/,
    samples: ['debug1: expecting SSH2_MSG_KEX_ECDH_REPLY', 'debug1: expecting SSH2_MSG_KEX_DH_GEX_GROUP'],
    source: 'OpenSSH kexgen.c, kexgexc.c',
    means: 'shown',
  },
  {
    id: 'ssh-keys-came',
    matches: /^debug1: (?:SSH2_MSG_KEX\w{0,20} received|Server host key: |SSH2_MSG_NEWKEYS received)/,
    samples: ['debug1: SSH2_MSG_KEX_ECDH_REPLY received', 'debug1: Server host key: ssh-ed25519 SHA256:aaaa'],
    source: 'OpenSSH kexgen.c, sshconnect.c',
    means: 'shown',
  },
  {
    id: 'tls-came-back',
    matches: /^\* .{0,40}\(IN\), TLS /,
    samples: ['* TLSv1.3 (IN), TLS handshake, Server hello (2):'],
    source: 'curl lib/vtls/openssl.c ossl_trace',
    means: 'shown',
  },
];
