import type { Message } from '../error-text/message.ts';

const netd = '/etc/cni/net.d';
const bin = '/opt/cni/bin';
const addon =
  'the pods of the network add-on on that node: `kubectl get pods -A -o wide | grep -E "calico|flannel|cilium|weave|kindnet|aws-node"`, and their logs';

/** CNI plug-ins and their configuration, whoever wrote them. */
export const pluginMessages: readonly Message[] = [
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
    id: 'cri-dockerd-plugin',
    matches: /didn't find compatible CNI plugin with given settings .{0,200}?PluginName:(\w{0,40})/,
    kind: 'cause',
    part: 'runtime',
    says: (met) =>
      met.groups[1] === 'cni' || met.groups[1] === 'kubenet'
        ? `cri-dockerd ends, because its network plug-in ${met.groups[1]} cannot be set up: what stands behind the settings says why.`
        : `cri-dockerd ends: --network-plugin takes cni or kubenet, not the name of a network add-on (${met.groups[1]}); which add-on that is stands in /etc/cni/net.d.`,
    next: [
      'set --network-plugin=cni in the unit of cri-dockerd (`systemctl cat cri-docker`), then `systemctl daemon-reload` and `systemctl restart cri-docker`',
    ],
    samples: [
      'level=fatal msg="didn\'t find compatible CNI plugin with given settings &{HairpinMode:none NonMasqueradeCIDR:10.0.0.0/8 PluginName:calico PluginBinDirString:/opt/cni/bin}"',
    ],
    source: 'Mirantis/cri-dockerd core/docker_service.go, network/plugins.go',
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
      /no IP addresses available in (?:range set|network)|no more IPs|Assigned 0 out of \d{1,4} requested IPv[46]|IPAM allocated only 0|No free IPs/,
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
    yieldsTo:
      /^(?:apiserver-(?:refused|no-route|timeout|handshake|closed)|service-ip|runtime-|cni-(?!not)|kubelet-(?:not-registered|register-failed|node-forbidden|other-name|own-labels|anonymous|csr-|bootstrap-|client-))/,
    source: 'containerd go-cni, kubernetes pkg/kubelet/runtime.go',
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
      /[Ff]ailed (?:to )?create pod sandbox: (.{1,300})|FailedCreatePodSandBox(?!.{0,300}create pod sandbox)|(?:CreatePodSandbox|RunPodSandbox)(?: from runtime service)?(?: for (?:pod(?: \\?"[^"\\]{1,330}\\?")?|&PodSandboxMetadata\{[^}]{1,400}\}))? failed(?:, error)?\\?"?:?(?: (?:error|err)=)?(.{0,300})/,
    kind: 'state',
    catchAll: true,
    confidence: 'possible',
    part: 'cni',
    says: ({ groups: [, event = '', log = ''] }) => {
      const said = (event + log).replaceAll('\\', '').replace(/^[\s:"]+|[\s:".]+$/g, '');
      return `A node cannot make the sandbox of a pod, which its runtime and CNI plug-in do${said === '' ? '' : `: ${said}`}.`;
    },
    next: ['on that node: {kubelet-log}; {runtime-log}', addon],
    where: [netd, bin, '/etc/containerd/config.toml'],
    samples: [
      'Warning FailedCreatePodSandBox Failed to create pod sandbox: rpc error: something new',
      'CreatePodSandbox for pod "web-1_shop(1f2e)" failed: rpc error: something new',
      'level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:web-1,Uid:1f2e,Namespace:shop,Attempt:0,} failed, error" error="something new"',
    ],
    source: 'kubernetes pkg/kubelet/events',
  },
];
