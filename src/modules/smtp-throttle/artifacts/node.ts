import { policy, snippet } from './snippet.ts';

/** nodemailer: one pooled transport a process. Its `maxRequeues` is about lost connections: 432 is for us to retry. */
export const nodemailerSnippet = snippet(
  'capped-nodemailer',
  'nodemailer',
  `
// capped-mailer.mjs: one sender for each mailbox, shared by the whole process.
import { setTimeout as sleep } from "node:timers/promises";
import nodemailer from "nodemailer";

const cap = ${policy.cap}; // 2 where other programs use the same mailbox; 4 is already refused
const perMinute = ${policy.perMinute};
const tries = ${policy.tries};

// A 4xx reply: the server did not accept the mail, so one more try cannot duplicate it.
// A lost connection is left to the caller: the mail may have arrived.
const isTemporary = (error) =>
  error.responseCode >= 400 && error.responseCode < 500 && error.code !== 'EAUTH';

export function createCappedMailer(options) {
  const transport = nodemailer.createTransport({
    ...options,
    pool: true, // without a pool every sendMail opens a connection of its own
    maxConnections: cap, // the default of 5 breaks the limit
    maxMessages: 50,
    rateDelta: 60_000,
    rateLimit: perMinute,
  });
  async function send(message) {
    for (let tried = 1; ; tried += 1) {
      try {
        return await transport.sendMail(message);
      } catch (error) {
        if (!isTemporary(error) || tried >= tries) throw error;
        await sleep(Math.random() * 1000 * 2 ** tried);
      }
    }
  }
  return { send, close: () => transport.close() };
}
`,
);
