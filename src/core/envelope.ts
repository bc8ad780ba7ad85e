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
