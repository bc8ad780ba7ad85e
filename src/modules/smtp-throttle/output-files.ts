import type { OutputFile } from '../../core/module.ts';
import { formatUtc } from '../../core/time/zone.ts';
import type { Measures } from './measures/measure.ts';
import type { FailureRecord, SmtpObservations } from './observations.ts';
import type { SmtpOptions } from './options.ts';

/**
 * The files of `--failures` and `--resend-list`, JSON Lines; addresses in them are redacted like the report's. A list to
 * resend from is of no use without an id or an address: redacted, it holds what has an id and says what it left out.
 */
export function outputFiles(observations: SmtpObservations, measures: Measures, options: SmtpOptions): OutputFile[] {
  const { failuresFile, resendFile } = options;
  const { failures } = observations;
  return [
    ...(failuresFile === undefined
      ? []
      : [file('--failures', failuresFile, counted(failures.length, 'failed attempt'), failures.map(attemptLine))]),
    ...(resendFile === undefined ? [] : [resendList(resendFile, measures)]),
  ];
}

function resendList(path: string, { mails, resend }: Measures): OutputFile {
  const safe = mails.filter(({ kind }) => kind === 'safe').map(({ failure }) => failure);
  const named = safe.filter(({ id }) => id !== undefined && !id.includes('@'));
  const unsure = resend.ambiguous === 0 ? '' : `without ${resend.ambiguous} that may have arrived`;
  const holds = (count: number, ...left: string[]) => {
    const without = [...left, unsure].filter((part) => part !== '').join(', ');
    return `${counted(count, 'mail')} safe to send again${without === '' ? '' : ` (${without})`}`;
  };
  const blind = safe.length - named.length;
  const left =
    blind === 0 ? '' : `without ${blind} that have no id, for addresses are redacted: --no-redact lists them`;
  return {
    ...file('--resend-list', path, holds(safe.length), safe.map(resendLine)),
    redacted: { rows: named.map(resendLine), holds: holds(named.length, left) },
  };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const file = (option: string, path: string, holds: string, rows: readonly object[]): OutputFile => ({
  option,
  path,
  holds,
  rows,
});

const timeOf = ({ at }: FailureRecord): string | null => (at === undefined ? null : formatUtc(at));

/** One failed attempt; null where the log does not tell. */
const attemptLine = (failure: FailureRecord): object => ({
  source: failure.source,
  line: failure.line,
  time: timeOf(failure),
  class: failure.class,
  permanence: failure.permanence,
  code: failure.code ?? null,
  enhanced: failure.enhanced ?? null,
  provider: failure.provider ?? null,
  client: failure.client ?? null,
  retry: failure.retry,
  id: failure.id ?? null,
  recipient: failure.recipient ?? null,
});

/** One mail that was certainly not accepted and that nobody tries again. */
const resendLine = (failure: FailureRecord): object => ({
  id: failure.id ?? null,
  recipient: failure.recipient ?? null,
  batch: failure.batch ?? null,
  failedAt: timeOf(failure),
  class: failure.class,
  retry: failure.retry,
  retryAfterSeconds: failure.retryAfter ?? null,
  source: failure.source,
  line: failure.line,
});
