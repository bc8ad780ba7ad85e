import { diag } from './support/measure.mjs';

const empty = [process.execPath, '-e', '0'];

export default {
  title: 'Start-up',
  rows: () => [
    { task: 'diag --version', ours: diag('--version'), against: empty, name: 'node -e 0', budget: 1.6, runs: 21 },
    {
      task: 'diag iis-drift --interval 1740',
      ours: diag('iis-drift', '--interval', '1740'),
      against: empty,
      name: 'node -e 0',
      budget: 2.5,
      runs: 21,
    },
  ],
};
