import { createConnection } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { SocketAnswer } from './answer.ts';
import type { Ending } from './ending.ts';

/** HTTP/2 client preface and an empty SETTINGS frame (RFC 9113 §3.4, §6.5): what every gRPC client sends first. */
const greeting = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);
const settingsFrame = 4;

type Outcome = Pick<SocketAnswer, 'speaksGrpc' | 'error'>;

/** Connects to a unix socket and waits for the server's SETTINGS frame; never throws, never outlives its deadline. */
export async function probeSocket(path: string, deadlineMs: number, ending: Ending): Promise<SocketAnswer> {
  const started = performance.now();
  const at = new Date().toISOString();
  const outcome = await greet(path, deadlineMs, ending);
  return { path, at, ms: Math.round(performance.now() - started), ...outcome };
}

function greet(path: string, deadlineMs: number, ending: Ending): Promise<Outcome> {
  return new Promise((resolve) => {
    let connected = false;
    let forget = () => {};
    const socket = createConnection({ path });
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      forget();
      socket.destroy();
      resolve(outcome);
    };
    const fail = (code: string, message: string) =>
      finish({ error: { code, message, phase: connected ? 'answer' : 'connect' } });
    const timer = setTimeout(() => fail('DEADLINE', `no answer within ${deadlineMs} ms`), Math.max(1, deadlineMs));
    const stopped = () => fail('TOTAL_DEADLINE', 'the time for all probes together was over');
    socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'ERROR', error.message));
    if (ending.over) return stopped();
    forget = ending.onEnd(stopped);
    socket.on('connect', () => {
      connected = true;
      socket.write(greeting);
    });
    socket.once('data', (block: Buffer) => finish({ speaksGrpc: block.length >= 9 && block[3] === settingsFrame }));
    socket.on('close', () => fail('ECONNRESET', 'closed without an answer'));
  });
}
