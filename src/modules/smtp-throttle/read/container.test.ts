import { expect, test } from 'vitest';
import { unwrap } from './container.ts';

const clock = { zone: 'UTC', now: Date.UTC(2026, 2, 3) };

test.each([
  ['2026-03-02T08:30:09.1Z stderr F 432 4.3.2 too many', '432 4.3.2 too many'],
  ['2026-03-02T08:30:09.1Z stdout P:x-y  set in', ' set in'],
  ['2026-03-02T08:30:09.1Z stdout Failed to send', '2026-03-02T08:30:09.1Z stdout Failed to send'],
])('%s', (line, text) => {
  expect(unwrap(line, clock).text).toBe(text);
});
