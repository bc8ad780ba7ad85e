import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../src/core/report.ts';
import { registry } from '../src/modules/registry.ts';
import { allInputs } from './fuzz/inputs.ts';
import { adviceFaults } from './support/advice-faults.ts';
import { runCli } from './support/run-cli.ts';

/** Ports that a product has of itself, which advice may name. */
const ownPorts = /^(?:25|80|443|465|587|53|22|2379|2380|2381|6443|10248|10249|10250|10256|10257|10259|2024)$/;

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'diag-advice-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** What is wrong with what a run says beside its quotes; nothing where it makes no report. */
async function faultsOf(argv: readonly string[], text: string): Promise<readonly string[]> {
  const { stdout } = await runCli([...argv, '--format', 'json', '--no-redact'], { stdin: text });
  const report = JSON.parse(stdout === '' ? '{}' : stdout) as Report;
  if (report.findings === undefined) return [];
  return adviceFaults(report, `${argv.join(' ')}\n${text}`, ownPorts).map((fault) => `${fault}\n${text.slice(0, 200)}`);
}

test.each(registry.map(({ id }) => id))('%s: what is advised is made from the input', async (module) => {
  const faults: string[] = [];
  for (const { words, text } of allInputs(root).filter((one) => one.module === module))
    faults.push(...(await faultsOf([module, ...words], text)));
  expect(faults).toEqual([]);
});

const corpus = process.env['DIAG_CORPUS'] ?? '';

/** What people pasted, where a folder of it is given. */
function pastes(): readonly (readonly [module: string, text: string])[] {
  const field = join(corpus, 'field');
  const [, ...rows] = readFileSync(join(field, 'cases.tsv'), 'utf8').trimEnd().split('\n');
  return rows
    .map((row) => row.split('\t'))
    .map(([file = '', module = '']) => [module, readFileSync(join(field, file), 'utf8')]);
}

test.skipIf(corpus === '')('what is advised of pastes is made from them (needs DIAG_CORPUS)', async () => {
  const faults: string[] = [];
  for (const [module, text] of pastes())
    faults.push(...(await faultsOf([module, ...(module === 'k8s-paths' ? ['--root', root] : []), '-'], text)));
  expect(faults).toEqual([]);
});
