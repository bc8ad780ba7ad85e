/**
 * A scheduler's sentence, wherever it stands in a line:
 * `0/5 nodes are available: 1 Insufficient cpu, 4 node(s) had untolerated taint {a: b}.`,
 * `Warning  FailedScheduling  3m  default-scheduler  0/1 nodes are available: 1 Too many pods.`,
 * `no nodes available to schedule pods`.
 */
const shape = /\b(?:0\/\d{1,6} nodes are available: \S|no nodes available to schedule pods)/;

/** The sentence in a line, undefined where there is none. */
export function sentenceIn(line: string): string | undefined {
  const found = shape.exec(line);
  return found === null ? undefined : line.slice(found.index).replace(/[\s`'"]{1,8}$/, '');
}
