import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'diag-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const made = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o644 });
  return path;
};
const withSettings = (path: string) => runCli(['triage', '--settings', path, '-'], { stdin: 'nothing of note\n' });
const isRoot = process.getuid?.() === 0;

async function refused(path: string, why: RegExp): Promise<void> {
  const { exitCode, stderr } = await withSettings(path);
  expect(stderr).toMatch(why);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(exitCode).toBe(2);
}

test('a FIFO is refused at once', async () => {
  const path = join(folder, 'fifo.yaml');
  execFileSync('mkfifo', [path]);
  await refused(path, /not a regular file/);
});

test('/dev/zero is refused, through a link too', async () => {
  await refused('/dev/zero', /not a regular file/);
  symlinkSync('/dev/zero', join(folder, 'zero.yaml'));
  await refused(join(folder, 'zero.yaml'), /not a regular file/);
});

test('a file that grows large is refused', async () => {
  await refused(made('large.yaml', '#'.repeat(1 << 19)), /larger than/);
});

test.runIf(isRoot)('a file of another user is refused', async () => {
  const path = made('foreign.yaml', 'suppress: []\n');
  chownSync(path, 12_345, 12_345);
  await refused(path, /belongs to another user/);
});

test('a file that everybody may write is refused', async () => {
  const path = made('open.yaml', 'suppress: []\n');
  chmodSync(path, 0o666);
  await refused(path, /everybody may write/);
});

test.each([
  ['an alias of nothing', 'suppress:\n  - {code: IIS101, reason: *nothing, until: 2027-01-31}\n'],
  [
    'laughs',
    `a: &a [x,x]\n${[...'bcdefghij'].map((c, i) => `${c}: &${c} [${`*${'abcdefghij'[i]},`.repeat(9)}]\n`).join('')}`,
  ],
  ['deep nesting', `suppress: ${'['.repeat(50_000)}`],
  ['many faults in one line', `suppress: ${'[]'.repeat(20_000)}`],
  ['no YAML', 'suppress: [}\n'],
])('%s: one line', async (_, text) => {
  await refused(made('faulty.yaml', text), /faulty\.yaml/);
});
