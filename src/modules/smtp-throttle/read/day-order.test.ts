import { expect, test } from 'vitest';
import { runCli } from '../../../../test/support/run-cli.ts';
import { dayOrderOf } from './day-order.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const log = (...dates: readonly string[]) => dates.map((date) => `${date} 08:30:09 INFO started`).join('\n');

test.each([
  ['a day above 12 on any line', log('11/04/2026', '12/04/2026', '13/04/2026'), 'day-first'],
  ['a day above 12 in second place', log('04/11/2026', '04/13/2026'), 'month-first'],
  ['lines in order one way only', log('28/02/2026', '01/03/2026'), 'day-first'],
  ['lines in order only month first', log('01/12/2026', '02/01/2026', '03/11/2026'), 'month-first'],
  ['a date that would be in the future', log('05/12/2026'), 'month-first'],
  ['nothing', log('03/04/2026', '03/04/2026'), undefined],
  ['no date', 'started', undefined],
])('%s', (_, text, order) => {
  expect(dayOrderOf(text, now)).toBe(order);
});

test('failures of the 12th and the 13th of April lie a day apart', async () => {
  const line = (date: string) =>
    `${date} 08:30:09 ERROR mailer: order 7 to a@example.org: 421 4.7.0 Too many concurrent SMTP connections; please try again later.`;
  const stdin = [line('12/04/2026'), line('13/04/2026')].join('\n');
  const { stdout } = await runCli(['smtp-throttle', '--tz', 'UTC', '--format', 'json'], { stdin });
  const { findings } = JSON.parse(stdout) as { findings: readonly { evidence: readonly { at?: string }[] }[] };
  expect(findings[0]?.evidence.map(({ at }) => at?.slice(0, 10))).toEqual(['2026-04-12', '2026-04-13']);
});
