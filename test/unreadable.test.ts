import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCli } from './support/built-cli.ts';

/** Root reads everything: it runs diag as nobody (util-linux), others are refused as they are. */
const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const isRoot = process.getuid?.() === 0;
const becomesNobody = isRoot && spawnSync(asNobody[0] ?? '', [...asNobody.slice(1), 'true']).status === 0;
const canRun = process.platform !== 'win32' && (becomesNobody || !isRoot);
const cli = canRun ? buildCli() : '';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-unreadable-'));
  chmodSync(folder, 0o755);
  if (canRun) execFileSync('chmod', ['-R', 'a+rX', dirname(dirname(cli))]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pod = (name: string) =>
  `{"kind":"List","apiVersion":"v1","items":[{"kind":"Pod","apiVersion":"v1","metadata":{"name":"${name}","namespace":"shop"},"spec":{"containers":[]},"status":{"phase":"Running"}}]}`;

function diag(...words: readonly string[]) {
  const command = [...(isRoot ? asNobody : []), process.execPath, cli, ...words];
  return spawnSync(command[0] ?? '', command.slice(1), {
    encoding: 'utf8',
    input: '',
    env: { PATH: process.env['PATH'] },
  });
}

test.skipIf(!canRun).each([
  ['a bundle', 'bundle', ''],
  ['a folder of it', 'bundle', 'shop'],
  ['a file of it', 'bundle', 'shop/pods.json'],
])(
  '%s that this user may not read is an error and no empty cluster (needs setpriv where root runs it)',
  (_, name, closed) => {
    const bundle = join(folder, `${name}-${closed.length}`);
    mkdirSync(join(bundle, 'shop'), { recursive: true });
    writeFileSync(join(bundle, 'nodes.json'), pod('web'));
    writeFileSync(join(bundle, 'shop', 'pods.json'), pod('api'));
    chmodSync(join(bundle, closed), 0o000);
    const { stdout, stderr, status } = diag('k8s-flow', bundle);
    chmodSync(join(bundle, closed), 0o755);
    expect(stderr).toMatch(/^diag: \S*bundle\S*: [^\n]*(?:EACCES|permission)[^\n]*\n$/i);
    expect([status, stdout]).toEqual([2, '']);
  },
);
