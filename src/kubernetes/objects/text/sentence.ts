/**
 * A scheduler's sentence, wherever it stands in a line:
 * `0/5 nodes are available: 1 Insufficient cpu, 4 node(s) had untolerated taint {a: b}.`,
 * `Warning  FailedScheduling  3m  default-scheduler  0/1 nodes are available: 1 Too many pods.`,
 * `no nodes available to schedule pods`; what preemption says of itself behind it is none.
 */
const shape = /(?<!preemption: )\b(?:0\/\d{1,6} nodes are available:(?: \S|$)|no nodes available to schedule pods)/;

/**
 * What the scheduler says of a pod's claims, without nodes: a whole message before 1.18, and of a claim that is not
 * there up to now: `FailedScheduling  28s  default-scheduler  pod has unbound immediate PersistentVolumeClaims`.
 * Source: kubernetes pkg/scheduler/schedule_one.go; 1.17 pkg/scheduler/core/generic_scheduler.go.
 */
const ofClaims =
  /(?<=\bFailedScheduling\b.{0,100}\s)(?:pod has unbound (?:immediate )?PersistentVolumeClaims\b|persistentvolumeclaim "[^"]{1,253}" (?:not found|is being deleted)|PersistentVolumeClaim is not bound: ")/;

/** The sentence in a line, undefined where there is none. */
export function sentenceIn(line: string): string | undefined {
  const found = shape.exec(line) ?? ofClaims.exec(line);
  return found === null ? undefined : line.slice(found.index).replace(/[\s`'"]{1,8}$/, '');
}
