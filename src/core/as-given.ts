import { type InputCoverage, unexplained } from './coverage.ts';
import { type Envelope, placeOf } from './envelope.ts';
import { type Evidence, type Finding, nonEmpty } from './finding.ts';
import { withoutStamp } from './stamp.ts';

/** Coverage of the lines that were read as coverage of the records they came from. */
export function coverRecords(coverage: InputCoverage, envelope: Envelope): InputCoverage {
  const { records } = envelope;
  const outside = Math.min(coverage.outside ?? 0, records);
  // Lines that nothing explained are of as many records at most.
  const understood = Math.max(0, records - outside - unexplained(coverage));
  const { firstNotUnderstood: first, ...rest } = coverage;
  const place = first === undefined ? undefined : placeOf(envelope, first.line);
  return {
    ...rest,
    lines: records,
    understood,
    ...(coverage.outside === undefined ? {} : { outside }),
    ...(first === undefined ? {} : { firstNotUnderstood: { line: place ?? 0, text: withoutStamp(first.text) } }),
    envelope,
  };
}

/** Findings whose quotes stand as in the inputs that were given: the inner message, its line or record. */
export function asGiven(findings: readonly Finding[], inputs: readonly InputCoverage[]): readonly Finding[] {
  const envelopes = new Map(
    inputs.flatMap(({ source, envelope }) => (envelope === undefined ? [] : [[source, envelope] as const])),
  );
  if (envelopes.size === 0) return findings;
  return findings.map((finding) => ({
    ...finding,
    evidence: nonEmpty(finding.evidence.map((one) => quoteAsGiven(one, envelopes.get(one.source)))),
  }));
}

function quoteAsGiven(evidence: Evidence, envelope: Envelope | undefined): Evidence {
  if (envelope === undefined) return evidence;
  const { line, ...rest } = evidence;
  const text = withoutStamp(evidence.text);
  const place = line === undefined ? undefined : placeOf(envelope, line);
  if (place === undefined) return { ...rest, text };
  if (envelope.unit === 'line') return { ...rest, line: place, text };
  return { ...rest, record: rest.record ?? String(place), text };
}

/** Where lines came from is for quotes; a report does not repeat it. */
export function withoutRuns(coverage: InputCoverage): InputCoverage {
  if (coverage.envelope?.runs === undefined) return coverage;
  const { runs: _, ...envelope } = coverage.envelope;
  return { ...coverage, envelope };
}
