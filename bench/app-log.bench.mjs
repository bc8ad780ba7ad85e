import { join } from 'node:path';
import { forms, writeAppLog } from './support/app-log.mjs';
import { diag, hasCommand } from './support/measure.mjs';

/** What a person would look for by hand: mails sent, and the code of the refusal. */
const byHand = 'Email sent to|4\\.3\\.2';
/** As many words as diag itself looks for, of the same kinds: replies, libraries, successes, failures. */
const alike = `smtp e-mail mailbox mailer starttls rcpt ehlo helo storedrv recipient sendmail nodemailer gsmtp esmtp
 dsn msexchange mailkit javamail phpmailer smtpclient sent\\sto delivered dispatched mailed queued\\sas accepted\\sfor
 authentication\\sunsuccessful error fail exception fatal refus reject timed\\sout unable cannot denied exceeded limit
 bounced unsuccessful throttl too\\smany unknown no\\ssuch quota blocked disabled expired greylist invalid
 lost\\sconnection illegal critical severe emergency panic 4\\.3\\.2 4\\.7\\.0 5\\.1\\.1 5\\.7\\.1 socket
 econnrefused`
  .split(/\s+/)
  .join('|');

export default {
  title: 'smtp-throttle on application logs, 3 % of the lines about mails (BENCH_MB=1024 for the sizes of the budget)',
  rows: ({ folder, bytes }) =>
    Object.keys(forms).flatMap((form) => {
      const log = join(folder, `${form}.log`);
      writeAppLog(log, bytes, form);
      const task = `mails in a log of ${form}`;
      const ours = diag('smtp-throttle', log, '--format', 'json');
      const against = (name, budget, command, ...words) => ({
        ...{ task, ours, name, budget },
        against: hasCommand(command) ? [command, ...words, log] : undefined,
      });
      return [
        against('rg -c -i, 60 words', 5, 'rg', '-c', '-i', alike),
        against(`rg -c ${byHand}`, 12, 'rg', '-c', byHand),
        against(`grep -cE ${byHand}`, undefined, 'grep', '-cE', byHand),
        against('lnav, lines of errors', undefined, 'lnav', '-n', '-c', ':filter-in 4\\.3\\.2'),
        against('agrind, lines of errors', undefined, 'agrind', '"4.3.2" | count', '--file'),
        { task, ours, memory: 80 },
      ];
    }),
};
