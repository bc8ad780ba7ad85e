import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formats } from '../../src/renderers/formats.ts';
import { runCli } from '../support/run-cli.ts';
import { sampled } from '../support/sampled.ts';
import { tried } from '../support/tried.ts';
import { type Shape, shapes } from './shapes.ts';
import { left, unnamed } from './survivors.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const csv = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Inputs in which each module quotes what stands there: an error of a mail, a pool's name, a line of a kubelet. */
const inputs: readonly ((text: string) => readonly [words: readonly string[], stdin: string])[] = [
  (text) => [
    ['smtp-throttle'],
    `id,time,recipient,status,error\n${[1, 2, 3]
      .map(
        (id) =>
          `${id},2026-03-10 10:00:0${id},bob@contoso.com,failed,${csv(`432 4.3.2 Concurrent connections limit exceeded; ${text}`)}`,
      )
      .join('\n')}\n`,
  ],
  (text) => [
    ['iis-drift'],
    `Level,Date and Time,Source,Event ID,Task Category\n${['3/10/2026 3:31:36 PM', '3/9/2026 10:31:26 AM']
      .map(
        (time, i) =>
          `Information,${time},Microsoft-Windows-WAS,5074,None,${csv(`A worker process with process id of '430${i}' serving application pool '${text}' has requested a recycle because the worker process reached its allowed processing time limit.`)}`,
      )
      .join('\n')}\n`,
  ],
  (text) => [
    ['triage'],
    `Mar 10 10:00:01 cp-1 kubelet[812]: E0310 10:00:01.000000     812 run.go:74] "command failed" err="failed to run Kubelet: ${text}"\n`,
  ],
];

/** Files that a run of the module may write. */
const files: Readonly<Record<string, readonly string[]>> = {
  'smtp-throttle': ['--failures', '--resend-list', '--save'],
  'iis-drift': ['--save'],
  triage: [],
};

/** Every text that leaves a run over this shape; a script that would hold it is not printed but named. */
async function outputsOf(
  [, text]: Shape,
  format: string,
): Promise<readonly (readonly [where: string, text: string])[]> {
  const outputs: (readonly [string, string])[] = [];
  for (const input of inputs) {
    const [words, stdin] = input(text);
    const written = (files[words[0] ?? ''] ?? []).map((option, i) => [option, join(folder, `${i}`)] as const);
    const argv = [...words, '--format', format, '--verbose', '--debug', '--force', ...written.flat(), '-'];
    const { stdout, stderr } = await runCli(argv, { stdin });
    outputs.push([`${words[0]} ${format}`, stdout], [`${words[0]} ${format} stderr`, stderr]);
    for (const [option, path] of written) {
      if (existsSync(path)) outputs.push([`${words[0]} ${option}`, readFileSync(path, 'utf8')]);
    }
  }
  return outputs;
}

test('no shape is in any format, file or message', async () => {
  // What is left in some wrapping is left in the field of an input that wraps it so.
  const names = new Set([...unnamed, ...left.map((one) => one.replace(/: [^:]*$/, ''))]);
  const all = shapes.filter(([name, , secret]) => !names.has(name) && secret.length > 3);
  const seen: string[] = [];
  let outputs = 0;
  for (const [i, shape] of sampled(all, 60, 11).entries()) {
    for (const [where, output] of await outputsOf(shape, formats[i % formats.length] ?? 'json')) {
      outputs += 1;
      if (output.includes(shape[2])) seen.push(`${shape[0]}: ${where}`);
    }
  }
  tried('secrets in outputs', outputs);
  expect(seen).toEqual([]);
}, 3_600_000);

test('where a long text is cut, no half of an address or token stays', async () => {
  // Wherever the cut falls, it falls into one of them.
  const token = 'ghp_0aBcD1eFgH2iJkL3mNoP4qRsT5uVwX6yZaBc';
  const seen: string[] = [];
  for (let pad = 0; pad < 60; pad += 7) {
    const text = `${'x'.repeat(pad)} ${`${token} erika.mustermann@contoso.com `.repeat(30)}`;
    for (const [where, output] of await outputsOf(['long', text, ''], 'json')) {
      for (const half of [/ghp_\w{1,34}/, /erika[.\w]{0,14}/]) {
        const found = half.exec(output)?.[0];
        if (found !== undefined) seen.push(`${where}: ${found}`);
      }
    }
  }
  expect(seen).toEqual([]);
}, 600_000);
