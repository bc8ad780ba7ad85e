import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

let root = '';
beforeAll(() => {
  root = join(mkdtempSync(join(tmpdir(), 'diag-kubeconfig-')), 'host');
  mkdirSync(root);
});
afterAll(() => rmSync(join(root, '..'), { recursive: true }));

const leadingTo = (server: string): string =>
  `apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters: [{name: k, cluster: {server: "${server}"}}]\ncontexts: [{name: c, context: {cluster: k, user: u}}]\nusers: [{name: u, user: {token: abcdefghij}}]\n`;

/** Files that lead to no server: nothing is asked, so nothing is well. */
const files: readonly (readonly [name: string, text: string | Buffer, reason: RegExp])[] = [
  ['broken YAML', 'a: [[[\n', /no kubeconfig|no context/],
  ['bytes', Buffer.from([0xff, 0xfe, 0, 1, 0x80, 0x0a, 0xc3]), /kubeconfig|read|context/],
  ['prose', 'hello world\n', /no kubeconfig/],
  ['nothing', '', /no context/],
  ['an empty mapping', '{}\n', /no context/],
  ['a list', '- a\n', /no kubeconfig/],
  [
    'no clusters',
    'apiVersion: v1\nkind: Config\ncurrent-context: c\ncontexts: [{name: c, context: {cluster: k}}]\n',
    /no cluster for its context/,
  ],
  ['no current context', 'kind: Config\ncontexts: [{name: c, context: {cluster: k}}]\n', /no current-context/],
  ['a user and a password in the URL', leadingTo('https://adm:pw-secret@127.0.0.1:9'), /user name in the URL/],
  ['a user in the URL', leadingTo('https://adm@127.0.0.1:9'), /user name in the URL/],
  ['another scheme', leadingTo('ftp://127.0.0.1:9'), /names no https/],
  ['no URL', leadingTo('not a url'), /names no https/],
  ['an empty URL', leadingTo(''), /names no https/],
  ['a port that is none', leadingTo('https://127.0.0.1:99999'), /names no https/],
  ['port 0', leadingTo('https://127.0.0.1:0'), /names no https/],
];

test.each(files)('%s: exit 3, and why', async (_, text, reason) => {
  writeFileSync(join(root, 'k.conf'), text);
  const argv = ['k8s-health', '--root', root, '--as', 'laptop', '--kubeconfig', '/k.conf'];
  const { stdout, exitCode } = await runCli([...argv, '--format', 'json']);
  expect(exitCode).toBe(3);
  const report = JSON.parse(stdout);
  expect(report.checks.map((one: { reason?: string }) => one.reason ?? '').join('\n')).toMatch(reason);
  expect(stdout).not.toContain('pw-secret');
  expect(report.findings).toEqual([]);
  const nagios = await runCli([...argv, '--format', 'nagios']);
  expect(nagios.exitCode).toBe(3);
  expect(nagios.stdout).toMatch(/UNKNOWN/);
});
