import { expect, test } from 'vitest';
import { complains } from './postfix.ts';

test.each([
  ['postfix/smtpd', 'fatal: no SASL authentication mechanisms', true],
  ['postfix/postscreen', 'panic: psc_cache_update: no cache', true],
  ['postfix/master', 'warning: process /usr/lib/postfix/sbin/smtpd pid 12 exit status 1', true],
  ['postfix/smtpd', 'warning: hostname mx.example.net does not resolve to address 192.0.2.7', false],
  ['postfix/smtpd', 'connect from unknown[192.0.2.7]', false],
  ['postfix/smtp', '4F1D2C0: lost connection with mx.example.net[192.0.2.7] while sending RCPT TO', false],
])('%s: "%s" complains of this server: %s', (program, text, expected) => {
  expect(complains({ program, text } as Parameters<typeof complains>[0])).toBe(expected);
});
