import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeWith } from '../../../../test/support/system-part.ts';
import guard from '../../../core/bash/guard.sh';
import operations from '../../../core/bash/operations.sh';
import places from '../../../core/bash/places.sh';
import { bodyOf, functionsOf } from '../../../core/bash/shell-text.ts';
import tree from '../../../core/bash/tree.sh';
import { allCodes } from '../codes.ts';
import type { PathFacts } from '../path-code.ts';
import { fixesFor } from './fixes-for.ts';

const etcd = {
  ...{ endpoint: 'https://127.0.0.1:2379', trustedCa: '/e/ca.crt', certificate: '/e/c.crt', key: '/e/c.key' },
  ...{ name: 'cp1', initialCluster: 'cp1=https://192.0.2.10:2380', advertisePeerUrls: 'https://192.0.2.10:2380' },
  ...{ dataDir: '/var/lib/etcd', manifest: '/etc/kubernetes/manifests/etcd.yaml' },
};

/** Facts that let every fix be made, with names no shell likes. */
const facts: readonly PathFacts[] = [
  { file: "/etc/it's $(here).yaml", subject: '--flag', actual: '/a b', expected: '/c "d"', items: ['/x;y', '/z'] },
  {
    file: '/root/.kube/config',
    subject: 'current-context',
    actual: 'https://h:1',
    expected: 'https://h:2',
    items: ['/l'],
  },
  { file: '/etc/kubernetes/pki/apiserver.crt', subject: 'kube-apiserver', actual: '--bad', expected: '--good' },
  { file: '/f.yaml', subject: '--etcd-cafile', actual: 'http://h:1', expected: '10.96.0.0/12' },
  { file: '/f', subject: 'field', actual: 'not executable', expected: 'a list' },
  { file: '/f', subject: 'loopback', actual: '10.0.0.1', expected: '3' },
  { file: '/f', subject: 'x', actual: 'r/i:1', expected: 'r/i:2' },
  { file: '/f', subject: 'x', actual: '/p', expected: 'Directory' },
  { file: '/f', subject: 'x', actual: '/p', expected: 'x.conflist' },
  { file: '/f', subject: 'current-context', actual: 'a', expected: 'b' },
];

const scripts = allCodes.flatMap((code) => {
  const made = facts.flatMap((fact) => {
    const finding = code(fact, { confidence: 'proven', evidence: [{ source: 'test', text: 'test' }] });
    return fixesFor(finding, { name: 'cp1', etcd });
  });
  const unlike = new Map(made.map((fix) => [`${fix.id} ${fix.apply.length}`, fix]));
  return [...unlike.values()].map((fix) => ({ name: code.entry.name, fix }));
});

test('most of what a script can mend has one', () => {
  expect(new Set(scripts.map(({ name }) => name)).size).toBeGreaterThan(50);
});

describe.each(scripts)('$name: $fix.id', ({ fix }) => {
  test('parses', () => {
    for (const text of [fix.apply, fix.verify ?? '', fix.rollback ?? '']) {
      expect(spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' }).stderr).toBe('');
    }
  });
});

describeWith(['shellcheck'], 'all of them', () => {
  test('are clean for shellcheck', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'diag-fixes-'));
    const files = [...new Set(first.map(({ fix }) => ownPart(fix.apply)))].map((text, i) => {
      const path = join(folder, `${i}.sh`);
      writeFileSync(path, text);
      return path;
    });
    const half = Math.ceil(files.length / 2);
    const said = await Promise.all([files.slice(0, half), files.slice(half)].map(shellcheck));
    rmSync(folder, { recursive: true });
    expect(said.join('').slice(0, 4000)).toBe('');
  });
});

/** What a script has of its own: the frame and the operations are looked at in bash-fix.test.ts. */
const ownPart = (text: string): string =>
  [bodyOf(places), bodyOf(guard), ...[operations, tree].flatMap((file) => Object.values(functionsOf(file)))].reduce(
    (left, part) => left.replace(part, ''),
    text,
  );

/** One script of each code: the others differ in their data only. */
const first = scripts.filter(
  ({ name, fix }, i) => scripts.findIndex((one) => one.name === name && one.fix.id === fix.id) === i,
);

const shellcheck = (files: readonly string[]): Promise<string> =>
  new Promise((resolve) =>
    execFile('shellcheck', ['-f', 'gcc', '-e', 'SC2034', ...files], { maxBuffer: 1 << 26 }, (_, stdout) =>
      resolve(stdout),
    ),
  );
