import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';

const refusal = '421 4.7.0 Too many concurrent SMTP connections; please try again later.';
const application = `2026-03-10 08:30:09,112 ERROR mailer: order 7 to a@example.org: ${refusal}`;
const postfix = (id: string) =>
  `Mar 10 08:30:09 mx1 postfix/smtp[2212]: ${id}: to=<a@example.org>, relay=mx.example.org[192.0.2.7]:25, delay=1, delays=0.1/0/0.4/0.5, dsn=4.7.0, status=deferred (host mx.example.org[192.0.2.7] said: ${refusal} (in reply to MAIL FROM command))`;
const recycle =
  "3/10/2026 4:31:36 PM A worker process with process id of '4112' serving application pool 'Shop' has requested a recycle because the worker process reached its allowed processing time limit.";
const kubelet =
  'E0310 08:30:09.123456    1234 kubelet.go:2347] "Container runtime network not ready" networkReady="NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized"';

/** Beyond the bound of every reader, and of the buffer of the fastest. */
const long = 'x'.repeat(5 << 20);

const cases: readonly (readonly [module: string, what: string, lines: readonly string[], number: number])[] = [
  [
    'smtp-throttle',
    'the log of an application',
    ['2026-03-10 08:29:09,112 INFO start', `2026-03-10 08:30:00,000 INFO ${long}`, application],
    3,
  ],
  [
    'smtp-throttle',
    'a log of Postfix',
    [
      postfix('4XyZ12ab3z').replace('deferred', 'sent'),
      `Mar 10 08:30:09 mx1 postfix/smtp[2212]: warning: ${long}`,
      postfix('4XyY12ab3z'),
    ],
    3,
  ],
  ['iis-drift', 'a pasted text', ['our server', long, recycle], 3],
  [
    'k8s-paths',
    'a log of the kubelet',
    [kubelet.replace('E0310', 'I0310').replace('Container runtime network not ready', long), kubelet],
    2,
  ],
];

const linesOf = (stdout: string): readonly (number | undefined)[] => {
  const { findings } = JSON.parse(stdout) as { findings: readonly { evidence: readonly { line?: number }[] }[] };
  return findings.flatMap(({ evidence }) => evidence.map(({ line }) => line));
};

test.each(cases)(
  '%s: a line over the bound shifts no line number in %s, from a file or a pipe',
  async (module, _, lines, number) => {
    const text = `${lines.join('\n')}\n`;
    const folder = mkdtempSync(join(tmpdir(), 'diag-long-'));
    try {
      const path = join(folder, 'long.log');
      writeFileSync(path, text);
      const words = [module, '--tz', 'UTC', '--format', 'json'];
      for (const { stdout } of [await runCli([...words, path]), await runCli([...words, '-'], { stdin: text })]) {
        const found = linesOf(stdout);
        expect(found).toContain(number);
        expect(found.every((line) => line === undefined || line <= number)).toBe(true);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
