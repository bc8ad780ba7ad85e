import type { FixScript } from '../../../core/fix-script.ts';
import type { IntervalPool } from '../inference/drift.ts';
import { unnamedPool } from '../inference/restart.ts';
import type { Situation } from '../inference/situation.ts';
import { appcmdLines } from './appcmd.ts';
import { dscConfiguration } from './dsc.ts';
import { type PoolToPlan, planFix } from './plan.ts';
import { applyScript, rollbackScript, verifyScript } from './powershell.ts';

type Fixable = Pick<IntervalPool, 'host' | 'pool'> & Partial<Pick<IntervalPool, 'applicationOnly'>>;

/** A schedule instead of the interval, for all pools in one script; appcmd lines as the alternative. */
export function intervalFixes(situation: Situation, pools: readonly Fixable[]): FixScript[] {
  const { clock, context, options } = situation;
  const settled = (pool: Fixable) =>
    situation.pools.some((one) => one.pool === pool.pool && one.host === pool.host && one.config?.time.value === 0);
  const todo = pools
    .filter((pool) => isPoolName(pool) && !settled(pool))
    .map((pool): PoolToPlan => {
      const startSeconds = startOf(situation, pool);
      return { host: pool.host, pool: pool.pool, ...(startSeconds === undefined ? {} : { startSeconds }) };
    });
  const known = !clock.wall && clock.zone.provenance !== 'assumed';
  const plan = planFix(todo, options.businessHours, known ? clock.zone.name : undefined, Date.parse(context.now));
  if (plan.pools.length === 0) return [];
  const recycles = 'The commit recycles the changed pools at once (WAS 5080): run it in a quiet window.';
  return [
    {
      id: 'schedule-instead-of-interval',
      title: 'set the interval to 0 and one staggered Specific Time a pool',
      shell: 'powershell',
      applicability: 'review',
      effect: `${recycles} Windows PowerShell 5.1 as administrator; -WhatIf shows what it would do; the former settings are saved first. Run in PowerShell 7 against a stand-in of IIS, not on Windows.`,
      apply: applyScript(plan),
      verify: verifyScript(plan),
      rollback: rollbackScript(),
    },
    {
      id: 'schedule-instead-of-interval-appcmd',
      title: 'the same with appcmd, one commit a pool',
      shell: 'config',
      applicability: 'review',
      effect: `${recycles} Nothing is saved: note the old values first (appcmd list apppool /config).`,
      apply: appcmdLines(plan),
    },
    {
      id: 'schedule-instead-of-interval-dsc',
      title: 'the same as a DSC configuration',
      shell: 'config',
      applicability: 'review',
      effect: `For servers that DSC keeps: it would undo what a script changes. ${recycles} Parsed, not run.`,
      apply: dscConfiguration(plan),
    },
  ];
}

/** `SITE/APP` of an application is no pool's name; a plain name may be, and the script refuses pools it does not find. */
const isPoolName = ({ pool, applicationOnly }: Fixable): boolean =>
  pool !== unnamedPool && (applicationOnly !== true || !/[/\\]/.test(pool));

/** Longest cold start that was measured for a pool, in seconds. */
function startOf({ restarts }: Situation, { host, pool }: Fixable): number | undefined {
  const seconds = restarts
    .filter((one) => one.host === host && (one.pool === pool || one.stops.some(({ app }) => app === pool)))
    .flatMap(({ stops }) => stops.filter(({ overlapped }) => !overlapped))
    .flatMap(({ event, start }) => (start === undefined ? [] : [(start.time - event.time) / 1000]))
    .filter((one) => one <= 300);
  return seconds.length === 0 ? undefined : Math.ceil(Math.max(...seconds));
}
