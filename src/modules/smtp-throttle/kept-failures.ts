import { bounds, type FailureRecord, type SmtpObservations } from './observations.ts';

/** What is kept of the failures: the first so many, and the first few of each rule. */
export class KeptFailures {
  readonly #keep: number;
  readonly #before: () => number;
  #seen = 0;
  #records: FailureRecord[] = [];
  #ofRule = new Map<string, number>();
  #rules: Record<string, number> = {};

  /** `before`: how many failures came before in other parts of the log, as far as is known; it never falls. */
  constructor(keep: number, before: () => number = () => 0) {
    this.#keep = keep;
    this.#before = before;
  }

  /** How many failures there were, or fewer once no more are kept. */
  get seen(): number {
    return this.#seen;
  }

  /** Whether a failure by this rule would be kept now. */
  wants(rule: string): boolean {
    return this.#seen + this.#before() < this.#keep || (this.#ofRule.get(rule) ?? 0) < bounds.failuresOfRule;
  }

  /** `make` is called only for what is kept. */
  add(rule: string, name: string, inbound: boolean, make: () => FailureRecord): void {
    const kept = this.wants(rule);
    if (inbound) this.#see(rule);
    else this.count(rule, name);
    if (kept) this.#records.push(make());
  }

  /** Counts failures that are not kept. */
  count(rule: string, name: string, times = 1): void {
    this.#see(rule, times);
    const key = `${rule}/${name}`;
    this.#rules[key] = (this.#rules[key] ?? 0) + times;
  }

  #see(rule: string, times = 1): void {
    this.#seen += times;
    this.#ofRule.set(rule, (this.#ofRule.get(rule) ?? 0) + times);
  }

  result(): Pick<SmtpObservations, 'failures' | 'rules'> {
    return { failures: this.#records, rules: this.#rules };
  }
}

type Kept = Pick<SmtpObservations, 'failures' | 'failed' | 'keepFailures'>;

/** The records that one reading of `a` and then `b` would have kept. */
export function mergeFailures(a: Kept, b: Kept): readonly FailureRecord[] {
  const keep = Math.max(a.keepFailures, b.keepFailures);
  const seen = Object.values(a.failed).reduce((sum, count) => sum + count, 0);
  const ofRule = new Map<string, number>();
  const ordinal = ({ rule }: FailureRecord): number => {
    const before = ofRule.get(rule) ?? 0;
    ofRule.set(rule, before + 1);
    return before;
  };
  // Of a rule with fewer records than are kept at least, all are there: their number is exact where it matters.
  for (const record of a.failures) ordinal(record);
  const later = b.failures.filter((record, i) => {
    const before = ordinal(record);
    return (i < b.keepFailures && seen + i < keep) || before < bounds.failuresOfRule;
  });
  return [...a.failures, ...later];
}
