import { found, passed, skipped, unchecked } from '../../src/core/check.ts';
import { defineCode } from '../../src/core/code.ts';
import { diagnose } from '../../src/core/diagnose.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Analysis } from '../../src/core/module.ts';
import type { Report } from '../../src/core/report.ts';
import { selectAll } from '../../src/core/selection.ts';
import type { View } from '../../src/core/view.ts';

/** A log line of somebody who knows who will read it. */
export const hostileText =
  '<script>alert(1)</script></style></title></pre> \u001b[31mred\u001b]0;owned\u0007 \u202egnp.exe\u2066 \0nul ``` | ]]> "q" \'s\' @everyone [x](javascript:alert(1)) <img src=x onerror=alert(1)>';

/** Parts of `hostileText` that act where they stand raw. */
export const secrets = {
  text: 'bob.miller@contoso.com password=Hunter22secret Bearer abcdefgh12345678XYZ',
  words: ['bob.miller', 'Hunter22secret', 'abcdefgh12345678XYZ'],
};

const pool = defineCode<{ pool: string }>({
  code: 'IIS901',
  name: 'pool-drifts',
  severity: 'critical',
  summary: 'A pool recycles in business hours.',
  title: ({ pool: name }) => `Pool ${name} recycles in business hours because its interval of 29 h drifts.`,
  why: () => 'The interval counts from the start of the worker process, so every recycle is 5 h later in the day.',
  next: () => [
    'Look when it started: `Get-CimInstance Win32_Process -Filter "Name=\'w3wp.exe\'" | Select-Object ProcessId,CreationDate,CommandLine`',
    'Replace the interval by a time of day.',
  ],
  docs: ['https://learn.microsoft.com/iis/'],
});
const outage = defineCode<{ text: string }>({
  code: 'IIS902',
  name: 'requests-failed',
  severity: 'warning',
  summary: 'Requests failed.',
  title: ({ text }) => `Requests failed with ${text}`,
});
const note = defineCode<{ n: number }>({
  code: 'IIS903',
  name: 'side-note',
  severity: 'info',
  summary: 'A side note.',
  title: ({ n }) => `${n} recycles fall outside business hours, 日本語のプール and 🚀 too.`,
  why: () => 'Nothing to do.',
});

const findings: Finding[] = [
  pool(
    { pool: 'Shop プール 🛒' },
    {
      confidence: 'proven',
      evidence: [
        {
          source: 'C:\\logs\\system.csv',
          line: 17,
          at: '2026-03-10T14:30:00Z',
          zone: 'from log',
          text: 'A worker process with process id of 4242 serving application pool Shop has requested a recycle because it reached its allowed processing time limit.',
        },
        { source: 'Security.evtx', record: '991', text: 'recycled' },
        { source: '/var/log/a b.log', line: 3, text: 'x'.repeat(300) },
        { source: 'option', text: '--interval 1740' },
      ],
      rulesOut: ['A crash: no WAS 5011 and no .NET 1026 near any of the 14 recycles.'],
      fixes: [
        {
          id: 'schedule',
          title: 'Recycle at 03:30',
          shell: 'powershell',
          applicability: 'review',
          effect: 'The pool recycles once a day.',
          apply: "$pool = 'Shop'\r\nSet-ItemProperty IIS:\\AppPools\\$pool -Name recycling",
          verify: 'Get-ItemProperty IIS:\\AppPools\\Shop',
          rollback: 'Restore-WebConfiguration',
        },
      ],
    },
  ),
  outage(
    { text: hostileText },
    {
      confidence: 'likely',
      consequenceOf: 'pool-drifts',
      evidence: [{ source: 'iis.log', line: 4, text: `${hostileText}\n${secrets.text}` }],
    },
  ),
  note({ n: 3 }, { confidence: 'possible', evidence: [{ source: 'iis.log', line: 9, text: secrets.text }] }),
];

export const everyView: readonly View[] = [
  {
    kind: 'day-strips',
    id: 'calendar',
    title: 'Recycles through the day',
    note: '# in business hours',
    band: { from: 480, to: 1080 },
    rows: [
      { label: 'Mon 2026-03-02', banded: true, note: '09:30', marks: [{ minute: 570, tone: 'bad', label: '#' }] },
      {
        label: 'Tue 2026-03-03',
        banded: true,
        note: '14:30 21:00',
        marks: [
          { minute: 870, tone: 'bad', label: '#' },
          { minute: 1260, tone: 'plain', label: 'o' },
        ],
      },
      { label: 'Sat 2026-03-07', banded: false, note: 'none', marks: [] },
    ],
  },
  {
    kind: 'timeline',
    id: 'seconds',
    title: 'Mails by second',
    from: '2026-03-10T14:30:00Z',
    stepSeconds: 1,
    note: 'UTC',
    series: [
      {
        name: 'sent',
        tone: 'good',
        values: Array.from({ length: 900 }, (_, i) => Math.round(10 + 10 * Math.sin(i / 40))),
      },
      { name: 'throttled 🚦', tone: 'bad', values: Array.from({ length: 900 }, (_, i) => (i % 97 < 12 ? 6 : 0)) },
    ],
  },
  {
    kind: 'curve',
    id: 'cap',
    title: 'Failures by sending rate',
    xLabel: 'mails a second',
    yLabel: 'failed, share',
    points: [1, 2, 3, 4, 5, 6, 7, 8].map((x) => ({
      x,
      y: x < 4 ? 0 : (x - 3) / 8,
      label: String(x),
      tone: x < 4 ? 'good' : 'bad',
    })),
  },
  {
    kind: 'path',
    id: 'path',
    title: `From here to there ${hostileText}`,
    steps: [
      { label: 'Deployment', state: 'done' },
      { label: `ReplicaSet ${hostileText}`, state: 'done' },
      { label: 'pod', state: 'stopped' },
      { label: 'node', state: 'open' },
    ],
    owner: `ResourceQuota ${hostileText}`,
    table: {
      columns: [{ label: '' }, { label: '' }],
      rows: [['STOPPED', { text: `pod ${hostileText}`, tone: 'bad' }]],
    },
  },
  {
    kind: 'map',
    id: 'map',
    title: `Who calls whom ${hostileText}`,
    nodes: [
      {
        id: 'db',
        label: `database ${hostileText}`,
        layer: 0,
        state: { text: 'refused', tone: 'bad' },
        details: [hostileText],
      },
      {
        id: 'api',
        label: 'server',
        layer: 1,
        state: { text: 'failing', tone: 'warning' },
        details: ['127.0.0.1:6443'],
      },
      ...(['good', 'plain', 'muted', 'good', 'bad', 'good', 'good'] as const).map((tone, i) => ({
        id: `client-${i}`,
        label: `client ${i}`,
        layer: 2,
        state: { text: tone, tone },
        details: [],
      })),
    ],
    links: [{ from: 'api', to: 'db' }, ...[0, 1, 2, 3, 4, 5, 6].map((i) => ({ from: `client-${i}`, to: 'api' }))],
    table: { columns: [{ label: 'component' }, { label: 'state' }], rows: [[`database ${hostileText}`, 'refused']] },
  },
  {
    kind: 'table',
    id: 'components',
    title: 'Components',
    columns: [{ label: 'component' }, { label: 'state' }, { label: 'ms', align: 'right' }],
    rows: [
      ['kube-apiserver', { text: 'up', tone: 'good' }, '12'],
      ['etcd | <b>', { text: 'down', tone: 'bad' }, '5000'],
      ['スケジューラー', { text: 'not checked', tone: 'muted' }, ''],
    ],
  },
  {
    kind: 'tree',
    id: 'paths',
    title: 'Files',
    nodes: [
      {
        label: '/etc/kubernetes',
        children: [
          { label: { text: 'admin.conf', tone: 'bad' }, note: { text: `missing ${hostileText}`, tone: 'warning' } },
          { label: 'pki', children: [{ label: 'ca.crt', note: 'ok' }] },
        ],
      },
    ],
  },
];

const analysis: Analysis = {
  findings,
  checks: [
    found('pool-drifts'),
    found('requests-failed'),
    found('side-note'),
    passed('crash', ['system.csv']),
    skipped('memory', 'not asked for'),
    unchecked(
      'configuration',
      'applicationHost.config cannot be read',
      'sudo diag iis-drift --config C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config',
    ),
  ],
  data: { recycles: 14, sender: secrets.text },
  views: everyView,
};

const inputs = [
  {
    source: 'C:\\logs\\system.csv',
    format: 'event-viewer-csv',
    encoding: 'utf-16le',
    lines: 5001,
    understood: 4812,
    firstNotUnderstood: { line: 17, text: hostileText },
    timeZone: { name: 'Europe/Berlin', provenance: '--tz' as const },
  },
];

/** A report with everything a report can hold, hostile and secret texts included; not yet redacted. */
export const richReport = (): Report =>
  diagnose(
    { id: 'iis-drift', codes: [], analyze: () => analysis },
    { observations: { inputs } },
    {},
    { now: '2026-03-11T12:00:00.000Z', machineZone: 'UTC' },
    { tool: { name: 'diag', version: '0.1.0' }, failOn: 'warning', selection: selectAll },
  );

/** A report that found nothing. */
export const cleanReport = (): Report =>
  diagnose(
    {
      id: 'iis-drift',
      codes: [],
      analyze: () => ({ findings: [], checks: [passed('crash', ['system.csv'])], data: {}, views: [] }),
    },
    { observations: { inputs: [] } },
    {},
    { now: '2026-03-11T12:00:00.000Z', machineZone: 'UTC' },
    { tool: { name: 'diag', version: '0.1.0' }, failOn: 'warning', selection: selectAll },
  );
