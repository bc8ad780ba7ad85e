import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SmtpServer, startSmtpServer } from '../../../../test/support/smtp-server.ts';
import { describeWith } from '../../../../test/support/system-part.ts';
import { nodemailerSnippet } from './node.ts';
import { smtplibSnippet } from './python.ts';

const run = promisify(execFile);
const subjects = Array.from({ length: 12 }, (_, i) => `report ${i + 1}`);
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'diag-snippet-'));
  await symlink(fileURLToPath(new URL('../../../../node_modules', import.meta.url)), join(directory, 'node_modules'));
  await writeFile(join(directory, 'capped-mailer.mjs'), nodemailerSnippet.apply);
  await writeFile(join(directory, 'capped_mailer.py'), smtplibSnippet.apply);
  await writeFile(join(directory, 'batch.mjs'), nodeBatch);
  await writeFile(join(directory, 'batch.py'), pythonBatch);
});
afterAll(() => rm(directory, { recursive: true }));

/** Sends all at once, as a batch job does; prints how many failed. */
const nodeBatch = `
import nodemailer from 'nodemailer';
import { createCappedMailer } from './capped-mailer.mjs';
const [how, port, ...subjects] = process.argv.slice(2);
const options = { host: '127.0.0.1', port: Number(port), ignoreTLS: true };
const transport = nodemailer.createTransport(options);
const mailer = createCappedMailer(options);
const send = how === 'capped' ? mailer.send : (message) => transport.sendMail(message);
const mails = subjects.map((subject) => ({ from: 'a@example.com', to: 'b@example.com', subject, text: 'x' }));
const results = await Promise.allSettled(mails.map((mail) => send(mail)));
mailer.close();
const failed = results.filter(({ status }) => status === 'rejected');
console.log(JSON.stringify({ failed: failed.length, error: failed[0]?.reason.message ?? '' }));
`;

const pythonBatch = `
import json, smtplib, sys
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from capped_mailer import CappedMailer
how, port, *subjects = sys.argv[1:]
connect = lambda: smtplib.SMTP("127.0.0.1", int(port))
mailer = CappedMailer(connect)
def send(subject):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.com", "b@example.com", subject
    try:
        if how == "capped":
            mailer.send(message)
        else:
            with connect() as smtp:
                smtp.send_message(message)
        return ""
    except smtplib.SMTPException as error:
        return repr(error)
with ThreadPoolExecutor(len(subjects)) as pool:
    errors = [error for error in pool.map(send, subjects) if error]
print(json.dumps({"failed": len(errors), "error": errors[0] if errors else ""}))
`;

async function batch(command: readonly string[], how: string, server: SmtpServer) {
  const [program = '', ...words] = command;
  const { stdout } = await run(program, [...words, how, String(server.port), ...subjects], { cwd: directory });
  return JSON.parse(stdout) as { failed: number; error: string };
}

function sendsBatches(command: readonly string[], error: RegExp): void {
  test('uncapped, a batch at once loses mails to 432', async () => {
    const server = await startSmtpServer();
    const result = await batch(command, 'uncapped', server);
    expect(result.failed).toBe(server.refused());
    expect(result.failed).toBeGreaterThan(0);
    expect(result.error).toMatch(error);
    await server.stop();
  });

  test('with the snippet all arrive, each once, and nothing is refused', async () => {
    const server = await startSmtpServer();
    expect(await batch(command, 'capped', server)).toEqual({ failed: 0, error: '' });
    expect(server.accepted.toSorted()).toEqual(subjects.toSorted());
    expect(server.mostInFlight()).toBeLessThanOrEqual(3);
    expect(server.refused()).toBe(0);
    await server.stop();
  });

  test('where another program takes a place, refused mails are retried and still arrive once', async () => {
    const server = await startSmtpServer({ limit: 2, serviceMs: 100 });
    expect(await batch(command, 'capped', server)).toEqual({ failed: 0, error: '' });
    expect(server.accepted.toSorted()).toEqual(subjects.toSorted());
    expect(server.refused()).toBeGreaterThan(0);
    await server.stop();
  }, 90_000);
}

describe('the nodemailer snippet', () =>
  sendsBatches(['node', 'batch.mjs'], /^Message failed: 432 4\.3\.2 Concurrent/));
describeWith(['python3'], 'the smtplib snippet', () =>
  sendsBatches(['python3', 'batch.py'], /^SMTPDataError\(432, b'4\.3\.2/),
);
