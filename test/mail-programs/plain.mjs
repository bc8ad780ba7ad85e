// Sends all mails at once by nodemailer, alone or through the recommended code, and logs as programs without a logger do:
// library, port, log file, subjects.

import { Console } from 'node:console';
import { createWriteStream } from 'node:fs';
import nodemailer from 'nodemailer';

const [library, port, path, ...subjects] = process.argv.slice(2);
const log = new Console(createWriteStream(path));
const options = { host: '127.0.0.1', port: Number(port), ignoreTLS: true };
const transport = nodemailer.createTransport(options);
const capped = library === 'capped' ? (await import('./capped-mailer.mjs')).createCappedMailer(options) : undefined;
const send = capped?.send ?? ((mail) => transport.sendMail(mail));
const now = () => new Date().toISOString();
await Promise.all(
  subjects.map(async (subject) => {
    const to = `${subject.replaceAll(' ', '-')}@example.com`;
    try {
      await send({ from: 'noreply@example.com', to, subject, text: 'x' });
      log.log(`${now()} INFO mail ${subject} sent to ${to}`);
    } catch (error) {
      log.error(`${now()} ERROR failed to send ${subject} to ${to}`, error);
    }
  }),
);
capped?.close();
