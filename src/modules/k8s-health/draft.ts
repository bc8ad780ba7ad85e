import type { Confidence, Evidence, Severity } from '../../core/finding.ts';
import { headOf } from '../../core/safe-text.ts';
import { meaningOf } from '../../kubernetes/health-checks.ts';
import type { Concern, HealthCode } from './catalog/health-code.ts';
import { type Component, type HttpAnswer, originOf } from './model.ts';
import { describeAnswer, type EndpointState } from './state.ts';

/** One fault of one object, before causes are known and equal faults are joined. */
export interface Draft {
  readonly code: HealthCode;
  readonly component: Component;
  readonly concern: Concern;
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  readonly severity?: Severity;
  readonly rulesOut?: readonly string[];
}

/** A fault that the state of an endpoint shows. */
export function draftOf(code: HealthCode, state: EndpointState, more: Partial<Draft> = {}): Draft {
  return {
    code,
    component: state.endpoint.component,
    concern: concernOf(state),
    evidence: evidenceOf(state),
    confidence: state.confidence ?? 'proven',
    ...more,
  };
}

/** The object a fault is about; `detail` is what was seen there, the reason of a failing check where it is known. */
export function concernOf(
  { host, endpoint, why, failed, hint }: EndpointState,
  detail = reasonIn(failed) ?? why,
): Concern {
  const checks = failed.map(({ name, reason = '' }) => {
    const { means, fix } = meaningOf(name);
    return { name, reason, means, fix };
  });
  return {
    host,
    name: endpoint.name,
    url: endpoint.url,
    detail,
    ...(checks.length === 0 ? {} : { checks }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** All requests to a port that is closed fail alike; one of them is enough. */
const sameFailure = (answer: HttpAnswer): string =>
  answer.status === undefined ? `${originOf(answer.url)} ${answer.error?.code}` : `${answer.url} ${answer.as}`;

/** What a failing check gives as its reason, where it is not withheld. */
function reasonIn(failed: EndpointState['failed']): string | undefined {
  const told = failed.find(({ reason }) => reason !== undefined && reason !== '' && reason !== 'reason withheld');
  return told === undefined ? undefined : headOf(`${told.name}: ${told.reason}`, 200);
}

/** The deciding answers, and the sub-paths that give reasons. */
export function evidenceOf({ host, endpoint, proof, answers, why }: EndpointState): readonly Evidence[] {
  const reasons = answers.filter(({ url, status }) => status === 500 && /\/(?:livez|readyz|healthz)\/./.test(url));
  const told = new Map([...reasons, ...proof].map((answer) => [sameFailure(answer), answer] as const).reverse());
  const quoted = [...told.values()].reverse().map((answer) => quote(host, answer));
  return quoted.length > 0 ? quoted : [{ source: `${host}: ${endpoint.url}`, text: why }];
}

/** An answer as evidence: who asked what as whom, and what came back; of a paste, its own words. */
export function quote(host: string, answer: HttpAnswer): Evidence {
  if (answer.quoted !== undefined) return answer.quoted;
  const as = answer.as === 'anonymous' ? '' : ` as ${answer.as}`;
  return { source: `${host}: GET ${answer.url}${as}`, at: answer.at, text: describeAnswer(answer) };
}
