import type { OutputFile } from '../../core/module.ts';
import { formatUtc } from '../../core/time/zone.ts';
import type { Measures } from './measures/measure.ts';
import type { FailureRecord, SmtpObservations } from './observations.ts';
import type { SmtpOptions } from './options.ts';

/** The files of `--failures` and `--resend-list`, JSON Lines; addresses in them are redacted like the report's. */
export function outputFiles(observations: SmtpObservations, measures: Measures, options: SmtpOptions): OutputFile[] {
  const { failuresFile, resendFile } = options;
  const { failures } = observations;
  const safe = measures.mails.filter(({ kind }) => kind === 'safe').map(({ failure }) => failure);
  return [
    ...(failuresFile === undefined
      ? []
      : [file(failuresFile, counted(failures.length, 'failed attempt'), failures.map(attemptLine))]),
    ...(resendFile === undefined
      ? []
      : [file(resendFile, `${counted(safe.length, 'mail')} safe to send again`, safe.map(resendLine))]),
  ];
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const file = (path: string, holds: string, rows: readonly object[]): OutputFile => ({
  path,
  holds,
  content: rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
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
