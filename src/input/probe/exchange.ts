import type { Socket } from 'node:net';
import type { ProbeAnswer, ProbeError, ProbePhase, ProbeRequest, TlsView } from './answer.ts';
import type { Ending } from './ending.ts';
import { createResponseReader, type ResponseReader } from './http-response.ts';

/** What came of a request. */
export type Outcome = Omit<ProbeAnswer, 'url' | 'at' | 'ms'>;

/** A connection and the exchange that it serves now; none while it is idle. */
export interface Connection {
  readonly socket: Socket;
  exchange: Exchange | undefined;
  /** True once it has served one: the server may have closed it meanwhile. */
  used: boolean;
  /** Sends the request of the exchange over another connection. */
  again?: () => void;
}

/** One request and its answer, until something settles it. */
export interface Exchange {
  readonly reader: ResponseReader;
  phase: ProbePhase;
  tls?: TlsView;
  connection?: Connection;
  over: boolean;
  finish(): void;
  fail(code: string, message: string): void;
}

const defaultMaxBytes = 64 * 1024;

/** The deadline and the end of all probes settle it where nothing else does; `release` gets its connection then. */
export function openExchange(
  { deadlineMs, maxBytes = defaultMaxBytes }: ProbeRequest,
  ending: Ending,
  release: (connection: Connection, whole: boolean) => void,
  resolve: (outcome: Outcome) => void,
): Exchange {
  let forget = () => {};
  const settle = (error?: ProbeError) => {
    if (exchange.over) return;
    exchange.over = true;
    clearTimeout(timer);
    forget();
    const { tls, reader, connection } = exchange;
    if (connection !== undefined) release(connection, error === undefined && reader.mayGoOn());
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
