import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const disabled = (date: string) =>
  `Source:        Microsoft-Windows-WAS
Date:          ${date}
Event ID:      5002
Level:         Error
Description:
Application pool 'Shop' is being automatically disabled due to a series of failures in the process(es) serving that application pool.
`;

async function diagnosed(...dates: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'diag-day-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = dates.map((_, at) => join(folder, `${at}.txt`));
  await Promise.all(files.map((file, at) => writeFile(file, disabled(dates[at] ?? ''))));
  const { stdout } = await runCli(['iis-drift', ...files, '--json']);
  return JSON.parse(stdout);
}

test('a day that can be read in two ways is told as it is written', async () => {
  const { findings } = await diagnosed('03/04/2026 15:31:36', '03/04/2026 15:32:36');
  expect(findings[0].title).toContain('twice, last 03/04/2026 15:32:36:');
  expect(findings[0].evidence[0]).not.toHaveProperty('at');
  expect(findings[0].evidence[0].text).toMatch(/^03\/04\/2026 15:3\d:36 WAS 5002/);
});

test('an input beside it settles which day it is', async () => {
  const { findings } = await diagnosed('03/04/2026 15:31:36', '2026-03-04 15:33:36');
  expect(findings[0].evidence.map(({ text }: { text: string }) => text.slice(0, 19)).toSorted()).toEqual([
    '2026-03-04 15:31:36',
    '2026-03-04 15:33:36',
  ]);
});

test.each([['05/06/2026 15:33:36'], ['2026-02-04 15:33:36']])('the order of it and %s is asked for', async (other) => {
  const { error } = await diagnosed('03/04/2026 15:31:36', other);
  expect(error.hint).toBe('give --date-order dmy or --date-order mdy');
});
