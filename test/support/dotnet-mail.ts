import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { mailkitSnippet, systemNetMailSnippet } from '../../src/modules/smtp-throttle/artifacts/dotnet.ts';
import { type SmtpServer, startSmtpServer } from './smtp-server.ts';
import { systemEnv } from './system-part.ts';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../dotnet/mail', import.meta.url));

export const mailLibraries = ['mailkit', 'system-net-mail', 'wrapped'] as const;
export const mailLoggers = [
  ...['nlog', 'log4net', 'serilog', 'serilog-compact', 'serilog-rendered', 'serilog-json'],
  ...['mel-simple', 'mel-json', 'mel-systemd', 'mel-bare'],
];

/** Settings of the server. */
export type Mailbox = Parameters<typeof startSmtpServer>[0];

/** What the server saw of one batch. */
export type Truth = Pick<SmtpServer, 'accepted' | 'refusals' | 'refusedAt'> & {
  readonly refused: number;
  readonly mostInFlight: number;
};

/** A .NET program that sends mail in batches, compiled with the code that diag recommends in it. */
export interface MailProgram {
  /** Sends mails at once, 12 unless named, to a mailbox with `limit` places; `log` is the file that the logger wrote. */
  send(
    library: string,
    logger: string,
    mailbox?: Mailbox,
    subjects?: readonly string[],
  ): Promise<Truth & { log: string }>;
  remove(): Promise<void>;
}

const twelve = Array.from({ length: 12 }, (_, i) => `report ${i + 1}`);

export async function buildMailProgram(): Promise<MailProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'diag-dotnet-mail-'));
  await cp(project, folder, { recursive: true });
  const capped = (namespace: string, usings: string, code: string) =>
    writeFile(join(folder, `${namespace}.cs`), `namespace ${namespace} { ${usings}\n${code}\n}\n`);
  await capped('MailKitCapped', 'using MailKit.Net.Smtp; using MimeKit;', mailkitSnippet.apply);
  await capped('NetMailCapped', 'using System.Net.Mail;', systemNetMailSnippet.apply);
  const options = { cwd: folder, env: systemEnv };
  await run('dotnet', ['build', '-c', 'Release', '-o', 'out', '--nologo', '-v', 'q'], options);
  let runs = 0;
  return {
    async send(library, logger, mailbox = { serviceMs: 600 }, subjects = twelve) {
      const server = await startSmtpServer(mailbox);
      try {
        runs += 1;
        const log = join(folder, `${library}.${logger}.${runs}.log`);
        await run('dotnet', ['out/mail.dll', library, logger, String(server.port), log, ...subjects], options);
        const { accepted, refusals, refusedAt } = server;
        const truth = { accepted, refusals, refusedAt, refused: server.refused(), mostInFlight: server.mostInFlight() };
        return { ...truth, log: await readFile(log, 'utf8') };
      } finally {
        await server.stop();
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
