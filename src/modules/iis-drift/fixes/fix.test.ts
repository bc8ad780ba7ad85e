import { describe, expect, test } from 'vitest';
import { parsePowerShell } from '../../../../test/support/powershell.ts';
import { usualBusinessHours } from '../../../core/time/business-hours.ts';
import { appcmdLines, clockOf } from './appcmd.ts';
import { dscConfiguration } from './dsc.ts';
import { planFix } from './plan.ts';
import { applyScript, rollbackScript, verifyScript } from './powershell.ts';

const from = Date.parse('2026-03-11T12:00:00Z');
const named = (...pools: string[]) => pools.map((pool) => ({ host: '', pool }));
const plan = (pools: readonly string[], zone: string | undefined, hours = usualBusinessHours) =>
  planFix(named(...pools), hours, zone, from).pools.map(({ minute }) => clockOf(minute));

const odd = [
  "O'Brien & Söhne",
  'a"b',
  'x[1]$(calc)',
  'Zahl 100%',
  '‘curly’',
  '`tick`',
  'プール',
  "'; Stop-Computer; '",
];

describe('the schedule', () => {
  test('begins at 03:30 and puts one pool after the other', () => {
    expect(plan(['A', 'B', 'C'], 'Europe/Berlin')).toEqual(['03:30:00', '03:31:00', '03:32:00']);
  });

  test('leaves a pool the time the slowest took to start', () => {
    const pools = [{ host: '', pool: 'A', startSeconds: 130 }, ...named('B')];
    expect(planFix(pools, usualBusinessHours, 'UTC', from).pools.map(({ minute }) => minute)).toEqual([210, 213]);
  });

  test('begins anew on every host', () => {
    const pools = [
      { host: 'web01', pool: 'A' },
      { host: 'web02', pool: 'A' },
    ];
    expect(planFix(pools, usualBusinessHours, 'UTC', from).pools.map(({ minute }) => minute)).toEqual([210, 210]);
  });

  test('keeps within an hour, however many pools there are', () => {
    const minutes = planFix(
      named(...Array.from({ length: 200 }, (_, i) => `P${i}`)),
      usualBusinessHours,
      'UTC',
      from,
    ).pools.map(({ minute }) => minute);
    expect(Math.max(...minutes)).toBeLessThan(270);
    expect(Math.min(...minutes)).toBe(210);
  });

  test('avoids business hours of people who work at night', () => {
    const [first = ''] = plan(['A'], 'UTC', { from: 20 * 60, to: 6 * 60, days: [0, 1, 2, 3, 4, 5, 6] });
    expect(first).toBe('06:00:00');
  });

  // Lord Howe changes by half an hour at 02:00; Troll by two hours, its gap is 01:00 to 03:00.
  test.each(['America/Santiago', 'Atlantic/Azores', 'Australia/Lord_Howe', 'Antarctica/Troll', 'Europe/London'])(
    'exists exactly once in every night of %s',
    (zone) => {
      for (const time of plan(['A', 'B'], zone)) expect(time).toMatch(/^03:3|^04:/);
    },
  );
});

describe('the scripts', () => {
  const wild = planFix(named(...odd), usualBusinessHours, 'Europe/Berlin', from);

  test.each([
    ['apply', applyScript(wild)],
    ['verify', verifyScript(wild)],
    ['rollback', rollbackScript()],
    ['DSC', dscConfiguration(wild)],
  ])('%s is PowerShell', async (_, script) => {
    expect((await parsePowerShell(script)).errors).toEqual([]);
  });

  test.each(odd)('a pool called %s is data and nothing else', async (pool) => {
    const script = applyScript(planFix(named(pool), usualBusinessHours, 'UTC', from));
    const plain = applyScript(planFix(named('A'), usualBusinessHours, 'UTC', from));
    const { literals, commands } = await parsePowerShell(script);
    expect(literals).toContain(pool);
    expect(commands).toEqual((await parsePowerShell(plain)).commands);
    expect(script.split('\n').filter((line) => line.includes(pool.slice(0, 2)) && !plain.includes(line))).toHaveLength(
      1,
    );
  });

  test('a name with a control character stands in no script', () => {
    expect(planFix(named('a\nb'), usualBusinessHours, 'UTC', from).pools).toEqual([]);
  });

  test('the parser sees what is no PowerShell', async () => {
    expect((await parsePowerShell("if ($true) { Write-Output 'a'")).errors).not.toEqual([]);
  });

  test('DSC has one node a server and every pool as data', async () => {
    const two = planFix(
      [...named("O'Brien"), { host: 'web02', pool: 'x‘; Stop-Computer; ’' }, { host: 'web02', pool: 'Shop' }],
      usualBusinessHours,
      'UTC',
      from,
    );
    const { literals } = await parsePowerShell(dscConfiguration(two));
    expect(literals).toEqual([
      ...['localhost', "O'Brien", '00:00:00', '03:30:00'],
      ...['web02', 'x‘; Stop-Computer; ’', '00:00:00', '03:30:00', 'Shop', '00:00:00', '03:31:00'],
    ]);
  });

  test('appcmd takes names cmd can quote and leaves the others to the script', () => {
    const lines = appcmdLines(planFix(named('My & Pool', 'a"b', '100%'), usualBusinessHours, 'UTC', from)).split('\n');
    expect(lines[0]).toBe(
      `%windir%\\system32\\inetsrv\\appcmd.exe set apppool "My & Pool" /recycling.periodicRestart.time:00:00:00 /-recycling.periodicRestart.schedule "/+recycling.periodicRestart.schedule.[value='03:30:00']" /commit:apphost`,
    );
    expect(lines[1]).toMatch(/^rem /);
    expect(lines[2]).toMatch(/^rem /);
  });
});
