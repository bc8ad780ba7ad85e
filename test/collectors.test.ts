import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
const scripts = Object.entries(collectors).flatMap(([module, shells]) =>
  (['sh', 'ps1'] as const).flatMap((shell) => (shells[shell] === undefined ? [] : [{ module, shell }])),
);
const of = (shell: string) => scripts.filter((one) => one.shell === shell).map(({ module }) => module);

/** The text of a collector, as it is printed. */
async function printed(module: string, shell: string): Promise<string> {
  const { stdout, exitCode } = await runCli(['collect', module, `--${shell}`]);
  expect(exitCode).toBe(0);
  return stdout;
}

let scratch = '';
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'diag-collect-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

test('every part of a collector is there, and every part is used', () => {
  const parts = new Set(Object.values(collectors).flatMap((shells) => Object.values(shells).flat()));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.\w+$/.test(path));
  expect(files.toSorted()).toEqual([...parts].toSorted());
});

test.each(scripts)('$module in $shell is plain text with one line after the other', async ({ module, shell }) => {
  expect(await printed(module, shell)).toMatch(/^[\t\n -~]+\n$/);
});

test.each([
  ['a module without one', ['collect', 'doctor'], /no collector for doctor \(there are: iis-drift, /],
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
  test.each(of('sh'))('%s: shellcheck finds nothing, and dash parses it', async (module) => {
    const input = await printed(module, 'sh');
    execFileSync('shellcheck', ['-s', 'sh', '-'], { input, stdio: 'pipe' });
    execFileSync('dash', ['-n'], { input, stdio: 'pipe' });
  });

  test.each(of('sh'))('%s writes nowhere but into a temporary file of its own', async (module) => {
    // The program for perl and its patterns have many angle brackets, and open no file.
    const shown = (await printed(module, 'sh')).replace(/^ {2}perl -0777 -e '[\s\S]*?^}$/m, '');
    expect(shown).not.toMatch(/perl -/);
    const commands = shown.replace(/^\s*#.*$/gm, '').replace(/'[^'\n]*'/g, "''");
    const redirections = commands.match(/>{1,2}\s*(?=["$/\w])[^\s&|;)]+/g) ?? [];
    const temporary = [...commands.matchAll(/^(\w+)=\$\(mktemp /gm)].map(([, name]) => `>"$${name}"`);
    const folders = [...commands.matchAll(/^(\w+)=\$\(mktemp -d /gm)].map(([, name]) => `>"$${name}/`);
    const isTemporary = (one: string) => temporary.includes(one) || folders.some((folder) => one.startsWith(folder));
    const written = redirections.filter((one) => !/^>\s*\/dev\/null$/.test(one) && !isTemporary(one));
    expect(written).toEqual([]);
  });
});

describe('PowerShell collectors', async () => {
  const wasm = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(wasm));

  test.each(of('ps1'))('%s parses, and calls nothing that changes a host', async (module) => {
    const text = await printed(module, 'ps1');
    expect(parser.parse(text)?.rootNode.hasError).toBe(false);
    expect(text).not.toMatch(
      /\b(Set-(?!StrictMode)|Remove-|New-Item|Out-File|Add-Content|Stop-|Start-|Restart-|Invoke-)/,
    );
  });
});

describeWith(['openssl'], 'what leaves a Kubernetes node', () => {
  test('is without its keys and tokens', async () => {
    const root = join(scratch, 'node');
    await makeHealthyHost(root);
    writeFileSync(
      join(root, 'etc/kubernetes/extra.conf'),
      'users:\n- name: a\n  user:\n    token: abcdef.0123456789abcdef\n    password: "Hunter22secret"\n',
    );
    // As over ssh: the script itself is standard input.
    const stream = execFileSync('sh', ['-s'], {
      input: await printed('k8s-health', 'sh'),
      env: { ...process.env, DIAG_ROOT: root },
      encoding: 'utf8',
    });
    expect(stream).toMatch(/^=== diag k8s-health 1\nhost: /);
    expect(stream).toContain('=== text /etc/kubernetes/manifests/kube-apiserver.yaml');
    expect(stream).toContain('=== text /etc/kubernetes/pki/ca.crt');
    const keys = [...stream.matchAll(/client-key-data: "?([A-Za-z0-9+/=]+)/g)].map(([, text = '']) => atob(text));
    expect(keys.length).toBeGreaterThan(2);
    for (const key of keys) expect(key).toMatch(/^-----BEGIN PUBLIC HALF-----\n/);
    expect(stream).not.toMatch(/PRIVATE KEY|0123456789abcdef|Hunter22secret/);
    // A private key in base64 begins so.
    expect(stream).not.toContain('LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVk');
  });
});

describe('what leaves the host', () => {
  test('a mail log keeps passwords to itself, and arrives as the file it was', async () => {
    const log = join(scratch, 'app.log');
    writeFileSync(log, 'C: AUTH PLAIN AGFubgBodW50ZXI=\npassword=Hunter22secret\n=== odd\n  === set in\n');
    const stream = execFileSync('sh', ['-s', '--', log], {
      input: await printed('smtp-throttle', 'sh'),
      encoding: 'utf8',
    });
    expect(stream).toBe(
      `=== diag parts 1\n=== part ${log}\nC: AUTH PLAIN [secret]\npassword=[secret]\n === odd\n   === set in\n`,
    );
  });
});

describe("a Windows host's stream", () => {
  const recycled = (time: string, pid: number) =>
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-WAS' Guid='{524B5D04-133C-4A62-8362-64E8EDB9CE40}' EventSourceName='WAS'/><EventID Qualifiers='16384'>5074</EventID><Version>0</Version><Level>4</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x80000000000000</Keywords><TimeCreated SystemTime='${time}'/><EventRecordID>${pid}</EventRecordID><Correlation/><Execution ProcessID='0' ThreadID='0'/><Channel>System</Channel><Computer>web01</Computer><Security/></System><EventData><Data Name='ProcessID'>${pid}</Data><Data Name='AppPoolID'>Shop</Data></EventData></Event>`;
  const events = [recycled('2026-03-09T10:31:26.000Z', 4200), recycled('2026-03-10T15:31:36.000Z', 4300)];
  const config =
    '<configuration><system.applicationHost><applicationPools><add name="Shop"><recycling><periodicRestart time="1.05:00:00"/></recycling></add></applicationPools></system.applicationHost></configuration>';
  const stream = [
    '=== diag parts 1',
    '=== part System.xml',
    '<Events>',
    ...events,
    '</Events>',
    '=== part applicationHost.config',
    config,
    '',
  ].join('\r\n');
  const expected = async (argv: string[], settings: object) => {
    const { stdout, stderr } = await runCli([...argv, '--tz', 'UTC', '--format', 'json'], settings);
    const report = JSON.parse(stdout);
    expect(stderr).toBe('');
    expect(report.findings.map(({ code }: { code: string }) => code)).toContain('IIS101');
    expect(report.inputs.map(({ source }: { source: string }) => source)).toEqual([
      'System.xml',
      'applicationHost.config',
    ]);
  };

  test.each([
    ['iis-drift -', ['iis-drift', '-']],
    ['a pipe', ['iis-drift']],
  ])('is events and settings at once: %s', async (_, argv) => {
    // Windows PowerShell redirects in UTF-16 with a byte order mark.
    await expected(argv, { stdin: Buffer.from(`\ufeff${stream}`, 'utf16le') });
  });

  test('--live runs the collector with PowerShell and reads what it says', async () => {
    const bin = join(scratch, 'bin');
    mkdirSync(bin);
    const shell = join(bin, 'powershell.exe');
    writeFileSync(join(scratch, 'stream.txt'), stream);
    writeFileSync(shell, `#!/bin/sh\necho "$@" > '${scratch}/words'\ncat '${scratch}/stream.txt'\n`, { mode: 0o755 });
    const path = process.env['PATH'];
    process.env['PATH'] = `${bin}:${path}`;
    try {
      await expected(['iis-drift', '--live'], { platform: 'win32' });
    } finally {
      process.env['PATH'] = path;
    }
    expect(readFileSync(join(scratch, 'words'), 'utf8')).toMatch(
      /^-NoProfile -NonInteractive -ExecutionPolicy Bypass -File \S*iis-drift\.ps1\n$/,
    );
  });
});
