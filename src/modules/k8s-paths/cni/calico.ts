import type { Message } from '../error-text/message.ts';

const netd = '/etc/cni/net.d';

/** Calico. */
export const calicoMessages: readonly Message[] = [
  {
    id: 'calico-bird',
    matches:
      /BIRD is not ready: (?:Error querying BIRD: .{0,200}|.{0,60}bird\.ctl.{0,100})|unable to connect to BIRDv[46] socket: .{0,120}(?:unavailable|refused|timeout)/,
    kind: 'cause',
    part: 'cni',
    says: 'BIRD, the BGP daemon within calico-node, does not answer: it has not started, died or hangs, and routes of that node are stale.',
    next: [
      'its log: `kubectl -n kube-system logs -l k8s-app=calico-node -c calico-node --tail=100` (or namespace calico-system); then delete that calico-node pod, it comes again',
    ],
    samples: [
      'calico/node is not ready: BIRD is not ready: Error querying BIRD: unable to connect to BIRDv4 socket: dial unix /var/run/calico/bird.ctl: connect: resource temporarily unavailable',
    ],
    source: 'calico node/pkg/health/health.go',
  },
  {
    id: 'calicoctl-bird-socket',
    matches: /Error querying BIRD: unable to connect to BIRDv[46] socket: dial unix (\S{1,100}): connect: no such file/,
    kind: 'state',
    part: 'cni',
    confidence: 'possible',
    says: 'There is no socket of BIRD at $1: BIRD does not run because Calico works without BGP (VXLAN, eBPF) or calico-node is down, or this calicoctl looks in another directory than calico-node uses (/var/run/calico).',
    next: ['`ls /var/run/calico /var/run/bird`; `kubectl get pods -A -l k8s-app=calico-node -o wide`'],
    samples: [
      'Error querying BIRD: unable to connect to BIRDv4 socket: dial unix /var/run/bird/bird.ctl: connect: no such file or directory',
    ],
    source: 'calicoctl calicoctl/commands/node/status.go',
  },
  {
    id: 'calico-no-address',
    matches:
      /Unable to auto-detect an IPv[46] address: (.{1,120})|Couldn't autodetect an IPv[46] address|No valid host interfaces found|no valid IPv[46] addresses found on the host interfaces/,
    kind: 'cause',
    part: 'cni',
    says: 'calico-node finds no address of its node to use: no interface has one that fits its choice (IP_AUTODETECTION_METHOD, nodeAddressAutodetection of the operator), or the interface that it names is not there.',
    next: [
      'on that node: `ip -br addr`; then set IP_AUTODETECTION_METHOD of the DaemonSet (operator: `kubectl edit installation default`), for example to kubernetes-internal-ip or interface=NAME',
    ],
    samples: [
      "Couldn't autodetect an IPv4 address. If auto-detecting, choose a different autodetection method. Otherwise provide an explicit address.",
      'Unable to auto-detect an IPv4 address: no valid IPv4 addresses found on the host interfaces',
    ],
    source: 'calico node/pkg/lifecycle/startup',
  },
  {
    id: 'calico-address-taken',
    matches: /Calico node '?([\w.-]{1,253})'? is already using the IPv[46] address ([\w.:]{3,45})/,
    kind: 'cause',
    part: 'cni',
    says: 'calico-node does not start: node $1 has the same address ($2). Two nodes chose the same interface (a bridge, docker0, a NAT of virtual machines), or $1 is gone and its object was left.',
    next: [
      '`kubectl get nodes -o wide`, and on both nodes `ip -br addr`; set IP_AUTODETECTION_METHOD to the interface of the nodes',
      'where node $1 does not exist any more: `calicoctl delete node $1`',
    ],
    samples: ["Calico node 'old-w2' is already using the IPv4 address 192.0.2.11:"],
    source: 'calico node/pkg/lifecycle/startup',
  },
  {
    id: 'calico-nodename',
    matches: /stat \/var\/lib\/calico\/nodename: no such file or directory/,
    kind: 'cause',
    name: 'cni-leftover-calico',
    part: 'cni',
    says: 'Calico is the configured network and calico-node does not run here, or its CNI file is a leftover.',
    next: [
      'where Calico is the network: the calico-node pod of that node and its log; else move 10-calico.conflist out of /etc/cni/net.d',
    ],
    where: [`${netd}/10-calico.conflist`, '/var/lib/calico/nodename'],
    samples: [
      'plugin type="calico" failed (add): stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/',
    ],
    source: 'calico cni-plugin/internal/pkg/utils',
  },
  {
    id: 'calico-peer-down',
    matches:
      /^\s*\|\s*([\d.]{7,15}|[\da-fA-F:.]{3,45})\s*\|\s*(?:node-to-node mesh|global|node specific)\s*\|\s*(?!up\b)([a-z]{2,12})\s*\|[^|]{0,30}\|\s*([^|]{0,120}?)\s*\|\s*$/,
    kind: 'cause',
    part: 'cni',
    says: 'Calico has no BGP session with $1 (state $2: $3): calico-node does not run there, TCP 179 is blocked in between, or one of the two took the address of a wrong interface (IP_AUTODETECTION_METHOD).',
    next: [
      '`kubectl get pods -A -l k8s-app=calico-node -o wide`: is the one of that node ready? From here: `nc -vz $1 179`',
    ],
    samples: [
      '| 192.0.2.7 | node-to-node mesh | start | 17:19:38 | Active Socket: Connection      |',
      '|  192.0.2.8  | global | start | 07:05:27 | Active        Socket: Connection closed |',
      '| 192.0.2.9 | node-to-node mesh | start | 2026-01-02 | Connect |',
    ],
    not: ['| 192.0.2.7 | node-to-node mesh | up    | 23:18:20 | Established |'],
    source: 'calicoctl calicoctl/commands/node/status.go',
  },
  {
    id: 'calico-peer-up',
    matches: /^\s*\|\s*[\d.:a-fA-F]{3,45}\s*\|\s*(?:node-to-node mesh|global|node specific)\s*\|\s*up\s*\|/,
    kind: 'well',
    part: 'cni',
    says: 'Calico has its BGP session with that peer.',
    samples: ['| 192.0.2.7 | node-to-node mesh | up    | 23:18:20 | Established |'],
    source: 'calicoctl calicoctl/commands/node/status.go',
  },
  {
    id: 'calico-status-words',
    matches:
      /^\s*(?:Calico process is running\.?|calico-node container is running\. Status: .{1,80}|IPv[46] BGP status|No IPv6 peers found\.?|No IPv6 address configured\.?)\s*$/,
    kind: 'well',
    says: 'What calicoctl prints around its table of BGP peers.',
    samples: ['Calico process is running.', 'IPv4 BGP status', 'No IPv6 peers found.'],
    not: ['No IPv4 peers found.', 'Calico process is not running.'],
    source: 'calicoctl calicoctl/commands/node/status.go',
  },
  {
    id: 'calico-not-running',
    matches: /Calico process is not running/,
    kind: 'cause',
    part: 'cni',
    says: 'calico-node does not run on this host.',
    next: ['`kubectl get pods -A -l k8s-app=calico-node -o wide`, and the log of the one of this node'],
    samples: ['Calico process is not running.'],
    source: 'calicoctl calicoctl/commands/node/status.go',
  },
  {
    id: 'calico-bgp',
    matches:
      /BGP not established with ((?:[\d.:a-f]{2,40}, ?){0,9}(?:[\d.]{7,15}?(?=\d{4}-\d\d-\d\d |\s|$)|[\da-f.:]{2,40}))/,
    kind: 'cause',
    part: 'cni',
    says: 'calico-node has no BGP session with $1: port 179 is blocked in between, calico-node does not run there, or Calico took the address of a wrong interface (IP_AUTODETECTION_METHOD).',
    next: [
      '`calicoctl node status` on that node; TCP 179 between the nodes; `kubectl get nodes -o wide` against the addresses Calico took',
    ],
    where: [netd],
    samples: [
      'calico/node is not ready: BIRD is not ready: BGP not established with 192.0.2.7',
      // The kubelet joins what the probe wrote on stdout and stderr without a break.
      'BIRD is not ready: BGP not established with 192.0.2.7,192.0.2.82023-03-01 10:00:11.112 [INFO][1211] confd/health.go 180',
    ],
    source: 'calico node/pkg/health',
  },
  {
    id: 'calico-typha-none',
    matches:
      /Didn't find any ready Typha instances|(?:missing Kubernetes service IP or port|Kubernetes service missing IP or port)/,
    kind: 'cause',
    part: 'cni',
    says: 'calico-node finds no Typha that is ready, and does not start without one: its pods do not run, or are not ready yet.',
    next: [
      '`kubectl get pods -A -l k8s-app=calico-typha -o wide`, `kubectl describe` of one that is not ready, and its log',
    ],
    samples: [
      "[ERROR][53] felix/discovery.go 245: Didn't find any ready Typha instances.",
      'Typha discovery enabled but discovery failed. error=missing Kubernetes service IP or port',
    ],
    source: 'calico typha/pkg/discovery/discovery.go',
  },
  {
    id: 'calico-typha-unreached',
    matches:
      /Failed to connect to (?:Typha|typha endpoint)(?!.{0,400}x509)(?:.{0,40}?error=(?:connection to typhas? \((.{1,200}?)\) failed|(.{1,200}))|.{0,80})/,
    kind: 'cause',
    part: 'cni',
    says: ({ groups: [, peers = '', reason = ''] }) => {
      const addresses = [...peers.matchAll(/\{(\S{3,80}:\d{1,5}) /g)].map(([, address]) => address).join(', ');
      return `calico-node does not reach Typha${addresses === '' ? '' : ` (${addresses})`}: TCP 5473 is blocked between the nodes (firewall, security group), Typha does not run or hangs there, or one does not accept the certificate of the other.${reason === '' ? '' : ` ${reason}`}`;
    },
    next: [
      '`kubectl get pods -A -l k8s-app=calico-typha -o wide`; from that node `nc -vz` to the address of one of them, port 5473',
      'does it connect: the lines before this one, and the log of Typha, speak of certificates',
    ],
    samples: [
      '[FATAL][7] felix/daemon.go 532: Failed to connect to Typha error=connection to typhas ([{192.0.2.7:5473 192.0.2.7 0xc0005ec640}]) failed',
      '[FATAL][90] client.go 165: Failed to connect to Typha error=dial tcp 192.0.2.7:5473: i/o timeout',
    ],
    source: 'calico felix/daemon/daemon.go, typha/pkg/syncclient/sync_client.go',
  },
  {
    id: 'calico-felix',
    matches: /felix is not ready|Felix is not (?:live|ready)|calico\/node is not ready/,
    kind: 'state',
    part: 'cni',
    confidence: 'possible',
    says: 'calico-node is not ready (its agent felix does not report): it starts, does not reach the apiserver or typha, or cannot program the node.',
    next: [
      'its log: `kubectl -n kube-system logs -l k8s-app=calico-node -c calico-node --tail=100` (or namespace calico-system)',
    ],
    samples: ['calico/node is not ready: felix is not ready: readiness probe reporting 503'],
    source: 'calico node/pkg/health',
  },
];
