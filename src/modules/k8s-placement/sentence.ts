/** One reason and on how many nodes it is the first to fail. */
export interface Reason {
  readonly count: number;
  readonly text: string;
}

/** What a sentence says: how many nodes there are, and why each is out. */
export interface Histogram {
  readonly total: number;
  readonly reasons: readonly Reason[];
}

/** `, 4 node(s) had …`: a reason begins with its count; a claim's message has none. */
const item = /(?:^|, )(\d{1,6}) (?=[A-Za-z])/;

/** A sentence about claims counts no nodes. */
const ofClaims = (sentence: string): Histogram => ({
  total: 0,
  reasons: [{ count: 1, text: sentence.replace(/\.$| \(repeated \d{1,6} times\)$/, '') }],
});

export function readHistogram(sentence: string): Histogram | undefined {
  const head = /^0\/(\d{1,6}) nodes are available: /.exec(sentence);
  if (head === null) return /^(?:pod has|persistentv)/i.test(sentence) ? ofClaims(sentence) : undefined;
  // What preemption says stands behind the first sentence.
  const body =
    sentence.slice(head[0].length).split(/\.(?: |$)(?=preemption:|no new claims|still not schedulable|$)/, 1)[0] ?? '';
  const parts = body.split(item);
  const reasons: Reason[] = [];
  if (parts[0] !== undefined && parts[0] !== '')
    reasons.push({ count: Number(head[1]), text: parts[0].replace(/\.$/, '') });
  for (let i = 1; i < parts.length; i += 2)
    reasons.push({ count: Number(parts[i]), text: (parts[i + 1] ?? '').replace(/\.$/, '') });
  return { total: Number(head[1]), reasons };
}
