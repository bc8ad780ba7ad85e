import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { TLSSocket } from 'node:tls';
import type { ProbeAnswer, ProbeError, ProbePhase, ProbeRequest, TlsView, Trust } from './answer.ts';
import { connectTo, type Target, targetOf } from './connection.ts';
import type { Ending } from './ending.ts';
import { createResponseReader, type ResponseReader } from './http-response.ts';
import { tlsView } from './tls-view.ts';

const defaultMaxBytes = 64 * 1024;

type Outcome = Omit<ProbeAnswer, 'url' | 'at' | 'ms'>;

/**
 * Sends one GET and returns what came of it; never throws, never outlives its deadline. Node's own client
 * costs more than the probe itself where there are a thousand of them, and its `timeout` fires at twice its
 * value against a frozen TLS server.
 */
export async function probeHttp(request: ProbeRequest, ending: Ending): Promise<ProbeAnswer> {
  const started = performance.now();
  const at = new Date().toISOString();
  const outcome = await new Promise<Outcome>((resolve) => dial(request, openExchange(request, ending, resolve)));
  return { url: request.url, at, ms: Math.round(performance.now() - started), ...outcome };
}

/** One request and its answer, until something settles it. */
interface Exchange {
  readonly reader: ResponseReader;
  phase: ProbePhase;
  tls?: TlsView;
  socket?: Socket;
  over: boolean;
  finish(): void;
  fail(code: string, message: string): void;
}

/** The deadline and the end of all probes settle it where nothing else does. */
function openExchange(
  { deadlineMs, maxBytes = defaultMaxBytes }: ProbeRequest,
  ending: Ending,
  resolve: (outcome: Outcome) => void,
): Exchange {
  let forget = () => {};
  const settle = (error?: ProbeError) => {
    if (exchange.over) return;
    exchange.over = true;
    clearTimeout(timer);
    forget();
    exchange.socket?.destroy();
    const { tls, reader } = exchange;
    resolve({
      ...(tls === undefined ? {} : { tls }),
      ...reader.seen(),
      ...(error === undefined ? {} : { error }),
    });
  };
  const exchange: Exchange = {
    reader: createResponseReader(maxBytes),
    phase: 'lookup',
    over: false,
    finish: () => settle(),
    fail: (code, message) =>
      settle({ code, message, phase: exchange.reader.seen().status === undefined ? exchange.phase : 'body' }),
  };
  const timer = setTimeout(
    () => exchange.fail('DEADLINE', `no answer within ${deadlineMs} ms`),
    Math.max(1, deadlineMs),
  );
  const stop = () => exchange.fail('TOTAL_DEADLINE', 'the time for all probes together was over');
  if (ending.over) stop();
  else forget = ending.onEnd(stop);
  return exchange;
}

function dial({ url, trust }: ProbeRequest, exchange: Exchange): void {
  if (exchange.over) return;
  try {
    const target = targetOf(url);
    const text = requestText(target, trust);
    exchange.socket = connectTo(target, trust, (socket) => {
      exchange.phase = 'answer';
      socket.write(text, 'latin1');
    });
    listen(exchange.socket, exchange);
  } catch (error) {
    exchange.fail(codeOf(error, 'BAD_REQUEST'), messageOf(error));
  }
}

function listen(socket: Socket, exchange: Exchange): void {
  const { reader } = exchange;
  watchPhases(socket, exchange);
  socket.on('data', (block: Buffer) => {
    if (exchange.over) return;
    try {
      if (reader.push(block)) exchange.finish();
    } catch (error) {
      exchange.fail(codeOf(error, 'BAD_RESPONSE'), messageOf(error));
    }
  });
  const ended = () => {
    if (exchange.over) return;
    if (reader.end()) exchange.finish();
    else exchange.fail('ECONNRESET', reader.seen().status === undefined ? 'socket hang up' : 'aborted');
  };
  socket.on('end', ended);
  socket.on('close', ended);
  socket.on('error', (error) => exchange.fail(codeOf(error, 'ERROR'), messageOf(error)));
}

function requestText({ authority, path }: Target, trust: Trust): string {
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${authority}`, 'Accept: */*', 'User-Agent: diag', 'Connection: close'];
  if (trust.verified && trust.token !== undefined) lines.push(`Authorization: Bearer ${headerText(trust.token)}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** A line end in a token would begin a header of its own. */
function headerText(token: string): string {
  if (/^[\x20-\x7e]*$/.test(token)) return token;
  throw Object.assign(new Error('the token holds a character that no header can have'), { code: 'BAD_CREDENTIALS' });
}

function watchPhases(socket: Socket, exchange: Exchange): void {
  socket.on('lookup', () => {
    exchange.phase = 'connect';
  });
  if (!(socket instanceof TLSSocket)) return;
  socket.on('connect', () => {
    exchange.phase = 'tls';
  });
  socket.prependListener('secureConnect', () => {
    exchange.tls = tlsView(socket);
  });
  // A handshake that the client itself breaks off (wrong authority, wrong name) still showed a certificate.
  socket.prependListener('error', () => {
    const view = tlsView(socket);
    if (view.chain.length > 0) exchange.tls = view;
  });
}

const codeOf = (error: unknown, otherwise: string): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : otherwise;
};

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().slice(0, 500);
