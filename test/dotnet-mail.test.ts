import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildMailProgram, type MailProgram, mailLibraries, mailLoggers } from './support/dotnet-mail.ts';
import { runCli } from './support/run-cli.ts';
import { describeWith } from './support/system-part.ts';

interface Report {
  readonly findings: readonly { readonly name: string; readonly confidence: string }[];
  readonly data: Readonly<Record<'attempts' | 'successes' | 'failures', number>> & {
    readonly classes: Readonly<Record<string, number>>;
  };
}

async function diagnosed(log: string): Promise<Report> {
  const { stdout } = await runCli(['smtp-throttle', '--format', 'json', '-'], { stdin: log });
  return JSON.parse(stdout) as Report;
}

/** Mails that each program sends, and the server takes or refuses. */
const mails = 12;

function expectTruth(report: Report, refused: number): void {
  expect(report.data).toMatchObject({
    attempts: mails,
    successes: mails - refused,
    failures: refused,
    classes: { 'throttle-concurrency': refused },
  });
  expect(report.findings[0]).toMatchObject({ name: 'm365-concurrency', confidence: 'proven' });
}

/** Written by the libraries themselves in such runs; the server refused 9 of 12 in each. */
const kept = fileURLToPath(new URL('../fixtures/smtp-throttle/dotnet/', import.meta.url));
describe('logs that .NET programs wrote', () => {
  test.each(readdirSync(kept))('%s: each mail is counted once, and each refusal with its class', async (name) => {
    expectTruth(await diagnosed(readFileSync(`${kept}${name}`, 'utf8')), 9);
  });
});

describeWith(['dotnet'], 'a .NET program that sends to a mailbox with three places', () => {
  let program: MailProgram;
  beforeAll(async () => {
    program = await buildMailProgram();
  }, 300_000);
  afterAll(() => program.remove());

  const pairs = mailLibraries.flatMap((library) => mailLoggers.map((logger) => [library, logger] as const));
  test.each(pairs)(
    '%s, logged by %s: diag counts what the server refused',
    { timeout: 60_000 },
    async (library, logger) => {
      const { log, refused, accepted } = await program.send(library, logger);
      expect(refused + accepted.length).toBe(mails);
      expect(refused).toBeGreaterThan(0);
      expectTruth(await diagnosed(log), refused);
    },
  );

  test.each(['mailkit', 'system-net-mail'])(
    '%s with the recommended code: all arrive, each once',
    { timeout: 120_000 },
    async (library) => {
      const alone = await program.send(`${library}-capped`, 'serilog', { serviceMs: 200 });
      expect(new Set(alone.accepted).size).toBe(12);
      expect(alone).toMatchObject({ refused: 0, accepted: { length: 12 } });
      expect(alone.mostInFlight).toBeLessThanOrEqual(3);
      const shared = await program.send(`${library}-capped`, 'serilog', { limit: 2, serviceMs: 100 });
      expect(shared.accepted.toSorted()).toEqual([...new Set(shared.accepted)].toSorted());
      expect(shared.accepted).toHaveLength(12);
      expect(shared.refused).toBeGreaterThan(0);
    },
  );
});
