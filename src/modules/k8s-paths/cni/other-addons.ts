import type { Message } from '../error-text/message.ts';

const netd = '/etc/cni/net.d';

/** OVN, Multus, the AWS VPC CNI and Cilium. */
export const otherAddonMessages: readonly Message[] = [
  {
    id: 'cilium-kvstore',
    matches: /error in kvstore: .{0,60}|(?:Unable to|unable to|failed to) (?:connect|setup) .{0,30}kvstore/,
    needs: { text: /cilium/i },
    kind: 'state',
    part: 'cni',
    says: 'Cilium does not reach its key-value store (its own etcd, not necessarily that of the apiserver): the address in its configuration, that etcd, or its client certificate.',
    next: [
      '`kubectl -n kube-system get configmap cilium-config -o yaml | grep -A8 etcd`; does that etcd run, and does that node reach it?',
    ],
    samples: ['cilium: Readiness probe failed: error in kvstore: Err: not able to connect to any etcd endpoints'],
    source: 'cilium pkg/kvstore/etcd.go',
  },
  {
    id: 'cilium-endpoint',
    matches:
      /Unable to create endpoint: (?:\[PUT \/endpoint\/\{id\}\]\[\d{3}\] ?\w{1,60} {0,3})?(.{1,160})|putEndpointId(?:Failed|TooManyRequests|Timeout) {0,3}(.{0,160})|endpoint \d{1,6} did not synchronously regenerate after timeout/,
    kind: 'state',
    part: 'cni',
    says: 'The Cilium agent of that node is there and does not finish the endpoint of a pod ($1$2): it is overloaded, cannot load its datapath, or hangs.',
    next: [
      '`kubectl -n kube-system get pods -l k8s-app=cilium -o wide`, the log of the one on that node and `cilium-dbg status` (older: `cilium status`) in it; a restart of that pod leaves running pods alone',
    ],
    samples: [
      'NetworkPlugin cni failed to set up pod "web-1_shop" network: Unable to create endpoint: [PUT /endpoint/{id}][429] putEndpointIdTooManyRequests ',
      'NetworkPlugin cni failed to set up pod "web-1_shop" network: Unable to create endpoint: [PUT /endpoint/{id}][500] putEndpointIdFailed  endpoint 77 did not synchronously regenerate after timeout',
    ],
    source: 'cilium plugins/cilium-cni/cmd/cmd.go, api/v1/client/endpoint',
  },
  {
    id: 'cilium-fatal',
    matches:
      /level=fatal (?!.{0,600}(?:dial tcp|nauthorized|x509: |forbidden|deadline exceeded))msg="(?:failed to start: )?(.{1,300}?)(?:"|$)(?: error="(.{1,300}?)"(?= \w|$))?/,
    needs: { text: /cilium|\bsubsys=[\w-]{2,40}/ },
    kind: 'cause',
    part: 'cni',
    says: ({ text, groups: [, what = '', error = ''] }) =>
      `${/subsys=hubble/.test(text) ? 'Hubble' : /subsys=[\w-]*operator/.test(text) ? 'The operator of Cilium' : 'The Cilium agent'} ends: ${what}${error === '' ? '' : `: ${error}`}`,
    next: ({ text }) => [
      /signal: killed|context canceled/.test(text)
        ? 'it was stopped while it started: `kubectl describe pod` of it (startup and liveness probes, OOMKilled), and the lines before this one'
        : '`kubectl -n kube-system get configmap cilium-config -o yaml`: does it fit the kernel, the interfaces and kube-proxy of that node? Helm values write it',
    ],
    samples: [
      'level=fatal msg="Error while creating daemon" error="unable to determine direct routing device. Use --direct-routing-device to specify it" subsys=daemon',
      'cilium-x1: container cilium-agent is in CrashLoopBackOff, exited with code 1: level=fatal msg="failed to start: daemon creation failed: error while initializing daemon: something new',
    ],
    not: [
      'level=fatal msg="Unable to initialize Kubernetes subsystem" error="unable to create k8s client: Get \\"https://10.96.0.1:443/version\\": dial tcp 10.96.0.1:443: i/o timeout" subsys=daemon',
    ],
    source: 'cilium daemon/cmd',
  },
  {
    id: 'cilium-agent',
    matches:
      /unable to connect to Cilium (?:agent|daemon)|\/cilium\.sock: connect: |failed to create cilium agent client|cilium-agent.{0,40}not ready|Cilium API client timeout exceeded/,
    kind: 'cause',
    part: 'cni',
    says: 'The CNI plug-in of Cilium does not reach its agent: the cilium pod of that node does not run, or is not ready yet.',
    next: ['`kubectl -n kube-system get pods -l k8s-app=cilium -o wide`, and the log of the one on that node'],
    samples: [
      'plugin type="cilium-cni" failed (add): unable to connect to Cilium agent: failed to create cilium agent client after 30 seconds timeout: Get "http://localhost/v1/config": dial unix /var/run/cilium/cilium.sock: connect: no such file or directory',
    ],
    source: 'cilium plugins/cilium-cni',
  },
  {
    id: 'cilium-status-unready',
    matches:
      /^(DaemonSet|Deployment) {2,30}([\w-]*(?:cilium|hubble|clustermesh)[\w-]*) {1,30}Desired: (\d{1,5}),.{0,60}Unavailable: (\d{1,5})\/\d/,
    kind: 'state',
    part: 'cni',
    says: '$4 of $3 pods of $1 $2 are not available.',
    next: ['`kubectl -n kube-system get pods -o wide | grep $2`, and the log of one that is not ready'],
    samples: ['DaemonSet         cilium             Desired: 3, Ready: 1/3, Available: 1/3, Unavailable: 2/3'],
    not: ['DaemonSet         cilium             Desired: 3, Ready: 3/3, Available: 3/3'],
    source: 'cilium cilium-cli/status/status.go (Format)',
  },
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
    id: 'ovs-database',
    matches: /ovs-(?:vsctl|ofctl|appctl): (?:unix:)?(\S{1,120}): database connection failed \(([^)]{1,80})\)/,
    kind: 'cause',
    part: 'cni',
    says: 'Open vSwitch on that node does not answer at $1 ($2): its database server (ovsdb-server) is down, hangs, or the socket is not that of the one that runs; pods there get no network.',
    next: [
      'on that node: `systemctl status openvswitch openvswitch-switch ovsdb-server`, or the pod that runs it (`kubectl get pods -A -o wide | grep -E "ovs|openvswitch"`) and its log',
    ],
    samples: ['ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (No such file or directory)'],
    source: 'openvswitch utilities/ovs-vsctl.c, lib/stream-unix.c',
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
    id: 'aws-subnet-full',
    matches:
      /InsufficientFreeAddressesInSubnet|InsufficientCidr(?:Blocks)?\b|no (?:free|available) IP addresses in (?:the )?subnet/,
    kind: 'cause',
    part: 'cni',
    says: ({ text }) =>
      /InsufficientCidr/.test(text)
        ? 'The subnet of that node has no block of 16 adjacent addresses left (/28), which prefix delegation of the AWS VPC CNI takes: pods there get no address, though single ones may be free.'
        : 'The subnet of that node has no free address left: pods there get none.',
    next: [
      'free addresses of the subnets: `aws ec2 describe-subnets --query "Subnets[].[SubnetId,AvailableIpAddressCount]" --output table`; a subnet of its own for pods (custom networking) or for prefixes (a CIDR reservation)',
    ],
    samples: [
      '{"level":"debug","caller":"ipamd/ipamd.go:683","msg":"Recently we had InsufficientCidr error hence will wait for 2m0s before retrying"}',
      'failed to allocate a private IP/Prefix address: InsufficientCidrBlocks: The specified subnet does not have enough free cidr blocks',
      'InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free addresses to satisfy the request.',
    ],
    source: 'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, pkg/awsutils; EC2 API error codes',
  },
  {
    id: 'aws-ip-pool-full',
    matches: /IP Address Pool stats: total: (\d{1,5}), assigned: \1\b|IP pool stats: total = (\d{1,5}), used = \2\b/,
    kind: 'state',
    part: 'cni',
    confidence: 'possible',
    says: 'All addresses that ipamd holds for that node ($1$2) are in use: the next pod waits for another network interface or address, and gets none where the instance type has no more or the subnet is used up.',
    next: [
      'on that node: `grep -iE "error|failed|Insufficient(FreeAddresses|Cidr)" /var/log/aws-routed-eni/ipamd.log | tail`; free addresses of the subnet',
    ],
    samples: [
      '{"level":"debug","caller":"ipamd/ipamd.go:476","msg":"IP Address Pool stats: total: 10, assigned: 10"}',
      'IP pool stats: total = 10, used = 10, c.maxIPsPerENI = 5',
    ],
    yieldsTo: /^aws-subnet-full$/,
    not: ['IP Address Pool stats: total: 10, assigned: 1', 'IP pool stats: total = 10, used = 100, c.maxIPsPerENI = 5'],
    source: 'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go',
  },
  {
    id: 'whereabouts-full',
    matches: /Could not allocate IP in range: ip: (\S{1,60}) \/ - (\S{1,60}) \/ range: (\S{1,80})/,
    kind: 'cause',
    part: 'cni',
    says: 'whereabouts has no address left between $1 and $2 for a further network of a pod (Multus): they are used, or still held by pods that are gone.',
    next: [
      '`kubectl get ippools.whereabouts.cni.cncf.io -A -o yaml`: allocations of pods that are no more? The reconciler of whereabouts (a CronJob or in its DaemonSet) frees them; or a larger range in the NetworkAttachmentDefinition',
    ],
    samples: [
      'error at storage engine: Could not allocate IP in range: ip: 192.0.2.10 / - 192.0.2.20 / range: net.IPNet{IP:net.IP{0xc0}}',
    ],
    source: 'whereabouts pkg/allocate/allocate.go (AssignmentError)',
  },
];
