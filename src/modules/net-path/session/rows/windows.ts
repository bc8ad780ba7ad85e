import type { SessionRow } from '../meaning.ts';
import { silence } from './connect.ts';

/** What tools of Windows and PowerShell print beside `ping` and `Test-NetConnection`. */
export const windowsRows: readonly SessionRow[] = [
  {
    id: 'test-connection-silent',
    matches: /^ {2,4}\d{1,6} \S{1,60} {1,60}(?:\*|\S{2,80}) {1,60}(?:\*|\d{1,6}) {1,60}(?:\*|\d{1,6}) TimedOut$/,
    samples: ['   1 laptop           *                               *          * TimedOut'],
    source: 'PowerShell Test-Connection; .NET System.Net.NetworkInformation.IPStatus',
    ...silence,
    under: 'Test-Connection',
  },
  {
    id: 'test-connection-unreachable',
    matches:
      /^ {2,4}\d{1,6} \S{1,60} {1,60}(?<from>\S{2,80}) {1,60}(?:\*|\d{1,6}) {1,60}(?:\*|\d{1,6}) Destination(?:Host|Network)Unreachable$/,
    samples: ['   1 laptop           10.0.0.5                     0         32 DestinationHostUnreachable'],
    source: 'PowerShell Test-Connection; .NET System.Net.NetworkInformation.IPStatus',
    means: 'neighbour-silent',
    confidence: 'possible',
    says: '{where} cannot be reached: a host or router answers that it has no way there.',
    why: 'This host itself where nobody answers for the next hop, or a router. `ping` names who says so.',
    next: ['`ping {address}`: who answers "unreachable"?'],
    under: 'Test-Connection',
  },
  {
    id: 'test-connection-answer',
    matches: /^ {2,4}\d{1,6} \S{1,60} {1,60}\S{2,80} {1,60}\d{1,6} {1,60}\d{1,6} Success$/,
    samples: ['   1 laptop           10.0.0.5                     55         32 Success'],
    source: 'PowerShell Test-Connection',
    means: 'answer',
    under: 'Test-Connection',
  },
  {
    id: 'test-connection-page',
    matches: /^ {3}Destination: \S|^Ping Source {2,}Address {2,}Latency|^ {40,60}\(ms\)|^---- ------ {2,}/,
    samples: [
      '   Destination: web.example',
      'Ping Source           Address                   Latency BufferSize Status',
    ],
    source: 'PowerShell Test-Connection',
    means: 'page',
    under: 'Test-Connection',
  },
  {
    id: 'windows-autoconfigured',
    matches: /^ {3}Autoconfiguration IPv4 Address\. \. : (?<address>169\.254\.\d{1,3}\.\d{1,3})/,
    samples: ['   Autoconfiguration IPv4 Address. . : 169.254.77.9(Preferred)'],
    source: 'ipconfig.exe of Windows; RFC 3927',
    means: 'shown',
    own: true,
    under: 'ipconfig',
  },
  {
    id: 'ipconfig-page',
    matches:
      /^Windows IP Configuration$|^(?:Ethernet|Wireless LAN|Tunnel|PPP|Unknown) adapter .{1,100}:$|^ {3}[A-Z][\w() -]{2,40}?[ .]{0,40}\. ?: ?.{0,200}$|^ {30,45}[\da-fA-F.:%]{3,60}\s*$/,
    samples: [
      '   Default Gateway . . . . . . . . . : 10.0.0.1',
      'Ethernet adapter Local Area Connection 2:',
      '                                       8.8.8.8',
    ],
    source: 'ipconfig.exe of Windows',
    means: 'page',
    under: 'ipconfig',
  },
  {
    id: 'windows-routes',
    matches:
      /^(?:Interface List|IPv[46] Route Table|Active Routes:|Persistent Routes:|Default Gateway: {2,}\S{1,45}| {2}None)\s*$|^={60,80}$|^Network (?:Destination|Address) {2,20}Netmask {2,20}Gateway|^ {0,20}[\d.]{7,15} {1,20}[\d.]{7,15} {1,20}(?:On-link|[\d.]{7,15}) {1,20}[\d.]{7,15} {1,8}\d{1,6}$|^ {0,20}[\d.]{7,15} {1,20}[\d.]{7,15} {1,20}[\d.]{7,15} {1,20}(?:\d{1,6}|Default)\s*$|^ {0,3}\d{1,3}\.{3}(?:[0-9a-f]{2} ){6}\.{4,6}\S|^ {0,3}\d{1,3}\.{20,30}\S|^ If Metric Network Destination {2,20}Gateway$|^ {0,3}\d{1,3} {1,6}\d{1,6} (?:::|[0-9a-f]{1,4}:)[0-9a-f:]{0,40}\/\d{1,3} {1,20}\S{1,45}$/,
    samples: [
      'IPv4 Route Table',
      '          0.0.0.0          0.0.0.0      10.0.0.1        10.0.0.18     45',
      ' 13...52 54 00 12 34 56 ......Intel(R) Dual Band Wireless-AC 8265',
    ],
    source: 'route.exe of Windows: route print',
    means: 'page',
  },
];
