import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildMailProgram, type MailProgram, mailLibraries, mailLoggers } from './support/dotnet-mail.ts';
import { runCli } from './support/run-cli.ts';
import { describeWith } from './support/system-part.ts';

interface Times {
  readonly firstAt?: string;
  readonly lastAt?: string;
}
interface Report {
  readonly findings: readonly { readonly name: string; readonly confidence: string; readonly facts: Times }[];
  readonly data: Readonly<Record<'attempts' | 'successes' | 'failures', number>> & {
    readonly classes: Readonly<Record<string, number>>;
    readonly resend: Readonly<Record<'safe' | 'ambiguous' | 'not', number>>;
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

/** One mail each that the server refuses for another reason, two that log in as somebody else, two taken, one late. */
const refusedOtherwise = [
  ...['report 1', 'report 2', 'unknown 3', 'denied 4', 'denied 5', 'large 6', 'rate 7', 'lost 8', 'slow 9'],
];

function expectRefusals({ data }: Report): void {
  expect(data).toMatchObject({ attempts: 9, successes: 3, failures: 6 });
  expect(data.classes).toEqual({ recipient: 1, auth: 2, size: 1, 'throttle-rate': 1, network: 1 });
  // Whether a mail arrived whose connection was lost behind its end, nobody knows.
  expect(data.resend).toMatchObject({ safe: 1, ambiguous: 1, not: 4 });
}

/** Written by the libraries themselves in such runs; the server refused 9 of 12 in each. */
const kept = fileURLToPath(new URL('../fixtures/smtp-throttle/dotnet/', import.meta.url));
describe('logs that .NET programs wrote', () => {
  test.each(readdirSync(kept))('%s: each mail is counted once, and each refusal with its class', async (name) => {
    expectTruth(await diagnosed(readFileSync(`${kept}${name}`, 'utf8')), 9);
  });
});

const keptRefusals = fileURLToPath(new URL('../fixtures/smtp-throttle/dotnet-refusals/', import.meta.url));
describe('logs of mails that were refused for different reasons', () => {
  test.each(readdirSync(keptRefusals))('%s: each with its class, and whether to send it again', async (name) => {
    expectRefusals(await diagnosed(readFileSync(`${keptRefusals}${name}`, 'utf8')));
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
      const { log, refused, refusedAt, accepted } = await program.send(library, logger);
      expect(refused + accepted.length).toBe(mails);
      expect(refused).toBeGreaterThan(0);
      const report = await diagnosed(log);
      expectTruth(report, refused);
      const { firstAt, lastAt } = report.findings[0]?.facts ?? {};
      // The console of Microsoft.Extensions.Logging writes no time unless it is told to.
      expect(firstAt === undefined).toBe(logger === 'mel-bare');
      if (firstAt === undefined || lastAt === undefined) return;
      expect(Date.parse(firstAt) - Math.min(...refusedAt)).toBeLessThan(5_000);
      expect(Date.parse(firstAt)).toBeGreaterThan(Math.min(...refusedAt) - 1_000);
      expect(Date.parse(lastAt)).toBeGreaterThan(Math.max(...refusedAt) - 1_000);
    },
  );

  test.each(pairs)('%s, logged by %s: other refusals are told apart', { timeout: 60_000 }, async (library, logger) => {
    const mailbox = { limit: 99, serviceMs: 50 };
    const { log, refusals, accepted } = await program.send(library, logger, mailbox, refusedOtherwise);
    expect(refusals).toEqual({ unknown: 1, denied: 2, large: 1, rate: 1, lost: 1 });
    expect(accepted).toHaveLength(3);
    expectRefusals(await diagnosed(log));
  });

  test.each(mailLibraries.flatMap((library) => (['tls', 'needed'] as const).map((login) => [library, login] as const)))(
    '%s, where the server wants %s first',
    { timeout: 60_000 },
    async (library, login) => {
      const { log, refusals } = await program.send(library, 'nlog', { login }, ['report 1', 'report 2']);
      expect(refusals).toEqual({ [login]: 2 });
      const { data } = await diagnosed(log);
      expect(data).toMatchObject({ attempts: 2, failures: 2, classes: { [login === 'tls' ? 'tls' : 'auth']: 2 } });
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
      // QUIT is answered by 421 when the mail is long accepted.
      const busy = await program.send(`${library}-capped`, 'serilog', { serviceMs: 20, busyQuit: true });
      expect(busy.accepted).toHaveLength(12);
    },
  );

  test.each(['mailkit', 'system-net-mail'])(
    '%s with the recommended code: what is refused for good is tried once',
    { timeout: 120_000 },
    async (library) => {
      const subjects = ['report 1', 'unknown 2', 'denied 3', 'large 4', 'lost 5'];
      const { accepted, refusals } = await program.send(`${library}-capped`, 'serilog', { serviceMs: 50 }, subjects);
      expect(accepted).toEqual(['report 1']);
      expect(refusals).toEqual({ unknown: 1, denied: 1, large: 1, lost: 1 });
    },
  );
});
