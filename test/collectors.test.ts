import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { collectors } from '../src/input/collectors.ts';
import { makeHealthyHost } from './support/k8s-host/healthy-host.ts';
import { runCli } from './support/run-cli.ts';
import { describeWith } from './support/system-part.ts';

const folder = fileURLToPath(new URL('../src/collectors/', import.meta.url));
const files = readdirSync(folder);
const shellScripts = files.filter((file) => file.endsWith('.sh'));

let scratch = '';
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'diag-collect-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

test('every collector is offered, and every offered one is there', () => {
  const offered = Object.entries(collectors).flatMap(([module, shells]) => shells.map((shell) => `${module}.${shell}`));
  expect(files.toSorted()).toEqual(offered.toSorted());
});

test.each(files)('%s is printed as it is', async (file) => {
  const [module = '', shell = ''] = file.split('.');
  const { stdout, exitCode } = await runCli(['collect', module, `--${shell}`]);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(readFileSync(join(folder, file), 'utf8'));
  expect(stdout).toMatch(/^[\t\n -~]+$/);
});

test.each([
  ['a module without one', ['collect', 'k8s-paths'], /no collector for k8s-paths/],
  ['another shell', ['collect', 'iis-drift', '--sh'], /no --sh for iis-drift \(give --ps1\)/],
])('%s is one line and exit 2', async (_, argv, message) => {
  const { stderr, exitCode } = await runCli(argv);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(message);
});

test('--live needs Windows', async () => {
  const { stderr, exitCode } = await runCli(['iis-drift', '--live']);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/no Windows host \(diag collect iis-drift --ps1/);
});

describeWith(['shellcheck', 'dash'], 'shell collectors', () => {
  test.each(shellScripts)('%s: shellcheck finds nothing, and dash parses it', (file) => {
    execFileSync('shellcheck', ['-s', 'sh', join(folder, file)], { stdio: 'pipe' });
    execFileSync('dash', ['-n', join(folder, file)], { stdio: 'pipe' });
  });

  test.each(shellScripts)('%s writes nowhere', (file) => {
    const redirections = readFileSync(join(folder, file), 'utf8').match(/>{1,2}\s*[^\s&|;)]+/g) ?? [];
    expect(redirections.filter((one) => !/^>\s*\/dev\/null$/.test(one) && !one.startsWith('> collect'))).toEqual([]);
  });
});

describe('PowerShell collectors', async () => {
  const wasm = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(wasm));

  test.each(files.filter((file) => file.endsWith('.ps1')))(
    '%s parses, and calls nothing that changes a host',
    (file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(parser.parse(text)?.rootNode.hasError).toBe(false);
      expect(text).not.toMatch(
        /\b(Set-(?!StrictMode)|Remove-|New-Item|Out-File|Add-Content|Stop-|Start-|Restart-|Invoke-)/,
      );
    },
  );
});

describe('what leaves the host', () => {
  test('a Kubernetes node keeps its keys and tokens', async () => {
    const root = join(scratch, 'node');
    await makeHealthyHost(root);
    writeFileSync(
      join(root, 'etc/kubernetes/extra.conf'),
      'users:\n- name: a\n  user:\n    token: abcdef.0123456789abcdef\n    password: "Hunter22secret"\n',
    );
    // As over ssh: the script itself is standard input.
    const stream = execFileSync('sh', ['-s'], {
      input: readFileSync(join(folder, 'k8s-health.sh')),
      env: { ...process.env, DIAG_ROOT: root },
      encoding: 'utf8',
    });
    expect(stream).toMatch(/^=== diag k8s-health 1\nhost: /);
    expect(stream).toContain('=== file /etc/kubernetes/manifests/kube-apiserver.yaml');
    expect(stream).toContain('=== file /etc/kubernetes/pki/ca.crt');
    expect(stream).toContain('client-key-data: [removed]');
    expect(stream).not.toMatch(/PRIVATE KEY|0123456789abcdef|Hunter22secret|client-key-data: [A-Za-z0-9+/]/);
    // A private key in base64 begins so.
    expect(stream).not.toContain('LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVk');
  });

  test('a mail log keeps passwords to itself, and arrives as the file it was', () => {
    const log = join(scratch, 'app.log');
    writeFileSync(log, 'C: AUTH PLAIN AGFubgBodW50ZXI=\npassword=Hunter22secret\n=== odd\n');
    const stream = execFileSync('sh', [join(folder, 'smtp-throttle.sh'), log], { encoding: 'utf8' });
    expect(stream).toBe(`=== diag parts 1\n=== part ${log}\nC: AUTH PLAIN [removed]\npassword=[removed]\n === odd\n`);
  });
});
