import { expect, test } from 'vitest';
import { rfc3339 } from './rfc3339.ts';

test.each([
  [0, '1970-01-01T00:00:00.000Z'],
  [Date.parse('9999-12-31T23:59:59Z'), '9999-12-31T23:59:59.000Z'],
  // Date.parse takes `20260Z` for a year; a schema takes no year of five digits.
  [Date.parse('20260Z'), undefined],
  [Number.NaN, undefined],
  [-1e17, undefined],
])('%d is %s', (ms, text) => expect(rfc3339(ms)).toBe(text));
