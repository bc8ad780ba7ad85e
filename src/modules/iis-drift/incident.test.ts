import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { writeEvtx } from '../../../test/support/event-log/evtx-writer.ts';
import { articleIncident } from '../../../test/support/iis-log.ts';
import { parsePowerShell } from '../../../test/support/powershell.ts';
import { runCli } from '../../../test/support/run-cli.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/iis-drift/${name}`, import.meta.url));

interface Report {
  readonly findings: readonly { name: string; confidence: string; severity: string; facts: Record<string, unknown> }[];
  readonly checks: readonly { id: string; status: string; command?: string }[];
  readonly data: {
    pools: readonly {
      host: string;
      pool?: string;
      application?: string;
      nextBusinessHits?: readonly { at?: string; local: string }[];
    }[];
    projection?: { recycles: readonly { at: string; businessHours: boolean }[] };
  };
  readonly exitCode: number;
}

async function diagnosed(words: readonly string[], stdin?: string | Buffer): Promise<Report> {
  const { stdout } = await runCli(['iis-drift', ...words, '--format', 'json'], stdin === undefined ? {} : { stdin });
  return JSON.parse(stdout) as Report;
}

const said = ({ findings }: Report) => findings.map(({ name, confidence }) => `${name} ${confidence}`);

describe('the article', () => {
  test('its own lines are consistent with drift, show the cold start and the application that stayed down', async () => {
    const report = await diagnosed([fixture('article.txt'), '--tz', 'UTC']);
    expect(said(report)).toEqual([
      'interval-drift possible',
      'app-never-restarted possible',
      'wrong-log-only proven',
      'cold-start-after-recycle possible',
    ]);
    expect(report.findings[0]?.facts['assumed']).toHaveLength(3);
    expect(report.checks).toContainEqual(expect.objectContaining({ id: 'recycle-reason', status: 'unchecked' }));
    // Nobody says the day: it is the last working day before the run, Tuesday 10 March 2026.
    expect(report.data.pools.find(({ application }) => application === 'WebApp')?.nextBusinessHits?.[0]?.at).toBe(
      '2026-03-16T16:31:58Z',
    );
  });

  test('with the setting it found, drift is likely', async () => {
    const report = await diagnosed([fixture('article.txt'), '--interval', '1740', '--tz', 'UTC']);
    expect(said(report)[0]).toBe('interval-drift likely');
  });

  test('without a zone no UTC is told', async () => {
    const report = await diagnosed([fixture('article.txt')]);
    expect(said(report)).toContain('zone-unknown proven');
    for (const { nextBusinessHits = [] } of report.data.pools) {
      for (const hit of nextBusinessHits) expect(hit.at).toBeUndefined();
    }
  });

  test('its table is wrong from row 5 on; ours is right', async () => {
    const rows = (await readFile(fixture('article-table.tsv'), 'utf8')).trimEnd().split('\n').slice(1);
    const right = rows
      .map((row) => row.split('\t'))
      .map(([, , at = '', business]) => ({ at, businessHours: business === 'yes' }));
    const { data } = await diagnosed(['--interval', '1740', '--anchor', right[0]?.at ?? '', '--tz', 'UTC']);
    expect(data.projection?.recycles.slice(0, 7)).toMatchObject(right.slice(1));
  });
});

describe('the incident as System XML, Application CSV, settings and workers', () => {
  const words = [
    fixture('incident-system.wevtutil.xml'),
    fixture('incident-application.event-viewer.csv'),
    '--config',
    fixture('applicationHost.config'),
    '--workers',
    fixture('workers.txt'),
    '--tz',
    'Europe/Berlin',
  ];

  test('is drift, proven, with what follows from it and what is wrong beside it', async () => {
    const report = await diagnosed(words);
    expect(said(report)).toEqual([
      'interval-drift proven',
      'thundering-herd-interval proven',
      'app-never-restarted possible',
      'cold-start-after-recycle likely',
      'interval-default-inherited proven',
      'latent-drift likely',
      'event-id-collision proven',
    ]);
    expect(report.exitCode).toBe(1);
  });

  test('is the same with the files in any order', async () => {
    const [system = '', application = '', ...rest] = words;
    expect(said(await diagnosed([application, system, ...rest]))).toEqual(said(await diagnosed(words)));
  });

  test('predicts from the start of the running process; a pool without one has no timer', async () => {
    const { data } = await diagnosed(words);
    const hits = data.pools.map(({ host, pool, nextBusinessHits = [] }) => [host, pool, nextBusinessHits[0]?.at]);
    expect(hits).toEqual([
      ['web01.contoso.com', 'ApiGateway', '2026-03-16T16:32:26Z'],
      ['web01.contoso.com', 'ReportServer', undefined],
      ['web01.contoso.com', 'WebApp', '2026-03-16T16:32:27Z'],
    ]);
  });

  test.each(['apply', 'verify', 'rollback'])('its %s script is the reviewed one', async (part) => {
    const folder = await mkdtemp(join(tmpdir(), 'diag-fix-'));
    try {
      await runCli(['iis-drift', ...words, '--fix-dir', folder, '--quiet']);
      const script = await readFile(join(folder, `IIS101-interval-drift.${part}.ps1`), 'utf8');
      expect(script.startsWith('\ufeff#Requires -Version 5.1\r\n')).toBe(true);
      expect((await parsePowerShell(script)).errors).toEqual([]);
      const text = script.slice(1).replaceAll('\r\n', '\n');
      await expect(text).toMatchFileSnapshot(fixture(`golden/IIS101-interval-drift.${part}.ps1`));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test('an EVTX file of the incident gives the same findings as its other exports', async () => {
  const { findings } = await diagnosed(['-', '--tz', 'Europe/Berlin'], writeEvtx(articleIncident(), 'WEB01'));
  expect(findings.map(({ name, confidence }) => `${name} ${confidence}`)).toEqual([
    'interval-drift proven',
    'thundering-herd-interval proven',
    'app-never-restarted possible',
    'cold-start-after-recycle likely',
  ]);
});

test('workers and an interval give the next recycles of each pool, without any log', async () => {
  const words = ['--workers', fixture('workers.txt'), '--interval', '1740', '--tz', 'Europe/Berlin'];
  const { data, findings, exitCode } = await diagnosed(words);
  expect(findings.map(({ name, severity }) => `${name} ${severity}`)).toEqual(['latent-drift info']);
  expect(exitCode).toBe(0);
  expect(data.projection?.recycles[0]?.at).toBe('2026-03-11T20:31:37Z');
  expect(data.pools.map(({ pool, nextBusinessHits }) => [pool, nextBusinessHits?.[0]?.at])).toEqual([
    ['ApiGateway', '2026-03-16T16:31:37Z'],
    ['WebApp', '2026-03-16T16:31:38Z'],
  ]);
});

test('what is observed is saved and replayed, and files of several runs are joined', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diag-replay-'));
  try {
    const save = async (name: string, file: string) => {
      await runCli(['iis-drift', fixture(file), '--tz', 'Europe/Berlin', '--save', join(folder, name), '--quiet']);
      return join(folder, name);
    };
    const files = [
      await save('system.json', 'incident-system.wevtutil.xml'),
      await save('application.json', 'incident-application.event-viewer.csv'),
    ];
    const names = async (order: readonly string[]) => {
      const { stdout } = await runCli(['replay', ...order, '--format', 'json']);
      return (JSON.parse(stdout) as Report).findings.map(({ name }) => name);
    };
    expect(await names(files)).toEqual([
      'interval-drift',
      'thundering-herd-interval',
      'app-never-restarted',
      'cold-start-after-recycle',
      'event-id-collision',
    ]);
    expect(await names(files.toReversed())).toEqual(await names(files));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('starts of workers alone tell nothing of the interval: that was not looked at', async () => {
  const { exitCode } = await diagnosed(['--workers', fixture('workers.txt'), '--tz', 'Europe/Berlin']);
  expect(exitCode).toBe(3);
});
