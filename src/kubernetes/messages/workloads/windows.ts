import type { Message } from '../message.ts';

const hostNetwork =
  'on that node, when its pods may go: `Get-HnsNetwork`; drain it, stop kubelet and kube-proxy, remove the stale network (`Get-HnsNetwork | Remove-HnsNetwork`), restart the service hns, then the kubelet, which has the CNI plug-in make it anew';

/** Nodes with Windows: their host networking service and their containers. */
export const windowsMessages: readonly Message[] = [
  {
    id: 'windows-network',
    matches:
      /(?:HNS failed with error ?: ?|(?:hcn|hns)\w{2,30} failed(?: in Win32)?: |hcsshim::\w{3,40}.{0,80}?failed(?: in Win32)?: ?|failed to create endpoint .{0,60}HNS.{0,20}?: ?)([^{}"()]{1,160}?)(?:\.?\s*(?:\((0x[0-9a-f]{1,8})\)|\{|$)|\.\s)/i,
    kind: 'cause',
    part: 'cni',
    says: ({ groups: [, why = '', code = ''] }) =>
      `The host networking service (HNS) of a Windows node does not do what its CNI plug-in asks for: ${why}${code === '' ? '' : ` (${code})`}. ${
        /already exists/i.test(why)
          ? 'A network or endpoint of that name is left over from before.'
          : /not found/i.test(why)
            ? 'The network that the plug-in works with is gone there, after an update or a restart of HNS.'
            : 'Its network is not as the configuration of the plug-in describes it (type, interface, subnet).'
      } New pods get no network on that node.`,
    next: [hostNetwork, 'the log of the CNI plug-in on that node, and whether other pods there have a network'],
    samples: [
      'NetworkPlugin cni failed to set up pod "web-1_shop" network: Failed to create endpoint: HNS failed with error : Element not found.',
      'plugin type="sdnoverlay" failed (add): error creating endpoint hcnCreateEndpoint failed in Win32: The network was not found.',
      'Error response from daemon: container f9eb: hnsCall failed in Win32: The object already exists. (0x1392)',
      'failed to setup network for sandbox "1f": hcnCreateNetwork failed in Win32: A network with this name already exists. (0x803b0010) {"Success":false}',
    ],
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
];
