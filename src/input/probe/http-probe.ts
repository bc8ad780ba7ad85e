import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { TLSSocket } from 'node:tls';
import { headOf } from '../../core/safe-text.ts';
import type { ProbeAnswer, ProbeRequest } from './answer.ts';
import { connectTo, type Target, targetOf } from './connection.ts';
import type { Ending } from './ending.ts';
import { type Connection, type Exchange, type Outcome, openExchange } from './exchange.ts';
import type { IdleConnections } from './idle-connections.ts';
import { tlsView } from './tls-view.ts';

/**
 * Sends one GET and returns what came of it; never throws, never outlives its deadline. Node's own client
 * costs more than the probe itself where there are a thousand of them, and its `timeout` fires at twice its
 * value against a frozen TLS server.
 */
export async function probeHttp(request: ProbeRequest, ending: Ending, idle: IdleConnections): Promise<ProbeAnswer> {
  const started = performance.now();
  const at = new Date().toISOString();
  const release = (connection: Connection, whole: boolean) => {
    connection.exchange = undefined;
    connection.used = true;
    if (request.reuse && whole) idle.keep(request.trust, originOf(request.url), connection);
    else connection.socket.destroy();
  };
  const outcome = await new Promise<Outcome>((resolve) => {
    const exchange = openExchange(request, ending, release, resolve);
    const kept = request.reuse && !exchange.over ? idle.take(request.trust, originOf(request.url)) : undefined;
    dial(request, exchange, kept);
  });
  return { url: request.url, at, ms: Math.round(performance.now() - started), ...outcome };
}

const originOf = (url: string): string => /^[a-z]+:\/\/[^/?#]*/.exec(url)?.[0] ?? url;

/** Sends the request over a connection that is there, or over a new one. */
function dial(request: ProbeRequest, exchange: Exchange, kept: Connection | undefined): void {
  if (exchange.over) return;
  try {
    const target = targetOf(request.url);
    const text = requestText(target, request);
    const write = (socket: Socket) => {
      exchange.phase = 'answer';
      socket.write(text, 'latin1');
    };
    const connection = kept ?? { socket: connectTo(target, request.trust, write), exchange, used: false };
    exchange.connection = connection;
    connection.exchange = exchange;
    if (kept === undefined) listen(connection);
    connection.again = () => dial(request, exchange, undefined);
    if (kept !== undefined) write(kept.socket);
  } catch (error) {
    exchange.fail(codeOf(error, 'BAD_REQUEST'), messageOf(error));
  }
}

/** Once for a connection; what comes is for the exchange it serves then. */
function listen(connection: Connection): void {
  const { socket } = connection;
  watchPhases(connection);
  socket.on('data', (block: Buffer) => {
    const { exchange } = connection;
    // Nobody asked: such a server is not to be trusted with the next request.
    if (exchange === undefined) socket.destroy();
    else read(exchange, block);
  });
  const ended = () => {
    const { exchange } = connection;
    if (exchange === undefined || exchange.over) socket.destroy();
    else if (exchange.reader.end()) exchange.finish();
    else lost(connection, 'ECONNRESET', exchange.reader.seen().status === undefined ? 'socket hang up' : 'aborted');
  };
  socket.on('end', ended);
  socket.on('close', ended);
  socket.on('error', (error) => lost(connection, codeOf(error, 'ERROR'), messageOf(error)));
}

function read(exchange: Exchange, block: Buffer): void {
  if (exchange.over) return;
  try {
    if (exchange.reader.push(block)) exchange.finish();
  } catch (error) {
    exchange.fail(codeOf(error, 'BAD_RESPONSE'), messageOf(error));
  }
}

/** A server may close an idle connection at any time; the request is then sent once more over a new one. */
function lost(connection: Connection, code: string, message: string): void {
  const { exchange, used, again } = connection;
  if (exchange === undefined) return;
  if (used && again !== undefined && !exchange.reader.begun()) {
    connection.exchange = undefined;
    connection.socket.destroy();
    again();
  } else exchange.fail(code, message);
}

function requestText({ authority, path }: Target, { trust, reuse = false }: ProbeRequest): string {
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${authority}`, 'Accept: */*', 'User-Agent: diag'];
  lines.push(`Connection: ${reuse ? 'keep-alive' : 'close'}`);
  if (trust.verified && trust.token !== undefined) lines.push(`Authorization: Bearer ${headerText(trust.token)}`);
  const { impersonation = [] } = trust.verified ? trust : {};
  lines.push(...impersonation.map(([name, value]) => `${name}: ${headerText(value)}`));
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** A line end in a token or name would begin a header of its own. */
function headerText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  throw Object.assign(new Error('the credential holds a character that no header can have'), {
    code: 'BAD_CREDENTIALS',
  });
}

function watchPhases({ socket, exchange }: Connection): void {
  if (exchange === undefined) return;
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
  headOf((error instanceof Error ? error.message : String(error)).trim(), 500);
