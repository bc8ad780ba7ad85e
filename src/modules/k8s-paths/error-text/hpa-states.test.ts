import { describe, expect, it } from 'vitest';
import { judgeAutoscaler } from './hpa-states.ts';

const judged = (text: string): readonly string[] | undefined =>
  judgeAutoscaler({ number: 1, text })?.map(({ says }) => says);

describe('a row of kubectl get hpa', () => {
  it.each([
    ['a share', 'web   Deployment/web   cpu: 412%/70%   2   8   8   31d'],
    ['without the name of the metric', 'web   Deployment/web   85%/70%   2   8   8   31d'],
    ['the second metric', 'shop   web   Deployment/web   cpu: 10%/70%, memory: 95%/80%   2   8   8   31d'],
    ['a quantity', 'web   Deployment/web   900m/500m (avg)   2   8   8   31d'],
  ])('is over its target at its maximum: %s', (_, text) => {
    expect(judged(text)).toEqual([expect.stringContaining('The autoscaler web has its maximum of 8 pods')]);
  });

  it.each([
    ['below the target', 'web   Deployment/web   cpu: 41%/70%   2   8   8   31d'],
    ['within the tolerance', 'web   Deployment/web   cpu: 74%/70%   2   8   8   31d'],
    ['not at its maximum', 'web   Deployment/web   cpu: 412%/70%   2   8   3   31d'],
    ['units that differ', 'web   Deployment/web   2/500m (avg)   2   8   8   31d'],
  ])('is well: %s', (_, text) => {
    expect(judged(text)).toEqual([]);
  });

  it('is left to the messages where a metric is not known', () => {
    expect(judged('web   Deployment/web   cpu: <unknown>/70%   2   8   8   31d')).toBeUndefined();
  });
});
