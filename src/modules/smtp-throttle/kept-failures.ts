import { bounds, type FailureRecord, type SmtpObservations } from './observations.ts';

/** What is kept of the failures: the first so many, and the first few of each rule. */
export class KeptFailures {
  readonly #keep: number;
  #seen = 0;
  #records: FailureRecord[] = [];
  #ofRule = new Map<string, number>();
  #rules: Record<string, number> = {};

  constructor(keep: number) {
    this.#keep = keep;
  }

  /** `make` is called only for what is kept. */
  add(rule: string, name: string, inbound: boolean, make: () => FailureRecord): void {
    const before = this.#ofRule.get(rule) ?? 0;
    this.#ofRule.set(rule, before + 1);
    if (!inbound) this.#rules[`${rule}/${name}`] = (this.#rules[`${rule}/${name}`] ?? 0) + 1;
    if (this.#seen < this.#keep || before < bounds.failuresOfRule) this.#records.push(make());
    this.#seen++;
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
