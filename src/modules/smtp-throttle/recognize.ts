import type { Recognition } from '../../core/module.ts';
import { bounds } from './observations.ts';
import { mailWords } from './read/application.ts';
import { LogReader } from './read/reader.ts';
import type { ReadOptions } from './read-options.ts';
import { Tally } from './tally.ts';

const plain: ReadOptions = {
  map: {},
  zone: 'UTC',
  zoneProvenance: 'assumed',
  now: Number.MAX_SAFE_INTEGER,
  keepFailures: bounds.failures,
};

/** What can befall any program on a network. */
const anybodys = ['network', 'tls', 'dns-routing', 'server-fault'];
/** A port of SMTP, an enhanced status code before its words, nodemailer's own code. */
const ofMail = /:(?:25|465|587|2525)\b|(?:^|[^\d.])[45]\.\d{1,3}\.\d{1,3} [A-Za-z]|\bESOCKET\b/;

/** How well a beginning fits: by the mails it tells of, and by the share of lines that was understood. */
export function recognize(head: string): Recognition {
  const tally = new Tally(plain.keepFailures);
  const reader = new LogReader('head', plain, tally);
  for (const [i, line] of head.split(/\r?\n/).slice(0, 2_000).entries()) reader.line(line, i + 1);
  const { format, lines, understood } = reader.end('utf-8');
  const { failed, sent } = tally.observations([]);
  const failures = Object.values(failed).reduce((sum, n) => sum + n, 0);
  const isAnybodys = sent === 0 && Object.keys(failed).every((name) => anybodys.includes(name));
  if (failures > 0 && isAnybodys && !mailWords.test(head) && !ofMail.test(head))
    return { score: 0.2, because: 'errors of a network without a word of mail' };
  if (failures + sent === 0) {
    return format === 'unknown'
      ? { score: 0, because: 'no mails in it' }
      : { score: 0.2, because: `${format} without a mail` };
  }
  const share = lines === 0 ? 0 : understood / lines;
  return { score: 0.5 + 0.4 * share, because: `${failures} failed and ${sent} sent mails in ${format}` };
}
