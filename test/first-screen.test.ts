import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../src/core/finding.ts';
import type { Report } from '../src/core/report.ts';
import { registry } from '../src/modules/registry.ts';
import { readPage } from './support/code-page.ts';
import { healthyHost } from './support/k8s-host/healthy-host.ts';
import { type CliSettings, runCli } from './support/run-cli.ts';

const screen = { columns: 80, rows: 24 };
/** The prompt takes the last row. */
const room = screen.rows - 1;
const furtherRows = 4;
/** What a ticket takes for a cause. */
const ticketBytes = 16_384;
const labels = ['Proof', 'Not it', 'Now', 'Fix', 'Seen', 'Open', 'Also', 'Gaps', 'Read', 'More'];

const fixture = (path: string) => new URL(`../fixtures/${path}`, import.meta.url).pathname;
const rowsOf = (line: string) => Math.max(1, Math.ceil(stringWidth(line) / screen.columns));

/** Kinds of causes: findings that matter, follow from no other and are no remarks, equal ones once. */
function causes({ findings }: Report): number {
  const names = new Set(findings.map(({ name }) => name));
  const isCause = ({ severity, consequenceOf, role }: Finding & { role?: string }) =>
    severity !== 'info' && role !== 'remark' && (consequenceOf === undefined || !names.has(consequenceOf));
  return Math.max(1, new Set(findings.filter(isCause).map(({ code }) => code)).size);
}

/** Runs a command line for people and for machines, and judges the first by the second. */
async function judge(words: readonly string[], settings: CliSettings = {}): Promise<string> {
  const shown = await runCli([...words, '--color', 'never'], { ...settings, columns: screen.columns });
  const { stdout } = await runCli([...words, '--json'], settings);
  const ticket = (await runCli([...words, '--format', 'markdown'], settings)).stdout;
  const report = JSON.parse(stdout) as Report;
  const lines = shown.stdout.trimEnd().split('\n');
  const rows = lines.reduce((sum, line) => sum + rowsOf(line), 0);
  expect(rows, shown.stdout).toBeLessThanOrEqual(room + furtherRows * (causes(report) - 1));
  expect(Buffer.byteLength(ticket)).toBeLessThan(ticketBytes * causes(report));
  const found = lines.flatMap((line) => labels.filter((label) => line.startsWith(`  ${label.padEnd(8)}`)));
  const again = found.findIndex((label, i) => found.indexOf(label) < i);
  const firstCause = again === -1 ? found : found.slice(0, again);
  expect(firstCause).toEqual(labels.filter((label) => firstCause.includes(label)));
  const last = lines.at(-1) ?? '';
  expect(last.startsWith(`${report.module}: ${report.verdict.title.slice(0, 12)}`), last).toBe(true);
  if (report.verdict.code !== undefined) expect(last).toContain(`(${report.verdict.code})`);
  expect(lines.filter((line) => / {2}and \d+ more \(--verbose\)$/.test(line))).toEqual([]);
  return shown.stdout;
}

describe('the report of every fixture fits one screen', () => {
  test('iis-drift: exports of events, settings, workers', async () => {
    const files = ['incident-system.wevtutil.xml', 'incident-application.event-viewer.csv', 'applicationHost.config'];
    const words = ['iis-drift', '--tz', 'Europe/Berlin', ...files.map((name) => fixture(`iis-drift/${name}`))];
    expect(await judge([...words, '--workers', fixture('iis-drift/workers.txt')])).toMatch(/^‼ WARNING {2}/);
  });

  test.each(['article.txt', 'incident-system.wevtutil.xml'])('iis-drift: %s', async (name) => {
    await judge(['iis-drift', fixture(`iis-drift/${name}`), '--tz', 'Europe/Berlin']);
  });

  test.each([
    ['--interval', '1740'],
    ['--interval', '1440'],
  ])('iis-drift %s %s', async (...words) => {
    await judge(['iis-drift', ...words]);
  });

  test.each([['smtp-throttle'], ['triage']])('%s: a table of mails', async (command) => {
    await judge([command, fixture('smtp-throttle/email_log.csv')]);
  });

  test.each(readdirSync(fixture('k8s-health')))('k8s-health: %s', async (name) => {
    await judge(['k8s-health', fixture(`k8s-health/${name}`)]);
  });
});

describe('a host', () => {
  let root = '';
  beforeAll(async () => {
    root = await healthyHost();
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test('that is well, and one whose keys are gone', async () => {
    await judge(['k8s-paths', '--root', root]);
    for (const name of readdirSync(join(root, 'etc/kubernetes/pki'))) {
      if (name.endsWith('.key')) rmSync(join(root, 'etc/kubernetes/pki', name));
    }
    await judge(['k8s-paths', '--root', root]);
  });
});

/** Pages whose cases are texts. */
const pages = registry.flatMap(({ id }) => {
  const folder = new URL(`../src/modules/${id}/codes/`, import.meta.url);
  return readdirSync(folder).map((name) => ({ id, name, page: readPage(new URL(name, folder)) }));
});
const texts = pages.flatMap(({ id, name, page }) =>
  page.reported
    .filter(({ language }) => ['text', 'csv', 'xml', 'json', 'log'].includes(language))
    .slice(0, 1)
    .map(({ args, text }) => ({ title: `${id} ${name}`, words: [id, ...args], text })),
);

describe('what the code pages show fits one screen too', () => {
  test.each(texts)('$title', async ({ words, text }) => {
    await judge(words, { stdin: text });
  });
});

test('all of it is there with --verbose', async () => {
  const words = ['smtp-throttle', fixture('smtp-throttle/email_log.csv')];
  const [short, long] = await Promise.all([runCli(words), runCli([...words, '--verbose'])]);
  expect(long.stdout.split('\n').length).toBeGreaterThan(3 * short.stdout.split('\n').length);
  for (const { text } of JSON.parse((await runCli([...words, '--json'])).stdout).findings[0].evidence) {
    expect(long.stdout.replace(/\s+/g, '')).toContain(text.slice(0, 60).replace(/\s+/g, ''));
  }
  expect(readFileSync(fixture('smtp-throttle/email_log.csv'), 'utf8')).toContain('41055');
});
