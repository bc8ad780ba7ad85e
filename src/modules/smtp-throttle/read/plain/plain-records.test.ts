import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textSource } from '../../../../input/source.ts';
import { openText } from '../../../../input/text.ts';
import type { SmtpObservations } from '../../observations.ts';
import { Tally } from '../../tally.ts';
import { readOptionsForTests as options } from '../../testing/read-text.ts';
import { LogReader } from '../reader.ts';
import { PlainRecords } from './plain-records.ts';

/** Every line by the general reader, every record with every pattern. */
async function readAll(text: string | Buffer): Promise<SmtpObservations> {
  const tally = new Tally(options.keepFailures);
  const reader = new LogReader('test.log', options, tally, Number.POSITIVE_INFINITY);
  const source = openText(textSource('test.log', text));
  for await (const { first, lines } of source.lines()) {
    for (const [i, line] of lines.entries()) reader.line(line, first + i);
  }
  return tally.observations([reader.end(source.encoding)]);
}

/** Records without a telling word spared; blocks end anywhere. */
async function readSparing(text: string | Buffer, size = 1 << 18): Promise<SmtpObservations> {
  const tally = new Tally(options.keepFailures);
  const reader = new LogReader('test.log', options, tally, 0);
  const records = new PlainRecords(reader, options);
  const bytes = Buffer.from(text);
  const source = openText({
    name: 'test.log',
    async *blocks() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  });
  await source.bytes((block, last) => records.block(block, last));
  return tally.observations([reader.end(source.encoding)]);
}

const serilog = (i: number) => `2026-03-02 08:30:${String(i % 60).padStart(2, '0')}.${450 + (i % 90)} +01:00`;
const lines = (i: number): readonly string[] => [
  `${serilog(i)} [INF] HTTP GET /orders responded 200 in ${i}.5 ms`,
  `${serilog(i)} [WRN] Slow query: ${400 + (i % 160)} ms for GetOpenOrders`,
  `${serilog(i)} [INF] Dump of a request\n    header one\n\n\tbody`,
  `${serilog(i)} [INF] Dump\n    header\n  id | status | recipient`,
  `${serilog(i)} [INF] Stored\nid,recipient,status\n`,
  `${serilog(i)} [INF] Email sent to user${i}@contoso.com in ${i} ms`,
  `${serilog(i)} [ERR] Could not send\nSystem.Net.Mail.SmtpException: The server response was: 4.3.2 Concurrent connections limit exceeded\n   at System.Net.Mail.SmtpClient.Send()`,
  `${serilog(i)} [INF] Answer\n    421 4.7.0 Try again later`,
  `${serilog(i)} [INF] Überwachung läuft – alles gut`,
  `2026-03-02T08:30:09.${100 + (i % 900)}Z worker job: began`,
  `2026-03-02T08:30:09.${100 + (i % 900)}Z info: began`,
  `2026-03-02T08:30:09.${100 + (i % 900)}Z stdout F began`,
  `2026-03-02 08:30:09 1tXyZ1-000abc-AB <= a@contoso.com`,
  `2026-02-31 25:30:09 no time`,
  `[2026-03-02 08:30:09] app.INFO: order ${i} stored [] []`,
  `{"time":"2026-03-02T08:30:09Z","level":"info","msg":"order ${i} stored"}`,
  `${serilog(i)} [INF] Executed DbCommand (${i}ms) [Parameters=[], CommandTimeout=30] SELECT * FROM orders`,
  `${serilog(i)} [ERR] Could not reach the store\njava.net.ConnectException: Connection refused\n\tat x.Y(Y.java:421)\nCaused by: java.lang.Error: ${i}, ${i} | x`,
  `${serilog(i)} [ERR] Mail failed\nMail.SendError: Connection timed out\n421 is no time\nINFO a level`,
  `${serilog(i)} ERROR request failed: user ${i} not found`,
  `2026-03-02T08:30:09.${100 + i}Z stdout F ${serilog(i)} [INF] Order ${i} stored`,
  `2026-03-02T08:30:09.${100 + i}+00:00 stderr F ${serilog(i)} [ERR] Could not send\n2026-03-02T08:30:09.1Z stderr F MailKit.Net.Smtp.SmtpCommandException: 4.3.2 Concurrent connections limit exceeded\n2026-03-02T08:30:09.1Z stderr F    at X.Y()`,
  `2026-03-02T08:30:09.${100 + i}Z stdout P half of`,
  `2026-03-02T08:30:09.${100 + i}Z stdout F {"time":"2026-03-02T08:30:09Z","msg":"order ${i} stored"}`,
  `{"log":"${serilog(i)} [INF] Email sent to user${i}@contoso.com\\n","stream":"stdout","time":"2026-03-02T08:30:09.${100 + i}Z"}`,
  `{"log":"${serilog(i)} [INF] Order ${i} stored\\n","stream":"stderr","time":"2026-03-02T08:30:09.${100 + i}Z"}`,
  `{"log":"   at X.Y()\\n","stream":"stderr","time":"2026-03-02T08:30:09.${100 + i}Z"}`,
  `{"log":"${serilog(i)} [INF] said \\"x\\"\\n","stream":"stderr","time":"2026-03-02T08:30:09.${100 + i}Z"}`,
  `{"level":"info","msg":"order ${i} stored"}`,
  `{"time":"2026-03-02T08:30:09Z","msg":"order ${i}"`,
  `{"time":"2026-03-02T08:30:09Z","level":"error","err":{"response":"432 4.3.2 Concurrent","responseCode":432}}`,
  `INFO no time at all`,
  `Traceback (most recent call last):`,
  `From a@b.example Mon Mar  2 08:30:09 2026\nSubject: x\n`,
];
let seed = 7;
const random = (n: number): number => {
  seed = (seed * 1103515245 + 12345) % 2 ** 31;
  return Math.floor((seed / 2 ** 31) * n);
};
const log = (records: number, kinds: number): string =>
  Array.from({ length: records }, (_, i) => lines(i)[random(kinds)]).join('\n');

test.each([
  ['of plain records', 3, '\n'],
  ['with tables in records', 8, '\n'],
  ['with other agents, objects and containers', 31, '\n'],
  ['with everything', 34, '\n'],
  ['with Windows line ends', 28, '\r\n'],
  ['with old Mac line ends', 9, '\r'],
])('sparing records changes nothing in a log %s', async (_, kinds, end) => {
  for (let run = 0; run < 15; run++) {
    const text = log(60, kinds).replaceAll('\n', end);
    expect(await readSparing(text, 50 + run * 240)).toEqual(await readAll(text));
  }
});

test('bytes that are no UTF-8 are read the same', async () => {
  const text = Buffer.from(`${log(40, 9)}\n`.replaceAll('–', '-'), 'latin1');
  expect(await readSparing(text)).toEqual(await readAll(text));
});

const corpus = process.env['DIAG_CORPUS'];
const realInputs = (): readonly (readonly [name: string, bytes: Buffer])[] =>
  ['smtp', 'maillog'].flatMap((folder) =>
    readdirSync(join(corpus ?? '', folder)).map(
      (name) => [name, readFileSync(join(corpus ?? '', folder, name))] as const,
    ),
  );

test.skipIf(corpus === undefined)('sparing records changes nothing in real inputs (DIAG_CORPUS)', async () => {
  for (const [name, bytes] of realInputs()) expect(await readSparing(bytes, 4096), name).toEqual(await readAll(bytes));
});

const failed = `${serilog(0)} [ERR] MailKit.Net.Smtp.SmtpCommandException: 4.3.2 Concurrent connections limit exceeded`;

test.skipIf(corpus === undefined).each([
  ['a record each', (line: string, i: number) => `${serilog(i)} [ERR] ${line}`],
  ['lines of a record', (line: string, i: number) => (i % 9 === 0 ? `${serilog(i)} [ERR] ${line}` : line)],
  [
    'a line of a container each',
    (line: string, i: number) =>
      `2026-03-02T08:30:09.${i}Z stdout F ${i % 9 === 0 ? `${serilog(i)} [ERR] ` : ''}${line}`,
  ],
  [
    'a line of Docker each',
    (line: string, i: number) =>
      JSON.stringify({
        log: `${i % 9 === 0 ? `${serilog(i)} [ERR] ` : ''}${line}\n`,
        stream: 'stdout',
        time: '2026-03-02T08:30:09Z',
      }),
  ],
  ['an object each', (line: string, i: number) => JSON.stringify({ '@t': serilog(i), '@m': line })],
  [
    'an object with a code each',
    (line: string, i: number) => JSON.stringify({ '@t': serilog(i), '@m': line, code: 'E' }),
  ],
])('lines of real inputs are read the same in an application log: %s (DIAG_CORPUS)', async (_, recordOf) => {
  for (const [name, bytes] of realInputs()) {
    const text = [failed, ...bytes.toString().split(/\r?\n/).map(recordOf)].join('\n');
    expect(await readSparing(text), name).toEqual(await readAll(text));
  }
});
