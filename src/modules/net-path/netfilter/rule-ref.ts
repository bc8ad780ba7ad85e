export type Backend = 'iptables-legacy' | 'iptables-nft' | 'nft';
export type Hook = 'ingress' | 'egress' | 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';
export type TableFamily = 'ip' | 'ip6' | 'inet' | 'bridge' | 'arp' | 'netdev';

/** A rule, or a chain's policy, as the capture shows it. */
export interface RuleRef {
  readonly backend: Backend;
  readonly family: TableFamily;
  readonly table: string;
  readonly chain: string;
  /** 1-based within the chain. */
  readonly number?: number;
  readonly handle?: number;
  /** The line of the capture, verbatim; of nft the rule's JSON. */
  readonly text: string;
  readonly line: number;
  readonly source: string;
  readonly packets?: number;
  readonly bytes?: number;
  readonly policy?: boolean;
}
