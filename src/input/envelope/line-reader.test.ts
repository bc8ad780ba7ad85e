import { expect, test } from 'vitest';
import { textSource } from '../source.ts';
import { lineReader } from './line-reader.ts';

async function said(lines: readonly string[]): Promise<string[]> {
  const text = `${lines.join('\n')}\n`;
  const messages: string[] = [];
  for await (const records of lineReader(text)?.records(textSource('a.log', text)) ?? [])
    messages.push(...records.map(({ stream, message }) => `${stream}: ${message.replace(/\d{4}-\S+ /, '')}`));
  return messages;
}

test('the frames of a stack stay with their own service, whoever speaks in between', async () => {
  const lines = [
    'app-1  | 2026-03-10T10:00:00Z ERROR mail not sent',
    'db-1   | 2026-03-10T10:00:00Z LOG checkpoint starting',
    'app-1  |     at send (/srv/mail.js:10:5)',
    'app-1  |     at run (/srv/job.js:3:1)',
    'db-1   | 2026-03-10T10:00:01Z LOG checkpoint complete',
    'app-1  | 2026-03-10T10:00:02Z INFO next',
  ];
  expect(await said(lines)).toEqual([
    'app-1: ERROR mail not sent\n    at send (/srv/mail.js:10:5)\n    at run (/srv/job.js:3:1)',
    'db-1: LOG checkpoint starting',
    'db-1: LOG checkpoint complete',
    'app-1: INFO next',
  ]);
});

test.each([
  '   WARN mail queue is long',
  '   [error] mail queue is long',
  '   10:00:03 mail queue is long',
  '   2026-03-10 10:00:03 mail queue is long',
  '   level=error msg="mail queue is long"',
  '   {"level":"error","msg":"mail queue is long"}',
])('%s is said anew, and is no frame', async (line) => {
  const first = 'app-1  | 2026-03-10T10:00:00Z ERROR mail not sent';
  const messages = await said([first, 'db-1   | LOG checkpoint starting', `app-1  | ${line}`]);
  expect(messages).toHaveLength(3);
});

test('JSON behind a time is a message, labels of Loki are none', () => {
  const time = '2026-03-10T10:00:00.123456789Z';
  for (const json of ['{"level":"warn","msg":"slow fdatasync"}', '{"level":50,"err":{"code":1},"msg":"a"}'])
    expect(lineReader(`${time} ${json}\n`)).toBeUndefined();
  for (const labels of ['{}', '{app="mailer", pod="mailer-1"}', String.raw`{app="a", path="C:\\x \"y\""}`])
    expect(lineReader(`${time} ${labels} text\n`)?.name).toBe('loki');
});
