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

test.each([
  'Jan 25 08:43:17 mail smtp[1426]: Jan 25 08:43:17 mail postfix/smtpd[384]: error: unsupported dictionary type: hash',
  '2026-03-02T12:35:25.365668+01:00 ERR     postfix/smtpd[143]: error: unsupported dictionary type: hash',
  '2026-03-02T12:35:25.365668+01:00 - postfix: WARNING postfix/smtpd[143]: error: unsupported dictionary type: hash',
])('Postfix in a container, framed again: %s', (line) => {
  expect(unwrap(line, clock)).toMatchObject({
    program: 'postfix/smtpd',
    text: 'error: unsupported dictionary type: hash',
  });
});
