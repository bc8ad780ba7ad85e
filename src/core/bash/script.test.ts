import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { describeWith } from '../../../test/support/system-part.ts';
import { type Part, type ScriptBody, scriptsOf } from './script.ts';

const head = { id: 'say', code: 'NET999-sample', title: 'Say it', applicability: 'safe', effect: 'Nothing.' } as const;
const body = (data: ScriptBody['data'], unset = ''): ScriptBody => ({
  use: 'Says it.',
  options: { usage: '[--as NAME]', arms: `--as) NAME=\${1-}; shift ;;`, unset: `NAME=''${unset}` },
  data,
  body: [`say "$NAME: \${WORDS[*]}"`],
});
const plan = body({ WORDS: ["it's", '$HOME'], OTHER: 'x' }, ' MODE=plan');
const [scripts] = scriptsOf(head, { apply: plan, verify: body({ WORDS: [] }) });
const run = (part: Part, ...words: string[]) => {
  const { stdout, stderr, status } = spawnSync('bash', ['-s', '--', ...words], {
    input: scripts?.[part] ?? '',
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
};

test('data enters in one block, and what a script does not name is left out', () => {
  expect(run('apply', '--as', 'node')).toMatchObject({ stdout: "node: it's $HOME\n", status: 0 });
  expect(scripts?.apply).not.toContain('OTHER');
  expect(scripts?.rollback).toBeUndefined();
});

test('an option that it does not have ends it', () => {
  expect(run('apply', '--force')).toEqual({ stdout: '', stderr: 'usage: bash [--apply] [--as NAME]\n', status: 2 });
  expect(run('verify', '--apply')).toEqual({ stdout: '', stderr: 'usage: bash [--as NAME]\n', status: 2 });
});

test('a value that cannot be quoted makes no script', () => {
  expect(scriptsOf(head, { apply: plan, verify: body({ WORDS: ['a\nb'] }) })).toEqual([]);
});

describeWith(['shellcheck'], 'the frame', () => {
  test.each(['apply', 'verify'] as const)('of %s is clean for shellcheck', (part) => {
    const input = `${scripts?.[part]}[ -z "\${MODE-}" ] || say "$MODE"\n`;
    expect(spawnSync('shellcheck', ['-s', 'bash', '-'], { input, encoding: 'utf8' }).stdout).toBe('');
  });
});
