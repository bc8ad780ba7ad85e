import { describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { pasted } from './texts.ts';

interface Report {
  readonly exitCode: number;
  readonly findings: readonly { readonly name: string; readonly role: string; readonly confidence: string }[];
}

async function reportOf(text: string): Promise<Report> {
  const { stdout, stderr } = await runCli(['k8s-flow', '-', '--json'], { stdin: `${text}\n` });
  expect(stderr).not.toContain('DIAG0');
  return JSON.parse(stdout) as Report;
}

describe('texts as people paste them', () => {
  test.each(pasted.map((one) => [one.name, one] as const))('%s', async (_, { text, says, isWell }) => {
    const { findings = [], exitCode } = await reportOf(text);
    const causes = findings.filter(({ role }) => role === 'cause');
    expect([...new Set(causes.map(({ name }) => name))]).toEqual(says === '' ? [] : [says]);
    // A text never proves that all is well: it says what kubectl thought worth a line.
    if (says === '' && isWell !== true) expect(exitCode).not.toBe(0);
  });
});
