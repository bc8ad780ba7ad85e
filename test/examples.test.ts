import { readdirSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { parse } from 'shell-quote';
import { expect, test } from 'vitest';
import { commandExamples } from '../src/cli/command-examples.ts';
import { buildProgram } from '../src/cli/program.ts';
import type { RawOptions } from '../src/core/module.ts';
import { symptoms } from '../src/modules/k8s-paths/symptoms.ts';
import { registry } from '../src/modules/registry.ts';
import { runCli } from './support/run-cli.ts';

const context = { now: '2026-03-11T12:00:00.000Z', machineZone: 'UTC' };
const examples = (
  await Promise.all(
    registry.map(async (entry) => {
      const module = await entry.load();
      return module.examples.map(({ command }) => ({ module, command }));
    }),
  )
).flat();

/** The words behind `diag`, wherever it stands in a pipeline. */
function wordsOf(line: string): string[] {
  const words = parse(line);
  const start = words.lastIndexOf('diag') + 1;
  const end = words.findIndex((word, i) => i >= start && typeof word !== 'string');
  return words.slice(start, end < 0 ? undefined : end).filter((word): word is string => typeof word === 'string');
}

test.each(examples)('$command', async ({ module, command }) => {
  const words = wordsOf(command);
  const { program } = await buildProgram(words, { stdout: {}, env: {} } as never, async () => 0);
  let given: RawOptions | undefined;
  const own = program.commands.find((one: Command) => one.name() === module.id);
  own?.action((args: string | string[] | undefined, raw: RawOptions) => {
    const word = module.argument.takes === 'word' && typeof args === 'string' ? { [module.argument.name]: args } : {};
    given = { ...raw, ...word };
  });
  await program.parseAsync(words, { from: 'user' });
  expect(given).toBeDefined();
  expect(() => module.parseOptions(given ?? {}, context)).not.toThrow();
});

const commandLines = Object.values(commandExamples).flatMap((list) => list.map(({ command }) => command));

test.each(commandLines)('%s', async (line) => {
  const words = wordsOf(line);
  const { program } = await buildProgram(words, { stdout: {}, env: {} } as never, async () => 0);
  let ran = false;
  program.commands
    .find((one: Command) => one.name() === words[0])
    ?.action(() => {
      ran = true;
    });
  await program.parseAsync(words, { from: 'user' });
  expect(ran).toBe(true);
});

test.each(registry.map(({ id }) => id))('%s --help shows its examples at 80 columns', async (id) => {
  const { stdout, exitCode } = await runCli([id, '--help']);
  expect(exitCode).toBe(0);
  for (const { module, command } of examples) if (module.id === id) expect(stdout).toContain(`  ${command}\n`);
  const options = stdout.split('\nExamples:')[0] ?? '';
  expect(options.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('modules send people only to symptoms that k8s-paths knows', () => {
  const folder = new URL('../src/modules/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(ts|md)$/.test(path));
  const text = sources.map((path) => readFileSync(new URL(path, folder), 'utf8')).join('\n');
  const named = [...text.matchAll(/\bdiag k8s-paths ([a-z][a-z-]+)/g)].map((match) => match[1]);
  const known = symptoms.map(({ id }) => id);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((word) => !known.includes(word ?? ''))).toEqual([]);
});
