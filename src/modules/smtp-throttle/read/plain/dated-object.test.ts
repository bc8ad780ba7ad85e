import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDatedObject } from '../json-line.ts';
import { looksDated } from './dated-object.ts';

const clock = { zone: 'UTC', now: Date.UTC(2026, 2, 11) };

test.each([
  '{"time":"2026-03-02T08:30:09Z","msg":"stored"}',
  '{"level":30,"time":1772409600043,"pid":42,"req":{"id":7,"tags":["a", "b"]},"msg":"stored"}',
  '{"@t":"2026-03-02T08:30:09Z", "n": -1.5e3, "ok": true, "none": null}',
])('%s is seen to have a time', (line) => {
  expect(looksDated(line, clock)).toBe(true);
});

test.each([
  '{"log":"2026-03-02 08:30:09 x","time":"2026-03-02T08:30:09Z"}',
  '{"MESSAGE":"x","time":"2026-03-02T08:30:09Z"}',
  '{"time":null,"ts":1772409600043}',
  '{"a":{"time":1772409600043}}',
  '{"time":1772409600043,}',
  '{"time":1772409600043,"a":01}',
  '{"time":1772409600043 "a":1}',
  '{"time":1772409600043,"a":[1,]}',
  '{"time":"yesterday"}',
  '{}',
])('%s is none', (line) => {
  expect(looksDated(line, clock)).toBe(false);
});

test('it says what the parser says, of damaged lines too', () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constant('2026-03-02T08:30:09Z'),
    fc.constant(1772409600043),
  );
  const fields = fc.dictionary(fc.constantFrom('time', '@t', 'ts', 'msg', 'log', 'MESSAGE', 'level'), value);
  const damage = fc.tuple(fc.nat(80), fc.constantFrom('', '', '', ',', '}', '"', '0', ' '));
  fc.assert(
    fc.property(fields, damage, (object, [at, char]) => {
      const whole = JSON.stringify(object);
      const line = char === '' ? whole : whole.slice(0, at) + char + whole.slice(at + 1);
      expect(looksDated(line, clock)).toBe(isDatedObject(line, clock));
    }),
    { numRuns: 500 },
  );
});
