import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretShapes } from '../../src/core/redact.ts';
import { runCli } from '../support/run-cli.ts';
import { describeWith, systemEnv } from '../support/system-part.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const masks = readFileSync(join(project, 'src/collectors/masks.sh'), 'utf8');
const samples = secretShapes.flatMap(({ samples: all }) => all);
const nearMisses = secretShapes.flatMap(({ not }) => not);
/** Between two texts: nothing of it is in a mask, and it ends a line. */
const between = '\n%%%%\n';

const addresses: readonly (readonly [text: string, part: string])[] = [
  ['to=<anna.b@contoso.com>', 'anna'],
  ['<"anna b"@contoso.com>', 'anna'],
  ['<annae\u0301@contoso.com>', 'anna'],
  ['<müller.anna@bücher.example>', 'anna'],
  ['<anna@[10.0.0.1]>', 'anna'],
  ['anna&#64;contoso.com', 'anna'],
  ['anna\uff20contoso.com', 'anna'],
  ['anna%40contoso.com', 'anna'],
  ['to=anna@mail01, relay=x', 'anna'],
  ['MAIL FROM:anna@mail01', 'anna'],
  ['anna [at] contoso.com', 'anna'],
];

const inShell = (input: string, kind = 'text', env = {}): string =>
  execFileSync('sh', ['-c', `${masks}\nmask ${kind}`], {
    ...{ input, encoding: 'utf8', maxBuffer: 1e8 },
    env: { ...process.env, LC_ALL: 'C', ...env },
  });

test('what collectors mask is what the rows say', () => {
  execFileSync('node', ['scripts/masks.mjs', '--check'], { cwd: project, stdio: 'pipe' });
});

describeWith(['perl'], 'masks of shell collectors', () => {
  test('every sample of every row and every address is masked, and lines keep their numbers', () => {
    const cases = [...samples, ...addresses];
    const input = cases.map(([text]) => text).join(between);
    const output = inShell(input);
    const shown = output.split(between);
    expect(shown).toHaveLength(cases.length);
    expect(cases.filter(([, secret], i) => shown[i]?.includes(secret))).toEqual([]);
    expect(output.split('\n')).toHaveLength(input.split('\n').length);
  });

  test('near misses stay as they are', () => {
    expect(inShell(nearMisses.join(between)).split(between)).toEqual(nearMisses);
  });

  test('JSON stays JSON, and what is analyzed stays', () => {
    const values = [...samples, ...addresses].map(([text]) => text);
    for (const indent of [undefined, 1]) {
      const text = JSON.stringify(
        values.map((value, i) => ({ [`field${i}`]: value })),
        null,
        indent,
      );
      expect(JSON.parse(inShell(text, 'any'))).toHaveLength(values.length);
    }
    const certificate = `-----BEGIN CERTIFICATE-----\n${'MIIEowIBAAKCAQEAt2b1qX3nq8Jx0v0mJ1lK3p0w9yV6a4b5c6d7e8f9g0hAiBjC\n'.repeat(3)}abc=\n-----END CERTIFICATE-----\n`;
    expect(inShell(certificate, 'any')).toBe(certificate);
  });

  test('an address has one alias, and cannot pass for one', () => {
    expect(inShell('<anna@contoso.com> <user-1@contoso.com> <ANNA@Contoso.com>\n')).toBe(
      '<user-1@contoso.com> <user-2@contoso.com> <user-1@contoso.com>\n',
    );
    expect(inShell('<anna@contoso.com>\n', 'text', { DIAG_KEEP_ADDRESSES: '1' })).toBe('<anna@contoso.com>\n');
  });
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-masks-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const withoutPerl = (input: string): string => {
  execFileSync('sh', ['-c', `for c in sh sed cat tail; do ln -sf "$(command -v $c)" '${folder}/'; done`]);
  return execFileSync('/bin/sh', ['-c', `${masks}\nmask text`], {
    ...{ input, encoding: 'utf8' },
    env: { PATH: folder, LC_ALL: 'C' },
  });
};

test('without perl the commonest forms go', () => {
  const text =
    'password="hun ter22" to=<anna@contoso.com> Bearer abcdef0123456789 --token abcdef.0123456789abcdef smtp://u:hunter22@h\n';
  expect(withoutPerl(text)).not.toMatch(/hun|anna|abcdef0123|0123456789abcdef/);
});

test('without perl too JSON stays JSON, and what names no secret stays', () => {
  const objects = {
    ...{ topologyKey: 'kubernetes.io/hostname', key: 'node-role.kubernetes.io/control-plane' },
    ...{ name: 'holder.18ec42f42d0fecbc', image: 'nginx:1.27@sha256:9ab3c0de', secret: { secretName: 'web-tls' } },
    ...{
      args: ['--client-key=/etc/x.key', '--tls-private-key-file=/etc/x.key'],
      projected: [{ serviceAccountToken: {} }],
    },
  };
  for (const indent of [undefined, 4]) {
    const text = JSON.stringify({ ...objects, token: 'hunter22', apiKey: 'hunter22' }, null, indent);
    expect(JSON.parse(withoutPerl(text))).toEqual({ ...objects, token: '[secret]', apiKey: '[secret]' });
  }
});

describeWith(['perl'], 'the collector for mails', () => {
  test('sends no sample of any row, and arrives as it was counted', async () => {
    const log = join(folder, 'app.log');
    const lines = samples.map(([text]) => text.replaceAll(/\r?\n/g, '\n'));
    writeFileSync(log, `${lines.join('\n')}\n`);
    const { stdout: script } = await runCli(['collect', 'smtp-throttle', '--sh']);
    const stream = execFileSync('sh', ['-s', '--', log], { input: script, encoding: 'utf8' });
    expect(samples.filter(([, secret]) => secret.length > 7 && stream.includes(secret))).toEqual([]);
    expect(stream.split('\n')).toHaveLength(lines.join('\n').split('\n').length + 3);
  });
});

describeWith(['pwsh'], 'masks of PowerShell collectors', () => {
  test('every sample of every row and every address is masked, near misses stay', () => {
    const collector = readFileSync(join(project, 'src/collectors/smtp-throttle.ps1'), 'utf8');
    const part = /^# masks: .*\n[\s\S]*?^# masks end$/m.exec(collector)?.[0] ?? '';
    writeFileSync(
      join(folder, 'masks.ps1'),
      `\ufeff$ErrorActionPreference = 'Stop'\nSet-StrictMode -Version 3.0\n${part}\n$t = [IO.File]::ReadAllText($args[0])\n[IO.File]::WriteAllText($args[1], (Hide-DiagText $t $true $false))\n`,
    );
    const cases = [...samples, ...addresses];
    const inPowerShell = (text: string): string[] => {
      writeFileSync(join(folder, 'in.txt'), text);
      const words = [
        '-NoProfile',
        '-NonInteractive',
        '-File',
        join(folder, 'masks.ps1'),
        join(folder, 'in.txt'),
        join(folder, 'out.txt'),
      ];
      execFileSync('pwsh', words, { env: systemEnv, stdio: 'pipe' });
      return readFileSync(join(folder, 'out.txt'), 'utf8').split(between);
    };
    const shown = inPowerShell(cases.map(([text]) => text).join(between));
    expect(shown).toHaveLength(cases.length);
    expect(cases.filter(([, secret], i) => shown[i]?.includes(secret))).toEqual([]);
    expect(inPowerShell(nearMisses.join(between))).toEqual(nearMisses);
  });
});
