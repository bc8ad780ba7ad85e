import type { SessionRow } from '../meaning.ts';

const resolver = ['`cat /etc/resolv.conf`, then `dig @SERVER {name}` with each of its name servers'];
const silentServer: Pick<SessionRow, 'means' | 'confidence' | 'says' | 'why' | 'next'> = {
  means: 'nameserver-unreachable',
  confidence: 'likely',
  says: 'The name server {server} does not answer.',
  why: 'It is off, not reachable, or UDP 53 to it is filtered. In a cluster the DNS Service: its pods, kube-proxy, and the pod network between the nodes.',
  next: ['`ip route get {server}`, `nc -vz {server} 53`: does its TCP port answer?'],
};
const noName: Pick<SessionRow, 'means' | 'confidence' | 'says' | 'next'> = {
  means: 'name-not-resolved',
  confidence: 'likely',
  says: '{name} is not resolved.',
  next: resolver,
};

/** What resolvers and the tools that ask name servers say. */
export const nameRows: readonly SessionRow[] = [
  {
    id: 'name-server-refuses-packets',
    matches:
      /^;; (?:communications error to|UDP setup with|Connection to) (?<server>[0-9a-f.:]{2,45})#\d{1,5}(?:\(\S{1,80}\))?(?: for \S{1,255} failed)?: connection refused|^nslookup: write to '(?<server2>[0-9a-f.:]{2,45})': Connection refused/,
    samples: [
      ';; communications error to 127.0.0.53#53: connection refused',
      "nslookup: write to '10.96.0.10': Connection refused",
    ],
    source: 'bind9 bin/dig/dighost.c; busybox networking/nslookup.c',
    ...silentServer,
    says: 'Nothing listens on port 53 of the name server {server}.',
    why: 'Its host answers, and refuses. In a cluster: the DNS Service has no ready pod.',
    own: true,
  },
  {
    id: 'name-server-not-reached',
    matches:
      /^nslookup: (?:write to|connect to|read from) '(?<server>[0-9a-f.:]{2,45})': (?<errno>No route to host|Host is unreachable|Network (?:is )?unreachable|Operation not permitted|Permission denied)/,
    samples: [
      "nslookup: write to '10.0.0.53': No route to host",
      "nslookup: write to '10.0.0.53': Network unreachable",
    ],
    not: ["nslookup: write to '10.96.0.10': Connection refused"],
    source: 'busybox networking/nslookup.c send_queries',
    ...silentServer,
    says: 'The name server {server} cannot be reached from here: {errno}.',
    why: 'What fails is the way to the name server, not the name.',
    next: ['`ip route get {server}`, `ip neigh show {server}`, `cat /etc/resolv.conf`: is it the right one?'],
    own: true,
  },
  {
    id: 'name-server-silent',
    matches:
      /^;; connection timed out; no servers could be reached|^;; no servers could be reached|^;; (?:communications error to|UDP setup with|Connection to) (?<server>[0-9a-f.:]{2,45})(?:#\d{1,5})?|^DNS request timed out|^\*\*\* Request to (?<name>\S{1,255}) timed-out|\bresolve call failed: (?:All attempts to contact name servers or networks failed|.{0,40}\btimed out)|^\*\*\* \S{1,255} can't find (?<name2>\S{1,255}): No response from server|^dig: couldn't get address for|^Error: read udp .{0,80}->(?<server2>[0-9.]{7,15}):53: i\/o timeout/,
    samples: [
      ';; connection timed out; no servers could be reached',
      ';; communications error to 10.96.0.10#53: timed out',
      ';; UDP setup with 10.0.0.53#53(10.0.0.53) for web.example failed: host unreachable.',
      ';; Connection to 10.0.0.53#53(10.0.0.53) for web.example failed: timed out.',
      'DNS request timed out.',
      'example.org: resolve call failed: All attempts to contact name servers or networks failed',
    ],
    source: 'bind9 bin/dig/dighost.c; systemd src/resolve/resolvectl.c',
    ...silentServer,
    own: true,
  },
  {
    id: 'no-name-server-set',
    matches: /\bresolve call failed: No appropriate name servers or networks for name found\b/,
    samples: ['web.corp.example: resolve call failed: No appropriate name servers or networks for name found'],
    source: 'systemd src/resolve/resolved-dns-query.c',
    ...noName,
    confidence: 'proven',
    says: 'systemd-resolved has no name server for that name.',
    why: 'No link has a DNS server that takes it, or the name has a single label.',
    next: ['`resolvectl status`: which link has DNS servers and which domains?'],
    own: true,
  },
  {
    id: 'temporary-failure',
    matches: /\bTemporary failure in name resolution\b|: Try again$/,
    samples: ['ping: web.shop: Temporary failure in name resolution'],
    source: 'glibc sysdeps/posix/gai_strerror EAI_AGAIN',
    means: 'nameserver-unreachable',
    confidence: 'likely',
    says: 'No name server answers ("Temporary failure in name resolution").',
    why: 'None of those in /etc/resolv.conf answered in time, none is set, or they answer SERVFAIL.',
    next: resolver,
  },
  {
    id: 'no-such-name',
    matches:
      /^\*\* server can't find (?<name>[\w.-]{1,255}?)\.?: NXDOMAIN|^Host (?<name2>\S{1,255}) not found: 3\(NXDOMAIN\)|^\*\*\* \S{1,255} can't find (?<name3>\S{1,255}): Non-existent (?:host\/)?domain/,
    samples: [
      "** server can't find web: NXDOMAIN",
      'Host web.example not found: 3(NXDOMAIN)',
      "*** UnKnown can't find web.example: Non-existent domain",
    ],
    source: 'bind9 bin/dig/nslookup.c, host.c',
    means: 'name-not-found-from-here',
    confidence: 'likely',
    own: true,
  },
  {
    id: 'dig-no-such-name',
    matches: /^;; ->>HEADER<<- .{0,60}status: NXDOMAIN/,
    samples: [';; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 4711'],
    source: 'bind9 bin/dig/dighost.c',
    ...noName,
    says: 'The name server says that {name} does not exist (NXDOMAIN).',
    why: 'The server works. The name is wrong, or this server does not know the zone (split DNS, VPN).',
    next: ['`dig {name} @OTHER-SERVER`: does the server of the zone know it?'],
    own: true,
  },
  {
    id: 'name-server-fails',
    matches:
      /^;; ->>HEADER<<- .{0,60}status: (?<rcode>SERVFAIL|REFUSED|NOTIMP|FORMERR)|^\*\* server can't find (?<name>\S{1,255}?)\.?: (?<rcode2>SERVFAIL|REFUSED)|^Host (?<name2>\S{1,255}) not found: (?:2|5)\((?<rcode3>SERVFAIL|REFUSED)\)|^\*\*\* \S{1,255} can't find (?<name3>\S{1,255}): (?<rcode5>Query refused|Server failed)|^;; Got (?<rcode4>SERVFAIL|REFUSED) reply from (?<server>[0-9a-f.:]{2,45})/,
    samples: [
      ';; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 4711',
      "** server can't find web.example: SERVFAIL",
      'Host web.example not found: 2(SERVFAIL)',
      "*** UnKnown can't find web.example: Query refused",
      ';; Got SERVFAIL reply from 10.0.0.53, trying next server',
    ],
    source: 'bind9 bin/dig; Windows nslookup; RFC 1035 §4.1.1',
    ...noName,
    says: 'The name server answers {rcode} for {name}: it is reached, and cannot or will not answer.',
    why: 'SERVFAIL: its own upstream does not answer, or DNSSEC fails. REFUSED: it does not serve this client or zone.',
    next: ['`dig {name} @OTHER-SERVER`, `dig +cd {name}` (without DNSSEC); the log of that name server'],
    own: true,
  },
  {
    id: 'dnssec-fails',
    matches: /\bresolve call failed: DNSSEC validation failed: (?<why>[\w-]{1,40})/,
    samples: ['example.org: resolve call failed: DNSSEC validation failed: failed-auxiliary'],
    source: 'systemd src/resolve/resolved-bus.c',
    ...noName,
    confidence: 'proven',
    says: 'systemd-resolved rejects the answer: DNSSEC validation fails.',
    why: 'The zone is signed wrongly, the upstream strips DNSSEC, or the clock is wrong.',
    next: ['`timedatectl`; `resolvectl query --validate=no NAME`'],
    own: true,
  },
  {
    id: 'name-without-record',
    matches: /^\*\*\* (?:\S{1,255} )?[Cc]an't find (?<name>\S{1,255}): No answer/,
    samples: ["*** Can't find web.example: No answer"],
    not: ["*** UnKnown can't find web.example: Non-existent domain"],
    source: 'bind9 bin/dig/nslookup.c; busybox networking/nslookup.c',
    ...noName,
    confidence: 'possible',
    says: 'The name server answers for {name}, and has no record of the type that was asked for.',
    why: 'The server works. The name has records of another type only; of IPv6 addresses that is usual.',
    next: ['`nslookup -type=any {name}`: which records are there?'],
    own: true,
  },
  {
    id: 'name-unresolved',
    matches:
      /\bCould not resolve (?:host|hostname|proxy)\b|\bunknown host\b|\bName or service not known\b|\bnodename nor servname\b|\bNo such host is known\b|\bbad address '|\bunable to resolve host address\b|\bcould not find host\b|^nslookup: can't resolve '|\bName does not resolve\b|\bNo address associated with (?:host)?name\b|\bresolve call failed: .{0,200}(?:not found|does not have any RR)|^;; Got recursion not available/,
    samples: [
      'curl: (6) Could not resolve host: web.example',
      'ping: web.example: Name or service not known',
      "wget: unable to resolve host address 'web.example'",
      'Ping request could not find host web. Please check the name and try again.',
      "nslookup: can't resolve 'kubernetes.default'",
      "ping: bad address 'web.example'",
    ],
    source: 'curl lib/hostip.c; glibc EAI_NONAME; wget src/host.c; musl EAI_NONAME; busybox networking/nslookup_old.c',
    ...noName,
    says: '{name} is not resolved: there is no such name, or no name server answers.',
    why: 'The tool says the same for both.',
  },
];
