import { describe, expect, test } from 'vitest';
import { formatInZone, formatUtc, instantsOf, isZone, toLocal } from './zone.ts';

const wall = (text: string) => Date.parse(`${text}Z`);
const utc = (instants: readonly number[]) => instants.map(formatUtc);

test.each(['Europe/Berlin', 'UTC', '+02:00', 'America/Argentina/Buenos_Aires'])('%s is a zone', (name) => {
  expect(isZone(name)).toBe(true);
});

test.each(['Mars/Olympus', '', 'Europe/Berlin; rm', 'x'.repeat(80)])('%j is none', (name) => {
  expect(isZone(name)).toBe(false);
});

describe('the wall clock of Berlin', () => {
  test('is one hour ahead in winter and two in summer', () => {
    expect(formatInZone(Date.parse('2026-03-28T12:00Z'), 'Europe/Berlin')).toBe('2026-03-28T13:00:00+01:00');
    expect(formatInZone(Date.parse('2026-03-29T12:00Z'), 'Europe/Berlin')).toBe('2026-03-29T14:00:00+02:00');
  });

  test('knows its weekday', () => expect(toLocal(Date.parse('2026-03-10T23:30Z'), 'Europe/Berlin').weekday).toBe(3));

  test('shows 02:30 never on the day summer begins', () => {
    expect(instantsOf(wall('2026-03-29T02:30'), 'Europe/Berlin')).toEqual([]);
  });

  test('shows 02:30 twice on the day it ends', () => {
    expect(utc(instantsOf(wall('2026-10-25T02:30'), 'Europe/Berlin'))).toEqual([
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
    ]);
  });

  test('shows any other time once', () => {
    expect(utc(instantsOf(wall('2026-03-29T03:30'), 'Europe/Berlin'))).toEqual(['2026-03-29T01:30:00Z']);
  });
});
