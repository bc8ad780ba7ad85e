import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../../../test/support/run-cli.ts';
import { describeWith } from '../../../../test/support/system-part.ts';
import { type Step, type StepResult, windowsServer } from '../../../../test/support/windows-powershell.ts';
import type { FixPlan } from './plan.ts';
import { applyScript, rollbackScript, verifyScript } from './powershell.ts';

/** Every quotation mark PowerShell knows, and what it expands elsewhere. */
const names = ['Shop', "O'Brien", 'curly ‘’‚‛ “”„', '$(throw 1) `n $env:windir', '[a*]?', 'Größe 日本'];

const xml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('$', '$$$$')
    .replaceAll('$$', '$');

const pool = (name: string, inner = ''): string => `    <add name="${xml(name)}">${inner}</add>`;
const configOf = (pools: readonly string[], defaults = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<configuration>\n <system.applicationHost>\n  <applicationPools>\n${pools.join('\n')}\n    <applicationPoolDefaults>${defaults}</applicationPoolDefaults>\n  </applicationPools>\n </system.applicationHost>\n</configuration>\n`;
const restart = (inner: string, time = ''): string =>
  `<recycling><periodicRestart${time === '' ? '' : ` time="${time}"`}>${inner}</periodicRestart></recycling>`;

const planOf = (pools: readonly string[], host = ''): FixPlan => ({
  pools: pools.map((name, i) => ({ host, pool: name, minute: 210 + i })),
});
const yes = { Confirm: false };

/** What diag itself reads of a configuration: pool, interval in minutes and where it is from, schedule. */
async function readBack(config: string) {
  const { stdout } = await runCli(['iis-drift', '--format', 'json', '-'], { stdin: config });
  const { data } = JSON.parse(stdout) as {
    data: { settings: { pool: string; intervalMinutes: number; intervalFrom: string; schedule: string[] }[] };
  };
  return data.settings.map(({ pool: name, intervalMinutes, intervalFrom, schedule }) => ({
    name,
    intervalMinutes,
    intervalFrom,
    schedule,
  }));
}

describeWith(['pwsh'], 'the scripts, run in PowerShell against a stand-in of Microsoft.Web.Administration', () => {
  let server: ReturnType<typeof windowsServer>;
  beforeAll(() => {
    server = windowsServer();
  }, 120_000);
  afterAll(() => server.remove());
  const run = (steps: readonly Step[]): StepResult[] => server.run(steps);
  const rollback = { script: rollbackScript(), parameters: yes };

  test('apply, apply again, verify and rollback of names with every quotation mark', { timeout: 120_000 }, async () => {
    const plan = planOf(names);
    const before = configOf(names.map((name) => pool(name)));
    const apply = { script: applyScript(plan), parameters: yes };
    const verify = { script: verifyScript(plan) };
    const [first, second, good, back, wrong] = run([{ ...apply, config: before }, apply, verify, rollback, verify]);
    expect([first, second, good, back, wrong].flatMap((one) => [one?.threw, ...(one?.parseErrors ?? [])])).toEqual(
      Array(5).fill(''),
    );
    const changed = await readBack(first?.config ?? '');
    expect(changed.map(({ name }) => name)).toEqual(names);
    expect(changed.every(({ intervalMinutes }) => intervalMinutes === 0)).toBe(true);
    expect(changed.map(({ schedule }) => schedule)).toEqual(names.map((_, i) => [`03:3${i}:00`]));
    expect(second?.said.at(-1)).toBe('Nothing to do.');
    expect(second?.config).toBe(first?.config);
    expect([good?.exitCode, wrong?.exitCode]).toEqual([0, 1]);
    expect(await readBack(back?.config ?? '')).toEqual(await readBack(before));
  });

  test('-WhatIf changes nothing, a missing pool, another server and a refused commit neither', {
    timeout: 120_000,
  }, () => {
    const before = configOf([pool('Shop'), pool('Api', restart('', '1.05:00:00'))]);
    const results = run([
      { script: applyScript(planOf(['Shop'])), parameters: { WhatIf: true }, config: before },
      { script: applyScript(planOf(['Shop', 'Gone'])), parameters: yes },
      { script: applyScript(planOf(['Shop'], 'web02.contoso.com')), parameters: yes },
      { script: applyScript(planOf(['Shop'])), parameters: yes, refusesCommit: true },
    ]);
    expect(results.map(({ config }) => config)).toEqual(Array(4).fill(before));
    expect(results.map(({ threw }) => threw)).toEqual([
      '',
      'There is no application pool named Gone; nothing was changed.',
      'No pool of this plan is on WEB01.',
      expect.stringContaining('Cannot write configuration file'),
    ]);
  });

  test('what was inherited is inherited again, what was written is written again', { timeout: 120_000 }, async () => {
    const defaults = restart('<schedule><add value="02:00:00" /></schedule>', '12:00:00');
    const before = configOf(
      [
        pool('inherits'),
        pool('written', restart('', '29:00:00')),
        pool('cleared', restart('<schedule><clear /></schedule>')),
        pool('own', restart('<schedule><add value="05:00:00" /></schedule>', '00:00:00')),
        pool('other', restart('', '01:00:00')),
      ],
      defaults,
    );
    const plan = planOf(['inherits', 'written', 'cleared', 'own']);
    const [apply, back] = run([{ script: applyScript(plan), parameters: yes, config: before, shared: true }, rollback]);
    const changed = await readBack(apply?.config ?? '');
    expect(changed.filter(({ name }) => name !== 'other').map(({ schedule }) => schedule.length)).toEqual([1, 1, 1, 1]);
    expect(changed.find(({ name }) => name === 'other')).toMatchObject({ intervalMinutes: 60 });
    expect(apply?.warnings.join(' ')).toContain('Shared configuration is on');
    expect(await readBack(back?.config ?? '')).toEqual(await readBack(before));
  });

  test('only the pools of this server are changed, and an interval that still fires is told', {
    timeout: 120_000,
  }, async () => {
    const plan: FixPlan = {
      pools: [
        { host: 'WEB01', pool: 'Shop', minute: 210 },
        { host: 'web01.contoso.com', pool: 'Api', minute: 211 },
        { host: 'WEB02', pool: 'Other', minute: 212 },
      ],
      zone: 'Europe/Berlin',
    };
    const before = configOf([pool('Shop'), pool('Api'), pool('Other')]);
    const later = new Date(Date.now() + 86_400_000).toISOString();
    const event = { id: 5074, pid: '4712', pool: 'Shop', at: later };
    const [apply, verify] = run([
      { script: applyScript(plan), parameters: yes, config: before },
      { script: verifyScript(plan), events: [event] },
    ]);
    const changed = await readBack(apply?.config ?? '');
    expect(changed.map(({ intervalMinutes }) => intervalMinutes)).toEqual([0, 0, 1740]);
    expect(verify?.exitCode).toBe(1);
    expect(verify?.warnings.join(' ')).toContain('still recycled by the interval');
  });
});
