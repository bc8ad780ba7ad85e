import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCli } from './support/built-cli.ts';

const cli = buildCli();
const client = new Client({ name: 'test', version: '1' });
let transport: StdioClientTransport;

beforeAll(async () => {
  transport = new StdioClientTransport({ command: process.execPath, args: [cli, 'mcp'], stderr: 'pipe' });
  await client.connect(transport);
});
afterAll(() => client.close());

async function call(name: string, words: Record<string, string>): Promise<{ text: string; isError: boolean }> {
  const { content, isError } = await client.callTool({ name, arguments: words });
  const [part] = content as { type: string; text: string }[];
  return { text: part?.text ?? '', isError: isError === true };
}

test('offers few tools, none of which changes anything', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['diagnose_text', 'diagnose_host', 'explain', 'list']);
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
});

test('a log is diagnosed: the short report', async () => {
  const text = readFileSync(new URL('../fixtures/smtp-throttle/email_log.csv', import.meta.url), 'utf8');
  const answer = await call('diagnose_text', { text });
  expect(answer.isError).toBe(false);
  expect(answer.text).toContain('SMTP101');
  expect(answer.text).toContain('exit code 1');
  expect(answer.text.split('\n').length).toBeLessThan(40);
});

test('what nobody knows is an error that says so', async () => {
  const answer = await call('diagnose_text', { text: 'the quick brown fox\n' });
  expect(answer).toMatchObject({ isError: true, text: expect.stringContaining('exit code 2') });
});

test('a host is diagnosed with its apiserver down', async () => {
  const root = mkdtempSync(join(tmpdir(), 'diag-mcp-'));
  try {
    mkdirSync(join(root, 'etc/kubernetes/manifests'), { recursive: true });
    const broken = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n   image: x\n';
    writeFileSync(join(root, 'etc/kubernetes/manifests/kube-apiserver.yaml'), broken);
    const answer = await call('diagnose_host', { module: 'k8s-paths', root });
    expect(answer.text).toContain('PATH101');
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('codes are explained and listed, by number and by name', async () => {
  expect((await call('explain', { code: 'interval-drift' })).text).toContain('# IIS101');
  expect((await call('list', { module: 'iis-drift' })).text).toContain('IIS101');
  expect((await call('list', {})).text).toContain('k8s-paths');
  expect((await call('explain', { code: 'NONE999' })).isError).toBe(true);
});

test('words that are no words of a tool are refused', async () => {
  expect((await call('diagnose_host', { module: 'iis-drift' })).isError).toBe(true);
  expect((await call('explain', { code: '--output=/tmp/x' })).isError).toBe(true);
});

test('many questions at once are each answered with their own report', async () => {
  const codes = ['IIS101', 'SMTP101', 'K8S101', 'PATH101'];
  const answers = await Promise.all(codes.map((code) => call('explain', { code })));
  expect(answers.map(({ text }) => /^# (\w+)/m.exec(text)?.[1])).toEqual(codes);
});
