import { expect, test } from 'vitest';
import { readText } from '../testing/read-text.ts';

const failure =
  '4XyZ1abcde: to=<a@contoso.com>, relay=mx[192.0.2.7]:25, delay=1, delays=0/0/0/1, dsn=4.3.2, status=deferred (host mx[192.0.2.7] said: 432 4.3.2 Concurrent connections limit exceeded (in reply to end of DATA command))';

test.each([
  ['of Postfix', 'postfix/smtp[7]', failure],
  ['of an application', 'shop[12]', 'ERROR Message failed: 432 4.3.2 Concurrent connections limit exceeded'],
  ['of an application, without a level', 'shop[12]', 'Message failed: 432 4.3.2 Concurrent connections limit exceeded'],
])('a line that syslog says was repeated counts as often: %s', async (_, tag, text) => {
  const line = (words: string) => `Mar  2 08:30:09 mx ${tag}: ${words}`;
  const read = await readText([line(text), line(`message repeated 3 times: [ ${text}]`), line('bye')].join('\n'));
  expect(read.failed).toEqual({ 'throttle-concurrency': 4 });
  expect(read.inputs[0]).toMatchObject({ lines: 3 });
  expect(read.inputs[0]?.understood).toBeLessThanOrEqual(3);
});

test('a success that syslog says was repeated counts as often', async () => {
  const sent = 'to=<a@contoso.com>, relay=mx[192.0.2.7]:25, delay=1, dsn=2.0.0, status=sent (250 OK)';
  const read = await readText(`Mar  2 08:30:09 mx postfix/smtp[7]: message repeated 2 times: [ 4XyZ1abcde: ${sent}]`);
  expect(read.sent).toBe(2);
});

test('an application that quotes such words is no syslog', async () => {
  const read = await readText(
    '2026-03-02 08:30:09 ERROR message repeated 3 times: [ 432 4.3.2 Concurrent connections]',
  );
  expect(read.failed).toEqual({ 'throttle-concurrency': 1 });
});

test('the sum at the top of a report of PHPMailer is no failure more, and no login that failed delivered a mail', async () => {
  const debug =
    '2026-03-02 08:30:09\tCLIENT -> SERVER: EHLO shop\n2026-03-02 08:30:09\tSMTP Error: Could not authenticate.';
  const head = 'ErrorInfo: SMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting';
  const read = await readText(`${head}\nHost: mx\nPort: 25\n${'\nSMTPAuth: bool(true)'.repeat(8)}\n\n${debug}\n`);
  expect(read.failures).toMatchObject([{ class: 'auth', permanence: 'permanent', retry: 'no' }]);
  expect((await readText(head)).failures).toHaveLength(1);
});
