import { expect, test } from 'vitest';
import { readText } from '../testing/read-text.ts';
import { loggerOf } from './candidates.ts';

test.each([
  ['2026-03-02 08:30:09,123 [12] ERROR Mailer - could not send', 'Mailer'],
  ['2026-03-02T08:30:09.123Z ERROR 1 --- [task-3] c.e.Mailer : send failed', 'c.e.Mailer'],
  ['2026-03-02 08:30:09,541 - shop.push.mailer - 156 - ERROR - failed', 'shop.push.mailer'],
  ['2026-03-02 08:30:09.1234|ERROR|App.Mail|Failed to send', 'App.Mail'],
  [
    '2026-03-02 08:30:09,334 ERROR [org.keycloak.services] (executor-thread-3) KC-SERVICES0029: no',
    'org.keycloak.services',
  ],
  ['{"time":"2026-03-02T08:30:09Z","level":"error","logger":"shop.mail","msg":"failed"}', 'shop.mail'],
  ['could not send', undefined],
])('%s is of %s', (text, logger) => {
  expect(loggerOf(text)).toBe(logger);
});

const failed =
  '2026-03-02 08:30:09,123 [12] ERROR OrderMailer - could not send mail to ann@contoso.com: 432 4.3.2 Concurrent connections limit exceeded.';
const perhaps = (text: string) =>
  readText(`${failed}\n${text}\n`).then(({ signs, sent }) => ({
    sent,
    forms: signs.filter(({ sign }) => sign === 'perhaps-sent').map(({ value, count }) => [value, count]),
  }));

test('lines of the failing logger that name a recipient and no failure are shown and counted as nothing', async () => {
  const lines = [17, 18, 19].map(
    (n) => `2026-03-02 08:30:1${n % 10},001 [7] INFO OrderMailer - order ${n} processed for bob${n}@contoso.com`,
  );
  expect(await perhaps(lines.join('\n'))).toEqual({
    sent: 0,
    forms: [['[#] INFO OrderMailer - order # processed for <recipient>', 3]],
  });
});

test.each([
  ['another logger', '2026-03-02 08:30:10,001 [7] INFO LoginMailCheck - login of bob@contoso.com'],
  ['a failure', '2026-03-02 08:30:10,001 [7] WARN OrderMailer - address bob@contoso.com rejected'],
  ['no recipient', '2026-03-02 08:30:10,001 [7] INFO OrderMailer - 3 mails processed'],
  [
    'what is still to be done',
    '2026-03-02 08:30:10,001 [7] INFO OrderMailer - mail to bob@contoso.com will be sent at 9',
  ],
])('%s is no candidate', async (_, line) => {
  expect((await perhaps(line)).forms).toEqual([]);
});
