import { type Code, defineCode } from '../../../core/code.ts';
import type { Severity } from '../../../core/finding.ts';
import { listed } from '../../../core/wording.ts';

/** One object a finding is about. */
export interface Concern {
  readonly host: string;
  /** `etcd`, `kubelet 10250`, a file, a node. */
  readonly name: string;
  /** Endpoint or path. */
  readonly url: string;
  /** What was seen there, short. */
  readonly detail: string;
  /** Failing checks, each with its meaning and fix. */
  readonly checks?: readonly {
    readonly name: string;
    readonly reason: string;
    readonly means: string;
    readonly fix: string;
  }[];
  /** What to ask first, because of the place this was seen from. */
  readonly hint?: string;
}

/** What every finding of this module is about: all objects that share the fault. */
export interface HealthFacts {
  readonly [key: string]: unknown;
  readonly concerns: readonly Concern[];
}

/** A code of this module. */
export type HealthCode = Code<HealthFacts>;

/** What a finding says, from its first object. */
export interface Wording {
  readonly title: (first: Concern, facts: HealthFacts) => string;
  readonly why?: string;
  readonly next?: (first: Concern, facts: HealthFacts) => readonly string[];
}

const nothing: Concern = { host: '', name: '', url: '', detail: '' };

/** A code of this module: number, name, severity, one sentence, wording. */
export function healthCode(
  number: number,
  name: string,
  severity: Severity,
  summary: string,
  wording: Wording,
): HealthCode {
  const first = (facts: HealthFacts): Concern => facts.concerns[0] ?? nothing;
  return defineCode<HealthFacts>({
    code: `K8S${number}`,
    name,
    severity,
    summary,
    title: (facts) => wording.title(first(facts), facts) + more(facts),
    why: () => wording.why ?? '',
    next: (facts) => {
      const { hint } = first(facts);
      return [...(hint === undefined ? [] : [hint]), ...(wording.next?.(first(facts), facts) ?? [])];
    },
  });
}

const more = ({ concerns }: HealthFacts): string =>
  concerns.length > 1
    ? ` (and ${concerns.length - 1} more: ${listed(concerns.slice(1).map(({ host, name }) => `${name} on ${host}`))})`
    : '';

/** Host and port of an endpoint, for sentences. */
export const at = ({ url }: Concern): string => url.replace(/^[a-z]+:\/\//, '');

/** Meaning and fix of the failing checks, one line each. */
export const checkLines = ({ checks = [] }: Concern): readonly string[] =>
  checks.slice(0, 6).map(({ name, means, fix }) => `${name}: ${means}. ${fix[0]?.toUpperCase() ?? ''}${fix.slice(1)}`);
