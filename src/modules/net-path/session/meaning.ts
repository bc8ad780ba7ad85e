import type { Confidence, Severity } from '../../../core/finding.ts';
import type { Row } from '../../../core/knowledge.ts';

/**
 * What a line of a tool means: the name of a code; `answer`, something came back; `connected`, a connection was made
 * and nothing came over it yet; `error`, an error that tells no cause on the path; `shown`, a state that bears on what
 * other lines say; `page`, only part of the tool's page.
 */
export type Meaning =
  | 'neighbour-silent'
  | 'no-route'
  | 'no-carrier'
  | 'gateway-silent'
  | 'interface-down'
  | 'mtu-blackhole'
  | 'forwarding-off'
  | 'forward-policy-drops'
  | 'listens-on-loopback-only'
  | 'ipvs-broken'
  | 'service-no-endpoints'
  | 'filter-drops'
  | 'network-policy-drops'
  | 'routing-loop'
  | 'route-rejects'
  | 'reverse-path-filtered'
  | 'too-big-for-path'
  | 'nothing-listens'
  | 'listen-queue-full'
  | 'conntrack-full'
  | 'neighbour-table-full'
  | 'duplicate-address'
  | 'link-fault'
  | 'nameserver-unreachable'
  | 'name-not-found-from-here'
  | 'name-not-resolved'
  | 'no-answer'
  | 'packets-lost'
  | 'connection-cut'
  | 'tls-fails'
  | 'error-answered'
  | 'tunnel-without-peer'
  | 'answer'
  | 'connected'
  | 'error'
  | 'shown'
  | 'page';

/** A line that a network tool prints. Named groups are facts: `from` who says so, `to`, `mtu`, `port`, `name`, `server`. */
export interface SessionRow extends Row {
  readonly means: Meaning;
  readonly confidence?: Confidence;
  readonly severity?: Severity;
  /** The finding's title where its code's own says too much or too little; facts in braces. */
  readonly says?: string;
  /** What else it may be. */
  readonly why?: string;
  /** What the line shows not to be so. */
  readonly rulesOut?: readonly string[];
  /** What to do, facts in braces; a command whose facts are not known is left out. */
  readonly next?: readonly string[];
  /** The line shows by itself that a tool of the network said it. */
  readonly own?: true;
  /** Its words mean this under the command of one tool only. */
  readonly under?: string;
}
