import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const words = 'Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.';

test.each([
  ['a code', `432 4.3.2 ${words}`, 'proven'],
  ['a time', `2026-03-10T08:30:10Z ERROR mail to ann@contoso.com failed: ${words}`, 'proven'],
  // A page about it has the same words.
  ['neither', `could not send mail: ${words}`, 'likely'],
])('words that only one server says, with %s, are %s', async (_, text, confidence) => {
  const { stdout } = await runCli(['smtp-throttle', '-', '--format', 'json'], { stdin: `${text}\n` });
  expect(JSON.parse(stdout).findings[0]).toMatchObject({ name: 'm365-concurrency', confidence });
});
