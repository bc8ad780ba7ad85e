import { type CheckLine, parseStatusMessage } from '../../kubernetes/health-body.ts';
import { type HttpAnswer, pathOf } from './model.ts';
import type { EndpointState, StateKind } from './state.ts';

/** What the HTTP answers of a component come to. */
export type Judgement = Pick<EndpointState, 'kind' | 'why' | 'failed' | 'proof' | 'latencyMs' | 'reason'>;

/** A path about all of a component's health, no single check. */
export const whole = (answer: HttpAnswer): boolean =>
  /^\/(?:livez|readyz|healthz|health|api\/v1\/nodes\/[^/]+\/proxy\/healthz)$/.test(pathOf(answer.url));

/** One that the first answer of `proof` decided. */
export const judgement = (
  kind: StateKind,
  why: string,
  proof: readonly HttpAnswer[],
  failed: readonly CheckLine[] = [],
): Judgement => ({
  kind,
  why,
  failed,
  proof,
  ...(proof[0] === undefined ? {} : { latencyMs: proof[0].ms }),
});

/** Delegated authorization that fails says something about the apiserver, not about who was asked. */
export const cannotAuthorize = /^(?:Internal Server Error: "|Authorization error)/;

/** No answer about health: who is alive, and who is something else. */
export function judgeRefusal(heard: readonly HttpAnswer[]): Judgement {
  const undecided = heard.filter(({ status = 0, body }) => status >= 500 && cannotAuthorize.test(body ?? ''));
  if (undecided[0] !== undefined)
    return judgement('alive', '500: alive, cannot ask the apiserver who we are', undecided);
  const by = (...wanted: number[]) => heard.filter(({ status }) => wanted.includes(status ?? 0));
  const denied = by(401, 403);
  if (denied[0] !== undefined) {
    const why = denied.some(({ status }) => status === 403)
      ? '403: alive, may not read its health'
      : '401: alive, wants credentials';
    return judgement('alive', why, denied);
  }
  const busy = by(429);
  if (busy[0] !== undefined) return judgement('alive', '429: alive, refuses more requests for now', busy);
  const moved = heard.filter(({ status = 0 }) => status >= 300 && status < 400);
  if (moved[0] !== undefined)
    return judgement('odd', `redirects to ${moved[0].headers?.['location'] ?? 'elsewhere'}`, moved);
  const missing = by(404, 405);
  if (missing[0] !== undefined) return judgement('odd', `${missing[0].status}: has none of the health paths`, missing);
  return judgement(
    'odd',
    `${heard[0]?.status ?? ''}: ${heard[0] === undefined ? '' : brief(heard[0])}`,
    heard.slice(0, 1),
  );
}

/** What a person has to read of an answer: the message of a Status, else the first line. */
export function brief(answer: HttpAnswer | undefined): string {
  const body = answer?.body ?? '';
  const line = body.trim().split('\n')[0]?.slice(0, 60);
  return parseStatusMessage(body)?.slice(0, 160) || line || 'no health answer';
}
