import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../src/modules/registry.ts';
import { runCli } from './support/run-cli.ts';

let folder = '';
let log = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diag-habits-'));
  log = join(folder, 'mail.log');
  await writeFile(
    log,
    '2026-03-10 08:30:10 ERROR mail to ann@contoso.com: 432 4.3.2 Concurrent connections limit exceeded.\n',
  );
  await mkdir(join(folder, 'old.d'));
});
afterAll(() => rm(folder, { recursive: true }));

const projection = ['iis-drift', '--interval', '1740', '--anchor', '2026-03-02T04:30Z', '--tz', 'UTC'];
const jsonOf = async (words: readonly string[]) => JSON.parse((await runCli(words)).stdout);

test('diag FILE is triage', async () => {
  const [short, long] = await Promise.all([runCli([log]), runCli(['triage', log])]);
  expect(short).toEqual(long);
  expect(short.stdout).toContain('SMTP101');
});

test.each([
  ['iis', 'Did you mean iis-drift?'],
  ['smtp-throtle', 'Did you mean smtp-throttle?'],
  ['smtp', 'Did you mean smtp-throttle?'],
  ['SMTP101', 'diag explain SMTP101 prints what the code means'],
  ['whatever', 'diag --help lists the commands; a file is given by its path'],
])('diag %s: one line with what was meant', async (word, hint) => {
  const { exitCode, stdout, stderr } = await runCli([word]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toBe(`diag: unknown command '${word}' (${hint})\n`);
});

test('a beginning that several modules share names them all', async () => {
  expect((await runCli(['k8s'])).stderr).toMatch(/\(Did you mean k8s-health or k8s-paths[^\n]*\?\)\n$/);
});

test('a file that is not there is told from a command', async () => {
  expect((await runCli(['app.log'])).stderr).toMatch(/^diag: app\.log: no such file \([^\n]+\)\n$/);
});

describe('short options', () => {
  test('-f json, --json and --format=json are one', async () => {
    const [long, ...short] = await Promise.all([
      runCli([...projection, '--format=json']),
      runCli([...projection, '-f', 'json']),
      runCli(['-fjson', ...projection]),
      runCli([...projection, '--json']),
    ]);
    for (const one of short) expect(one).toEqual(long);
    expect(JSON.parse(long.stdout).module).toBe('iis-drift');
  });

  test.each([['--json'], ['-f', 'json'], ['-fjson']])('an error with %s is the one document', async (...words) => {
    expect(await jsonOf(['nonsense', ...words])).toMatchObject({ exitCode: 2, error: { code: 'usage' } });
  });

  test('-V, -v, -q, --no-color', async () => {
    expect((await runCli(['-V'])).stdout).toMatch(/^diag \d/);
    const colored = { env: { FORCE_COLOR: '1' } };
    expect((await runCli([...projection], colored)).stdout).toContain('\u001b[');
    expect((await runCli([...projection, '--no-color'], colored)).stdout).not.toContain('\u001b[');
    expect((await runCli([...projection, '-v', '-q'])).exitCode).toBe(0);
  });
});

describe('a directory or an unreadable file among others is one line, and the rest is analyzed', () => {
  test.each([['smtp-throttle'], ['triage']])('%s', async (command) => {
    const words = [command, join(folder, 'old.d'), log, join(folder, 'gone.log')];
    const { stdout, stderr, exitCode } = await runCli([...words, '--tz', 'UTC']);
    expect(stderr).toMatch(/^diag: \S+old\.d: is a directory [^\n]+\ndiag: \S+gone\.log: no such file [^\n]+\n$/);
    expect(stdout).toContain('SMTP101');
    expect(exitCode).toBe(1);
    const { checks } = await jsonOf([...words, '--json']);
    expect(checks).toEqual(
      expect.arrayContaining([
        { id: 'input', status: 'unchecked', reason: expect.stringContaining('is a directory') },
        { id: 'input', status: 'unchecked', reason: expect.stringContaining('no such file') },
      ]),
    );
  });

  test('where nothing is found in the rest, the run is incomplete', async () => {
    const good = join(folder, 'good.log');
    await writeFile(good, '2026-03-10T08:30:10Z INFO mail 1 sent to ann@contoso.com: 250 2.0.0 OK\n');
    const { exitCode } = await runCli(['smtp-throttle', good, join(folder, 'old.d'), '--fail-on', 'critical']);
    expect(exitCode).toBe(3);
  });

  test('where there is no rest, it is an error', async () => {
    const { stdout, exitCode } = await runCli(['smtp-throttle', join(folder, 'old.d'), join(folder, 'gone.log')]);
    expect([stdout, exitCode]).toEqual(['', 2]);
  });
});

describe('an input that is something else', () => {
  const mail =
    '2026-11-20 10:00:01 ERROR Mailer - send to ann@contoso.com failed: 432 4.3.2 Concurrent connections limit exceeded\n';

  test.each(['k8s-paths', 'iis-drift', 'k8s-flow'])('%s says which module knows it', async (module) => {
    const path = join(folder, 'mail.log');
    await writeFile(path, mail);
    const file = await runCli([module, path]);
    expect([file.exitCode, file.stdout]).toEqual([2, '']);
    expect(file.stderr).toMatch(/\(smtp-throttle knows it: diag smtp-throttle \S+mail\.log\)\n$/);
    const pipe = await runCli([module, '-'], { stdin: mail });
    expect(pipe.stderr).toMatch(/\(smtp-throttle knows it: diag smtp-throttle -\)\n$/);
  });

  test.each([
    [
      'a program',
      Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(300)]),
      'a program or a core dump (ELF)',
    ],
    ['a database', Buffer.from(`SQLite format 3\0${'\0\x10'.repeat(200)}`), 'a SQLite database'],
    [
      'what is packed in no way that has a name',
      Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 2_654_435_761) >>> 24)),
      'no text',
    ],
    ['anything else', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i) % 7)), 'no text'],
  ])('%s is refused as binary, by triage and by a module', async (_, bytes, kind) => {
    const path = join(folder, 'some.bin');
    await writeFile(path, bytes);
    for (const words of [[path], ['smtp-throttle', path]]) {
      const { stderr, exitCode } = await runCli(words);
      expect([exitCode, stderr]).toEqual([
        2,
        `diag: ${path}: is ${kind} (give text: a log, an export, or what a command printed)\n`,
      ]);
    }
  });

  test('a log of events without a mail is refused, with who knows it', async () => {
    const path = fileURLToPath(new URL('../fixtures/iis-drift/incident-system.wevtutil.xml', import.meta.url));
    for (const id of ['smtp-throttle', 'k8s-paths', 'k8s-flow', 'k8s-placement', 'k8s-health']) {
      const { stderr, exitCode } = await runCli([id, path]);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('(iis-drift knows it: diag iis-drift ')]);
    }
  });

  const calls = registry.map(({ id }) => (id === 'net-path' ? [id, 'host', '192.0.2.1'] : [id]));
  test.each([[], ...calls])('an empty file is said to be empty: %s', async (...words) => {
    const path = join(folder, 'empty.log');
    for (const text of ['', ' \n\n\t\r\n']) {
      await writeFile(path, text);
      const { stderr, exitCode } = await runCli([...words, path]);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`${path}: empty (`)]);
    }
  });
});
