import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registry } from '../src/modules/registry.ts';
import { pageInputs } from './fuzz/inputs.ts';
import { runCli } from './support/run-cli.ts';

/** Errors that nobody knows, in the words programs use. */
const errors = [
  'ERROR the flux of widget 7 is out of phase',
  'fatal: the flux of widget 7 is out of phase',
  'Failed to align the flux of widget 7: out of phase',
];

/** Of Windows events an unknown line is part of the message before it, as any of its lines. */
const modules = registry.map(({ id }) => id as string).filter((id) => id !== 'iis-drift');

/** Lines of a text, not of an export, a dump or a recording with a form of its own. */
const isPlain = (text: string): boolean => !/^\s*(?:[<{["]|===|apiVersion|Level,|\S+,\S+,)/.test(text);

/** The text with an unknown error in its middle, raw and in the form of its own lines. */
function withErrors(text: string): readonly string[] {
  const lines = text.split('\n');
  const middle = Math.floor(lines.length / 2);
  const model = lines.find((line) => /^\S.*\d\d:\d\d.*: /.test(line));
  const heads = ['', ...(model === undefined ? [] : [model.slice(0, model.lastIndexOf(': ') + 2)])];
  return heads.flatMap((head) =>
    errors.map((error) => [...lines.slice(0, middle), `${head}${error}`, ...lines.slice(middle)].join('\n')),
  );
}

/** Texts with an unknown error over which a run gives an all-clear. */
async function cleared(argv: readonly string[], text: string): Promise<readonly string[]> {
  if (!isPlain(text) || (await runCli(argv, { stdin: text })).exitCode !== 0) return [];
  const found: string[] = [];
  for (const one of withErrors(text)) {
    const { exitCode, stdout } = await runCli(argv, { stdin: one });
    if (exitCode === 0) found.push(`${argv.join(' ')}: ${stdout.split('\n')[0]}\n${one.slice(0, 600)}`);
  }
  return found;
}

describe('an error that nobody knows leaves no all-clear', () => {
  test.each(modules)('in what the pages of %s show', async (module) => {
    const found: string[] = [];
    for (const { words, text } of pageInputs(module, '/nowhere'))
      for (const argv of [
        [module, ...words],
        ['triage', '-'],
      ])
        found.push(...(await cleared(argv, text)));
    expect(found).toEqual([]);
  });

  const corpus = process.env['DIAG_CORPUS'] ?? '';
  test.skipIf(corpus === '')('in what people pasted (needs DIAG_CORPUS)', async () => {
    const field = join(corpus, 'field');
    const [, ...rows] = readFileSync(join(field, 'cases.tsv'), 'utf8').trimEnd().split('\n');
    const found: string[] = [];
    for (const [file = '', module = ''] of rows.map((row) => row.split('\t'))) {
      if (!modules.includes(module)) continue;
      const words = module === 'k8s-paths' ? ['--root', '/nowhere', '-'] : ['-'];
      found.push(...(await cleared([module, ...words], readFileSync(join(field, file), 'utf8'))));
    }
    expect(found).toEqual([]);
  });
});
