import type { Confidence, Evidence, Facts, Finding, NonEmpty, Severity } from './finding.ts';
import type { FixScript } from './fix-script.ts';

/** What a code of the catalog is: its identity and its wording, apart from the analysis that finds it. */
export interface CodeSpec<F extends Facts> {
  /** `IIS101`; never reused once released. */
  readonly code: string;
  /** Lower-case slug, `interval-drift`. */
  readonly name: string;
  readonly severity: Severity;
  /** `remark` for what is about the input or about practice; absent, it is a cause. */
  readonly role?: 'remark';
  /**
   * What a text says and no code of its own stands for: not told where another module has a cause on the same lines.
   * `state`: that something is so and not why, which any cause of another module on the same lines says more of.
   */
  readonly general?: true | 'state';
  /** What the code means in general, one sentence, for lists and SARIF rules. */
  readonly summary: string;
  title(facts: F): string;
  why?(facts: F): string;
  next?(facts: F): readonly string[];
  /** Public sources. */
  readonly docs?: readonly string[];
}

/** What one occurrence adds to its facts. */
export interface Occurrence {
  readonly confidence: Confidence;
  readonly evidence: NonEmpty<Evidence>;
  /** Where this occurrence is more or less severe than the code usually is. */
  readonly severity?: Severity;
  readonly rulesOut?: readonly string[];
  readonly fixes?: readonly FixScript[];
  readonly consequenceOf?: string;
}

/** A catalog entry without its constructor, for lists. */
export type CodeEntry = Pick<CodeSpec<never>, 'code' | 'name' | 'severity' | 'summary'> & {
  readonly docs: readonly string[];
  readonly general?: true | 'state';
};

/** The only function that makes findings of this code; it carries the catalog entry. */
export type Code<F extends Facts> = ((facts: F, occurrence: Occurrence) => Finding<F>) & {
  readonly entry: CodeEntry;
};

/** Any code, for catalogs. */
export type AnyCode = { readonly entry: CodeEntry };

/** Declares a code. A missing fact or an empty evidence list is then a compile error at the call. */
export function defineCode<F extends Facts>(spec: CodeSpec<F>): Code<F> {
  const docs = spec.docs ?? [];
  const make = (facts: F, occurrence: Occurrence): Finding<F> => ({
    code: spec.code,
    name: spec.name,
    severity: occurrence.severity ?? spec.severity,
    role: spec.role ?? (occurrence.consequenceOf === undefined ? 'cause' : 'consequence'),
    confidence: occurrence.confidence,
    title: spec.title(facts),
    why: spec.why?.(facts) ?? '',
    facts,
    evidence: occurrence.evidence,
    rulesOut: occurrence.rulesOut ?? [],
    next: spec.next?.(facts) ?? [],
    fixes: occurrence.fixes ?? [],
    docs,
    ...(occurrence.consequenceOf === undefined ? {} : { consequenceOf: occurrence.consequenceOf }),
  });
  const { code, name, severity, summary, general } = spec;
  return Object.assign(make, {
    entry: { code, name, severity, summary, docs, ...(general === undefined ? {} : { general }) },
  });
}
