import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HostFiles } from '../../kubernetes/host/host-files.ts';
import { openHost } from './open-host.ts';

let base: string;
let host: HostFiles;

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'diag-host-'));
  const root = join(base, 'root');
  mkdirSync(join(root, 'etc/kubernetes/pki'), { recursive: true });
  mkdirSync(join(root, 'data'));
  writeFileSync(join(base, 'secret'), 'outside');
  writeFileSync(join(root, 'etc/hostname'), 'node-1\n');
  writeFileSync(join(root, 'data/real.txt'), 'inside');
  symlinkSync('/data/real.txt', join(root, 'etc/absolute'));
  symlinkSync('../../../../../../secret', join(root, 'etc/climbing'));
  symlinkSync(join(base, 'secret'), join(root, 'etc/outside'));
  symlinkSync('/data', join(root, 'etc/folder'));
  symlinkSync('loop-b', join(root, 'etc/loop-a'));
  symlinkSync('loop-a', join(root, 'etc/loop-b'));
  writeFileSync(join(root, 'etc/huge.yaml'), '');
  truncateSync(join(root, 'etc/huge.yaml'), 2 ** 30);
  execFileSync('mkfifo', [join(root, 'etc/pipe')]);
  host = openHost(root, { HOME: '/root' });
});

afterAll(() => rmSync(base, { recursive: true }));

describe('a directory taken for a host', () => {
  test.each([
    ['a plain file', '/etc/hostname', 'node-1\n'],
    ['an absolute link, from the root', '/etc/absolute', 'inside'],
    ['a file behind a linked directory', '/etc/folder/real.txt', 'inside'],
    ['a path with dots', '/etc/kubernetes/../../../data/./real.txt', 'inside'],
  ])('reads %s', (_, path, text) => {
    expect(host.read(path)).toMatchObject({ status: 'text', text });
  });

  test.each([
    ['a link that climbs out', '/etc/climbing', 'absent'],
    ['an absolute link to outside', '/etc/outside', 'absent'],
    ['a loop of links', '/etc/loop-a', 'failed'],
    ['a FIFO', '/etc/pipe', 'not-a-file'],
    ['a directory', '/etc', 'not-a-file'],
    ['a gigabyte', '/etc/huge.yaml', 'too-large'],
    ['what is not there', '/etc/nothing', 'absent'],
    ['a path through a file', '/etc/hostname/x', 'absent'],
  ])('does not read %s', (_, path, status) => {
    expect(host.read(path).status).toBe(status);
  });

  test('takes only the end of a long file', () => {
    expect(host.tail('/etc/huge.yaml', 100)).toMatchObject({ status: 'text', cut: true });
    expect(host.tail('/etc/hostname', 3)).toMatchObject({ text: '-1\n', cut: true });
  });

  test('lists names sorted, up to a limit', () => {
    expect(host.list('/data')).toEqual({ status: 'names', names: ['real.txt'], truncated: false });
    expect(host.list('/etc', 2)).toMatchObject({ truncated: true });
    expect(host.list('/etc/hostname').status).toBe('not-a-directory');
  });

  test('tells links from what they point to', () => {
    expect(host.lstat('/etc/absolute')).toMatchObject({ stat: { kind: 'link', target: '/data/real.txt' } });
    expect(host.stat('/etc/absolute')).toMatchObject({ stat: { kind: 'file', bytes: 6 } });
  });

  test('knows nothing of this shell', () => {
    expect(host.env).toEqual({});
    expect(host.thisMachine).toBe(false);
  });
});

test('tells a listening socket from a dead one', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(base, 'root/live.sock'), resolve));
  expect(await host.connect('/live.sock')).toBe('accepts');
  expect(await host.connect('/none.sock')).toBe('absent');
  // A process that is killed leaves its socket behind.
  const listen = `require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', listen, join(base, 'root/dead.sock')]);
  expect(await host.connect('/dead.sock')).toBe('refused');
  server.close();
});

test('says denied where permissions are missing', () => {
  writeFileSync(join(base, 'root/data/closed.txt'), 'closed');
  chmodSync(join(base, 'root/data/closed.txt'), 0);
  chmodSync(base, 0o755);
  asNobody(() => {
    expect(host.read('/data/closed.txt').status).toBe('denied');
    expect(host.read('/data/real.txt').status).toBe('text');
  });
});

/** Root may read everything: meanwhile it is nobody. */
function asNobody(act: () => void): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
