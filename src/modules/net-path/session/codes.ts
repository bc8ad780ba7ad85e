import { defineCode } from '../../../core/code.ts';
import type { Facts, Severity } from '../../../core/finding.ts';
import { titled } from '../judge/coded.ts';

/** What a tool's words say and the path may have many reasons for. */
const said = (code: string, name: string, severity: Severity, summary: string, title: string) =>
  defineCode<Facts>({
    ...{ code, name, severity, summary, general: true as const },
    title: (facts) => titled(title, facts),
    why: (facts) => (typeof facts['why'] === 'string' ? facts['why'] : ''),
    next: (facts) => (Array.isArray(facts['next']) ? facts['next'].map(String) : []),
  });

export const sessionCodes = [
  said(
    'NET113',
    'link-fault',
    'critical',
    'The kernel reports a fault of a network device.',
    'Device {device} has a fault.',
  ),
  said(
    'NET140',
    'no-answer',
    'warning',
    'A tool got no answer; what was pasted does not show where it is lost.',
    'No answer comes from {where}.',
  ),
  said('NET141', 'name-not-resolved', 'warning', 'A name is not resolved.', '{name} is not resolved.'),
  said(
    'NET142',
    'connection-cut',
    'warning',
    'A connection is made and then cut.',
    'The connection to {where} is made and then cut.',
  ),
  said('NET143', 'tls-fails', 'warning', 'A connection is made, and TLS on it fails.', 'TLS with {where} fails.'),
  said(
    'NET144',
    'packets-lost',
    'warning',
    'Some packets are answered and some are not.',
    'Some packets to {where} are lost.',
  ),
  said(
    'NET148',
    'error-answered',
    'warning',
    'The path works, and what answers reports an error of its own.',
    '{where} answers with an error: {status}.',
  ),
  said(
    'NET187',
    'tunnel-without-peer',
    'critical',
    'A packet goes into a tunnel of which no peer takes it.',
    'No peer of the tunnel takes packets for {where}.',
  ),
  said(
    'NET194',
    'listen-queue-full',
    'warning',
    'The queue of new connections of a socket overflows.',
    'The queue of new connections on port {port} overflows.',
  ),
];
