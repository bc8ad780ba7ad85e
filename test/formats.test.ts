import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../src/core/report.ts';
import { reportSchema } from '../src/core/report-schema.ts';
import { type Format, formats } from '../src/renderers/formats.ts';
import { cleanReport, richReport, secrets } from './support/rich-report.ts';
import { runCli } from './support/run-cli.ts';
import { runDeliver } from './support/run-deliver.ts';
import { describeWith } from './support/system-part.ts';

const machineFormats: readonly Format[] = ['json', 'sarif', 'junit', 'nagios', 'prometheus'];
const of = async (format: Format, report: Report = richReport(), options = {}) =>
  runDeliver(report, { format, ...options });

describe.each(formats)('%s', (format) => {
  test('has every finding', async () => {
    const { stdout } = await of(format);
    for (const code of ['IIS901', 'IIS902', 'IIS903']) expect(stdout).toContain(code);
  });

  test('says what could not be checked', async () => {
    expect((await of(format)).stdout).toContain('applicationHost.config cannot be read');
  });

  test('has no secret in it, and has it with --no-redact', async () => {
    const { stdout } = await of(format);
    for (const word of secrets.words) expect(stdout).not.toContain(word);
    // nagios prints titles only, prometheus names.
    if (format !== 'nagios' && format !== 'prometheus')
      expect((await of(format, richReport(), { redact: false, verbose: true })).stdout).toContain('Hunter22secret');
  });

  test('leaves no character of a hostile log active', async () => {
    const { stdout } = await of(format, richReport(), { verbose: true });
    expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f]/);
  });

  test('marks an interrupted run', async () => {
    const { stdout, exitCode } = await runDeliver(richReport(), { format }, { signal: AbortSignal.abort() });
    expect(stdout).toContain('interrupted');
    expect(exitCode).toBe(format === 'nagios' ? 2 : 130);
  });

  test('can say that nothing was found', async () => {
    const { stdout, exitCode } = await of(format, cleanReport());
    expect(stdout.length).toBeGreaterThan(20);
    expect(exitCode).toBe(0);
  });

  test('min-severity shapes what people see and nothing that machines read', async () => {
    const { stdout } = await of(format, richReport(), { minSeverity: 'critical' });
    expect(stdout.includes('IIS903')).toBe(machineFormats.includes(format));
  });

  test('exits 1, or as a monitoring plug-in does', async () => {
    expect((await of(format)).exitCode).toBe(format === 'nagios' ? 2 : 1);
  });
});

test('the JSON report follows its schema, which is the one committed', async () => {
  const { stdout } = await of('json');
  expect(reportSchema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
  const { schema } = await import('../src/commands/schema.ts');
  let printed = '';
  await schema({ stdout: { write: (text: string) => (printed += text) } } as never);
  expect(printed).toBe(readFileSync(new URL('../schema/diag-report-1.json', import.meta.url), 'utf8'));
});

test('the SARIF log is valid under the OASIS schema', async () => {
  // Draft 04 names its identifier `id`; the schema uses nothing else that later drafts changed.
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(new URL('schemas/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  for (const report of [richReport(), cleanReport()]) {
    const log = JSON.parse((await of('sarif', report)).stdout);
    validate(log);
    expect(validate.errors).toBeNull();
  }
});

test('a SARIF result points at the lines it quotes', async () => {
  const { runs } = JSON.parse((await of('sarif')).stdout);
  expect(runs[0].results[0]).toMatchObject({
    ruleId: 'IIS901',
    level: 'error',
    locations: [
      { physicalLocation: { artifactLocation: { uri: 'file:///C:/logs/system.csv' }, region: { startLine: 17 } } },
    ],
  });
});

test('with --root a SARIF result points at the file below that directory', async () => {
  const root = mkdtempSync(join(tmpdir(), 'diag sarif-'));
  const manifests = join(root, 'etc/kubernetes/manifests');
  mkdirSync(manifests, { recursive: true });
  writeFileSync(join(manifests, 'etcd.yaml'), 'apiVersion: v1\nkind: Pod\n  bad');
  const { stdout } = await runCli(['k8s-paths', '--root', root, '--format', 'sarif']);
  const [{ originalUriBaseIds, results }] = JSON.parse(stdout).runs;
  const places = results.flatMap(
    (result: { locations: readonly { physicalLocation?: { artifactLocation: unknown } }[] }) =>
      result.locations.flatMap(({ physicalLocation }) => physicalLocation?.artifactLocation ?? []),
  );
  const files = places.map(({ uri, uriBaseId }: { uri: string; uriBaseId: string }) =>
    fileURLToPath(new URL(uri, originalUriBaseIds[uriBaseId].uri)),
  );
  expect(files).toContain(join(manifests, 'etcd.yaml'));
  rmSync(root, { recursive: true });
});

test('a SARIF result has a file only where there is one', async () => {
  const { runs } = JSON.parse((await of('sarif')).stdout);
  const [{ locations, relatedLocations }] = runs[0].results;
  const uris = [...locations, ...relatedLocations].map((at) => at.physicalLocation?.artifactLocation.uri);
  expect(uris).toEqual(['file:///C:/logs/system.csv', undefined, 'file:///var/log/a%20b.log', undefined]);
  expect(relatedLocations.at(-1).logicalLocations).toEqual([
    { name: 'option', kind: 'resource' },
    { name: '--interval 1740', kind: 'value' },
  ]);
});

test('nagios has state, verdict and performance data on the first line, and one bar only', async () => {
  const [first = '', ...rest] = (await of('nagios')).stdout.trimEnd().split('\n');
  expect(first).toMatch(
    /^IIS-DRIFT CRITICAL: Pool [^|]+ \| critical=1;;1;0 warning=1;1;;0 info=1;;;0 unchecked=2;;;0 passed=1;;;0$/,
  );
  expect(rest.join('\n')).not.toContain('|');
});

test.each([
  ['warning', 'warning', 1],
  ['warning', 'critical', 0],
  ['info', 'warning', 0],
  ['info', 'info', 1],
] as const)('nagios: a %s with --fail-on %s is state %i', async (severity, failOn, state) => {
  const report = richReport();
  const findings = report.findings.slice(0, 1).map((finding) => ({ ...finding, severity }));
  const alone = { ...report, findings, summary: { ...report.summary, unchecked: 0 } };
  expect((await of('nagios', alone, { failOn })).exitCode).toBe(state);
});

test('nagios: nothing found and something unchecked is UNKNOWN', async () => {
  const report = cleanReport();
  expect((await of('nagios', { ...report, summary: { ...report.summary, unchecked: 1 } })).exitCode).toBe(3);
});

test('markdown: what a log holds is no markup', async () => {
  const { stdout } = await of('markdown');
  const outsideFences = stdout.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '');
  expect(outsideFences).not.toMatch(/<script|<img|(?<!\\)\[x\]/);
  expect(outsideFences).not.toMatch(/(?<!`)@everyone/);
});

describeWith(['xmllint'], 'junit', () => {
  const schema = fileURLToPath(new URL('schemas/jenkins-junit.xsd', import.meta.url));
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'diag-junit-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['a rich report', richReport()],
    ['a clean one', cleanReport()],
  ])('%s is valid under the schema of Jenkins', async (_, report) => {
    const file = join(folder, 'report.xml');
    writeFileSync(file, (await of('junit', report)).stdout);
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema, file], { stdio: 'pipe' });
  });
});
