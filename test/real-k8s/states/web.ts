import { type Lab, workload } from '../lab.ts';

type Make = (lab: Lab) => Promise<void>;

/** A Deployment whose one pod is made, and nobody takes it. */
export const untaken =
  (spec: object, seconds: number): Make =>
  async (lab) => {
    await lab.make('Deployment', 'web', workload('web', spec));
    await lab.pods('web', 1);
    await lab.wait(seconds);
  };

/** A Deployment whose pod fits nowhere. */
export const unplaced =
  (spec: object, before: (lab: Lab) => Promise<unknown> = async () => {}): Make =>
  async (lab) => {
    await before(lab);
    await lab.make('Deployment', 'web', workload('web', spec));
    await lab.refused('web');
  };

/** A pod of a node that then changes. */
export const onNode =
  (change: (lab: Lab) => Promise<unknown>, seconds: number): Make =>
  async (lab) => {
    await lab.node('w9', { labels: { pool: 'nine' } });
    await lab.make('Deployment', 'web', workload('web', { nodeSelector: { pool: 'nine' } }));
    await lab.run('web', 1);
    await change(lab);
    await lab.wait(seconds);
  };
