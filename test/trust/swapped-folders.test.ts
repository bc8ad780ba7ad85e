import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHost } from '../../src/input/host/open-host.ts';
import type { HostFiles } from '../../src/kubernetes/host/host-files.ts';
import { everything } from '../support/sampled.ts';
import { tried } from '../support/tried.ts';

let base = '';
let host: HostFiles;
let swapper: ChildProcess;

/** Swaps a folder for a link that leads out of the root, and a file for a link, and back, as fast as it can. */
const swapping = `
const { renameSync } = require('node:fs');
process.chdir(process.argv[1]);
process.stdout.write('begun');
for (;;) {
  for (const name of ['etc/conf', 'etc/file']) {
    renameSync(name, name + '.own'); renameSync(name + '.link', name);
    renameSync(name, name + '.link'); renameSync(name + '.own', name);
  }
}`;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'diag-swap-'));
  for (const [folder, text] of [
    ['outside', 'secret'],
    ['root/etc/conf', 'inside'],
  ] as const) {
    mkdirSync(join(base, folder), { recursive: true });
    writeFileSync(join(base, folder, 'admin.conf'), text);
    writeFileSync(join(base, folder, text), '');
  }
  writeFileSync(join(base, 'root/etc/file'), 'inside');
  symlinkSync(join(base, 'outside'), join(base, 'root/etc/conf.link'));
  symlinkSync(join(base, 'outside/admin.conf'), join(base, 'root/etc/file.link'));
  host = openHost(join(base, 'root'));
  swapper = spawn(process.execPath, ['-e', swapping, join(base, 'root')]);
  await once(swapper.stdout ?? swapper, 'data');
});
afterAll(async () => {
  const gone = once(swapper, 'exit');
  swapper.kill('SIGKILL');
  await gone;
  rmSync(base, { recursive: true });
});

/** All that is seen of the two paths in one round. */
function texts(): readonly string[] {
  const listing = host.list('/etc/conf');
  const names = listing.status === 'names' ? listing.names : ['nothing'];
  return names.concat(
    ['/etc/conf/admin.conf', '/etc/file'].flatMap((path) => {
      const [whole, tail] = [host.read(path), host.tail(path, 100)];
      const head = Buffer.from(host.head(path, 100) ?? []).toString();
      return [whole, tail].map((one) => (one.status === 'text' ? one.text : 'nothing')).concat(head);
    }),
  );
}

test.runIf(process.platform === 'linux')('nothing that is swapped for a link meanwhile leads a read outside', () => {
  const seen = new Map<string, number>();
  const reads = everything ? 200_000 : 4_000;
  for (let i = 0; i < reads; i++) {
    for (const text of texts()) seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  tried('reads while folders are swapped', reads);
  // What was looked at proves something only where the swapping and the reading met.
  expect(seen.get('inside')).toBeGreaterThan(100);
  expect(seen.get('nothing')).toBeGreaterThan(0);
  expect(seen.get('secret')).toBeUndefined();
});
