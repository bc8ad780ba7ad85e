import type { OutputFile } from '../../core/module.ts';
import { formatUtc } from '../../core/time/zone.ts';
import type { Measures } from './measures/measure.ts';
import type { SmtpOptions } from './options.ts';

/** `--resend-list`: the mails that are safe to send again, one JSON object a line. */
export function resendList(measures: Measures, options: SmtpOptions): OutputFile[] {
  if (options.resendFile === undefined) return [];
  const safe = measures.mails.filter(({ kind }) => kind === 'safe');
  const lines = safe.map(({ failure: { id, at, source, line, class: name, retry, retryAfter, recipient, batch } }) =>
    JSON.stringify({
      id,
      recipient,
      batch,
      failedAt: at === undefined ? undefined : formatUtc(at),
      class: name,
      retry,
      retryAfterSeconds: retryAfter,
      source,
      line,
    }),
  );
  const holds = `${safe.length} ${safe.length === 1 ? 'mail' : 'mails'} safe to send again`;
  return [{ path: options.resendFile, holds, content: lines.map((line) => `${line}\n`).join('') }];
}
