import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const says = (pool: string) =>
  `Application pool '${pool}' is being automatically disabled due to a series of failures in the process(es) serving that application pool.\n`;
const disabled = (date: string) =>
  `Source:        Microsoft-Windows-WAS
Date:          ${date}
Event ID:      5002
Level:         Error
Description:
${says('Shop')}`;

const diagnosed = (...dates: readonly string[]) => diagnosedTexts(...dates.map(disabled));

async function diagnosedTexts(...texts: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'diag-day-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = texts.map((_, at) => join(folder, `${at}.txt`));
  await Promise.all(files.map((file, at) => writeFile(file, texts[at] ?? '')));
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

const recycled = (time: string, pid: number) =>
  `${time} A worker process with process id of '${pid}' serving application pool 'Shop' has requested a recycle because the worker process reached its allowed processing time limit.\n`;

test('a day that no line names is none of what was read', async () => {
  const { data } = await diagnosedTexts(recycled('09:31:36', 4712) + recycled('14:31:36', 4713));
  expect(data.pools[0].recycles.map(({ local }: { local: string }) => local)).toEqual(['09:31:36', '14:31:36']);
  expect(data).toHaveProperty('assumedDate');
});

test('a time without a day takes none from what stands beside it', async () => {
  const bare = `15:31:36 ${says('Api')}`;
  for (const texts of [
    [bare, disabled('03/04/2026 15:33:36')],
    [bare, disabled('03/04/2026 15:33:36'), disabled('2026-03-04 15:34:36')],
    [bare + disabled('03/04/2026 15:33:36')],
  ]) {
    const { findings } = await diagnosedTexts(...texts);
    const said = findings[0].evidence.map(({ text }: { text: string }) => text);
    expect(said).toContainEqual(expect.stringMatching(/^Application pool 'Api'/));
    expect(said).toContainEqual(expect.stringMatching(/^(?:03.04.2026|2026-03-04) 15:33:36 WAS 5002/));
  }
});

test('one day written twice is one, and other days in the same input are not in doubt', async () => {
  const twice = await diagnosed('03/04/2026 15:31:36', '3/4/2026 15:32:36');
  expect(twice.findings[0].title).toContain('twice, last 03/04/2026 15:32:36:');
  const beside = await diagnosedTexts(disabled('03/04/2026 15:31:36') + disabled('2026-03-04 15:33:36'));
  expect(beside.findings[0].title).toContain('last Wed 2026-03-04 15:33:36');
});
