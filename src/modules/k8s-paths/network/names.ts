import type { Met } from '../../../kubernetes/messages/message.ts';
import type { Message } from '../error-text/message.ts';

const config = '/var/lib/kubelet/config.yaml';

/** A name with the server that was asked for it; curl and Node tell no server. */
const nameIn = ({ groups }: Met): string => groups[1] || groups[3] || groups[4] || '';
const unresolved = (met: Met): string => {
  const server = met.groups[2] ? ` (asked ${met.groups[2].replace(/:$/, '')})` : '';
  return `The name ${nameIn(met)} does not resolve here${server}: look at /etc/hosts and DNS.`;
};
const askForName = (met: Met): readonly string[] => {
  const name = nameIn(met).replace(/[^\w.-]/g, '');
  return name === '' ? [] : [`\`getent hosts ${name}\` and \`cat /etc/resolv.conf\` on that host`];
};

/** Names: CoreDNS, resolvers, and those who ask them. */
export const nameMessages: readonly Message[] = [
  {
    id: 'coredns-upstream',
    matches:
      /plugin\/errors: \d+ .{1,300}: (?:read|dial|write) (?:udp|tcp) \S{1,60}->(\S{1,60}): (?:i\/o timeout|read: connection refused|connection refused|no route to host|network is unreachable|read: no route to host)/,
    kind: 'cause',
    part: 'cni',
    says: 'CoreDNS gets no answer from its upstream name server ($1): pods do not reach it (no masquerading, FORWARD policy, firewall, or a broken pod network), or that server is down or wrong. Names within the cluster still work.',
    next: [
      'from that node: `dig` against that server; from a pod the same. Only pods fail: net.ipv4.ip_forward, iptables FORWARD and the MASQUERADE rule of the network add-on',
      'the server comes from resolv.conf of the node (forward . /etc/resolv.conf)',
    ],
    samples: [
      'plugin/errors: 2 2674456483041895212.8492642892499111001. HINFO: read udp 10.0.2.100:35424->10.0.0.1:53: i/o timeout',
    ],
    not: ['lookup a.example.com: read udp 10.244.0.5:4711->192.0.2.53:53: i/o timeout'],
    source: 'coredns plugin/errors, plugin/forward',
  },
  {
    id: 'coredns-refused',
    matches:
      /\d{1,6} "(?:A|AAAA|SRV|MX|TXT|CNAME) IN (\S{1,253}) (?:udp|tcp) \d{1,6} \w{4,5} \d{1,6}" (SERVFAIL|REFUSED) /,
    kind: 'state',
    confidence: 'possible',
    says: ({ groups: [, name = '', answer = ''] }) =>
      answer === 'REFUSED'
        ? `A name server answers ${name} with REFUSED: the one that CoreDNS forwards to does not serve that name, and where it is a name of the search list, resolvers stop there instead of trying the next.`
        : `CoreDNS answers ${name} with SERVFAIL: the name server that it forwards to says so, or does not answer; of a name in the cluster, its plug-in for Kubernetes has no data.`,
    next: [
      'ask that server itself, from the node of a CoreDNS pod: `dig @SERVER` with the name; which it is stands behind forward in `kubectl -n kube-system get configmap coredns -o yaml`, else in resolv.conf of the node',
      'a search domain of the node that its server does not serve: take it out of the resolv.conf that the kubelet hands to pods (resolvConf)',
    ],
    samples: [
      '10.244.0.6:54444 - 43489 "A IN shop.default.svc.cluster.local.example.net. udp 67 false 512" REFUSED qr,aa,rd,ra 67 0.009655266s',
      '10.42.1.21:51916 - 60408 "A IN api.example.com. udp 32 false 512" SERVFAIL qr,rd 32 0.001564637s',
    ],
    not: [
      '10.244.0.6:60748 - 10848 "A IN shop.svc.cluster.local. udp 72 false 512" NXDOMAIN qr,rd 165 0.000024s',
      '127.0.0.1:35714 - 33653 "HINFO IN 6943969105224694106.541383633054051657. udp 56 false 512" SERVFAIL qr,rd 56 20.0s',
    ],
    yieldsTo: /^coredns-/,
    source: 'coredns plugin/log/log.go (CommonLogFormat)',
  },
  {
    id: 'coredns-answered',
    matches: /\d{1,6} "[A-Z]{1,10} IN \S{1,253} (?:udp|tcp) \d{1,6} \w{4,5} \d{1,6}" (?:NOERROR|NXDOMAIN) /,
    kind: 'well',
    says: 'CoreDNS answered a question; NXDOMAIN is what names of the search list get until one fits.',
    samples: [
      '10.244.0.6:60748 - 10848 "A IN shop.svc.cluster.local. udp 72 false 512" NXDOMAIN qr,rd 165 0.000024s',
      '10.244.0.6:60748 - 10848 "AAAA IN kubernetes.default.svc.cluster.local. udp 72 false 512" NOERROR qr,aa,rd 165 0.000024s',
    ],
    source: 'coredns plugin/log/log.go (CommonLogFormat)',
  },
  {
    id: 'coredns-apiserver',
    matches:
      /plugin\/kubernetes: .{0,80}(?:waiting for|starting server with unsynced) Kubernetes API|plugin\/ready: Still waiting on: "kubernetes"/,
    kind: 'retried',
    part: 'cni',
    says: 'CoreDNS waits for the apiserver: it does not reach it at the address of its Service, so that kube-proxy or the pod network of that node is the place to look.',
    next: ['kube-proxy and the network add-on of that node: `kubectl -n kube-system get pods -o wide`'],
    samples: [
      'plugin/ready: Still waiting on: "kubernetes"',
      'plugin/kubernetes: waiting for Kubernetes API before starting server',
    ],
    source: 'coredns plugin/kubernetes, plugin/ready',
  },
  {
    id: 'dns-no-answer',
    matches:
      /connection timed out; no servers could be reached|nslookup: can't resolve|Temporary failure in name resolution|server can't find [\w.-]{1,200}: (?:NXDOMAIN|SERVFAIL)/,
    kind: 'state',
    part: 'cni',
    confidence: 'possible',
    says: 'A name is not resolved: the name server in resolv.conf (in a pod the cluster DNS) does not answer or does not know it.',
    next: [
      'in a pod: `kubectl -n kube-system get pods,endpoints -l k8s-app=kube-dns -o wide`: are CoreDNS pods ready, and does a pod on another node reach them (kube-proxy, pod network, UDP 53 and overlay ports)?',
    ],
    endedBy: /^(?:Non-authoritative answer:|Name:\s+\S|Address(?: \d)?:\s+\S+ \S)/,
    samples: [';; connection timed out; no servers could be reached'],
    source: 'bind9 bin/dig/dighost.c, bin/dig/nslookup.c; busybox networking/nslookup.c; glibc EAI_AGAIN',
  },
  {
    id: 'name-server-silent',
    matches:
      /(?:lookup (\S{1,253}?)(?: on \S{1,60})?: )?read udp \S{1,60}->(\S{1,60}:53): (?:i\/o timeout|read: connection refused|read: no route to host)/,
    kind: 'cause',
    says: ({ groups: [, name = '', server = ''] }) =>
      `The name server ${server} gives no answer to the program that asks it${name === '' ? '' : ` for ${name}`}: it is off, or does not get the question or its answer does not come back.`,
    next: [
      'on the host or in the pod of that program: `cat /etc/resolv.conf`, then `dig @SERVER` with the name; where the server is the DNS Service of the cluster: its pods, kube-proxy and the pod network of that node',
    ],
    where: ['/etc/resolv.conf'],
    samples: [
      'lookup a.example.com: read udp 10.244.0.5:4711->192.0.2.53:53: i/o timeout',
      'Unable to connect to the server: dial tcp: lookup k8s.example.com on 192.0.2.53:53: read udp 192.0.2.10:40112->192.0.2.53:53: read: connection refused',
    ],
    not: [
      'plugin/errors: 2 2674456483041895212.8492642892499111001. HINFO: read udp 10.0.2.100:35424->10.0.0.1:53: i/o timeout',
    ],
    source: 'Go net/dnsclient_unix.go, net.OpError',
  },
  {
    id: 'server-name-unresolved',
    matches:
      /(?:Unable to connect to the server: .{0,300}|https:\/\/\S{1,253}:6443\/.{0,300}|https:\/\/\S{1,253}\/(?:apis?\?timeout=|apis\/\w|api\/v1\/(?:nodes|pods|services|namespaces|endpoints|events|configmaps|secrets)\b).{0,300})lookup (\S{1,253}?)(?: on (\S{1,60}))?: (?:no such host|server misbehaving|i\/o timeout)/,
    kind: 'cause',
    name: 'kubeconfig-dns',
    part: 'kubectl',
    says: unresolved,
    next: askForName,
    where: ['/etc/hosts', '/etc/resolv.conf'],
    samples: [
      'Unable to connect to the server: dial tcp: lookup k8s.example.com on 192.0.2.53:53: no such host',
      'Get "https://k8s.example.com:6443/api/v1/nodes?limit=500": dial tcp: lookup k8s.example.com: no such host',
    ],
    not: ['Get "https://hooks.example.com/notify": dial tcp: lookup hooks.example.com: no such host'],
    source: 'Go net/net.go DNSError; kubectl pkg/cmd/util/helpers.go',
  },
  {
    id: 'name-unresolved',
    matches:
      /lookup (\S{1,253}?)(?: on (\S{1,60}))?: (?:no such host|server misbehaving|i\/o timeout)|Could not resolve host: (\S{1,253})|getaddrinfo ENOTFOUND(?: (\S{1,253}))?/,
    kind: 'cause',
    says: unresolved,
    next: askForName,
    where: ['/etc/hosts', '/etc/resolv.conf'],
    samples: [
      'Get "https://hooks.example.com/notify": dial tcp: lookup hooks.example.com: no such host',
      'curl: (6) Could not resolve host: k8s.example.com',
      'Error: getaddrinfo ENOTFOUND db.example.com',
    ],
    not: [
      '[WARNING Hostname]: hostname "n1": lookup n1 on 192.0.2.53:53: server misbehaving',
      'Unable to connect to the server: dial tcp: lookup k8s.example.com on 192.0.2.53:53: no such host',
    ],
    source: 'Go net/net.go DNSError; curl lib/hostip.c; Node lib/internal/errors.js DNSException',
  },
  {
    id: 'kubeadm-hostname',
    matches:
      /\[WARNING (?:Hostname|Service-\w{1,20}|IsDockerSystemdCheck|SystemVerification|Firewalld|HTTPProxy\S{0,10}|Swap|ContainerRuntimeVersion|FileExisting-\w{1,20})\]/,
    kind: 'harmless',
    says: 'A warning of kubeadm, which goes on all the same.',
    samples: [
      '[WARNING Hostname]: hostname "n1" could not be reached',
      '[WARNING Hostname]: hostname "n1": lookup n1 on 192.0.2.53:53: server misbehaving',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'corefile-directive',
    matches: /Corefile:(\d{1,5}) - Error during parsing: Unknown directive '([^']{1,60})'/,
    kind: 'cause',
    part: 'cni',
    says: (met) =>
      `CoreDNS does not start: line ${met.groups[1] ?? ''} of its Corefile has the directive ${met.groups[2] ?? ''}, which this CoreDNS does not have${met.groups[2] === 'proxy' ? ' (removed in 1.5)' : met.groups[2] === 'upstream' ? ' (removed in 1.7)' : ': misspelled, a brace too few or too many above it, or a plugin that is not built in'}.`,
    next: (met) => [
      '`kubectl -n kube-system edit configmap coredns`: mend that line, then `kubectl -n kube-system rollout restart deployment coredns`',
      ...(met.groups[2] === 'proxy'
        ? ['`forward . /etc/resolv.conf` takes the place of `proxy . /etc/resolv.conf`']
        : []),
    ],
    samples: ["/etc/coredns/Corefile:11 - Error during parsing: Unknown directive 'proxy'"],
    source: 'coredns/caddy caddyfile/parse.go',
  },
  {
    id: 'corefile-unreadable',
    matches:
      /Corefile:(\d{1,5}) - Error during parsing: (.{1,200})|(loading Caddyfile via flag: .{1,200})|plugin\/(\w{1,30}: (?:unable to parse .{1,80}|unknown property .{1,80}|Wrong argument count .{0,80}|not an IP address .{1,120}))/,
    kind: 'cause',
    part: 'cni',
    says: 'CoreDNS cannot use its Corefile and does not start: $2$3$4',
    next: [
      '`kubectl -n kube-system edit configmap coredns`: mend line $1, then `kubectl -n kube-system rollout restart deployment coredns`',
      '`kubectl -n kube-system get configmap coredns -o yaml`: is it there, and mounted at the path that -conf names?',
    ],
    samples: [
      "/etc/coredns/Corefile:8 - Error during parsing: Wrong argument count or unexpected line ending after 'cache'",
      'loading Caddyfile via flag: open /etc/coredns/Corefile: permission denied',
    ],
    source: 'coredns coremain/run.go',
  },
  {
    id: 'coredns-no-next',
    matches: /plugin\/(\w{1,30}): no next plugin found/,
    kind: 'cause',
    part: 'cni',
    says: 'CoreDNS runs and cannot answer these names: plug-in $1 hands them on, and its Corefile has no plug-in after it that takes them (mostly `forward` is missing).',
    next: [
      '`kubectl -n kube-system get configmap coredns -o yaml`: has its zone `forward . ADDRESS`? Without a server outside: take out the fallthrough that hands the names on; is the zone of kubernetes the cluster domain?',
    ],
    samples: ['plugin/errors: 2 example.org. AAAA: plugin/kubernetes: no next plugin found'],
    source: 'coredns plugin/plugin.go NextOrFailure',
  },
  {
    id: 'coredns-no-nameserver',
    matches: /plugin\/forward: no (?:valid upstream addresses|nameservers) found/,
    kind: 'cause',
    part: 'cni',
    says: 'CoreDNS does not start: the resolv.conf that it forwards to (that of its node) names no server.',
    next: [
      'on the node of that pod: `cat /etc/resolv.conf`; with systemd-resolved set resolvConf of the kubelet to /run/systemd/resolve/resolv.conf, restart it and delete the CoreDNS pods; or name an upstream in `forward . ADDRESS` of the Corefile',
    ],
    where: [config, '/etc/resolv.conf'],
    samples: ['plugin/forward: no nameservers found'],
    source: 'coredns plugin/pkg/parse/host.go',
  },
  {
    id: 'coredns-loop',
    matches:
      /Loop \([^)]{1,80}\) detected for zone|Seen "HINFO IN [\d.]{3,80}" more than twice, loop detected|plugin\/loop: .{0,120}(?:loop detected|detected for zone)|Forwarding loop detected in/,
    kind: 'cause',
    name: 'kubelet-resolvconf',
    says: 'CoreDNS asks itself in a loop and ends: the resolv.conf that pods of the node get points at a local resolver (127.0.0.53 of systemd-resolved, 127.0.0.1 of dnsmasq), so that forward leads back to CoreDNS.',
    next: [
      'set resolvConf of the kubelet to /run/systemd/resolve/resolv.conf (real name servers), restart it and delete the CoreDNS pods; or name an upstream in `forward . ADDRESS` of the Corefile',
    ],
    where: [config, '/etc/resolv.conf'],
    samples: [
      'plugin/loop: Loop (127.0.0.1:5 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 1.2."',
      'plugin/loop: Seen "HINFO IN 7087784449798295848.7359092265978106814." more than twice, loop detected',
    ],
    source: 'coredns plugin/loop/loop.go',
  },
];
