import type { Confidence } from '../../core/finding.ts';
import { headOf } from '../../core/safe-text.ts';
import { type CheckLine, parseHealthBody } from '../../kubernetes/health-body.ts';
import type { Component, Endpoint, HttpAnswer } from './model.ts';

/** What the answers of one endpoint come to. */
export type StateKind =
  | 'ok'
  | 'failing'
  | 'starting'
  | 'stopping'
  /** It answers, and does not let these credentials read its health: 401, 403. */
  | 'alive'
  /** It lives, and wants a client certificate that was not there to send. */
  | 'locked'
  /** It refused the certificate it was sent. */
  | 'refuses-us'
  /** Its health is not known because its certificate does not verify, so no credential was sent. */
  | 'untrusted'
  | 'refused'
  | 'silent'
  | 'reset'
  | 'unreachable'
  | 'wrong-scheme'
  | 'odd'
  | 'unknown'
  /** Not there by design: nothing to probe from here. */
  | 'n/a';

/** One endpoint of one host, judged. */
export interface EndpointState {
  readonly host: string;
  readonly endpoint: Endpoint;
  readonly kind: StateKind;
  /** For people, short: `500: etcd`, `connection refused`. */
  readonly why: string;
  /** Milliseconds of the answer that decided. */
  readonly latencyMs?: number;
  /** Failed checks with the reason, where a sub-path gave one. */
  readonly failed: readonly CheckLine[];
  /** Reason of etcd's /health, `ALARM NOSPACE`. */
  readonly reason?: string;
  /** The answers that decided, most telling first. */
  readonly proof: readonly HttpAnswer[];
  /** All answers of this endpoint. */
  readonly answers: readonly HttpAnswer[];
  /** No surer than this, because of the place it was asked from. */
  readonly confidence?: Confidence;
  /** What tells more from this place, one sentence. */
  readonly hint?: string;
}

/** States that say that something is wrong with the component itself. */
export const isDown = (kind: StateKind): boolean => ['failing', 'refused', 'silent', 'reset'].includes(kind);

/** Those of one component. */
export const ofComponent = (states: readonly EndpointState[], component: Component): readonly EndpointState[] =>
  states.filter((state) => state.endpoint.component === component);

/** Checks that `?exclude=` left out: the answers say nothing about them. */
export function excludedChecks(answers: readonly HttpAnswer[]): readonly string[] {
  const checks = answers.flatMap(({ body }) => parseHealthBody(body ?? '')?.checks ?? []);
  return [...new Set(checks.filter(({ state }) => state === 'excluded').map(({ name }) => name))];
}

/** An answer as one line, the way evidence quotes it. */
export function describeAnswer({ status, body, error, cut }: HttpAnswer): string {
  if (status === undefined) return `${error?.code ?? 'no answer'}: ${error?.message ?? ''}`.trim();
  const text = (body ?? '').trim();
  const failing = text.split('\n').filter((line) => line.startsWith('[-]'));
  const shown = failing.length > 0 ? failing.join('; ') : text;
  const tail = error === undefined ? '' : ` (then ${error.code})`;
  return `${status} ${headOf(shown, 300)}${cut || shown.length > 300 ? '…' : ''}${tail}`.trim();
}
