import type { InputCoverage } from '../../core/coverage.ts';
import { merge } from './merge.ts';
import type { SmtpObservations } from './observations.ts';

/** Observations of the parts of one log, each with lines counted from its own beginning, as of the whole. */
export function joinParts(parts: readonly SmtpObservations[]): SmtpObservations {
  const [first, ...rest] = parts;
  if (first === undefined) throw new Error('a log without parts');
  return rest.reduce((before, part) => {
    const lines = before.inputs[0]?.lines ?? 0;
    const joined = merge(before, withLines(part, lines));
    return { ...joined, inputs: [joinedCoverage(before.inputs, part.inputs, lines)] };
  }, first);
}

/** The same, lines counted from `by`. */
function withLines(part: SmtpObservations, by: number): SmtpObservations {
  const moved = <T extends { readonly line: number }>(item: T): T => ({ ...item, line: item.line + by });
  return {
    ...part,
    failures: part.failures.map(moved),
    signs: part.signs.map(moved),
    unknownReplies: part.unknownReplies.map((one) => ({ ...one, example: moved(one.example) })),
  };
}

function joinedCoverage(a: readonly InputCoverage[], b: readonly InputCoverage[], lines: number): InputCoverage {
  const [before, part] = [a[0], b[0]];
  if (before === undefined || part === undefined) throw new Error('a part that was not covered');
  const later = part.firstNotUnderstood;
  const first = before.firstNotUnderstood ?? (later === undefined ? undefined : { ...later, line: later.line + lines });
  return {
    ...before,
    lines: before.lines + part.lines,
    understood: before.understood + part.understood,
    ...(first === undefined ? {} : { firstNotUnderstood: first }),
  };
}
