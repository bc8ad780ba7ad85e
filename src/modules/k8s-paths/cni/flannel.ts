import type { Message } from '../error-text/message.ts';

const netd = '/etc/cni/net.d';

/** flannel, and the pods' network it takes from the nodes. */
export const flannelMessages: readonly Message[] = [
  {
    id: 'flannel-no-kernel',
    matches:
      /(?:flannel exited|failed to register flannel network|Error registering network|failed to create (?:vxlan|wireguard) device|failed to (?:create|add) vxlanDevice).{0,120}operation not supported/,
    kind: 'cause',
    part: 'cni',
    says: 'flannel cannot make its network device: the kernel of that node has no module for its backend (vxlan, wireguard).',
    next: [
      'on that node: `modprobe vxlan` (wireguard for that backend); the package linux-modules-extra with the name of the running kernel has them on Ubuntu (linux-modules-extra-raspi on a Raspberry Pi). A kernel updated without a reboot has no modules to load: reboot',
      'without such a kernel: backend host-gw, where all nodes share a subnet',
    ],
    samples: [
      'level=fatal msg="flannel exited: failed to register flannel network: operation not supported"',
      'main.go:268] Error registering network: operation not supported',
    ],
    not: ['level=fatal msg="flannel exited: subnet manager failed to acquire a lease"'],
    source: 'flannel pkg/backend/vxlan/device.go, k3s pkg/agent/flannel',
  },
  {
    id: 'flannel-route',
    matches: /failed to (?:add|set) (?:v6 )?(?:vxlan|direct)?Route \((\S{3,50}) -> (\S{2,50})\): (.{1,120})/,
    kind: 'state',
    part: 'cni',
    says: 'flannel cannot set the route to the pods of another node ($1 over $2): $3. So it is where its interface (flannel.1) has no address, or one of an earlier range; pods of the two nodes do not reach each other.',
    next: [
      'on this node: `ip -br addr show flannel.1`, `ip -br addr show cni0`: are both in the range of /run/flannel/subnet.env? A stale one: `ip link delete` it, then delete the flannel pod of this node',
    ],
    samples: ['vxlan_network.go:158] failed to add vxlanRoute (10.244.0.0/24 -> 10.244.0.0): invalid argument'],
    source: 'flannel pkg/backend/vxlan/vxlan_network.go',
  },
  {
    id: 'flannel-no-interface',
    matches:
      /(?:[Ff]ailed to find any valid interface to use|failed to find interface to use|[Ff]ailed to (?:get|find) (?:the )?default interface|failed to find the interface).{0,30}?: (.{1,200})/,
    needs: { text: /flannel|main\.go:\d|k3s|rke2/ },
    kind: 'cause',
    part: 'cni',
    says: 'flannel finds no network interface of the node to use, and ends: $1',
    next: [
      'on that node: `ip route show default` and `ip -br addr`; a node without a default route needs one, or --iface of flannel (flannel-iface of k3s) with the name of its interface',
    ],
    samples: [
      'main.go:204] Failed to find any valid interface to use: failed to get default interface: Unable to find default route',
    ],
    source: 'flannel main.go, pkg/ip/iface.go',
  },
  {
    id: 'flannel-subnet',
    matches: /(?:open )?\/run\/flannel\/subnet\.env: no such file or directory/,
    kind: 'cause',
    name: 'cni-flannel-subnet',
    part: 'cni',
    says: 'flanneld does not run on that node (or the node has no podCIDR): it did not write /run/flannel/subnet.env.',
    next: [
      '`kubectl -n kube-flannel get pods -o wide` (older: kube-system), and the log of the one on that node; `kubectl get nodes -o jsonpath={.items[*].spec.podCIDR}`',
    ],
    where: ['/run/flannel/subnet.env', netd],
    samples: [
      'plugin type="flannel" failed (add): loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: no such file or directory',
    ],
    source: 'flannel-io/cni-plugin flannel.go',
  },
  {
    id: 'pod-cidr-outside',
    matches:
      /failed to mark cidr\[(\S{1,60})\] at idx \[\d{1,2}\] as occupied for node: (\S{1,120}): cidr \S{1,60} is out the range of cluster cidr (\S{1,60})/,
    kind: 'cause',
    part: 'kube-controller-manager',
    says: 'kube-controller-manager ends because node $2 holds the pod range $1, which is outside of its --cluster-cidr ($3): the range was changed, or another program gave out the ranges.',
    next: [
      'either give --cluster-cidr back a range that holds those of all nodes (`kubectl get nodes -o jsonpath={.items[*].spec.podCIDR}`), or drain the node, delete it and let it join again: the podCIDR of a node cannot be changed',
    ],
    where: ['/etc/kubernetes/manifests/kube-controller-manager.yaml'],
    samples: [
      'error starting controllers: failed to mark cidr[10.96.3.0/24] at idx [0] as occupied for node: n1: cidr 10.96.3.0/24 is out the range of cluster cidr 10.244.0.0/16',
    ],
    source: 'kubernetes pkg/controller/nodeipam/ipam/range_allocator.go, cidrset/cidr_set.go',
  },
  {
    id: 'pod-cidr-missing',
    matches:
      /pod cidr not assigned|node \S{1,120} has no (?:pod ?CIDR|podCIDR)|CIDR(?:NotAvailable|AssignmentFailed)|Error while processing Node Add\/Delete: failed to allocate cidr|no remaining CIDRs left to allocate/i,
    kind: 'cause',
    name: 'cni-flannel-subnet',
    part: 'cni',
    says: 'The node has no podCIDR: the cluster was made without --pod-network-cidr, the controller manager runs without --allocate-node-cidrs, or the range is used up.',
    next: [
      'give kube-controller-manager --allocate-node-cidrs=true and --cluster-cidr with the range the network add-on is configured for; `kubectl get nodes -o jsonpath={.items[*].spec.podCIDR}`',
    ],
    where: ['/etc/kubernetes/manifests/kube-controller-manager.yaml', '/run/flannel/subnet.env'],
    samples: [
      'Error registering network: failed to acquire lease: node "n1" pod cidr not assigned',
      'Error while processing Node Add/Delete: failed to allocate cidr from cluster cidr at idx:0: CIDR allocation failed; there are no remaining CIDRs left to allocate in the accepted range',
    ],
    source: 'flannel pkg/subnet/kube, kubernetes pkg/controller/nodeipam',
  },
];
