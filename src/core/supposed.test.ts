import { expect, test } from 'vitest';
import { supposes } from './supposed.ts';

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
