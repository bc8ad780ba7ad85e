import type { Section } from '../../../core/sections.ts';
import type { ProbeError } from '../../../input/probe/answer.ts';
import type { Endpoint, HttpAnswer } from '../model.ts';

/** A `GET` section and what its head says of the endpoint. */
export interface RecordedAnswer {
  readonly answer: HttpAnswer;
  readonly component?: string;
  /** Of a paste, 1-based. */
  readonly line?: number;
  readonly role?: Endpoint['role'];
}

const words = ['as', 'with', 'name', 'component', 'role', 'took', 'line'] as const;

/** Reads `GET URL [as NAME] …` and curl's output below it; undefined for a URL that is none. */
export function readAnswer({ rest, lines }: Section, at: string, seconds?: number): RecordedAnswer | undefined {
  const [url = '', ...more] = rest.split(/\s+/);
  if (!/^https?:\/\/[^/?#\s]+/.test(url)) return undefined;
  const given = Object.fromEntries(words.map((word) => [word, valueAfter(more, word)]));
  const ms = seconds === undefined ? Number(given['took'] ?? 0) : Math.round(seconds * 1000);
  const answer: HttpAnswer = {
    url,
    at,
    ms: Number.isFinite(ms) ? ms : 0,
    as: given['as'] ?? 'anonymous',
    ...(given['with'] === undefined ? {} : { trust: given['with'] }),
    ...(given['name'] === undefined ? {} : { servername: given['name'] }),
    ...readResponse(lines),
  };
  const line = Number(given['line'] ?? 0);
  const role = roles.find((one) => one === given['role']);
  return {
    answer,
    ...(Number.isSafeInteger(line) && line > 0 ? { line } : {}),
    ...(given['component'] === undefined ? {} : { component: given['component'] }),
    ...(role === undefined ? {} : { role }),
  };
}

const roles = ['balancer', 'replica', 'metrics', 'ping', 'read-only'] as const;

function valueAfter(list: readonly string[], word: string): string | undefined {
  const i = list.indexOf(word);
  return i < 0 ? undefined : list[i + 1];
}

type Response = Pick<HttpAnswer, 'status' | 'headers' | 'body' | 'error'>;

function readResponse(lines: readonly string[]): Response {
  const start = lines.findLastIndex(
    (line, i) =>
      /^HTTP\/[\d.]+ \d{3}/.test(line) && (i === 0 || lines[i - 1] === '' || /^curl:/.test(lines[i - 1] ?? '')),
  );
  const error = readError(lines);
  if (start < 0)
    return error === undefined
      ? { error: { code: 'NO_OUTPUT', message: 'nothing was recorded', phase: 'connect' } }
      : { error };
  const status = Number(/ (\d{3})/.exec(lines[start] ?? '')?.[1]);
  const blank = lines.findIndex((line, i) => i > start && line === '');
  const end = blank < 0 ? lines.length : blank;
  const headers = lines.slice(start + 1, end).flatMap((line) => {
    const match = /^([\w-]{1,60}):\s*(.*)$/.exec(line);
    return match === null ? [] : [[(match[1] ?? '').toLowerCase(), match[2] ?? ''] as const];
  });
  const body = lines.slice(end + 1).filter((line) => !/^curl: \(\d+\)/.test(line));
  return {
    status,
    headers: Object.fromEntries(headers),
    body: body.join('\n').replace(/\n+$/, '\n'),
    ...(error === undefined ? {} : { error }),
  };
}

/** curl's exit codes that tell something (curl(1), EXIT CODES); the text decides between their variants. */
const curlCodes: Readonly<Record<number, (text: string) => Pick<ProbeError, 'code' | 'phase'>>> = {
  6: () => ({ code: 'ENOTFOUND', phase: 'lookup' }),
  7: (text) => ({
    code: /timed? ?out/i.test(text)
      ? 'ETIMEDOUT'
      : /No route|unreachable/i.test(text)
        ? 'EHOSTUNREACH'
        : 'ECONNREFUSED',
    phase: 'connect',
  }),
  28: (text) => ({
    code: 'DEADLINE',
    phase: /connect(?:ion)? time|Connection timed|resolving/i.test(text) ? 'connect' : 'answer',
  }),
  35: () => ({ code: 'EPROTO', phase: 'tls' }),
  52: () => ({ code: 'ECONNRESET', phase: 'answer' }),
  55: () => ({ code: 'ECONNRESET', phase: 'answer' }),
  56: () => ({ code: 'ECONNRESET', phase: 'answer' }),
  58: () => ({ code: 'BAD_CREDENTIALS', phase: 'tls' }),
  60: (text) => ({ code: certificateCode(text), phase: 'tls' }),
};

function certificateCode(text: string): string {
  if (/expired/i.test(text)) return 'CERT_HAS_EXPIRED';
  if (/not yet valid/i.test(text)) return 'CERT_NOT_YET_VALID';
  if (/subject (?:alternative )?name|does not match|matches target/i.test(text)) return 'ERR_TLS_CERT_ALTNAME_INVALID';
  return /self[- ]signed/i.test(text) ? 'SELF_SIGNED_CERT_IN_CHAIN' : 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
}

function readError(lines: readonly string[]): ProbeError | undefined {
  for (const line of lines) {
    const own = /^ERROR (\w{2,60}) ?(.*)$/.exec(line);
    if (own !== null) return { code: own[1] ?? '', message: own[2] ?? '', phase: phaseOf(own[2] ?? '') };
    const curl = /^curl: \((\d{1,3})\) ?(.*)$/.exec(line);
    if (curl !== null) {
      const told = curlCodes[Number(curl[1])]?.(curl[2] ?? '') ?? { code: `CURL_${curl[1]}`, phase: 'answer' as const };
      return { ...told, message: curl[2] ?? '' };
    }
  }
  return undefined;
}

const phaseOf = (message: string): ProbeError['phase'] => (/connect/i.test(message) ? 'connect' : 'answer');
