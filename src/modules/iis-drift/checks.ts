import { type Check, found, passed, skipped, unchecked } from '../../core/check.ts';
import type { InputCoverage } from '../../core/coverage.ts';
import type { Finding } from '../../core/finding.ts';
import { exportSystemLog, exportWholeSystemLog } from './catalog/input.ts';
import { codes } from './codes.ts';
import type { UnknownEvents } from './events/unknown-event.ts';
import { type Evidence, evidenceSeen, logNames, logOf } from './evidence.ts';
import type { Situation } from './inference/situation.ts';

const namesOf = (findings: readonly Finding[]) => new Set(findings.map(({ name }) => name));

/** What a bare `--interval` can tell. */
export function projectionChecks(findings: readonly Finding[]): Check[] {
  const names = namesOf(findings);
  return ['latent-drift', 'interval-24h-pinned'].map((id) => (names.has(id) ? found(id) : passed(id, ['--interval'])));
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

/** Every record of a binary log is an event: one that cannot be read may be what was looked for. */
function damage({ source, format, lines, understood, firstNotUnderstood }: InputCoverage): Check[] {
  if (format !== 'evtx' || firstNotUnderstood === undefined) return [];
  const reason = `${source}: ${lines - understood} of ${lines} records cannot be read; ${firstNotUnderstood.text}`;
  return [unchecked('damaged-log', reason, exportSystemLog)];
}

/** What IIS logged and no row knows may be what was looked for. */
function unknownEvents(unknown: readonly UnknownEvents[]): Check[] {
  const [first] = unknown;
  if (first === undefined) return [];
  const ids = [...new Set(unknown.map(({ provider, id }) => `${provider} ${id}`))];
  const { source, line, text } = first;
  const where = `${source}${line === undefined ? '' : `:${line}`}`;
  const reason = `diag does not know ${ids.slice(0, 6).join(', ')}${ids.length > 6 ? ` and ${ids.length - 6} more` : ''}; the first, ${where}: ${text}`;
  return [unchecked('unknown-events', reason)];
}

/** Events of other programs alone do not tell that IIS is well, but where they are a whole log. */
function othersOnly({ configs, options, observations: { inputs, events, workers, unknown = [] } }: Situation): Check[] {
  if (events.events.length + configs.length + unknown.length > 0) return [];
  if (workers.length > 0) {
    if (options.intervalMinutes !== undefined) return [];
    return [
      unchecked(
        'interval',
        'how long a worker process lives is not in the input',
        'diag iis-drift --workers FILE --config applicationHost.config',
      ),
    ];
  }
  if (inputs.every(({ format }) => format === 'evtx')) return [];
  return [unchecked('iis-events', 'the input holds no event of IIS', exportSystemLog)];
}

/** Every code of the catalog: found, passed on what was really seen, or what it would need; and what could not be told. */
export function checksOf(situation: Situation, findings: readonly Finding[]): Check[] {
  const { configs, observations, timeline } = situation;
  const names = namesOf(findings);
  const seen = evidenceSeen(observations);
  const checks = codes.map(({ entry: { name } }): Check => {
    if (names.has(name)) return found(name);
    if (fromSettings.has(name))
      return configs.length === 0
        ? skipped(name, 'needs --config applicationHost.config')
        : passed(
            name,
            configs.map(({ source }) => source),
          );
    return checkOfLog(name, seen);
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
    ...unknownEvents(observations.unknown ?? []),
    ...othersOnly(situation),
    ...observations.inputs.flatMap(damage),
    ...(observations.events.dropped
      ? [unchecked('older-events', 'there were more events than diag keeps; the oldest were left out')]
      : []),
  ];
}

/** A pass names the events that would have shown it; a System log of WAS events alone leaves the host's own open. */
function checkOfLog(name: string, seen: Evidence): Check {
  const log = logOf(name);
  const events = seen[log];
  if (events.length > 0) return passed(name, events);
  if (log === 'host' && seen.was.length > 0)
    return unchecked(
      name,
      'the input holds WAS events only: reboots and iisreset would not show',
      exportWholeSystemLog,
    );
  return skipped(name, `the input holds no events of ${logNames[log]}`);
}
