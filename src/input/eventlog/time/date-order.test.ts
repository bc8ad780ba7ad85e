import { expect, test } from 'vitest';
import { DateOrderFinder } from './date-order.ts';
import { parseDateText } from './date-text.ts';

const ordersOf = (text: string) => parseDateText(text)?.orders;

test.each([
  // 3 April 2026 is a Friday, 4 March 2026 a Wednesday.
  ['Fri 03/04/2026 15:31:36', ['dmy']],
  ['Wed 03/04/2026 15:31:36', ['mdy']],
  ['Fr, 3.4.2026 15:31:36', ['dmy']],
  ['ven. 03/04/2026 15:31:36', ['dmy']],
  ['viernes, 03/04/2026 15:31:36', ['dmy']],
  ['mercoledì 03/04/2026 15:31:36', ['mdy']],
  // A word that is no weekday, or the wrong one, decides nothing.
  ['Event 03/04/2026 15:31:36', ['dmy', 'mdy']],
  ['Sun 03/04/2026 15:31:36', ['dmy', 'mdy']],
])('%s: the weekday tells the order', (text, orders) => {
  expect(ordersOf(text)).toEqual(orders);
});

const settledBy = (text: string, utc: string) => {
  const finder = new DateOrderFinder();
  const date = parseDateText(text);
  if (date === undefined) throw new Error(text);
  finder.see(date, text);
  finder.near(date, Date.parse(utc), text);
  return finder.settled?.order;
};

test('the same instant in UTC, or the start of the process that crashed, tells the order', () => {
  expect(settledBy('03/04/2026 15:31:36', '2026-04-03T13:31:36Z')).toBe('dmy');
  expect(settledBy('03/04/2026 15:31:36', '2026-03-04T20:31:36Z')).toBe('mdy');
  expect(settledBy('03/04/2026 15:31:36', '2026-03-19T13:31:36Z')).toBeUndefined();
  expect(settledBy('03/04/2026 15:31:36', '2025-11-01T13:31:36Z')).toBeUndefined();
});
