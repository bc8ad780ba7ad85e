import { type Finding, nonEmpty } from '../../../core/finding.ts';
import type { PoolConfig } from '../../../input/iis/config.ts';
import {
  configValueMisread,
  defaultsOnlyFix,
  fixNotLive,
  loggingBlind,
  noRecycleAtAll,
  overlapDisabled,
  poolOnlyFix,
  sharedConfig,
  webconfigUseless,
} from '../catalog/config.ts';
import { intervalAndSchedule } from '../catalog/interval.ts';
import { type Configured, names, quote, timeOf } from '../configured-pool.ts';
import type { IntervalPool } from '../inference/drift.ts';
import { evidenceOf, sayTime } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';
import { forecasts, inherited } from './forecast.ts';

/** What the settings say by themselves: forecasts and traps, no incident. */
export function diagnoseConfig(situation: Situation, interval: readonly IntervalPool[]): Finding[] {
  const all = situation.configs.flatMap(({ pools, source }) => pools.map((pool): Configured => ({ pool, source })));
  const minutes = ({ pool }: Configured) => Math.floor(pool.time.value / 60);
  const on = all.filter((one) => minutes(one) > 0);
  return [
    ...forecasts(situation, on, interval),
    ...inherited(on),
    ...remaining(situation, all, on),
    ...traps(situation, all, on),
    ...files(situation),
  ];
}

/** Where a fix was begun and not finished. */
function remaining(situation: Situation, all: readonly Configured[], on: readonly Configured[]): Finding[] {
  const both = on.filter(({ pool }) => pool.schedule.length > 0);
  const defaultsOff = situation.configs.filter(({ defaults }) => defaults.time.value === 0);
  const overriding = on.filter(
    ({ pool, source }) => pool.time.origin === 'explicit' && defaultsOff.some((config) => config.source === source),
  );
  const fixed = all.filter(({ pool }) => pool.time.value === 0 && pool.time.origin === 'explicit');
  const rest = on.filter(({ pool }) => pool.time.origin !== 'explicit' || !overriding.some((one) => one.pool === pool));
  const confidence = 'proven' as const;
  return [
    ...(both.length === 0 ||
    situation.pools.some(
      ({ restarts }) =>
        restarts.some(({ reason }) => reason === 'interval') && restarts.some(({ reason }) => reason === 'schedule'),
    )
      ? []
      : [
          intervalAndSchedule(
            { pools: names(both), seen: false },
            { confidence, evidence: nonEmpty(both.slice(0, 20).map(timeOf)) },
          ),
        ]),
    ...(overriding.length === 0
      ? []
      : [
          defaultsOnlyFix(
            { pools: names(overriding) },
            { confidence, evidence: nonEmpty(overriding.slice(0, 20).map(timeOf)) },
          ),
        ]),
    ...(fixed.length === 0 || rest.length === 0
      ? []
      : [
          poolOnlyFix(
            { fixed: names(fixed), pools: names(rest) },
            { confidence, evidence: nonEmpty([...rest.slice(0, 10), ...fixed.slice(0, 5)].map(timeOf)) },
          ),
        ]),
    ...notLive(situation, all),
  ];
}

/** Changed while a worker ran that must not be recycled by a change. */
function notLive(situation: Situation, all: readonly Configured[]): Finding[] {
  const changes = situation.hosts.flatMap(({ events }) =>
    events.filter(({ kind, detail }) => kind === 'config-changed' && /recycling|periodicRestart/i.test(detail ?? '')),
  );
  const late = all.flatMap((one) => {
    if (!one.pool.disallowRotationOnConfigChange.value) return [];
    const change = changes.findLast(({ detail }) => (detail ?? '').includes(one.pool.name));
    const known = situation.pools.find(({ pool }) => pool === one.pool.name);
    const started = Math.max(known?.worker?.startedAt ?? 0, known?.restarts.at(-1)?.at ?? 0);
    return change === undefined || started >= change.time ? [] : [{ ...one, change }];
  });
  const [first] = late;
  if (first === undefined) return [];
  const facts = { pools: names(late), changedAt: sayTime(first.change.time, situation.clock) };
  return [
    fixNotLive(facts, {
      confidence: 'likely',
      evidence: nonEmpty(late.map(({ change }) => evidenceOf(change, situation.clock))),
    }),
  ];
}

const allReasons = [
  'Time',
  'Requests',
  'Schedule',
  'Memory',
  'IsapiUnhealthy',
  'OnDemand',
  'ConfigChange',
  'PrivateMemory',
];

function traps(situation: Situation, all: readonly Configured[], on: readonly Configured[]): Finding[] {
  const confidence = 'proven' as const;
  const one = (list: readonly Configured[], make: () => Finding): Finding[] => (list.length === 0 ? [] : [make()]);
  const misread = on.filter(({ pool }) => [24, 29].some((days) => pool.time.value === days * 86_400));
  const alone = all.filter(({ pool }) => pool.disallowOverlappingRotation.value);
  const blind = all.filter(({ pool }) => pool.logEventOnRecycle !== undefined && missing(pool).length > 0);
  const never = all.filter(
    ({ pool }) =>
      [pool.time, pool.requests, pool.memory, pool.privateMemory].every(({ value }) => value === 0) &&
      pool.schedule.length === 0,
  );
  const hit = situation.restarts.some(({ pool }) => alone.some((each) => each.pool.name === pool));
  return [
    ...one(misread, () =>
      configValueMisread(
        {
          pools: names(misread),
          written: misread[0]?.pool.time.written ?? '',
          minutes: (misread[0]?.pool.time.value ?? 0) / 60,
        },
        { confidence: 'likely', evidence: nonEmpty(misread.map(timeOf)) },
      ),
    ),
    ...one(alone, () =>
      overlapDisabled(
        { pools: names(alone) },
        {
          confidence,
          severity: hit ? 'warning' : 'info',
          evidence: nonEmpty(
            alone
              .slice(0, 20)
              .map((each) =>
                quote(each, 'disallowOverlappingRotation="true"', each.pool.disallowOverlappingRotation.line),
              ),
          ),
        },
      ),
    ),
    ...one(blind, () =>
      loggingBlind(
        { pools: names(blind), missing: missing(blind[0]?.pool) },
        {
          confidence,
          evidence: nonEmpty(
            blind
              .slice(0, 20)
              .map((each) =>
                quote(
                  each,
                  `logEventOnRecycle="${each.pool.logEventOnRecycle?.written ?? ''}"`,
                  each.pool.logEventOnRecycle?.line,
                ),
              ),
          ),
        },
      ),
    ),
    ...one(never, () =>
      noRecycleAtAll({ pools: names(never) }, { confidence, evidence: nonEmpty(never.slice(0, 20).map(timeOf)) }),
    ),
  ];
}

const missing = (pool: PoolConfig | undefined): string[] => {
  const logged = (pool?.logEventOnRecycle?.value ?? []).map((flag) => flag.toLowerCase());
  return allReasons.filter((reason) => !logged.includes(reason.toLowerCase()));
};

function files({ configs }: Situation): Finding[] {
  return configs.flatMap(({ source, redirection, strayPeriodicRestart: stray }) => [
    ...(redirection?.enabled === true
      ? [
          sharedConfig(
            { path: redirection.path ?? 'another path', source },
            {
              confidence: 'proven',
              evidence: [
                {
                  source,
                  line: redirection.line,
                  text: `configurationRedirection enabled="true" path="${redirection.path ?? ''}"`,
                },
              ],
            },
          ),
        ]
      : []),
    ...(stray.length === 0
      ? []
      : [
          webconfigUseless(
            { lines: stray, source },
            {
              confidence: 'proven',
              evidence: nonEmpty(
                stray.map((line) => ({
                  source,
                  line,
                  text: 'periodicRestart outside system.applicationHost/applicationPools',
                })),
              ),
            },
          ),
        ]),
  ]);
}
