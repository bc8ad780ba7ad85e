import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRedactor, secretShapes } from '../src/core/redact.ts';
import { inertJson } from '../src/core/safe-text.ts';
import { formats } from '../src/renderers/formats.ts';
import { runCli } from './support/run-cli.ts';
import { casesOf, tried } from './support/tried.ts';

const samples = secretShapes.flatMap(({ samples: all }) => all.map(([text]) => text));
/** Ten times as many as elsewhere: each takes no time. */
const runs = 10 * casesOf(200);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-redaction-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Two recycles of each pool: enough for a finding with a script. */
const recycles = (...pools: string[]): string =>
  `Level,Date and Time,Source,Event ID,Task Category\n${pools
    .flatMap((pool, i) =>
      ['3/10/2026 3:31:36 PM', '3/9/2026 10:31:26 AM'].map(
        (time, j) =>
          `Information,${time},Microsoft-Windows-WAS,5074,None,"A worker process with process id of '${4300 + 10 * j + i}' serving application pool '${pool}' has requested a recycle because the worker process reached its allowed processing time limit."`,
      ),
    )
    .join('\n')}\n`;

test('a script is printed as it is written, or not at all', async () => {
  for (const [pools, secret] of [
    [['Shop', 'b}; Start-Process calc #'], false],
    [['anna@contoso.com', 'b}; Start-Process calc #'], true],
    [['x password=hunter22', "it's"], true],
  ] as const) {
    const dir = join(folder, `fixes-${pools[0].slice(0, 2)}`);
    const { stdout } = await runCli(['iis-drift', '--format', 'json', '--fix-dir', dir, '-'], {
      stdin: recycles(...pools),
    });
    const [fix] = JSON.parse(stdout).findings.flatMap(({ fixes }: { fixes: { apply: string }[] }) => fixes);
    const name = readdirSync(dir).find((one) => one.includes('.apply.')) ?? '';
    const written = readFileSync(join(dir, name), 'utf8').replace(/^\ufeff/, '');
    expect(written).toContain(pools[0]);
    if (secret) {
      expect(fix.apply).toMatch(/^# This script \(apply\) holds an address or a secret/);
      expect(fix.apply).not.toContain(pools[0]);
      expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
    } else expect(fix.apply.replaceAll('\r\n', '\n')).toBe(written.replaceAll('\r\n', '\n'));
  }
});

test.each(formats)('%s of names with secrets holds none and is whole', async (format) => {
  const secret = 'anna.b@contoso.com';
  const { stdout } = await runCli(['iis-drift', '--format', format, '--verbose', '-'], {
    stdin: recycles(secret, 'nam\\"e', 'x password=hunter22'),
  });
  expect(stdout).not.toMatch(/anna\.b|hunter22/);
  if (format === 'json' || format === 'sarif') JSON.parse(stdout);
});

test('rows of --failures are JSON whatever an address looks like', async () => {
  const path = join(folder, 'failed.jsonl');
  const stdin = `id,time,recipient,status,error
1,2026-03-10 10:00:01,"<anna@[10.0.0.7]>",failed,"432 4.3.2 Concurrent connections limit exceeded"
2,2026-03-10 10:00:02,"\\"an na\\"@contoso.com",failed,"432 4.3.2 Concurrent connections limit exceeded"
`;
  await runCli(['smtp-throttle', '--failures', path, '-'], { stdin });
  const rows = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row));
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toMatch(/anna|an na/);
});

test('a redacted document is a document, for any', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...samples), fc.emailAddress());
  const texts = fc.array(text, { maxLength: 6 }).map((all) => all.join(''));
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      texts,
      fc.integer(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(texts, tie('any'), { maxKeys: 4 }),
    ),
  })).any;
  fc.assert(
    fc.property(value, (any) => {
      const shown = createRedactor().deep(any);
      expect(JSON.parse(inertJson(JSON.stringify(shown)))).toEqual(JSON.parse(JSON.stringify(shown)));
    }),
    { numRuns: runs },
  );
  tried('redacted documents', runs);
}, 3_600_000);
