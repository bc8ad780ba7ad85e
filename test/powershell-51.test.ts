import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { collectors, readCollector } from '../src/input/collectors.ts';
import { applyScript, rollbackScript, verifyScript } from '../src/modules/iis-drift/fixes/powershell.ts';
import { exchangeOnlineScript } from '../src/modules/smtp-throttle/artifacts/exchange-online.ts';
import { problemsIn51, rowsOf51 } from './support/windows-51.ts';

const page = readFileSync(new URL('../docs/powershell.md', import.meta.url), 'utf8');
const plan = { pools: [{ host: '', pool: 'Shop', minute: 210 }] };
const printed = await Promise.all(
  Object.entries(collectors)
    .filter(([, { ps1 }]) => ps1 !== undefined)
    .map(async ([module]) => [`the collector of ${module}`, (await readCollector(module, 'ps1')) ?? ''] as const),
);
/** Of the collectors, what masks secrets is data: thousands of patterns. */
const withoutMasks = (text: string) => text.replace(/^\$diagMasks = @\([\s\S]*?^\)$/m, '');

test.each<readonly [name: string, script: string]>([
  ...printed,
  ['apply', applyScript(plan)],
  ['verify', verifyScript(plan)],
  ['rollback', rollbackScript()],
  ['who sends by this mailbox', exchangeOnlineScript.apply],
])('%s is Windows PowerShell 5.1', async (_, script) => {
  expect(await problemsIn51(withoutMasks(script))).toEqual([]);
});

test.each(rowsOf51.map((row) => [row.page, row] as const))(
  '%s: what 5.1 does not know is refused',
  async (name, row) => {
    for (const sample of row.samples) expect(await problemsIn51(sample)).not.toEqual([]);
    for (const sample of row.not) expect(await problemsIn51(sample)).toEqual([]);
    expect(page).toContain(`| ${name}`);
  },
);

test.each(['$a = $x ? 1 : 2', '$a ?? 1', '$a ??= 1', '$a?.b', '$a?[0]', 'function a { clean { } }'])(
  '%s is refused by the grammar',
  async (script) => {
    expect(await problemsIn51(script)).not.toEqual([]);
  },
);
