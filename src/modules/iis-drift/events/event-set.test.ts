import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bounded, eventCollector, union } from './event-set.ts';
import type { SeenEvent } from './seen-event.ts';

const at = (time: number, pool: string): SeenEvent => ({
  kind: 'interval',
  provider: 'WAS',
  id: 5074,
  host: 'web01',
  clock: 'utc',
  precision: 1000,
  zone: 'from log',
  channel: 'System',
  source: 'a.csv',
  text: '',
  time,
  pool,
});

const event = fc
  .record({ time: fc.integer({ min: 0, max: 40 }), pool: fc.constantFrom('A', 'B'), line: fc.nat(3) })
  .map(({ time, pool, line }) => ({ ...at(time, pool), line }));
const set = fc.array(event, { maxLength: 30 }).map((events) => bounded(events));

test('joining is associative and commutative, and joining with itself changes nothing', () => {
  fc.assert(
    fc.property(set, set, set, (a, b, c) => {
      expect(union(union(a, b), c)).toEqual(union(a, union(b, c)));
      expect(union(a, b)).toEqual(union(b, a));
      expect(union(a, a)).toEqual(a);
    }),
  );
});

test('a pool that crashes without end pushes no other pool out, and what was left out is said', () => {
  const collector = eventCollector();
  collector.add(at(1, 'quiet'));
  for (let time = 2; time < 60_000; time += 1) collector.add(at(time, 'noisy'));
  const { events, dropped } = collector.take();
  expect(events).toHaveLength(1_001);
  expect(events[0]?.pool).toBe('quiet');
  expect(dropped).toBe(true);
});
