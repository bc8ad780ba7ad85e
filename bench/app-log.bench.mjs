import { join } from 'node:path';
import { forms, writeAppLog } from './support/app-log.mjs';
import { diag, hasCommand } from './support/measure.mjs';

/** What a person would look for by hand: mails sent, and the code of the refusal. */
const words = 'Email sent to|4\\.3\\.2';

export default {
  title: 'smtp-throttle on application logs, 3 % of the lines about mails (BENCH_MB=1024 for the sizes of the budget)',
  rows: ({ folder, bytes }) =>
    Object.keys(forms).flatMap((form) => {
      const log = join(folder, `${form}.log`);
      writeAppLog(log, bytes, form);
      const task = `mails in a log of ${form}`;
      const ours = diag('smtp-throttle', log, '--format', 'json');
      const against = (command, ...options) => ({
        task,
        ours,
        name: [command, ...options, words].join(' '),
        against: hasCommand(command) ? [command, ...options, words, log] : undefined,
        budget: 2.5,
      });
      return [against('rg', '-c'), against('grep', '-cE'), { task, ours, memory: 80 }];
    }),
};
