import type { FixScript } from './fix-script.ts';

/** How much a finding matters to users of the system, not how sure it is. */
export type Severity = 'critical' | 'warning' | 'info';

/**
 * How sure a finding is: `proven` quotes a record that says so, `likely` fits the
 * evidence and nothing contradicts it, `possible` is merely consistent with it.
 */
export type Confidence = 'proven' | 'likely' | 'possible';

/**
 * What a finding is in a report: `cause` is a root, `consequence` follows from another finding of the
 * report, `remark` is about the input or about practice: it never heads a report and is said last.
 */
export type Role = 'cause' | 'consequence' | 'remark';

/** In the order in which a report tells them. */
export const roles: readonly Role[] = ['cause', 'consequence', 'remark'];

/** Most severe first; the order in which roots are reported. */
export const severities: readonly Severity[] = ['critical', 'warning', 'info'];
/** Surest first. */
export const confidences: readonly Confidence[] = ['proven', 'likely', 'possible'];

/** A list with at least one item. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** Narrows a list to one that has at least one element; throws where it is empty (a bug in the caller). */
export function nonEmpty<T>(items: readonly T[]): NonEmpty<T> {
  const [first, ...rest] = items;
  if (first === undefined) throw new Error('expected at least one element');
  return [first, ...rest];
}

/** A place in the input that shows what a finding claims, quoted. */
export interface Evidence {
  /** File name, `stdin`, an endpoint or a host path. */
  readonly source: string;
  /** 1-based line in `source`. */
  readonly line?: number;
  /** Record id within `source`, where it has such (an EVTX record, a queue id). */
  readonly record?: string;
  /** ISO 8601 UTC. */
  readonly at?: string;
  /** Where the zone behind `at` comes from: `from log`, `--tz`, `assumed` … */
  readonly zone?: string;
  /** The quoted text, unescaped: renderers make it inert. */
  readonly text: string;
}

/** JSON-serializable data of a finding. */
export type Facts = Readonly<Record<string, unknown>>;

/** One thing that is wrong (or worth knowing), with the proof; made only by a code's constructor. */
export interface Finding<F extends Facts = Facts> {
  /** Catalog number, `IIS101`. */
  readonly code: string;
  /** Catalog name, `interval-drift`. */
  readonly name: string;
  readonly severity: Severity;
  readonly role: Role;
  readonly confidence: Confidence;
  /** One sentence a person on call understands. */
  readonly title: string;
  /** Why it is so, one or two sentences; empty where the title says all. */
  readonly why: string;
  readonly facts: F;
  readonly evidence: NonEmpty<Evidence>;
  /** What else it could have been and why it is not. */
  readonly rulesOut: readonly string[];
  /** What to do by hand, most important first; scripts are in `fixes`. */
  readonly next: readonly string[];
  /** Alternatives; the first is recommended and the only one that `--fix-dir` writes. */
  readonly fixes: readonly FixScript[];
  /** Offline-readable page of this code and public sources. */
  readonly docs: readonly string[];
  /** Name of the finding that causes this one; absent on a root. */
  readonly consequenceOf?: string;
}
