import { join } from 'node:path';
import { writeMaillog } from './support/maillog.mjs';
import { diag, hasCommand } from './support/measure.mjs';

/** A command where it is installed. */
const where = (command, ...words) => (hasCommand(command) ? [command, ...words] : undefined);
const ours = (file) => diag('smtp-throttle', file, '--format', 'json');

export default {
  title: 'smtp-throttle on a mail log (BENCH_MB=1024 for the sizes of the budget)',
  rows: ({ folder, bytes }) => {
    const log = join(folder, 'mail.log');
    const large = join(folder, 'mail-4.log');
    const small = join(folder, 'mail-20.log');
    const month = join(folder, 'mail-month.log');
    writeMaillog(log, bytes);
    writeMaillog(large, 4 * bytes);
    writeMaillog(small, 20 * 2 ** 20);
    writeMaillog(month, Math.min(bytes, 200 * 2 ** 20), { days: 30 });
    return [
      {
        task: 'every mail by second and class',
        ours: ours(log),
        against: where('grep', '-cF', 'status=', log),
        name: 'grep -cF status=',
        budget: 1,
      },
      {
        task: 'every mail by second and class',
        ours: ours(log),
        against: where('rg', '-c', 'status=(sent|deferred|bounced)', log),
        name: 'rg -c status=(…)',
        budget: 1,
      },
      {
        task: 'the same, four times as much',
        ours: ours(large),
        against: where('rg', '-cF', 'status=', large),
        name: 'rg -cF status=',
        budget: 1.5,
      },
      {
        task: 'every mail by second and class',
        ours: ours(log),
        against: where('pflogsumm', log),
        name: 'pflogsumm',
        budget: 100,
        faster: true,
        runs: 1,
      },
      {
        task: 'a log of 30 days, 200 MiB at most',
        ours: ours(month),
        against: where('grep', '-cF', 'status=', month),
        name: 'grep -cF status=',
        budget: 2,
      },
      { task: 'a log of 20 MiB', ours: diag('smtp-throttle', small), cpu: 0.3 },
      { task: 'every mail by second and class', ours: ours(log), memory: 80 },
      { task: 'the same, four times as much', ours: ours(large), memory: 130 },
    ];
  },
};
