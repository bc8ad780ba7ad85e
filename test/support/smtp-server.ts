import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What Microsoft 365 answers to the submission that is one too many, at the end of DATA. */
const refusal =
  '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=DM4PR18MB4126.namprd18.prod.outlook.com]';

/**
 * How a mail fares whose subject or recipient has the word, whatever room there is; others are taken while there is room.
 * `lost`: the connection is reset instead of the last reply. `rate`: 421, and the connection is closed. `slow`: taken late.
 */
export const treatments = {
  unknown: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
  denied:
    '554 5.2.252 SendAsDenied; noreply@example.com not allowed to send as info@example.com; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent exception with message Cannot submit message.',
  large: '552 5.3.4 Message size exceeds fixed maximum message size',
  rate: '421 4.4.2 Message submission rate for this client has exceeded the configured limit',
  lost: '',
  slow: '',
} as const;
export type Treatment = keyof typeof treatments;

/** What a login meets: `refused` as where SMTP AUTH is off, `needed` where nobody logged in, `tls` before STARTTLS. */
export type LoginPolicy = 'refused' | 'needed' | 'tls';
const logins: Readonly<Record<LoginPolicy, string>> = {
  refused:
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [AM0PR10CA0001.EURPRD10.PROD.OUTLOOK.COM 2026-03-10T08:30:00.000Z 08DC40A1B2C3D4E5]',
  needed: '530 5.7.57 Client not authenticated to send mail. [AM0PR10CA0001.EURPRD10.PROD.OUTLOOK.COM]',
  tls: '530 5.7.0 Must issue a STARTTLS command first',
};

const treatmentOf = (text: string): Treatment | undefined =>
  (Object.keys(treatments) as Treatment[]).find((word) => text.toLowerCase().includes(word));

/** A mailbox that takes `limit` submissions at once, like smtp.office365.com. */
export interface SmtpServer {
  readonly port: number;
  /** Subjects of accepted mails, in order. */
  readonly accepted: string[];
  /** Submissions refused so far. */
  refused(): number;
  /** Most submissions that were in flight at once, the refused ones included. */
  mostInFlight(): number;
  /** Replies that refused something other than for want of room, by word, and logins that were refused. */
  readonly refusals: Partial<Record<Treatment | LoginPolicy, number>>;
  /** When room was wanting, milliseconds of the clock. */
  readonly refusedAt: readonly number[];
  stop(): Promise<void>;
}

interface Mailbox {
  inFlight: number;
  most: number;
  refused: number;
  readonly accepted: string[];
  readonly limit: number;
  readonly serviceMs: number;
  readonly login?: LoginPolicy | undefined;
  readonly busyQuit: boolean;
  readonly refusals: Partial<Record<Treatment | LoginPolicy, number>>;
  readonly refusedAt: number[];
}

/** Starts it on a free port of loopback. A submission is in flight from its final dot for `serviceMs`; `busyQuit`: QUIT gets 421. */
export async function startSmtpServer({
  limit = 3,
  serviceMs = 200,
  login,
  busyQuit = false,
}: {
  limit?: number;
  serviceMs?: number;
  login?: LoginPolicy;
  busyQuit?: boolean;
} = {}): Promise<SmtpServer> {
  const mailbox: Mailbox = {
    ...{ inFlight: 0, most: 0, refused: 0, accepted: [], limit, serviceMs, login, busyQuit },
    ...{ refusals: {}, refusedAt: [] },
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    talk(socket, mailbox).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server),
    accepted: mailbox.accepted,
    refused: () => mailbox.refused,
    mostInFlight: () => mailbox.most,
    refusals: mailbox.refusals,
    refusedAt: mailbox.refusedAt,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

/** One session: enough of RFC 5321 for the clients of the tests. */
async function talk(socket: Socket, mailbox: Mailbox): Promise<void> {
  socket.write('220 mailbox.test ESMTP\r\n');
  let data: string[] | undefined;
  for await (const line of linesOf(socket)) {
    if (data === undefined) {
      if (/^DATA/i.test(line)) data = [];
      socket.write(`${replyTo(line, mailbox)}\r\n`);
      if (/^QUIT/i.test(line)) socket.end();
    } else if (line !== '.') data.push(line);
    else {
      const subject = data.find((one) => one.startsWith('Subject: ')) ?? '';
      data = undefined;
      await endOfData(subject, mailbox, socket);
    }
  }
}

/** Counts a refusal and returns its words. */
function refuse(mailbox: Mailbox, what: Treatment | LoginPolicy, reply: string): string {
  mailbox.refusals[what] = (mailbox.refusals[what] ?? 0) + 1;
  return reply;
}

function replyTo(line: string, mailbox: Mailbox): string {
  const { login } = mailbox;
  switch (line.slice(0, 4).toUpperCase()) {
    case 'EHLO':
      return `250-mailbox.test\r\n250-8BITMIME\r\n${login === 'refused' ? '250-AUTH LOGIN PLAIN\r\n' : ''}250 ENHANCEDSTATUSCODES`;
    case 'AUTH':
      return refuse(mailbox, 'refused', logins.refused);
    case 'MAIL':
      return login === undefined
        ? '250 2.1.0 ok'
        : refuse(mailbox, login, logins[login === 'refused' ? 'needed' : login]);
    case 'RCPT':
      return treatmentOf(line) === 'unknown' ? refuse(mailbox, 'unknown', treatments.unknown) : '250 2.1.5 ok';
    case 'DATA':
      return '354 go on';
    case 'QUIT':
      return mailbox.busyQuit ? '421 4.3.2 Service not available, closing transmission channel' : '221 2.0.0 bye';
    default:
      return '250 2.0.0 ok';
  }
}

async function endOfData(subject: string, mailbox: Mailbox, socket: Socket): Promise<void> {
  const treatment = treatmentOf(subject);
  if (treatment === undefined || treatment === 'slow') {
    socket.write(`${await submit(subject, mailbox, treatment === 'slow' ? 6 : 1)}\r\n`);
    return;
  }
  const reply = refuse(mailbox, treatment, treatments[treatment]);
  if (treatment === 'lost') socket.resetAndDestroy();
  else socket.write(`${reply}\r\n`);
  if (treatment === 'rate') socket.end();
}

async function submit(subject: string, mailbox: Mailbox, times: number): Promise<string> {
  mailbox.inFlight += 1;
  mailbox.most = Math.max(mailbox.most, mailbox.inFlight);
  try {
    if (mailbox.inFlight > mailbox.limit) {
      mailbox.refused += 1;
      mailbox.refusedAt.push(Date.now());
      return refusal;
    }
    await sleep(mailbox.serviceMs * times);
    mailbox.accepted.push(subject.slice('Subject: '.length));
    return '250 2.0.0 OK [Hostname=DM4PR18MB4126.namprd18.prod.outlook.com]';
  } finally {
    mailbox.inFlight -= 1;
  }
}

async function* linesOf(socket: Socket): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of socket) {
    const lines = (rest + String(chunk)).split('\r\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
