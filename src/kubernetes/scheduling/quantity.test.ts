import { expect, test } from 'vitest';
import { nano, toMilli, toUnits } from './quantity.ts';

/** Values of apimachinery's own tests (pkg/api/resource/quantity_test.go), in billionths. */
test.each([
  ['0', 0n],
  ['100m', 100_000_000n],
  ['1', 1_000_000_000n],
  ['1.5', 1_500_000_000n],
  ['.5', 500_000_000n],
  ['100e-3', 100_000_000n],
  ['1E3', 1_000_000_000_000n],
  ['1E', 10n ** 27n],
  ['1Ki', 1024n * 10n ** 9n],
  ['1.5Gi', 1536n * 1024n ** 2n * 10n ** 9n],
  ['3G', 3n * 10n ** 18n],
  ['1n', 1n],
  ['0.5n', 1n],
  ['-1', -1_000_000_000n],
])('%s', (text, expected) => {
  expect(nano(text)).toBe(expected);
});

test('what is no quantity', () => {
  for (const text of ['', 'm', '1.2.3', '1 Gi', '1KiB', 'NaN', '0x10']) expect(nano(text)).toBeUndefined();
});

test('rounds up to what is counted', () => {
  expect(toMilli(nano('1500u') ?? 0n)).toBe(2);
  expect(toUnits(nano('1825361100800m') ?? 0n)).toBe(1_825_361_101);
});
