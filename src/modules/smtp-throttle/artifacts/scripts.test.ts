import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parsePowerShell } from '../../../../test/support/powershell.ts';
import { describeWith, systemEnv } from '../../../../test/support/system-part.ts';
import { alertRule } from './alert.ts';
import { capFixes } from './choose.ts';
import { exchangeOnlineScript } from './exchange-online.ts';

test('the cmdlets are PowerShell, ASCII, and read only', async () => {
  const { errors, commands } = await parsePowerShell(exchangeOnlineScript.apply);
  expect(errors).toEqual([]);
  expect(exchangeOnlineScript.apply).toMatch(/^[\t\n\r -~]*$/);
  const reading = /^(?:Get|Group|Sort|Select|Format|Import|Connect)-/;
  expect(commands.filter((command) => !reading.test(command))).toEqual([]);
});

/** The cmdlets of ExchangeOnlineManagement as its reference describes what they return, with their mandatory parameters. */
const exchangeOnline = `
function Get-MessageTraceV2 {
  param([Parameter(Mandatory)][string]$SenderAddress, [datetime]$StartDate, [datetime]$EndDate, [ValidateRange(1, 5000)][int]$ResultSize)
  if ($EndDate - $StartDate -gt [TimeSpan]::FromDays(10)) { throw 'at most 10 days' }
  foreach ($i in 1..40) {
    [PSCustomObject]@{ SenderAddress = $SenderAddress; FromIP = @('192.0.2.1', '192.0.2.2')[[int]($i % 4 -eq 0)]; Received = [datetime]'2026-03-10T08:30:00Z' }
  }
}
function Get-CASMailbox { param([Parameter(Mandatory)][string]$Identity) [PSCustomObject]@{ PrimarySmtpAddress = $Identity; SmtpClientAuthenticationDisabled = $null } }
function Get-TransportConfig { [PSCustomObject]@{ SmtpClientAuthenticationDisabled = $true } }
`;

describeWith(['pwsh'], 'the cmdlets, run in PowerShell against stand-ins', () => {
  test('say which addresses send by the mailbox, how often a minute, and whether it may', { timeout: 60_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'diag-exchange-'));
    try {
      writeFileSync(join(folder, 'who.ps1'), exchangeOnlineScript.apply);
      writeFileSync(join(folder, 'run.ps1'), `${exchangeOnline}& $PSScriptRoot/who.ps1 -Mailbox noreply@example.com`);
      const said = execFileSync('pwsh', ['-NoProfile', '-NonInteractive', '-File', join(folder, 'run.ps1')], {
        ...{ encoding: 'utf8', stdio: 'pipe' },
        env: { ...systemEnv, NO_COLOR: '1' },
      });
      expect(said).toMatch(/30 192\.0\.2\.1\s+10 192\.0\.2\.2/);
      expect(said).toMatch(/40 2026-03-10 \d\d:\d\d/);
      expect(said).toMatch(/PrimarySmtpAddress +: noreply@example\.com/);
      expect(said).toMatch(/SmtpClientAuthenticationDisabled : True/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('the alert rule is YAML with one rule that fires on the first throttled mail', () => {
  const { groups } = parse(alertRule.apply) as { groups: { rules: { expr: string }[] }[] };
  expect(groups.flatMap(({ rules }) => rules.map(({ expr }) => expr.trim()))).toEqual([
    expect.stringMatching(/concurrent connections limit exceeded.* > 0$/s),
  ]);
});

test.each([
  [['nodemailer'], 'capped-nodemailer'],
  [['postfix', 'mailkit'], 'capped-postfix'],
  [['unknown', 'exim'], 'capped-exim'],
  [['unknown'], 'capped-mailkit'],
  [['phpmailer'], 'capped-phpmailer'],
  [['net-smtp'], 'capped-ruby'],
  [['unknown', 'oracle'], 'capped-workers'],
])('clients %j get %s first', (clients, id) => {
  expect(capFixes(clients)[0]?.id).toBe(id);
});
