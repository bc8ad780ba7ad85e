import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { cleanReport, richReport } from './support/rich-report.ts';
import { runDeliver } from './support/run-deliver.ts';
import { describeWith } from './support/system-part.ts';

const rendered = async (report = richReport()) => (await runDeliver(report, { format: 'prometheus' })).stdout;

test('every finding is a series with code, severity and object', async () => {
  const series = (await rendered()).split('\n').filter((line) => line.startsWith('diag_finding{'));
  const report = richReport();
  for (const { code, severity } of report.findings) {
    expect(series).toContainEqual(
      expect.stringMatching(new RegExp(`code="${code}".*severity="${severity}".*object="[^"]`)),
    );
  }
  expect(new Set(series.map((line) => line.replace(/ \d+$/, ''))).size).toBe(series.length);
});

describeWith(['promtool'], 'promtool', () => {
  test.each([
    ['a rich report', richReport],
    ['a clean one', cleanReport],
  ])('finds nothing to say about %s', async (_, report) => {
    const input = await rendered(report());
    expect(execFileSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8', stdio: 'pipe' })).toBe('');
  });
});
