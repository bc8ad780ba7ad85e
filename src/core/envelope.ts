import { type InputCoverage, unexplained } from './coverage.ts';
import type { Evidence, Finding } from './finding.ts';
import { nonEmpty } from './finding.ts';
import { withoutStamp } from './stamp.ts';

/**
 * Where lines came from: from line `line` of the text that modules read, each further line is `step` records
 * further (0: the same record) from record `place`.
 */
export type Run = readonly [line: number, place: number, step: -1 | 0 | 1];

/** What was around the lines of an input: the export of a log store, the prefixes of a log viewer. */
export interface Envelope {
  /** `loki`, `cloudwatch`, `csv` … */
  readonly name: string;
  readonly records: number;
  /** Whether records are counted by the lines of the input, or one by one because several share a line. */
  readonly unit: 'line' | 'record';
  /** In the order of lines; absent where line n is record n. */
  readonly runs?: readonly Run[];
}

/** The record behind a line; undefined where that was not kept. */
export function placeOf({ runs }: Envelope, line: number): number | undefined {
  if (runs === undefined) return line;
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.[0] ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  const run = runs[low - 1];
  return run === undefined ? undefined : run[1] + run[2] * (line - run[0]);
}

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
