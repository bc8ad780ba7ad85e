import { expect, test } from 'vitest';
import { explains, supposes } from './supposed.ts';

test.each([
  'Maybe the IP is blocked or the certificate is expired.',
  'Is the mailbox full?',
  "I think the identity of application pool 'Shop' is invalid",
  'If the pool exceeded time limits during start up, raise startupTimeLimit.',
  "Resolution: If event 5002 says that pool 'Shop' is being disabled, raise the limit.",
])('someone supposes: %s', (text) => expect(supposes(text)).toBe(true));

test.each([
  'Connection refused',
  'The account or domain may not exist',
  "A process serving application pool 'Shop' exceeded time limits during start up. The process id was '4712'.",
  'Authentication failed: see https://support.example.net/help?p=1',
])('a program says: %s', (text) => expect(supposes(text)).toBe(false));

test.each([
  'An SSH Connection timed out error means that packets are dropped.',
  'Connection refused = the host was reached.',
  '# exit=1   -> connection refused: the host was reached',
])('someone explains: %s', (text) => expect(explains(text)).toBe(true));

test.each(['Connection refused', 'error=Connection refused', 'smtp: connection refused'])(
  'a program says: %s',
  (text) => expect(explains(text)).toBe(false),
);
