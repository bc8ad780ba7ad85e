import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isThrottle } from './failure-class.ts';
import { bounds } from './observations.ts';
import { SecondCounts } from './second-counts.ts';

const classes = ['throttle-rate', 'network', 'recipient'] as const;
const event = fc.record({
  second: fc.integer({ min: 1_772_000_000, max: 1_772_000_300 }),
  name: fc.constantFrom('sent' as const, ...classes),
});

test('counts each second and minute, in whatever order mails come', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 200 }), (events) => {
      const counts = new SecondCounts();
      for (const { second, name } of events)
        if (name === 'sent') counts.addSent(second, 1);
        else counts.addFailed(second, name);
      const { seconds, minutes } = counts.buckets();
      const some = (wanted: (one: (typeof events)[number]) => boolean) => events.filter(wanted).length;
      const times = [...new Set(events.map(({ second }) => second))].sort((a, b) => a - b);
      expect(seconds).toEqual(
        times.map((at) => {
          const failed = classes.map((name) => [name, some((one) => one.second === at && one.name === name)] as const);
          return {
            second: at,
            sent: some(({ second, name }) => second === at && name === 'sent'),
            failed: Object.fromEntries(failed.filter(([, n]) => n > 0)),
          };
        }),
      );
      expect(minutes).toEqual(
        [...new Set(times.map((at) => Math.floor(at / 60)))].map((minute) => {
          const then = events.filter(({ second }) => Math.floor(second / 60) === minute);
          const failed = then.filter(({ name }) => name !== 'sent');
          const throttled = failed.filter(({ name }) => name !== 'sent' && isThrottle(name));
          return { minute, sent: then.length - failed.length, failed: failed.length, throttled: throttled.length };
        }),
      );
    }),
  );
});

test.each(['forward', 'backward'])('of more seconds than are kept, those near a throttled mail stay: %s', (way) => {
  const all = Array.from({ length: 3 * bounds.seconds }, (_, i) => 1_772_000_000 + 2 * i);
  const counts = new SecondCounts();
  for (const second of way === 'forward' ? all : all.toReversed()) {
    counts.addSent(second, 1);
    if (second % 60_000 === 0) counts.addFailed(second, 'throttle-rate');
  }
  const { seconds, minutes } = counts.buckets();
  expect(seconds.length).toBeLessThanOrEqual(bounds.seconds);
  expect(seconds.map(({ second }) => second)).toEqual(seconds.map(({ second }) => second).sort((a, b) => a - b));
  const throttled = all.filter((second) => second % 60_000 === 0);
  expect(seconds.filter(({ failed }) => failed['throttle-rate'] === 1).map(({ second }) => second)).toEqual(throttled);
  const known = new Set(seconds.map(({ second }) => second));
  const near = throttled.slice(1).flatMap((second) => [second - 120, second - 2, second + 2, second + 120]);
  expect(near.filter((second) => !known.has(second))).toEqual([]);
  expect(minutes.reduce((sum, { sent }) => sum + sent, 0)).toBe(all.length);
  expect(minutes.reduce((sum, one) => sum + one.throttled, 0)).toBe(throttled.length);
});
