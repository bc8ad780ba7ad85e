/** Outcome of one check; `unchecked` is a result of its own, neither a pass nor a failure. */
export type CheckStatus = 'pass' | 'finding' | 'unchecked' | 'skipped' | 'suppressed';

/** One thing a run looked at, or could not look at. */
export interface Check {
  /** Stable id, usually the name of the code it can produce: `interval-drift`. */
  readonly id: string;
  readonly status: CheckStatus;
  /** Why, for everything but `pass` and `finding`. */
  readonly reason?: string;
  /** The command that would check it, for `unchecked`; copy-pasteable. */
  readonly command?: string;
  /** What was really looked at, for `pass`: files, providers, endpoints; short, for people. */
  readonly lookedAt?: readonly string[];
}

/** It was looked at and is well; `lookedAt` names the positive evidence: never "not found". */
export const passed = (id: string, lookedAt: readonly string[]): Check => ({ id, status: 'pass', lookedAt });
/** It was looked at and a finding says what is wrong. */
export const found = (id: string): Check => ({ id, status: 'finding' });
/** It was not looked at, on purpose. */
export const skipped = (id: string, reason: string): Check => ({ id, status: 'skipped', reason });
/** What it is about does not exist here: no etcd on a worker. */
export const notApplicable = (id: string, reason: string): Check => skipped(id, `not applicable: ${reason}`);

/** Something that could not be checked, why, and how to get it checked. */
export function unchecked(id: string, reason: string, command?: string): Check {
  return { id, status: 'unchecked', reason, ...(command === undefined ? {} : { command }) };
}
