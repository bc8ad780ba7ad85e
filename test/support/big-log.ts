import { textSource } from '../../src/input/source.ts';
import { openText } from '../../src/input/text.ts';
import type { SmtpObservations } from '../../src/modules/smtp-throttle/observations.ts';
import { PlainRecords } from '../../src/modules/smtp-throttle/read/plain/plain-records.ts';
import { LogReader } from '../../src/modules/smtp-throttle/read/reader.ts';
import { Tally } from '../../src/modules/smtp-throttle/tally.ts';
import { readOptionsForTests as options } from '../../src/modules/smtp-throttle/testing/read-text.ts';

/** What an application that sends no mails logs, failures of other trades included; `i` counts records. */
const said: readonly ((i: number) => readonly [level: string, text: string])[] = [
  (i) => ['INF', `HTTP GET /orders/${i} responded 200 in ${20 + (i % 80)}.25 ms`],
  (i) => ['INF', `Executed DbCommand (${i % 90}ms) [Parameters=[], CommandTimeout=30] SELECT o.Id FROM orders AS o`],
  (i) => ['WRN', `Slow query: ${450 + (i % 100)} ms for GetOpenOrders`],
  (i) => [
    'ERR',
    `Request ${i} failed: order ${i} not found\n   at Shop.Orders.Find(Int32 id) in /src/Orders.cs:line 42`,
  ],
  (i) => ['INF', `Cache refreshed, ${500 + (i % 60)} entries, version 4.5.${i % 10}`],
  (i) => ['DBG', `Worker ${i % 8} took job ${i}`],
];

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');

/** How records are written: the time and the level in front, or an object a line. */
export type Form = 'iso' | 'bracketed' | 'json' | 'container';

/** The record `i` of a log, one a second, as one line or several. */
export function recordOf(form: Form, i: number, level: string, text: string): string {
  const clock = `${pad(8 + Math.floor(i / 3600))}:${pad(Math.floor(i / 60) % 60)}:${pad(i % 60)}`;
  if (form === 'iso') return `2026-03-02 ${clock}.${pad(i % 1000, 3)} +00:00 [${level}] ${text}`;
  if (form === 'bracketed') return `[02-Mar-2026 ${clock} UTC] ${level}: ${text}`;
  const time = `2026-03-02T${clock}.${pad(i % 1000, 3)}Z`;
  const names: Readonly<Record<string, string>> = { INF: 'info', DBG: 'debug', WRN: 'warn', ERR: 'error' };
  if (form === 'json') return JSON.stringify({ time, level: names[level], msg: text });
  return text
    .split('\n')
    .map((line, n) => `${time} stdout F ${n === 0 ? `${time} [${level}] ` : ''}${line}`)
    .join('\n');
}

/** Records of an application that tell of no mail. */
export const otherRecords = (form: Form, count: number): string =>
  Array.from({ length: count }, (_, i) => {
    const [level, text] = (said[i % said.length] as (typeof said)[number])(i);
    return recordOf(form, i, level, text);
  }).join('\n');

/** Records that say next to nothing: a text of so many lines is no paste of one error. */
export const quietRecords = (form: Form, count: number): string =>
  Array.from({ length: count }, (_, i) => recordOf(form, i, 'INF', 'ok')).join('\n');

/** What a log tells of mails, whatever its length: lines are left out. */
export function told({ failed, sent, failures, signs }: SmtpObservations) {
  return {
    failed,
    sent,
    failures: failures.map(({ line: _, ...failure }) => failure),
    signs: signs.map(({ sign, value }) => ({ sign, value })),
  };
}

/** Reads a log of few lines: every record with every pattern. */
export function readSmall(text: string): SmtpObservations {
  const tally = new Tally(options.keepFailures);
  const reader = new LogReader('test.log', options, tally, Number.POSITIVE_INFINITY);
  for (const [i, line] of text.replace(/\n$/, '').split('\n').entries()) reader.line(line, i + 1);
  return tally.observations([reader.end('utf-8')]);
}

/** Reads a log as a long one, words searched for first behind `searchFrom` lines. */
export async function readBig(text: string | Buffer, searchFrom?: number): Promise<SmtpObservations> {
  const tally = new Tally(options.keepFailures);
  const reader = new LogReader('test.log', options, tally, searchFrom);
  const records = new PlainRecords(reader, options);
  const source = openText(textSource('test.log', text));
  await source.bytes((block, last) => records.block(block, last));
  return tally.observations([reader.end(source.encoding)]);
}
