import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { mailLibrariesOfOthers, mailProgram } from './support/mail-programs.ts';
import { runCli } from './support/run-cli.ts';
import { describeWith } from './support/system-part.ts';

interface Data {
  readonly attempts: number;
  readonly successes: number;
  readonly failures: number;
  readonly classes: Readonly<Record<string, number>>;
  readonly resend: Readonly<Record<'safe' | 'ambiguous' | 'not', number>>;
}

async function diagnosed(log: string): Promise<Data> {
  const { stdout } = await runCli(['smtp-throttle', '--format', 'json', '--tz', 'UTC', '-'], { stdin: log });
  return (JSON.parse(stdout) as { data: Data }).data;
}

const twelve = Array.from({ length: 12 }, (_, i) => `report ${i + 1}`);
/** Two mails that are taken, one of each refusal (two of one), a connection that is lost, one that is taken late. */
const mixed = ['report 1', 'report 2', 'unknown 3', 'denied 4', 'denied 5', 'large 6', 'rate 7', 'lost 8', 'slow 9'];

/** What a log can show of `mixed`; a mail whose connection was lost behind its end may have arrived. */
const whole = {
  classes: { recipient: 1, auth: 2, size: 1, 'throttle-rate': 1, network: 1 },
  resend: { safe: 1, ambiguous: 1, not: 4 },
};
/** Behind 421 the server closes, and Ruby's library then says that instead of the answer. */
const ruby = { classes: { recipient: 1, auth: 2, size: 1, network: 2 }, resend: { safe: 0, ambiguous: 2, not: 4 } };
/** PHPMailer's exception says "data not accepted" and keeps the answer to itself. */
const phpmailer = { classes: { recipient: 1, unknown: 5 }, resend: { safe: 0, ambiguous: 0, not: 6 } };
const expected: Readonly<Record<string, typeof whole | typeof ruby | typeof phpmailer>> = {
  ...{ 'ruby-net-smtp': ruby, 'ruby-mail': ruby, phpmailer },
};

function expectMixed(data: Data, name: string): void {
  expect(data).toMatchObject({ attempts: 9, successes: 3, failures: 6 });
  const { classes, resend } = expected[name] ?? whole;
  expect(data.classes).toEqual(classes);
  expect(data.resend).toMatchObject(resend);
}

const kept = fileURLToPath(new URL('../fixtures/smtp-throttle/programs/', import.meta.url));
describe('logs that programs wrote', () => {
  test.each(readdirSync(kept))('%s: each refusal with its class, and whether to send it again', async (name) => {
    expectMixed(await diagnosed(readFileSync(`${kept}${name}`, 'utf8')), name.replace(/\.log$/, ''));
  });
});

test('where PHPMailer keeps the answer to itself, diag says where it is', async () => {
  const log = readFileSync(`${kept}phpmailer.log`, 'utf8');
  const { stdout } = await runCli(['smtp-throttle', '--verbose', '-'], { stdin: log });
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('log $mail->ErrorInfo, which has it');
});

for (const [name, library] of Object.entries(mailLibrariesOfOthers)) {
  describeWith(library.needs, `a program with ${name}`, () => {
    test('what it logs is what the server did', { timeout: 120_000 }, async () => {
      const program = await mailProgram(library);
      try {
        const throttled = await program.send(twelve, { serviceMs: 800 });
        expect(throttled.refused).toBeGreaterThan(0);
        expect(await diagnosed(throttled.log)).toMatchObject({
          ...{ attempts: 12, successes: throttled.accepted.length, failures: throttled.refused },
          classes: { [name === 'phpmailer' ? 'unknown' : 'throttle-concurrency']: throttled.refused },
        });
        const { log, refusals, accepted } = await program.send(mixed, { limit: 99, serviceMs: 50 });
        expect(refusals).toEqual({ unknown: 1, denied: 2, large: 1, rate: 1, lost: 1 });
        expect(accepted).toHaveLength(3);
        expectMixed(await diagnosed(log), name);
      } finally {
        await program.remove();
      }
    });
  });
}
