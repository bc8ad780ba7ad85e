import type { Message } from '../message.ts';

const hostNetwork =
  'on that node, when its pods may go: `Get-HnsNetwork`; drain it, stop kubelet and kube-proxy, remove the stale network (`Get-HnsNetwork | Remove-HnsNetwork`), restart the service hns, then the kubelet, which has the CNI plug-in make it anew';

/** Nodes with Windows: their host networking service and their containers. */
export const windowsMessages: readonly Message[] = [
  {
    id: 'windows-network',
    matches:
      /(?:(HNS) failed with error ?: ?|\b(hnsCall|hcn[A-Z]\w{3,40}) failed(?: in Win32)?: ?)([^{}"()]{1,160}?)(?:\.?\s*(?:\((0x[0-9a-f]{1,8})\)|\{|$)|\.\s)/,
    kind: 'cause',
    part: 'cni',
    says: ({ groups: [, , call = '', why = '', code = ''] }) =>
      `The host networking service (HNS) of a Windows node does not do what ${
        /LoadBalancer/.test(call) ? 'kube-proxy' : 'its CNI plug-in or kube-proxy'
      } asks for${call === '' ? '' : ` (${call})`}: ${why}${code === '' ? '' : ` (${code})`}. ${
        /already exists/i.test(why)
          ? 'A network, endpoint or load balancer of that name is left over from before.'
          : /not found/i.test(why)
            ? 'What it works with is gone there, as after an update or a restart of HNS.'
            : 'Its network is not as the configuration of the plug-in describes it (type, interface, subnet).'
      }${/Create(?:Endpoint|Network)/.test(call) ? ' New pods get no network on that node.' : ''}`,
    next: [hostNetwork, 'the log of the CNI plug-in on that node, and whether other pods there have a network'],
    samples: [
      'NetworkPlugin cni failed to set up pod "web-1_shop" network: Failed to create endpoint: HNS failed with error : Element not found.',
      'plugin type="sdnoverlay" failed (add): error creating endpoint hcnCreateEndpoint failed in Win32: The network was not found.',
      'Error response from daemon: container f9eb: hnsCall failed in Win32: The object already exists. (0x1392)',
      'failed to setup network for sandbox "1f": hcnCreateNetwork failed in Win32: A network with this name already exists. (0x803b0010) {"Success":false}',
    ],
    not: ['hcsshim::ImportLayer failed in Win32: The system cannot find the path specified. (0x3)'],
    source: 'microsoft/hcsshim hcn/hcnerrors.go, internal/hns',
  },
  {
    id: 'windows-cni-mute',
    matches: /netplugin failed but error parsing its diagnostic message \\{0,3}"\\{0,3}"/,
    kind: 'state',
    part: 'cni',
    confidence: 'possible',
    says: 'The CNI plug-in of the node ended without saying why: it was killed, crashed, or could not be started.',
    next: [
      'on that node the log of the plug-in and of the kubelet of that minute; is the binary whole, and of this operating system?',
    ],
    samples: [
      'network for pod "web-1": NetworkPlugin cni failed to set up pod "web-1_shop" network: netplugin failed but error parsing its diagnostic message "": unexpected end of JSON input',
    ],
    source: 'containernetworking/cni pkg/invoke/raw_exec.go',
  },
  {
    id: 'windows-host-network',
    matches: /Error response from daemon: network (host|nat|none) not found/,
    kind: 'cause',
    part: 'cni',
    says: 'The docker network "$1" does not exist on that node. On Windows it is lost at a reboot: host-network pods need a network of the name host there.',
    next: ['on that Windows node: `docker network create -d nat $1`, then the pod is made at the next try'],
    samples: ['failed to start sandbox container for pod "a": Error response from daemon: network host not found'],
    not: ['Error response from daemon: network shop_web not found'],
    source: 'moby daemon/network.go, flannel Windows guide',
  },
  {
    id: 'hns-failed',
    matches:
      /failed to find HNSEndpoint|hcsshim::CreateComputeSystem \S{1,80}: The endpoint was not found|error while ProvisionEndpoint\(|unable to find HNSNetwork|HNSNetwork .{0,80}not found/i,
    kind: 'cause',
    part: 'cni',
    says: "The Windows node cannot make a pod's network endpoint (HNS): its network is missing or stale, as after a reboot or a changed range.",
    next: ['on that node: `Get-HnsNetwork`; remove the stale one, restart the network add-on and the kubelet there'],
    samples: [
      'failed to setup network for sandbox "f9eb": error while ProvisionEndpoint(f9eb_flannel.4096,F8BB,f9eb): failed to find HNSEndpoint f9eb_flannel.4096: Endpoint f9eb_flannel.4096 not found',
      'hcsshim::CreateComputeSystem 00c1: The endpoint was not found.',
    ],
    source: 'microsoft/hcsshim hcn/, hns/; containernetworking/plugins pkg/hns/endpoint_windows.go',
  },
  {
    id: 'windows-program',
    matches:
      /hcs(?:shim)?::(?:CreateComputeSystem|System::CreateProcess|CreateProcess)\w{0,4} (\S{1,80}): The system cannot find the (?:file|path) specified/,
    kind: 'cause',
    part: 'runtime',
    says: 'Windows cannot start $1: its program, or a file of its image or mounts, is not there.',
    next: [
      'is the command of the container in that image, and made for the Windows of that node? Compare `[Environment]::OSVersion` with the tag of the image (ltsc2019, ltsc2022)',
    ],
    samples: [
      'Error: failed to start container "kube-flannel": Error response from daemon: hcsshim::CreateComputeSystem kube-flannel: The system cannot find the file specified. (extra info: {',
    ],
    not: [
      'hcs::CreateComputeSystem 1f: The container operating system does not match the host operating system.: unknown',
    ],
    source: 'microsoft/hcsshim internal/hcs/errors.go',
  },
  {
    id: 'windows-layer',
    matches:
      /hcsshim::(ImportLayer|ProcessBaseLayer|ProcessUtilityVMImage|PrepareLayer|UnprepareLayer|ActivateLayer|CreateLayer|CreateScratchLayer|ExpandScratchSize|ExpandSandboxSize|ConvertToBaseLayer|GetLayerMountPath|GrantVmAccess|SetupBaseOSLayer|FormatWritableLayerVhd)\b(?: failed in Win32: | (?:- failed failed in Win32: )?\S{1,300}: )([^()]{1,160}?)(?:\.?\s*\((0x[0-9a-f]{1,8})\)|\.?: unknown|\.?"|\.?$)/,
    kind: 'cause',
    part: 'runtime',
    says: ({ groups: [, step = '', why = '', code = ''] }) =>
      `A Windows node cannot unpack or mount a layer of an image (${step}): ${why}${code === '' ? '' : ` (${code})`}. ${
        /not enough space/i.test(why)
          ? 'The disk that holds the images is full.'
          : /access is denied|being used by another process/i.test(why)
            ? 'Something else holds or guards the files there, mostly a virus scanner.'
            : /(?:file|path) specified|module could not be found/i.test(why)
              ? 'The image is of another operating system or version of Windows than the node, or the store of images there is damaged.'
              : 'The store of images there is damaged, or the image is not made for that version of Windows.'
      }`,
    next: [
      'is the image of Windows, and of the build of that node? `kubectl get nodes -L kubernetes.io/os,node.kubernetes.io/windows-build`',
      'on that node: free space of the disk of the images; leave ProgramData\\containerd (or docker) out of the virus scanner; remove that image and pull it again',
    ],
    samples: [
      'failed to extract layer sha256:1f: hcsshim::ImportLayer failed in Win32: The system cannot find the path specified. (0x3): unknown',
      'failed to extract layer sha256:2f: hcsshim::ProcessUtilityVMImage \\\\?\\C:\\ProgramData\\containerd\\root\\2\\UtilityVM: Incorrect function.: unknown',
      'failed to register layer: hcsshim::ProcessBaseLayer \\\\?\\D:\\images\\25: There is not enough space on the disk.',
    ],
    not: ['hcsshim::HNSEndpoint::Create failed in Win32: Element not found. (0x490)'],
    source: 'microsoft/hcsshim internal/wclayer, internal/hcserror/hcserror.go; containerd pkg/rootfs/apply.go',
  },
];
