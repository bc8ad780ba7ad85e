import type { SessionRow } from '../meaning.ts';

const source = 'iputils arping.c; Habets arping src/arping.c';

/** arping, of which two are about. */
export const arpingRows: readonly SessionRow[] = [
  {
    id: 'arping-head',
    matches: /^ARPING (?<host>\S{1,255})/,
    samples: ['ARPING 10.0.0.5 from 10.0.0.2 eth0', 'ARPING 52:54:00:12:34:56'],
    source,
    means: 'shown',
    own: true,
  },
  {
    id: 'arping-silent',
    matches: /^\d{1,9} packets transmitted, 0 packets received, 100% unanswered|^Received 0 response\(s\)/,
    samples: ['3 packets transmitted, 0 packets received, 100% unanswered (0 extra)', 'Received 0 response(s)'],
    not: ['3 packets transmitted, 3 packets received,   0% unanswered (0 extra)'],
    source,
    means: 'neighbour-silent',
    confidence: 'likely',
    says: 'Nobody answers for {where} on this link (ARP).',
    why: 'The host is off, has another address, or is in another VLAN; or arping asked on another device than the one that leads there.',
    next: ['`ip route get {address}`: is it on this link, and of which device? `arping -I DEVICE {address}`'],
    under: 'arping',
  },
  {
    id: 'arping-page',
    matches: /^Timeout$|^--- \S{1,255} statistics ---$/,
    samples: ['Timeout', '--- 10.0.0.5 statistics ---'],
    source,
    means: 'page',
    under: 'arping',
  },
];
