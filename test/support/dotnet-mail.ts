import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { mailkitSnippet, systemNetMailSnippet } from '../../src/modules/smtp-throttle/artifacts/dotnet.ts';
import { startSmtpServer } from './smtp-server.ts';
import { systemEnv } from './system-part.ts';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../dotnet/mail', import.meta.url));

export const mailLibraries = ['mailkit', 'system-net-mail', 'wrapped'] as const;
export const mailLoggers = [
  ...['nlog', 'log4net', 'serilog', 'serilog-compact', 'serilog-rendered', 'serilog-json'],
  ...['mel-simple', 'mel-json', 'mel-systemd', 'mel-bare'],
];

/** What the server saw of one batch; `accepted` are subjects. */
export interface Truth {
  readonly accepted: readonly string[];
  readonly refused: number;
  readonly mostInFlight: number;
}

/** A .NET program that sends mail in batches, compiled with the code that diag recommends in it. */
export interface MailProgram {
  /** Sends 12 mails at once to a mailbox with `limit` places; `log` is the file that the logger wrote. */
  send(
    library: string,
    logger: string,
    mailbox?: { limit?: number; serviceMs?: number },
  ): Promise<Truth & { log: string }>;
  remove(): Promise<void>;
}

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
    async send(library, logger, mailbox = { serviceMs: 600 }) {
      const server = await startSmtpServer(mailbox);
      try {
        runs += 1;
        const log = join(folder, `${library}.${logger}.${runs}.log`);
        const subjects = Array.from({ length: 12 }, (_, i) => `report ${i + 1}`);
        await run('dotnet', ['out/mail.dll', library, logger, String(server.port), log, ...subjects], options);
        const truth = { accepted: server.accepted, refused: server.refused(), mostInFlight: server.mostInFlight() };
        return { ...truth, log: await readFile(log, 'utf8') };
      } finally {
        await server.stop();
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
