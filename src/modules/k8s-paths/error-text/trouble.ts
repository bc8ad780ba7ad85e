import type { Part } from '../rules/rule.ts';

/** What a row of a table tells; its own words may be a message that a table of messages knows better. */
export interface Trouble {
  readonly line: number;
  readonly quote: string;
  /** What is looked up; the trouble stands where no row knows it. */
  readonly words?: string;
  readonly id: string;
  readonly says: string;
  readonly next: readonly string[];
  readonly part?: Part;
  readonly kind: 'cause' | 'state' | 'retried' | 'well';
  readonly confidence: 'likely' | 'possible';
}
