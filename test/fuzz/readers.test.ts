import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportSchema } from '../../src/core/report-schema.ts';
import { registry } from '../../src/modules/registry.ts';
import { formats } from '../../src/renderers/formats.ts';
import { type CliRun, runCli } from '../support/run-cli.ts';
import { randomFrom, seed } from '../support/sampled.ts';
import { casesOf, tried } from '../support/tried.ts';
import { allInputs, type Input } from './inputs.ts';
import { encoded, mutated } from './mutate.ts';

let root = '';
let inputs: readonly Input[] = [];
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'diag-fuzz-'));
  inputs = allInputs(root);
});
afterAll(() => rmSync(root, { recursive: true }));

/** What acts on a terminal or hides, but for line ends and tabs. */
const active = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\u115f\ufeff]/;

/** What is wrong with how a run ended, whatever it was given; undefined where nothing is. */
function faultOf({ exitCode, stdout, stderr }: CliRun, format: string): string | undefined {
  if (![0, 1, 2, 3].includes(exitCode)) return `exit code ${exitCode}: ${stderr.slice(0, 300)}`;
  if (active.test(stderr) || active.test(stdout)) return 'an active character';
  if (exitCode === 2 && format !== 'nagios' && !/^(?:diag: [^\n]*\n)+$/.test(stderr)) return `exit 2: ${stderr}`;
  if (format !== 'json' || stdout === '') return undefined;
  const { success } = reportSchema.safeParse(JSON.parse(stdout));
  return success ? undefined : 'a report that is none';
}

describe.each([...registry.map(({ id }) => id), 'triage'])('%s', (module) => {
  const cases = casesOf(40);

  test(`any broken input ends in a report or in one line (DIAG_SEED=${seed})`, async () => {
    const own = inputs.filter((one) => module === 'triage' || one.module === module);
    const random = randomFrom(seed * 7919 + module.length * 31);
    const any = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
    const faults: string[] = [];
    for (let i = 0; i < cases && faults.length < 20; i++) {
      const { words, text } = any(own);
      const stdin = encoded(mutated(text, any(own).text, random), random);
      const format = random() < 0.7 ? 'json' : any(formats);
      const argv = [module, ...(module === 'triage' ? ['-'] : words), '--format', format, '--verbose'];
      const fault = faultOf(await runCli(argv, { stdin }), format);
      if (fault !== undefined) faults.push(`${argv.join(' ')}: ${fault}: ${stdin.toString('base64').slice(0, 3000)}`);
    }
    tried('readers', cases);
    expect(faults).toEqual([]);
  }, 36_000_000);
});
