import type { Message } from '../error-text/message.ts';

/** Names that people give the backend of apiservers; an empty one is of nginx, which names none. */
const isApiBackend = (name: string): boolean => /^$|api|k8s|kube|6443|master|control|cp-?\d|rke|k3s/i.test(name);

/** kube-proxy, packet filters and load balancers. */
export const hostMessages: readonly Message[] = [
  {
    id: 'kube-proxy-conntrack',
    matches:
      /open \/proc\/sys\/net\/netfilter\/nf_conntrack_\w{2,40}: (?:permission denied|read-only file system)|[Ss]et sysctl '?net\/netfilter\/nf_conntrack_\w{2,40}'?.{0,60}: (?:permission denied|read-only file system)/,
    kind: 'cause',
    part: 'cni',
    says: 'kube-proxy ends because it may not set the size of the connection table: in a node that is a container itself (kind, LXC, minikube with Docker) /proc/sys is read-only.',
    next: [
      'set conntrack.maxPerCore: 0 in the ConfigMap kube-proxy of kube-system, and restart its pods; on kind: a version of kind that fits this kernel; or set the value on the host beforehand',
    ],
    samples: [
      'open /proc/sys/net/netfilter/nf_conntrack_max: permission denied',
      '"Error running ProxyServer" err="Set sysctl \'net/netfilter/nf_conntrack_max\' to 131072: permission denied"',
    ],
    source: 'kubernetes cmd/kube-proxy/app/conntrack.go',
  },
  {
    id: 'kube-proxy-ipvs-module',
    matches:
      /Running modprobe (?:ip_vs\S{0,10}|nf_conntrack\S{0,10}) failed|Could not get ipvs family information|Can'?t (?:use|set) the? ?IPVS proxier|IPVS proxier will not be used|can't use ipvs proxier/i,
    kind: 'harmless',
    says: 'The kernel modules of IPVS cannot be loaded: kube-proxy falls back to iptables, which works as well; a fault only where mode ipvs is wanted.',
    samples: [
      'level=warning msg="Running modprobe ip_vs failed with message: `modprobe: ERROR: could not insert \'ip_vs\': Exec format error`, error: exit status 1"',
      "can't use ipvs proxier, fallback to iptables",
    ],
    source: 'kubernetes cmd/kube-proxy, moby/ipvs',
  },
  {
    id: 'kube-proxy-defaults',
    matches:
      /Flag proxy-mode="" unknown, assuming iptables proxy|Unknown proxy mode(?: "")?, assuming iptables proxy|invalid nodeIP, initializing kube-proxy with|clusterCIDR not specified, unable to distinguish|Detect-local-mode set to ClusterCIDR, but no/,
    kind: 'harmless',
    says: 'Harmless: kube-proxy starts with its defaults.',
    samples: [
      'Flag proxy-mode="" unknown, assuming iptables proxy',
      'clusterCIDR not specified, unable to distinguish between internal and external traffic',
    ],
    source: 'kubernetes cmd/kube-proxy/app/server_linux.go',
  },
  {
    id: 'iptables-ip6-table',
    matches:
      /ip6tables.{0,200}(?:unable to initialize table '(\w{1,12})'|can't initialize ip6tables table [`'](\w{1,12})')/,
    kind: 'state',
    confidence: 'possible',
    part: 'cni',
    says: 'The kernel has no table $1$2 for IPv6: the module ip6table_$1$2 is not there or not loaded. Services by IPv4 are not touched; where no IPv6 is used it is mere noise.',
    next: [
      'where IPv6 is wanted, on that node: `modprobe ip6table_$1`',
      'where IPv6 is wanted, on that node: `modprobe ip6table_$2`',
    ],
    samples: [
      "Failed to execute iptables-restore: exit status 2 (ip6tables-restore v1.8.5 (legacy): ip6tables-restore: unable to initialize table 'nat'",
      "ip6tables v1.8.4 (legacy): can't initialize ip6tables table `nat': Table does not exist (do you need to insmod?)",
    ],
    not: [
      "iptables v1.8.4 (legacy): can't initialize iptables table `nat': Table does not exist (do you need to insmod?)",
    ],
    source: 'iptables iptables/iptables-restore.c, ip6tables.c; kubernetes pkg/util/iptables',
  },
  {
    id: 'iptables-chain-missing',
    matches: /iptables-restore.{0,200}Couldn't load target [`'](KUBE-[\w-]{2,40})'/,
    kind: 'cause',
    part: 'cni',
    says: 'kube-proxy writes rules that jump to the chain $1, which does not exist on that node. KUBE-MARK-DROP is made by the kubelet of the host, not by kube-proxy: a kubelet that does not run, one whose version does not fit, or another backend (nft against legacy) than kube-proxy has.',
    next: [
      'on that node: `iptables -t nat -S $1`, with both `iptables-legacy` and `iptables-nft`; compare the versions of kubelet and kube-proxy: `kubectl get nodes`, and the image of the pods of kube-proxy',
    ],
    samples: [
      "Failed to execute iptables-restore: exit status 2 (iptables-restore v1.8.2 (legacy): Couldn't load target `KUBE-MARK-DROP':No such file or directory",
    ],
    not: ["iptables-restore v1.8.7 (nf_tables): Couldn't load match `comment': No such file or directory"],
    source: 'kubernetes pkg/proxy/ipvs/proxier.go, pkg/kubelet/kubelet_network_linux.go (syncIPTablesRules)',
  },
  {
    id: 'iptables-line-failed',
    matches: /iptables-restore: line (\d{1,6}) failed/,
    kind: 'retried',
    confidence: 'possible',
    part: 'cni',
    says: 'The kernel refused one batch of rules at its line $1, and kube-proxy tries all again within 30 seconds. Now and then: another program changed iptables at the same time (firewalld, docker, the network add-on). At every try: a rule this kernel does not know (a module is missing), or iptables of another backend wrote the chains.',
    next: [
      'does "Sync failed" come at every sync or at times? On that node: what else writes rules, and `iptables --version` there against that in the pod of kube-proxy',
    ],
    samples: ['Failed to execute iptables-restore: exit status 1 (iptables-restore: line 51 failed'],
    source: 'iptables iptables/iptables-restore.c; kubernetes pkg/proxy/iptables/proxier.go',
  },
  {
    id: 'iptables-bad-argument',
    matches: /iptables-restore.{0,120}Bad argument [`'](.{1,60}?)'/,
    kind: 'cause',
    part: 'cni',
    says: 'kube-proxy wrote a rule that iptables cannot read (it stumbles over $1): a value of the rule is empty, as the range of pods is where --cluster-cidr is not set in an old kube-proxy. None of that batch takes effect.',
    next: [
      'look at the rule by its line number ("Error occurred at line"); set clusterCIDR of kube-proxy, or --cluster-cidr',
    ],
    samples: ["Failed to execute iptables-restore: exit status 2 (Bad argument `KUBE-SVC-574IYFDEANSYIEBF'"],
    source: 'iptables iptables/xshared.c; kubernetes pkg/proxy/iptables/proxier.go',
  },
  {
    id: 'iptables-failed',
    matches:
      /(?:[Ff]ailed to execute iptables-restore|iptables-(?:restore|save)|error appending rule|Failed to ensure (?:that )?\w{3,20} chain|[Ff]ailed to list \w{3,10} chains?).{0,300}(?:exit status|No such file|not found|incompatible|unknown option|does not exist|Permission denied|Couldn't load|can't initialize)|\biptables v[\d.]{3,9} \((?:legacy|nf_tables)\): (?:can't initialize|Couldn't load|Failed to initialize nft)/,
    kind: 'cause',
    part: 'cni',
    says: (met) => {
      const part = /Couldn't load (?:match|target) [`'"]?(\w{1,40})/.exec(met.text)?.[1];
      const module = part === undefined ? 'a kernel module (xt_comment, nf_nat)' : `the kernel module xt_${part}`;
      return `iptables does not work for kube-proxy or the network add-on: its program, ${module} or the backend (nft against legacy) is missing or does not fit.`;
    },
    next: [
      'on that node: `iptables --version`, `lsmod | grep -E "ip_tables|nf_tables|xt_"`; a kernel updated without reboot has no modules to load: reboot',
    ],
    samples: [
      '"Failed to execute iptables-restore" err="exit status 2 (iptables-restore v1.8.7 (nf_tables): Couldn\'t load match `comment\': No such file or directory)"',
      "iptables v1.8.4 (legacy): can't initialize iptables table `nat': Table does not exist (do you need to insmod?)",
    ],
    source: 'kubernetes pkg/util/iptables, iptables',
  },
  {
    id: 'conntrack-full',
    matches: /nf_conntrack: (?:\S{1,40} )?table full, dropping packet/,
    kind: 'cause',
    part: 'cni',
    says: 'The connection table of the kernel is full: new connections are dropped at random.',
    next: [
      '`sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max`; raise the maximum (conntrack-max-per-core of kube-proxy), and find who opens so many',
    ],
    samples: ['nf_conntrack: nf_conntrack: table full, dropping packet'],
    source: 'Linux net/netfilter/nf_conntrack_core.c',
  },
  {
    id: 'balancer-no-server',
    matches:
      /proxy (\S{1,60}) has no server available|backend '?(\S{1,60}?)'? has no server available|no live upstreams while connecting to upstream(?!.{0,600}request: ")/,
    kind: 'state',
    part: 'kube-apiserver',
    says: ({ groups: [, proxy = '', backend = ''] }) =>
      isApiBackend(proxy + backend)
        ? `The load balancer has no live apiserver behind it${proxy + backend === '' ? '' : ` (${proxy}${backend})`}: all of its health checks fail.`
        : `The load balancer has no live server behind ${proxy}${backend}: all of its health checks fail.`,
    next: ({ groups: [, proxy = '', backend = ''] }) => [
      isApiBackend(proxy + backend)
        ? 'on each control-plane node: {apiserver-log}; do the health checks of the load balancer speak TLS where they must?'
        : 'do the servers of that backend answer from the host of the load balancer, at the port and path of the health check?',
    ],
    samples: [
      'backend k8s-api has no server available!',
      '2026/01/01 10:00:00 [error] 7#7: *1 no live upstreams while connecting to upstream',
    ],
    not: [
      '2026/01/01 10:00:00 [error] 7#7: *1 no live upstreams while connecting to upstream, client: 192.0.2.9, server: shop.example.org, request: "GET / HTTP/1.1", upstream: "http://shop/"',
    ],
    source: 'haproxy src/server.c, nginx stream',
  },
  {
    id: 'balancer-server-down',
    matches: /Server (\S{1,100}) is DOWN, reason: (.{1,160}?), (?:info: "?(.{0,120}?)"?, )?check duration/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'haproxy takes $1 for down: $2 ($3).',
    next: ({ groups: [, server = ''] }) => [
      isApiBackend(server)
        ? 'does that apiserver answer from the host of haproxy? On its node: {apiserver-log}'
        : 'does that server answer from the host of haproxy, at the port and path of the health check?',
    ],
    samples: [
      'Server k8s-api/k8s-api-1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 1 active and 0 backup servers left.',
    ],
    source: 'haproxy src/server.c',
  },
];
