import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { type ConnectionOptions, createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { ProbeAnswer, ProbePhase, ProbeRequest, Trust } from './answer.ts';
import type { Ending } from './ending.ts';
import { tlsView } from './tls-view.ts';

const defaultMaxBytes = 64 * 1024;
const headersKept = ['date', 'content-type', 'location', 'server', 'retry-after', 'www-authenticate'];
/** Room for a header of a hostile server; Node's own default is the same. */
const maxHeaderBytes = 16 * 1024;

type Outcome = Omit<ProbeAnswer, 'url' | 'at' | 'ms'>;

/**
 * Sends one GET and returns what came of it; never throws, never outlives its deadline. Node's `timeout`
 * option is of no use here: against a frozen TLS server it fires at twice its value.
 */
export async function probeHttp(request: ProbeRequest, ending: Ending): Promise<ProbeAnswer> {
  const started = performance.now();
  const at = new Date().toISOString();
  const outcome = await send(request, ending);
  return { url: request.url, at, ms: Math.round(performance.now() - started), ...outcome };
}

function send(request: ProbeRequest, ending: Ending): Promise<Outcome> {
  return new Promise((resolve) => {
    let phase: ProbePhase = 'lookup';
    let seen: Outcome = {};
    let sent: ClientRequest | undefined;
    let forget = () => {};
    const finish = (more: Outcome) => {
      clearTimeout(timer);
      forget();
      resolve({ ...seen, ...more });
      sent?.destroy();
    };
    const fail = (code: string, message: string) => finish({ error: { code, message, phase } });
    const timer = setTimeout(
      () => fail('DEADLINE', `no answer within ${request.deadlineMs} ms`),
      Math.max(1, request.deadlineMs),
    );
    const stopped = () => fail('TOTAL_DEADLINE', 'the time for all probes together was over');
    if (ending.over) return stopped();
    forget = ending.onEnd(stopped);
    try {
      sent = open(request);
    } catch (error) {
      return fail(codeOf(error, 'BAD_REQUEST'), messageOf(error));
    }
    sent.on('socket', (socket) =>
      watchSocket(
        socket,
        (next) => {
          phase = next;
        },
        (view) => {
          seen = { ...seen, ...view };
        },
      ),
    );
    sent.on('response', (response) => {
      phase = 'body';
      seen = { ...seen, status: response.statusCode ?? 0, headers: keptHeaders(response) };
      readBody(response, request.maxBytes ?? defaultMaxBytes, (body, error) => {
        seen = { ...seen, ...body };
        if (error === undefined) finish({});
        else fail(codeOf(error, 'ECONNRESET'), messageOf(error));
      });
    });
    sent.on('error', (error) => fail(codeOf(error, 'ERROR'), messageOf(error)));
    sent.end();
  });
}

/** Every request has a connection of its own; a resumed TLS session would show no certificate. */
const plainAgent = new HttpAgent({ keepAlive: false });
const tlsAgent = new HttpsAgent({ keepAlive: false, maxCachedSessions: 0 });

function open({ url, trust }: ProbeRequest): ClientRequest {
  const target = new URL(url);
  const headers: Record<string, string> = { accept: '*/*', connection: 'close', 'user-agent': 'diag' };
  const common = { method: 'GET', headers, maxHeaderSize: maxHeaderBytes };
  if (target.protocol !== 'https:') return httpRequest(target, { ...common, agent: plainAgent });
  if (trust.verified && trust.token !== undefined) headers['authorization'] = `Bearer ${trust.token}`;
  const options: RequestOptions & Pick<ConnectionOptions, 'secureContext' | 'minVersion'> = {
    ...common,
    agent: tlsAgent,
    secureContext: secureContextOf(trust),
    rejectUnauthorized: trust.verified,
    minVersion: 'TLSv1.2',
    ...(trust.servername === undefined ? {} : { servername: trust.servername }),
  };
  return httpsRequest(target, options);
}

const contexts = new WeakMap<Trust, SecureContext>();

/** One context per trust: parsing a CA bundle costs more than a handshake. */
function secureContextOf(trust: Trust): SecureContext {
  const known = contexts.get(trust);
  if (known !== undefined) return known;
  const made = createSecureContext({
    ...(trust.ca === undefined ? {} : { ca: trust.ca }),
    ...(trust.verified && trust.client !== undefined ? { cert: trust.client.certificate, key: trust.client.key } : {}),
  });
  contexts.set(trust, made);
  return made;
}

function watchSocket(socket: Socket, enter: (phase: ProbePhase) => void, show: (view: Outcome) => void): void {
  const connected = () => enter(socket instanceof TLSSocket ? 'tls' : 'answer');
  socket.on('lookup', () => enter('connect'));
  socket.on('connect', connected);
  if (!(socket instanceof TLSSocket)) return;
  socket.on('secureConnect', () => {
    enter('answer');
    show({ tls: tlsView(socket) });
  });
  // A handshake that the client itself breaks off (wrong authority, wrong name) still showed a certificate.
  socket.prependListener('error', () => {
    const view = tlsView(socket);
    if (view.chain.length > 0) show({ tls: view });
  });
}

function readBody(
  response: IncomingMessage,
  maxBytes: number,
  done: (body: Pick<Outcome, 'body' | 'cut'>, error?: unknown) => void,
): void {
  const blocks: Buffer[] = [];
  let total = 0;
  let over = false;
  const end = (error?: unknown) => {
    if (over) return;
    over = true;
    const body = Buffer.concat(blocks).subarray(0, maxBytes).toString('utf8');
    done({ body, ...(total > maxBytes ? { cut: true } : {}) }, error);
  };
  response.on('data', (block: Buffer) => {
    if (over) return;
    if (total <= maxBytes) blocks.push(block);
    total += block.length;
    if (total > maxBytes) end();
  });
  response.on('end', () => end());
  response.on('error', end);
  response.on('close', () => end());
}

function keptHeaders(response: IncomingMessage): Record<string, string> {
  const pairs = headersKept.flatMap((name) => {
    const value = response.headers[name];
    return typeof value === 'string' ? [[name, value.slice(0, 500)] as const] : [];
  });
  return Object.fromEntries(pairs);
}

const codeOf = (error: unknown, otherwise: string): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : otherwise;
};

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().slice(0, 500);
