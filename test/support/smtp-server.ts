import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What Microsoft 365 answers to the submission that is one too many, at the end of DATA. */
const refusal =
  '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=DM4PR18MB4126.namprd18.prod.outlook.com]';

/** A mailbox that takes `limit` submissions at once, like smtp.office365.com. */
export interface SmtpServer {
  readonly port: number;
  /** Subjects of accepted mails, in order. */
  readonly accepted: string[];
  /** Submissions refused so far. */
  refused(): number;
  /** Most submissions that were in flight at once, the refused ones included. */
  mostInFlight(): number;
  stop(): Promise<void>;
}

interface Mailbox {
  inFlight: number;
  most: number;
  refused: number;
  readonly accepted: string[];
  readonly limit: number;
  readonly serviceMs: number;
}

/** Starts it on a free port of loopback. A submission is in flight from its final dot for `serviceMs`. */
export async function startSmtpServer({ limit = 3, serviceMs = 200 } = {}): Promise<SmtpServer> {
  const mailbox: Mailbox = { inFlight: 0, most: 0, refused: 0, accepted: [], limit, serviceMs };
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
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 mailbox.test ESMTP');
  let data: string[] | undefined;
  for await (const line of linesOf(socket)) {
    if (data !== undefined) {
      if (line !== '.') data.push(line);
      else {
        const text = data;
        data = undefined;
        say(await submit(text, mailbox));
      }
      continue;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') socket.write('250-mailbox.test\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n');
    else if (verb === 'DATA') {
      data = [];
      say('354 go on');
    } else if (verb === 'QUIT') {
      say('221 2.0.0 bye');
      socket.end();
    } else say('250 2.0.0 ok');
  }
}

async function submit(text: readonly string[], mailbox: Mailbox): Promise<string> {
  mailbox.inFlight += 1;
  mailbox.most = Math.max(mailbox.most, mailbox.inFlight);
  try {
    if (mailbox.inFlight > mailbox.limit) {
      mailbox.refused += 1;
      return refusal;
    }
    await sleep(mailbox.serviceMs);
    const subject = text.find((line) => line.startsWith('Subject: ')) ?? '';
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
