import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeWith } from './support/system-part.ts';

/** What the collectors of Kubernetes nodes share. */
const shared = ['kubernetes/node', 'masks', 'kubernetes/credentials']
  .map((part) => readFileSync(fileURLToPath(new URL(`../src/collectors/${part}.sh`, import.meta.url))))
  .join('');

const shell = (command: string, input = '', path = process.env['PATH']): string =>
  execFileSync('sh', ['-c', `${shared}\n${command}`], { input, encoding: 'utf8', env: { ...process.env, PATH: path } });

describe('what is configured is sent without its secrets', () => {
  test.each([
    ['a YAML field', 'token: abc # mine', 'token: REDACTED'],
    ['a field in a list', '- password: "a, b"', '- password: "REDACTED"'],
    ['an escaped quote', '"token": "a\\"b", "n": 1', '"token": "REDACTED", "n": 1'],
    ['fields on one line', '{token: abc, x: d, "password":"s,}"}', '{token: REDACTED, x: d, "password":"REDACTED"}'],
    ['a field of any name', 'aadClientSecret: abc', 'aadClientSecret: REDACTED'],
    ['a block', 'token: |\n  abc\n  secret: d\nnext: 1', 'token: REDACTED\n\n\nnext: 1'],
    ['a value on the next line', 'token:\n  abc\nnext: 1', 'token:\n\nnext: 1'],
    ['a value of two lines', 'token: "abc\n  def: g"\nnext: 1', 'token: REDACTED\n\nnext: 1'],
    ['fields below such a name', 'secret:\n  secretName: a', 'secret:\n  secretName: a'],
    ['a variable', '- name: A\n  value: abc\n- name: B', '- name: A\n  value: REDACTED\n- name: B'],
    ['a flag', '- --token=abc', '- --token=REDACTED'],
    ['a flag and its value as two words', '- --password\n- abc\n- --x=1', '- --password\n- REDACTED\n- --x=1'],
    ['a flag among others', 'kubelet --token=abc --v=2', 'kubelet --token=REDACTED --v=2'],
    [
      'a flag and its value on one line',
      'kubelet --bootstrap-token abc --v=2',
      'kubelet --bootstrap-token REDACTED --v=2',
    ],
    ['flags on one line', '["--token=abc", "--v=2"]', '["--token=REDACTED", "--v=2"]'],
    ['an environment file', 'DB_PASSWORD=abc\nA_KEY=abc', 'DB_PASSWORD=REDACTED\nA_KEY=REDACTED'],
    ['a unit', 'Environment="B_TOKEN=abc" C=d', 'Environment="B_TOKEN=REDACTED" C=d'],
    ['TOML', 'auth = "abc"\nidentitytoken = "d"', 'auth = "REDACTED"\nidentitytoken = "REDACTED"'],
    ['INI', 'password = a b', 'password = REDACTED'],
    ['a URL', 'proxy: http://me:abc@proxy:3128', 'proxy: http://REDACTED@proxy:3128'],
    [
      'a private key',
      'a: |\n  -----BEGIN RSA PRIVATE KEY-----\n  abc\n  -----END RSA PRIVATE KEY-----\nb: 1',
      'a: |\n  REDACTED\n\n\nb: 1',
    ],
    ['a switch', 'automountServiceAccountToken: false', 'automountServiceAccountToken: false'],
    ['a file', '- --service-account-key-file=/a/sa.pub', '- --service-account-key-file=/a/sa.pub'],
    ['an image', 'image: registry/secret:v1', 'image: registry/secret:v1'],
  ])('%s', (_, text, sent) => {
    expect(shell('clean all', `${text}\n`)).toBe(`${sent}\n`);
  });

  test('a line of very many fields does not take long, and does not leave', () => {
    const many = `{${'"a":1,'.repeat(50_000)}"token":"abc"}\n`;
    expect(shell('clean all', many)).not.toContain('abc');
  });
});

describeWith(['curl'], 'the state of a socket', () => {
  let folder = '';
  const servers: Server[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'diag-sockets-'));
    for (const [name, act] of [
      ['silent.sock', 'resume'],
      ['curt.sock', 'destroy'],
    ] as const) {
      const server = createServer((connection) => void connection[act]());
      await new Promise<void>((resolve) => server.listen(join(folder, name), resolve));
      servers.push(server);
    }
    const dying = `require('net').createServer().listen('${join(folder, 'dead.sock')}',()=>process.kill(process.pid,9))`;
    execFileSync('sh', ['-c', `node -e "${dying}" || true`], { stdio: 'ignore' });
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin', 'curl'), '#!/bin/sh\necho "* Failed to connect to localhost" >&2\nexit 7\n', {
      mode: 0o755,
    });
  });
  afterAll(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['one that waits for the client', 'silent.sock', 'accepts'],
    ['one that closes at once', 'curt.sock', 'accepts'],
    ['one whose server was killed', 'dead.sock', 'refused'],
  ])('%s', (_, name, state) => {
    expect(shell(`socket_state '${join(folder, name)}'`)).toBe(state);
  });

  test.each([
    ['the kernel says that it listens', 'silent.sock', 'accepts'],
    ['the kernel does not say', 'dead.sock', ''],
  ])('where curl merely fails: %s', (_, name, state) => {
    const path = `${join(folder, 'bin')}:${process.env['PATH']}`;
    expect(shell(`socket_state '${join(folder, name)}'`, '', path)).toBe(state);
  });
});
