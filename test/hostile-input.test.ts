import { expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';

const size = 250_000;

/** Texts on which a regex that is not linear takes minutes; the test's own time limit is what would fail. */
const texts: Readonly<Record<string, string>> = {
  'empty lines': '\n'.repeat(size),
  'empty lines in a manifest': `apiVersion: v1\nkind: Pod\n${'\n'.repeat(size)}`,
  'empty lines before a unit': `${'\n'.repeat(size)}[Unitx]\n`,
  'a status of number signs': `time,to,status,error\n2026-03-10 10:00:00,a@b.c,${'#'.repeat(size)}x,421 x\n`,
  'blanks behind a reply': `2026-03-10T10:00:00Z ERROR send mail failed: 421 4.3.2 x${' '.repeat(size)}x\n`,
  'a frame of blanks': `│${' '.repeat(size)}x\n`,
  'a frame of blanks behind an event': `│  Warning  Failed  2m  kubelet  Error: x │\n│ ${' '.repeat(size)}x${' '.repeat(size)}│\n`,
  'an old event of blanks': `1m  1m  1  web${' '.repeat(size)}x\n`,
  'digits before nodes': `0/1 nodes are available${'0'.repeat(size)}\n`,
};

test.each(Object.entries(texts))('%s are read in linear time', async (_, stdin) => {
  const { exitCode } = await runCli(['triage'], { stdin });
  expect([0, 1, 2, 3]).toContain(exitCode);
});
