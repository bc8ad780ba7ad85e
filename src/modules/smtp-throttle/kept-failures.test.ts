import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeptFailures, mergeFailures } from './kept-failures.ts';
import type { FailureRecord } from './observations.ts';

const keepFailures = 10;
const rules = ['a', 'b', 'c'];

/** Reads failures of these rules, as `Tally` would. */
function read(of: readonly string[], firstLine: number) {
  const kept = new KeptFailures(keepFailures);
  for (const [i, rule] of of.entries()) {
    kept.add(rule, 'unknown', false, () => ({ line: firstLine + i, rule }) as FailureRecord);
  }
  return { ...kept.result(), failed: { unknown: of.length }, keepFailures };
}

test('a rare failure behind many others is kept', () => {
  const { failures, rules: counts } = read([...Array<string>(500).fill('a'), 'b'], 1);
  expect(failures.map(({ rule }) => rule)).toEqual([...Array<string>(20).fill('a'), 'b']);
  expect(counts).toEqual({ 'a/unknown': 500, 'b/unknown': 1 });
});

test('two parts of a log, joined, keep what one reading of it keeps', () => {
  const words = fc.array(fc.constantFrom(...rules), { maxLength: 80 });
  fc.assert(
    fc.property(words, words, words, (first, second, third) => {
      const whole = read([...first, ...second, ...third], 1);
      const [a, b, c] = [read(first, 1), read(second, 1 + first.length), read(third, 1 + first.length + second.length)];
      const join = (x: typeof a, y: typeof a) => ({
        ...x,
        failures: mergeFailures(x, y),
        failed: { unknown: x.failed.unknown + y.failed.unknown },
      });
      expect(join(join(a, b), c).failures).toEqual(whole.failures);
      expect(join(a, join(b, c)).failures).toEqual(whole.failures);
    }),
  );
});
