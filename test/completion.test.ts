import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { runCli } from './support/run-cli.ts';
import { describeWith } from './support/system-part.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-completion-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const script = async (shell: string): Promise<string> => {
  const { stdout, exitCode } = await runCli(['completion', shell]);
  expect(exitCode).toBe(0);
  const path = join(folder, `diag.${shell}`);
  writeFileSync(path, stdout);
  return path;
};

/** What is typed, and what must be among the proposals. */
const cases = [
  ['diag ii', ['iis-drift']],
  ['diag iis-drift --int', ['--interval']],
  ['diag iis-drift --fo', ['--format']],
  ['diag --format s', ['sarif']],
  ['diag explain IIS15', ['IIS150']],
] as const;

describeWith(['bash'], 'completion in bash', () => {
  test.each(cases)('%s', async (typed, proposed) => {
    const path = await script('bash');
    const words = typed.split(' ');
    const shell = `source ${path}; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _diag; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const printed = execFileSync('bash', ['-c', shell], { encoding: 'utf8' }).split('\n');
    expect(printed).toEqual(expect.arrayContaining([...proposed]));
  });
});

describeWith(['fish'], 'completion in fish', () => {
  test.each(cases)('%s', async (typed, proposed) => {
    const path = await script('fish');
    const line = `source ${path}; complete -C '${typed}'`;
    const printed = execFileSync('fish', ['--no-config', '-c', line], { encoding: 'utf8' });
    expect(printed.split('\n').map((row) => row.split('\t')[0])).toEqual(expect.arrayContaining([...proposed]));
  });
});

describeWith(['zsh'], 'completion in zsh', () => {
  test.each(cases)('%s', async (typed, proposed) => {
    const path = await script('zsh');
    const words = typed.split(' ');
    // The completion system needs a terminal; the functions it would call tell what they were given.
    const shell = [
      'compdef() { : }; compadd() { shift; print -l -- "$@" }; _files() { : }',
      `_describe() { local name=\${@[-1]}; print -l -- \${(P)name%%:*} }`,
      `source ${path}; words=(${words.join(' ')}); CURRENT=${words.length}; _diag`,
    ].join('\n');
    const printed = execFileSync('zsh', ['-f', '-c', shell], { encoding: 'utf8' }).split('\n');
    expect(printed).toEqual(expect.arrayContaining([...proposed]));
  });
});

test('the PowerShell script parses and knows commands, options and choices', async () => {
  const wasm = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(wasm));
  const { stdout } = await runCli(['completion', 'powershell']);
  expect(parser.parse(stdout)?.rootNode.hasError).toBe(false);
  expect(stdout).toMatch(/'iis-drift' = @\('--interval'/);
  expect(stdout).toMatch(/'--format' = @\('terminal', 'json'/);
});

test('an unknown shell is one line and exit 2', async () => {
  const { exitCode, stderr } = await runCli(['completion', 'tcsh']);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/no shell tcsh \(there are: bash, zsh, fish, powershell\)/);
});
