import { expect, test } from 'vitest';
import { exportFormats } from '../../../test/support/event-log/export-formats.ts';
import { articleIncident } from '../../../test/support/iis-log.ts';
import { runCli } from '../../../test/support/run-cli.ts';

interface Hit {
  readonly at: string;
  readonly uncertaintySeconds: number;
}

interface Report {
  readonly verdict: { name: string };
  readonly findings: readonly {
    name: string;
    confidence: string;
    severity: string;
    consequenceOf?: string;
    facts: Record<string, unknown>;
  }[];
  readonly data: {
    pools: readonly { pool: string; interval?: { minutes: number }; nextBusinessHits?: readonly Hit[] }[];
  };
  readonly exitCode: number;
}

const host = { zone: 'Europe/Berlin', computer: 'WEB01' };
const diagnosed = async (stdin: string | Buffer): Promise<Report> => {
  const { stdout } = await runCli(['iis-drift', '--tz', host.zone, '--format', 'json'], { stdin });
  return JSON.parse(stdout) as Report;
};
const findings = (report: Report) => report.findings.map(({ name, confidence }) => `${name} ${confidence}`);

// Tables drop seconds or cut messages off: they are told apart below.
const whole = exportFormats.filter(({ name, precision }) => precision !== 'minute' && !/, table$/.test(name));

test.each(whole.map((format) => [format.name, format] as const))(
  '%s of the incident gives drift, cold start and the application that stayed down',
  async (_, format) => {
    const report = await diagnosed(format.write(articleIncident(), host));
    expect(findings(report).slice(0, 4)).toEqual([
      'interval-drift proven',
      'thundering-herd-interval proven',
      'app-never-restarted possible',
      'cold-start-after-recycle likely',
    ]);
    expect(report.verdict.name).toBe('interval-drift');
    expect(report.exitCode).toBe(1);
    expect(report.findings.find(({ name }) => name === 'app-never-restarted')?.facts['applications']).toEqual([
      'ReportServer',
    ]);
    expect(report.data.pools.map(({ pool, interval }) => [pool, interval?.minutes])).toEqual(
      ['WebApp', 'ReportServer', 'ApiGateway'].map((pool) => [pool, 1740]).toSorted(),
    );
    // The run's clock is 2026-03-11T12:00Z; 29 h and 10 s a cycle from 15:31:36 on.
    for (const { nextBusinessHits } of report.data.pools) {
      expect(nextBusinessHits?.slice(0, 2).map(({ at }) => at.slice(0, 16))).toEqual([
        '2026-03-16T16:32',
        '2026-03-20T07:32',
      ]);
    }
  },
);

test('a table without seconds says so and measures no outage', async () => {
  const [format] = exportFormats.filter(({ precision }) => precision === 'minute');
  const report = await diagnosed(format?.write(articleIncident(), host) ?? '');
  expect(findings(report)).toContain('seconds-lost proven');
  expect(findings(report).join()).toContain('interval-drift');
  expect(findings(report).join()).not.toContain('cold-start');
});
