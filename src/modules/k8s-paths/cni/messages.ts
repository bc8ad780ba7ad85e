import type { Message } from '../error-text/message.ts';

const netd = '/etc/cni/net.d';
const bin = '/opt/cni/bin';
const addon =
  'the pods of the network add-on on that node: `kubectl get pods -A -o wide | grep -E "calico|flannel|cilium|weave|kindnet|aws-node"`, and their logs';

/** Pod network and sandboxes. */
export const cniMessages: readonly Message[] = [
  {
    id: 'ovn-annotation',
    matches: /timed out waiting for (?:pod |OVN )?annotations?\b|failed to get pod annotation/,
    kind: 'state',
    part: 'cni',
    says: 'OVN-Kubernetes has given the pod no address in time: its control plane (ovnkube-control-plane, older ovnkube-master) did not annotate the pod, because it is down, has no leader or is behind. Runtime and CNI program of the node work.',
    next: [
      '`kubectl get pods -A -o wide | grep ovnkube`: is the control plane Ready, and what does its log say of this pod? Then the ovnkube-node pod of that node',
    ],
    samples: [
      'failed to setup network for sandbox "77aa": CNI request failed with status 400: \'[shop/web-1 77aa] [shop/web-1 77aa] failed to get pod annotation: timed out waiting for annotations: context deadline exceeded',
    ],
    source: 'ovn-kubernetes go-controller/pkg/cni/utils.go',
  },
  {
    id: 'ovn-port-wait',
    matches:
      /timed out (?:while )?waiting (?:for|on) (?:OVS|OVN) (?:port binding|flows|interface)|error while waiting on (?:OVS\.Interface\.external-ids:ovn-installed|flows) for pod/,
    kind: 'state',
    part: 'cni',
    says: 'OVN has not wired the port of the pod in time: ovn-controller of that node is behind (many rules), hangs, or does not reach the southbound database.',
    next: ['the ovnkube-node pod of that node (containers ovn-controller, sbdb): its log and CPU; restart that pod'],
    samples: [
      "CNI request failed with status 400: '[shop/web-1 77aa] failed to configure pod interface: timed out waiting for OVS port binding (ovn-installed) for 0a:58:0a:81:02:09 [10.129.2.9/23]",
    ],
    source: 'ovn-kubernetes go-controller/pkg/cni/ovs.go',
  },
  {
    id: 'multus-waits',
    matches:
      /still waiting for readinessindicatorfile @ ?(\S{1,200})|readinessindicatorfile.{0,60}(?:timed out|not found)/i,
    kind: 'state',
    part: 'cni',
    says: 'Multus waits for the file of the default network ($1): the network add-on itself (OVN-Kubernetes, SDN or another) has not come up on that node.',
    next: [
      'the pods of the default network on that node: `kubectl get pods -A -o wide | grep -E "ovnkube|sdn|calico|cilium"`, and their logs',
    ],
    samples: [
      'Multus: [shop/web-1/1f2e]: PollImmediate error waiting for ReadinessIndicatorFile: timed out waiting for the condition: have you checked that your default network is ready? still waiting for readinessindicatorfile @ /var/run/multus/cni/net.d/10-ovn-kubernetes.conf. pollimmediate error: timed out waiting for the condition',
    ],
    source: 'multus-cni pkg/multus/multus.go',
  },
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
  {
    id: 'cni-plugin-missing',
    matches: /failed to find plugin \\?"?([^"\\\s]{1,60})\\?"? in path \[([^\]]{1,200})\]/,
    kind: 'cause',
    name: 'cni-plugin-missing',
    part: 'cni',
    says: 'The CNI program $1 is missing in $2: pods stay in ContainerCreating.',
    next: [
      'install it there on that node (containernetworking-plugins, or the installer of the network add-on), for its architecture: `ls -l $2`',
    ],
    where: [bin, netd],
    samples: [
      'plugin type="loopback" failed (add): failed to find plugin "loopback" in path [/opt/cni/bin]',
      'failed to find plugin loopback in path [/opt/cni/bin]',
    ],
    source: 'containernetworking/cni pkg/invoke/find.go',
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
    id: 'cni-unauthorized',
    matches:
      /connection is unauthorized: (?:Unauthorized|.{0,200}forbidden)|plugin type=\\?"[\w-]{1,40}\\?" failed \(\w{1,10}\): .{0,120}Unauthorized|error getting ClusterInformation: .{0,80}[Uu]nauthorized/,
    kind: 'cause',
    part: 'cni',
    says: 'The apiserver refuses the credentials of the CNI plug-in (401 or 403): the token it wrote into its kubeconfig has expired or is of an earlier cluster, or its RBAC is missing.',
    next: [
      'delete the pod of the network add-on on that node (calico-node for Calico): it comes again and writes a new token',
      addon,
    ],
    where: [`${netd}/calico-kubeconfig`, netd],
    samples: [
      'plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
      'plugin type="calico" failed (add): Unauthorized',
    ],
    source: 'calico libcalico-go/lib/backend/k8s',
  },
  {
    id: 'cni-killed',
    matches: /netplugin failed with no error message|netplugin failed: .{0,80}signal: killed/,
    kind: 'cause',
    part: 'cni',
    says: 'The CNI program ended without a word, mostly because it was killed: out of memory, or it hung until the runtime gave up.',
    next: ['on that node: `dmesg -T | grep -i "killed process"`', addon],
    where: [netd, bin],
    samples: ['plugin type="calico" failed (add): netplugin failed with no error message: signal: killed'],
    source: 'containernetworking/cni pkg/invoke/raw_exec.go',
  },
  {
    id: 'aws-cni-daemon',
    matches:
      /dial tcp 127\.0\.0\.1:50051: connect: connection refused|[Ff]ailed to assign an IP address to container|ipamd.{0,80}(?:no available IP|not running)/,
    kind: 'cause',
    part: 'cni',
    says: 'The CNI plug-in of AWS gets no address from its daemon: aws-node does not run on that node, or the subnet or the network interfaces of the instance have no free address.',
    next: [
      '`kubectl -n kube-system get pods -l k8s-app=aws-node -o wide`; on the node `tail -n 50 /var/log/aws-routed-eni/ipamd.log`; free addresses of the subnet',
    ],
    where: [netd],
    samples: [
      'plugin type="aws-cni" name="aws-cni" failed (add): add cmd: Error received from AddNetwork gRPC call: rpc error: code = Unavailable desc = dial tcp 127.0.0.1:50051: connect: connection refused',
      'add cmd: failed to assign an IP address to container',
      '{"level":"error","caller":"routed-eni-cni-plugin/cni.go:117","msg":"Failed to assign an IP address to container 4411"}',
    ],
    source: 'aws/amazon-vpc-cni-k8s cmd/routed-eni-cni-plugin',
  },
  {
    id: 'aws-ipamd-waits',
    matches: /Retrying waiting for IPAM-?D|failed to connect service \W{0,3}:50051\W{0,3} within/,
    kind: 'state',
    part: 'cni',
    says: 'aws-node waits for its address daemon (ipamd), which does not come up: it may not ask the EC2 API (IAM role, IMDS), or does not reach the apiserver.',
    next: [
      'on that node: `tail -n 50 /var/log/aws-routed-eni/ipamd.log`',
      'the role of the node or of the service account aws-node: AmazonEKS_CNI_Policy',
    ],
    samples: [
      '{"level":"info","ts":"2026-01-02T10:00:00Z","caller":"entrypoint.sh","msg":"Retrying waiting for IPAM-D"}',
      'Readiness probe failed: {"level":"info","msg":"timeout: failed to connect service \\":50051\\" within 5s"}',
    ],
    source: 'aws/amazon-vpc-cni-k8s cmd/aws-k8s-agent, entrypoint, cmd/grpc-health-probe',
  },
  {
    id: 'aws-ip-pool-full',
    matches: /IP Address Pool stats: total: (\d{1,5}), assigned: \1\b|IP pool stats: total = (\d{1,5}), used = \2\b/,
    kind: 'state',
    part: 'cni',
    confidence: 'possible',
    says: 'All addresses that ipamd holds for that node ($1$2) are in use: the next pod waits for another network interface or address, and gets none where the instance type has no more or the subnet is used up.',
    next: [
      'on that node: `grep -iE "error|failed|InsufficientFreeAddresses" /var/log/aws-routed-eni/ipamd.log | tail`; free addresses of the subnet',
    ],
    samples: [
      '{"level":"debug","caller":"ipamd/ipamd.go:476","msg":"IP Address Pool stats: total: 10, assigned: 10"}',
      'IP pool stats: total = 10, used = 10, c.maxIPsPerENI = 5',
    ],
    not: ['IP Address Pool stats: total: 10, assigned: 1', 'IP pool stats: total = 10, used = 100, c.maxIPsPerENI = 5'],
    source: 'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go',
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
  {
    id: 'bridge-address',
    matches: /"?([\w.-]{1,20}?)\\?"? already has an IP address different from (\S{1,50})/,
    kind: 'cause',
    part: 'cni',
    says: 'The bridge $1 of that node has an address of an earlier range, and its pods belong to $2 now: the node got another podCIDR.',
    next: ['drain the node, `ip link delete $1` on it, and let the network add-on make it anew'],
    where: ['/run/flannel/subnet.env', '/var/lib/cni'],
    samples: ['failed to set bridge addr: "cni0" already has an IP address different from 10.244.3.1/24'],
    source: 'containernetworking/plugins main/bridge',
  },
  {
    id: 'cni-version',
    matches:
      /incompatible CNI versions|config is \\?"?[\d.]+\\?"?, plugin supports|unsupported CNI (?:result )?version/,
    kind: 'cause',
    name: 'cni-version',
    part: 'cni',
    says: 'The CNI configuration asks for a version its plug-in does not know.',
    next: ['lower cniVersion in /etc/cni/net.d to one the plug-ins support, or update the plug-ins'],
    where: [netd, bin],
    samples: ['incompatible CNI versions; config is "1.1.0", plugin supports ["0.1.0" "1.0.0"]'],
    source: 'containernetworking/cni pkg/version',
  },
  {
    id: 'cni-ip-exhausted',
    matches:
      /no IP addresses available in (?:range set|network)|no more IPs|Assigned 0 out of \d{1,4} requested IPv[46]|IPAM allocated only 0|No free IPs|range is full/,
    kind: 'cause',
    name: 'cni-ip-exhausted',
    part: 'cni',
    says: 'The pod addresses of the node (or of the pool) are used up, or leaked by pods that are gone.',
    next: [
      'count them: `ls /var/lib/cni/networks/*` against `crictl pods` on that node (Calico: `calicoctl ipam show --show-blocks`)',
    ],
    where: ['/var/lib/cni/networks'],
    samples: [
      'plugin type="host-local" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.244.1.1-10.244.1.254',
    ],
    not: ['failed to allocate for range 0: 10.244.1.5 has been allocated to a, duplicate allocation is not allowed'],
    source: 'containernetworking/plugins ipam/host-local, calico ipam',
  },
  {
    id: 'cni-ip-duplicate',
    matches: /([\d.]{7,15}|[\da-fA-F:]{3,45}) has been allocated to \S{1,120}, duplicate allocation is not allowed/,
    kind: 'cause',
    part: 'cni',
    says: 'The plug-in has $1 down for this very sandbox already: an earlier try to make it got as far as its address and was not undone.',
    next: [
      'delete the pod, so that it gets a new sandbox; where it comes again `crictl rmp` the sandboxes that are not ready',
      'which record it is: `grep -l . /var/lib/cni/networks/*/$1`',
    ],
    where: ['/var/lib/cni/networks'],
    samples: [
      'plugin type="bridge" failed (add): failed to allocate for range 0: 10.244.1.5 has been allocated to 5c1f, duplicate allocation is not allowed',
    ],
    source: 'containernetworking/plugins plugins/ipam/host-local/backend/allocator/allocator.go',
  },
  {
    id: 'cni-conf-no-type',
    matches: /network type not found in|error parsing configuration: missing 'type'|missing 'type'/,
    kind: 'cause',
    name: 'cni-conf-no-type',
    part: 'cni',
    says: 'A CNI .conf file has no type: a list must be called .conflist.',
    next: ['`ls /etc/cni/net.d`: rename the list to .conflist'],
    where: [netd],
    samples: ["error parsing configuration: missing 'type'"],
    source: 'containernetworking/cni libcni/conf.go',
  },
  {
    id: 'cni-list-no-name',
    matches: /error parsing configuration list: no name/,
    kind: 'cause',
    name: 'cni-list-no-name',
    part: 'cni',
    says: 'The CNI list has no name.',
    next: ['give it a name, the one it had before if addresses are to be kept'],
    where: [netd],
    samples: [
      'failed to load CNI config list file /etc/cni/net.d/10-a.conflist: error parsing configuration list: no name',
    ],
    source: 'containernetworking/cni libcni/conf.go',
  },
  {
    id: 'cni-list-no-plugins',
    matches: /no plugins in list/,
    kind: 'cause',
    name: 'cni-list-no-plugins',
    part: 'cni',
    says: 'The CNI list has no plug-ins.',
    next: [addon],
    where: [netd],
    samples: ['error parsing configuration list: no plugins in list'],
    source: 'containernetworking/cni libcni/conf.go',
  },
  {
    id: 'cni-bad-file',
    matches:
      /(?:[Ee]rror (?:loading CNI conf|parsing configuration|loading CNI config list)|failed to load CNI config)(?: list)?(?: file)? ?(\/\S{1,160}?)?:/,
    kind: 'cause',
    name: 'cni-bad-json',
    part: 'cni',
    says: 'The first CNI file ($1) cannot be parsed; the runtime reads no other.',
    next: ['repair that file, or move it out of /etc/cni/net.d where another one is meant'],
    where: [netd],
    samples: [
      'failed to load CNI config list file /etc/cni/net.d/10-a.conflist: error parsing configuration list: invalid character',
    ],
    source: 'containernetworking/cni libcni/conf.go, go-cni',
  },
  {
    id: 'cni-not-initialized',
    matches:
      /(?:cni plugin not initialized|cni config uninitialized|no network config found in|[Nn]o networks found in|no valid networks found in|NetworkPluginNotReady|network plugin is not ready|Unable to update cni config)/,
    kind: 'state',
    name: 'cni-no-config',
    part: 'cni',
    says: 'The runtime has no usable CNI configuration: the network add-on is not installed, did not come up on this node, or its file cannot be used. Until then the node is NotReady and CoreDNS stays Pending.',
    next: [addon, 'on that node: `ls -l /etc/cni/net.d`'],
    where: [netd, bin],
    samples: [
      '"Container runtime network not ready" networkReady="NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized"',
      'KubeletNotReady: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized',
    ],
    yieldsTo: /^(?:apiserver-(?:refused|no-route|timeout|handshake|closed)|service-ip|runtime-|cni-(?!not))/,
    source: 'containerd go-cni, kubernetes pkg/kubelet/runtime.go',
  },
  {
    id: 'windows-host-network',
    matches: /Error response from daemon: network (\S{1,60}) not found/,
    kind: 'cause',
    part: 'cni',
    says: 'The docker network "$1" does not exist on that node. On Windows it is lost at a reboot: host-network pods need a network of the name host there.',
    next: ['on that Windows node: `docker network create -d nat $1`, then the pod is made at the next try'],
    samples: ['failed to start sandbox container for pod "a": Error response from daemon: network host not found'],
    source: 'moby daemon/network.go, flannel Windows guide',
  },
  {
    id: 'hns-failed',
    matches:
      /hcnCreateEndpoint failed|HNS failed with error|hcsshim::\w{3,40}.{0,80}failed|failed to create endpoint .{0,60}HNS/i,
    kind: 'cause',
    part: 'cni',
    says: "The Windows node cannot make a pod's network endpoint (HNS): its network is missing or stale, as after a reboot or a changed range.",
    next: ['on that node: `Get-HnsNetwork`; remove the stale one, restart the network add-on and the kubelet there'],
    samples: [
      'plugin type="sdnoverlay" failed (add): error creating endpoint hcnCreateEndpoint failed in Win32: The network was not found.',
    ],
    source: 'microsoft/hcsshim',
  },
  {
    id: 'sandbox-changed',
    matches: /SandboxChanged\b|Pod sandbox changed, it will be killed and re-created/,
    kind: 'state',
    part: 'runtime',
    confidence: 'possible',
    says: 'Sandboxes of pods are killed and made anew: once, after a restart of the node or its runtime, that is as it should be; where it goes on, kubelet and runtime use different cgroup drivers (SystemdCgroup of containerd), or the runtime or its network loses them. Containers that end in between are a consequence.',
    next: [
      '`SystemdCgroup = true` below runc options in /etc/containerd/config.toml where the kubelet uses systemd (`grep cgroupDriver /var/lib/kubelet/config.yaml`); then restart containerd and the kubelet',
      '{runtime-log}',
    ],
    where: ['/etc/containerd/config.toml', '/var/lib/kubelet/config.yaml'],
    samples: ['Normal SandboxChanged Pod sandbox changed, it will be killed and re-created.'],
    source: 'kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go',
  },
  {
    id: 'sandbox-failed',
    matches:
      /[Ff]ailed (?:to )?create pod sandbox: (.{1,300})|FailedCreatePodSandBox(?!.{0,300}create pod sandbox)|(?:CreatePodSandbox|RunPodSandbox)(?: from runtime service)?(?: for (?:pod(?: \\?"[^"\\]{1,330}\\?")?|&PodSandboxMetadata\{[^}]{1,400}\}))? failed(.{0,300})/,
    kind: 'state',
    catchAll: true,
    confidence: 'possible',
    part: 'cni',
    says: 'A node cannot make the sandbox of a pod, which its runtime and CNI plug-in do: $1$2.',
    next: ['on that node: {kubelet-log}; {runtime-log}', addon],
    where: [netd, bin, '/etc/containerd/config.toml'],
    samples: [
      'Warning FailedCreatePodSandBox Failed to create pod sandbox: rpc error: something new',
      'CreatePodSandbox for pod "web-1_shop(1f2e)" failed: rpc error: something new',
    ],
    source: 'kubernetes pkg/kubelet/events',
  },
];
