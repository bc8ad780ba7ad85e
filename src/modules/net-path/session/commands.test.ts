import { expect, test } from 'vitest';
import { askOf } from './commands.ts';

test.each([
  ['host web.example 10.0.0.53', '10.0.0.53'],
  ['nslookup -type=mx web.example 10.0.0.53', '10.0.0.53'],
  ['host -t mx -W 2 web.example 10.0.0.53', '10.0.0.53'],
  ['dig @10.0.0.53 web.example', '10.0.0.53'],
  ['host -a web.example', undefined],
  ['host -t ns web.example', undefined],
])('whom %j asks', (command, server) => {
  expect(askOf(command, 1).server).toBe(server);
});
