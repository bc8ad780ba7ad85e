import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { goSnippet } from '../../src/modules/smtp-throttle/artifacts/go.ts';
import { javamailSnippet } from '../../src/modules/smtp-throttle/artifacts/java.ts';
import { nodemailerSnippet } from '../../src/modules/smtp-throttle/artifacts/node.ts';
import { phpmailerSnippet } from '../../src/modules/smtp-throttle/artifacts/php.ts';
import { smtplibSnippet } from '../../src/modules/smtp-throttle/artifacts/python.ts';
import { rubySnippet } from '../../src/modules/smtp-throttle/artifacts/ruby.ts';
import type { Mailbox, Truth } from './dotnet-mail.ts';
import { startSmtpServer } from './smtp-server.ts';
import { systemEnv } from './system-part.ts';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));
const source = (name: string) => join(project, 'test/mail-programs', name);

/** Debian's JavaMail and Spring 4.3, which speak javax.mail; the snippet is for their successors. */
const jars = [
  'javax.mail',
  'javax.activation',
  'spring3-core',
  'spring3-beans',
  'spring3-context',
  'spring3-context.support',
  'commons-logging',
];
const classPath = jars.map((name) => `/usr/share/java/${name}.jar`).join(':');
const withJavax = (code: string): string =>
  code
    .replace('import jakarta.mail.', 'import javax.mail.')
    .replace('import org.eclipse.angus.mail.smtp.', 'import com.sun.mail.smtp.');

/** A program that sends mails at once: what it needs here, how it is made ready, how it is called. */
export interface MailLibrary {
  readonly needs: readonly string[];
  prepare?(folder: string): Promise<unknown>;
  /** Sends all in one process, or each in one of its own. */
  call(folder: string, port: string, log: string, subjects: readonly string[]): readonly (readonly string[])[];
}

const compileJava = async (folder: string): Promise<unknown> => {
  await writeFile(join(folder, 'CappedMailSender.java'), withJavax(javamailSnippet.apply));
  return run('javac', ['-cp', classPath, '-d', folder, join(folder, 'CappedMailSender.java'), source('Plain.java')]);
};
const java = (library: string): MailLibrary => ({
  needs: ['javac', 'java', '/usr/share/java/javax.mail.jar', '/usr/share/java/spring3-context.support.jar'],
  prepare: compileJava,
  call: (folder, port, log, subjects) => [
    ['java', '-cp', `${folder}:${classPath}`, 'Plain', library, port, log, ...subjects],
  ],
});
/** The recommended code beside the program, by the name that the program imports. */
const beside =
  (name: string, code: string) =>
  (folder: string): Promise<void> =>
    writeFile(join(folder, name), code);
const php = (library: string, file: string): MailLibrary => ({
  needs: ['php', file, '/usr/share/php/Monolog/autoload.php'],
  prepare: beside('capped_mailer.php', phpmailerSnippet.apply),
  call: (_, port, log, subjects) =>
    subjects.map((subject) => ['php', source('plain.php'), library, port, log, subject]),
});
const ruby = (library: string): MailLibrary => ({
  needs: ['ruby'],
  prepare: beside('capped_mailer.rb', rubySnippet.apply),
  call: (_, port, log, subjects) => [['ruby', source('plain.rb'), library, port, log, ...subjects]],
});
const python = (library: string): MailLibrary => ({
  needs: ['python3'],
  prepare: beside('capped_mailer.py', smtplibSnippet.apply),
  call: (_, port, log, subjects) => [['python3', source('plain.py'), library, port, log, ...subjects]],
});
const node = (library: string): MailLibrary => ({
  needs: [],
  prepare: async (folder) => {
    await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));
    await beside('capped-mailer.mjs', nodemailerSnippet.apply)(folder);
    await writeFile(join(folder, 'plain.mjs'), await readFile(source('plain.mjs')));
  },
  call: (folder, port, log, subjects) => [
    [process.execPath, join(folder, 'plain.mjs'), library, port, log, ...subjects],
  ],
});
const go = (main: string): MailLibrary => ({
  needs: ['go'],
  prepare: async (folder) => {
    await mkdir(join(folder, 'cappedmailer'));
    await writeFile(join(folder, 'go.mod'), 'module batch\n\ngo 1.19\n');
    await writeFile(join(folder, 'cappedmailer/cappedmailer.go'), goSnippet.apply);
    await writeFile(join(folder, 'main.go'), await readFile(source(main)));
    await run('go', ['vet', './...'], { cwd: folder, env: systemEnv });
    await run('go', ['build', '-o', 'batch', '.'], { cwd: folder, env: systemEnv });
  },
  call: (folder, port, log, subjects) => [[join(folder, 'batch'), port, log, ...subjects]],
});
const phpmailerFile = '/usr/share/php/libphp-phpmailer/autoload.php';

/** By name: what writes a log of its own words. */
export const mailLibrariesOfOthers: Readonly<Record<string, MailLibrary>> = {
  nodemailer: node('plain'),
  smtplib: python('plain'),
  javamail: java('javamail'),
  spring: java('spring'),
  phpmailer: php('phpmailer', phpmailerFile),
  'symfony-mailer': php('symfony', '/usr/share/php/Symfony/Component/Mailer/autoload.php'),
  'go-net-smtp': go('plain.go'),
  'ruby-net-smtp': ruby('net-smtp'),
  'ruby-mail': ruby('mail'),
};

/** By name: the recommended code, beside the program without it. */
export const cappedPrograms: Readonly<Record<string, readonly [plain: string, capped: MailLibrary]>> = {
  nodemailer: ['nodemailer', node('capped')],
  smtplib: ['smtplib', python('capped')],
  'JavaMail behind Spring': ['spring', java('capped')],
  PHPMailer: ['phpmailer', php('capped', phpmailerFile)],
  Go: ['go-net-smtp', go('capped.go')],
  Ruby: ['ruby-net-smtp', ruby('capped')],
};

/** Makes a program ready; `send` sends the mails at once and says what the server saw and the program logged. */
export async function mailProgram(library: MailLibrary): Promise<{
  send(subjects: readonly string[], mailbox: Mailbox): Promise<Truth & { log: string }>;
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'diag-mail-program-'));
  await library.prepare?.(folder);
  let runs = 0;
  return {
    async send(subjects, mailbox) {
      const server = await startSmtpServer(mailbox);
      try {
        runs += 1;
        const path = join(folder, `logs${runs}`);
        await mkdir(path);
        const log = join(path, 'mail.log');
        await writeFile(log, '');
        const calls = library.call(folder, String(server.port), log, subjects);
        const env = { ...systemEnv, TZ: 'UTC', LC_ALL: 'C.UTF-8' };
        await Promise.all(calls.map(([program = '', ...words]) => run(program, words, { env, cwd: folder })));
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
