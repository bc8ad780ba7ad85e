import type { Message } from '../error-text/message.ts';

/** Networks and programs of pods on Windows nodes. */
export const windowsMessages: readonly Message[] = [
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
];
