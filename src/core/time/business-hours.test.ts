import { describe, expect, test } from 'vitest';
import { describeHours, isBusinessTime, parseDays, parseHours } from './business-hours.ts';
import { toLocal } from './zone.ts';

const at = (text: string) => toLocal(Date.parse(`${text}Z`), 'UTC');

describe('hours', () => {
  test.each([
    ['08:00-18:00', { from: 480, to: 1080 }],
    ['7:30-24:00', { from: 450, to: 1440 }],
    ['22:00-06:00', { from: 1320, to: 360 }],
  ])('%s', (text, hours) => expect(parseHours(text)).toEqual(hours));

  test.each(['8-18', '08:00', '25:00-26:00', '08:00-08:00', 'always', '08:00-12:00-14:00'])('%s is refused', (text) => {
    expect(() => parseHours(text)).toThrow('not a span of hours');
  });
});

describe('days', () => {
  test.each([
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['sun-thu', [0, 1, 2, 3, 4]],
    ['fri-mon', [0, 1, 5, 6]],
    ['Monday,wed', [1, 3]],
  ])('%s', (text, days) => expect(parseDays(text)).toEqual(days));

  test.each(['', 'someday', 'mon-tue-wed', '1-5'])('%j is refused', (text) => {
    expect(() => parseDays(text)).toThrow('not a list of weekdays');
  });
});

describe('a night shift from Friday belongs to Friday', () => {
  const shift = { from: 1320, to: 360, days: [5] };
  test.each([
    ['2026-03-06T23:00', true],
    ['2026-03-07T05:59', true],
    ['2026-03-07T06:00', false],
    ['2026-03-06T05:00', false],
  ])('%s', (text, works) => expect(isBusinessTime(shift, at(text))).toBe(works));
});

test('hours end before their last minute and are described as given', () => {
  const hours = { ...parseHours('08:00-18:00'), days: parseDays('mon-fri') };
  expect(isBusinessTime(hours, at('2026-03-10T18:00'))).toBe(false);
  expect(isBusinessTime(hours, at('2026-03-10T08:00'))).toBe(true);
  expect(describeHours(hours)).toBe('08:00-18:00 mon-fri');
});
