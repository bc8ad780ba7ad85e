import { afterAll, beforeAll, expect, test } from 'vitest';
import { configOf, essence, pool, restart } from '../../../../test/support/iis-config-text.ts';
import { runCli } from '../../../../test/support/run-cli.ts';
import { describeWith } from '../../../../test/support/system-part.ts';
import { type Step, type StepResult, windowsServer } from '../../../../test/support/windows-powershell.ts';
import type { FixPlan } from './plan.ts';
import { applyScript, rollbackScript, verifyScript } from './powershell.ts';

/** Every quotation mark PowerShell knows, and what it expands elsewhere. */
const names = ['Shop', "O'Brien", 'curly ‘’‚‛ “”„', '$(throw 1) `n $env:windir', '[a*]?', 'Größe 日本'];

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

/** Codes that diag finds in a configuration alone. */
async function codesOf(config: string): Promise<string[]> {
  const { stdout } = await runCli(['iis-drift', '--format', 'json', '-'], { stdin: config });
  const { findings } = JSON.parse(stdout) as { findings: { code: string }[] };
  return findings.map(({ code }) => code).toSorted();
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
    expect(await codesOf(before)).not.toEqual([]);
    expect(await codesOf(first?.config ?? '')).toEqual([]);
    expect(changed.map(({ schedule }) => schedule)).toEqual(names.map((_, i) => [`03:3${i}:00`]));
    expect(second?.said.at(-1)).toBe('Nothing to do.');
    expect(second?.config).toBe(first?.config);
    expect([good?.exitCode, wrong?.exitCode]).toEqual([0, 1]);
    expect(essence(back?.config ?? '')).toBe(essence(before));
    expect(await codesOf(back?.config ?? '')).toEqual(await codesOf(before));
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
        pool('own', restart('<schedule><add value="05:00:00" /></schedule>', '06:00:00')),
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
    expect(essence(back?.config ?? '')).toBe(essence(before).replace('29:00:00', '1.05:00:00'));
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

  const plan = planOf(['Shop', 'Api']);
  const apply = { script: applyScript(plan), parameters: yes };
  const verify = { script: verifyScript(plan) };
  const before = configOf([pool('Shop', restart('', '1.05:00:00')), pool('Api')]);
  const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

  test('interrupted between saving and committing: apply again, or undo, and all is as it was', {
    timeout: 120_000,
  }, () => {
    const broken = { ...apply, refusesCommit: true };
    const [one, undone, two, again, undo] = run([{ ...broken, config: before }, rollback, broken, apply, rollback]);
    expect([one, undone, two].map((step) => step?.config)).toEqual([before, before, before]);
    expect(undone?.said).toEqual(['as it was already: Shop', 'as it was already: Api', 'Nothing to restore.']);
    expect(again?.config).not.toBe(before);
    expect(essence(undo?.config ?? '')).toBe(essence(before));
    expect(undo?.said.at(-1)).toBe('Restored and recycled: Shop, Api');
  });

  test('what somebody set meanwhile is neither overwritten nor undone', { timeout: 120_000 }, () => {
    const byHand = configOf([
      pool('Shop', restart('<schedule><add value="05:00:00" /></schedule>', '00:00:00')),
      pool('Api'),
    ]);
    const [left] = run([{ ...apply, config: byHand }, rollback]);
    expect(left?.warnings.join(' ')).toContain('left alone, somebody switched its interval off already: Shop');
    expect(essence(left?.config ?? '')).toContain('<add value="05:00:00"/>');

    const [, refused, whatIf, forced] = run([
      { ...apply, config: before },
      { ...rollback, config: byHand },
      { ...rollback, parameters: { WhatIf: true, Force: true } },
      { ...rollback, parameters: { Confirm: false, Force: true } },
    ]);
    expect(refused?.threw).toMatch(/^Somebody changed these pools since: Shop; nothing was restored\./);
    expect([refused?.config, whatIf?.config]).toEqual([byHand, byHand]);
    expect(essence(forced?.config ?? '')).toBe(essence(before));
  });

  test('a second apply saves what was there before it, not before the first', { timeout: 120_000 }, () => {
    const back = configOf([pool('Shop', restart('', '12:00:00')), pool('Api', restart('', '00:00:00'))]);
    const results = run([{ ...apply, config: before }, { ...apply, config: back }, rollback]);
    expect(results[2]?.threw).toMatch(/^Somebody changed these pools since: Api;/);
    const [forced] = run([{ ...rollback, parameters: { Confirm: false, Force: true } }]);
    expect(essence(forced?.config ?? '')).toBe(essence(before).replace('1.05:00:00', '12:00:00'));
  });

  test('a pool that is gone does not keep the others from being restored', { timeout: 120_000 }, () => {
    const [applied] = run([{ ...apply, config: before }]);
    const config = (applied?.config ?? '').replace(/<add name="Api">[\s\S]*?<\/recycling><\/add>/, '');
    const [back, none] = run([{ ...rollback, config }, rollback]);
    expect(back?.warnings.join(' ')).toContain('The pool is gone: Api');
    expect(essence(back?.config ?? '')).toContain('time="1.05:00:00"');
    expect(none?.threw).toMatch(/^Nothing was saved: there is no /);
  });

  test('settings that another server saved are not restored', { timeout: 120_000 }, () => {
    const results = run([{ ...apply, config: before }, { ...rollback, computer: 'WEB02' }, rollback]);
    expect(results[1]?.threw).toBe('These settings were saved on WEB01.');
    expect(results[1]?.config).toBe(results[0]?.config);
  });

  test.each(['America/New_York', 'Asia/Kolkata'])(
    'verify in every state, on a server in %s',
    { timeout: 120_000 },
    (zone) => {
      const fired = (name: string, at: string, id = 5074) => ({ id, pid: '4712', pool: name, at });
      const results = server.run(
        [
          { ...verify, config: before },
          { ...apply },
          // The commit itself recycles; a minute on, the interval cannot have fired anew.
          {
            ...verify,
            events: [fired('Shop', later(30)), fired('Other', later(7200)), fired('Shop', later(7200), 5076)],
          },
          { ...verify, events: [fired('Api', later(180))] },
          { ...verify, config: configOf([pool('Shop')]) },
          { ...verify, computer: 'WEB02', config: before },
          { ...rollback, parameters: { Confirm: false, Force: true } },
        ],
        { TZ: zone },
      );
      expect(results.map(({ exitCode }) => exitCode)).toEqual([1, 0, 0, 1, 1, 1, 0]);
      expect(results[2]?.said.at(-1)).toBe('All as planned.');
      expect(results[3]?.warnings).toEqual([expect.stringMatching(/^still recycled by the interval: .* Api$/)]);
      expect(results[4]?.warnings).toEqual(['no pool named Api']);
      expect(JSON.parse(results[2]?.said[0] ?? '')).toMatchObject({
        Pool: 'Shop',
        Interval: '00:00:00',
        Schedule: '03:30:00',
      });
    },
  );
});
