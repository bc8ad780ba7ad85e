import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parsePowerShell } from '../../../../test/support/powershell.ts';
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
  [['phpmailer'], 'capped-workers'],
  [['unknown', 'oracle'], 'capped-workers'],
])('clients %j get %s first', (clients, id) => {
  expect(capFixes(clients)[0]?.id).toBe(id);
});
