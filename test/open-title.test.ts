import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'diag-open-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const well = write('well.txt', '$ ping -c1 10.0.0.1\n64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.1 ms\n');
const other = write('other.txt', 'something else\nERROR all is broken\n');
const wrong = write('wrong.txt', '$ curl https://a.example/\nnever seen\ncurl: (3) URL rejected: x\n');

const headline = async (...files: readonly string[]) => {
  const { stdout, exitCode } = await runCli(['triage', ...files]);
  return [exitCode, stdout.split('\n')[0]];
};

test('no headline sounds as if all were well beside what was not read', async () => {
  expect(await headline(well)).toEqual([0, '√ Nothing wrong found in what was checked.']);
  const incomplete = [3, '? Nothing wrong in what could be checked; the check is incomplete.'];
  expect(await headline(well, other)).toEqual(incomplete);
  expect(await headline(well, join(folder, 'nowhere.txt'))).toEqual(incomplete);
});

test('an error that tells no cause is the headline, whatever else was not recognized', async () => {
  const [exitCode, line] = await headline(wrong);
  expect([exitCode, line]).toEqual([3, expect.stringMatching(/^\? curl: \(3\) URL rejected: x: the tool ended/)]);
  expect((await headline(well, wrong))[1]).toBe(line);
});
