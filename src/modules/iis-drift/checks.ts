import { type Check, found, passed, skipped, unchecked } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';
import { exportSystemLog } from './catalog/input.ts';
import { codes } from './codes.ts';
import type { Situation } from './inference/situation.ts';

const namesOf = (findings: readonly Finding[]) => new Set(findings.map(({ name }) => name));

/** What a bare `--interval` can tell. */
export function projectionChecks(findings: readonly Finding[]): Check[] {
  const names = namesOf(findings);
  return ['latent-drift', 'interval-24h-pinned'].map((id) => (names.has(id) ? found(id) : passed(id)));
}

/** Codes that only settings can show. */
const fromSettings = new Set([
  'interval-default-inherited',
  'defaults-only-fix',
  'pool-only-fix',
  'fix-not-live',
  'overlap-disabled',
  'logging-blind',
  'config-value-misread',
  'webconfig-useless',
  'shared-config',
  'no-recycle-at-all',
  'latent-drift',
  'schedule-dst-gap',
  'schedule-multiple-stale',
  'schedule-utc-local-mixup',
  'thundering-herd-schedule',
  'idle-resets-interval',
]);

/** Every code of the catalog: found, passed, or what it would need; and what could not be told. */
export function checksOf({ configs, observations, timeline }: Situation, findings: readonly Finding[]): Check[] {
  const names = namesOf(findings);
  const noLog = observations.inputs.every(({ format }) => format === 'iis-config' || format.includes('worker'));
  const checks = codes.map(({ entry: { name } }): Check => {
    if (names.has(name)) return found(name);
    if (fromSettings.has(name) && configs.length === 0) return skipped(name, 'needs --config applicationHost.config');
    return noLog && !fromSettings.has(name) ? skipped(name, 'needs an event log') : passed(name);
  });
  const left = timeline.unplaced.length;
  return [
    ...checks,
    ...(names.has('wrong-log-only')
      ? [unchecked('recycle-reason', 'the System log, which names the reason, is not in the input', exportSystemLog)]
      : []),
    ...(left > 0
      ? [
          unchecked(
            'local-times',
            `${left} events have local times of an unknown zone`,
            'diag iis-drift FILE --tz ZONE',
          ),
        ]
      : []),
    ...(observations.events.dropped
      ? [unchecked('older-events', 'there were more events than diag keeps; the oldest were left out')]
      : []),
  ];
}
