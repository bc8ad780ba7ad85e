import { brief } from './judgement.ts';
import type { HttpAnswer, PodState } from './model.ts';
import type { EndpointState } from './state.ts';

type PodJudgement = Pick<EndpointState, 'kind' | 'why' | 'proof'> & { readonly latencyMs?: number };

/** Until a pod is this old, it starts. */
const startMs = 60_000;

/** The apiserver's own words for a pod that it may not ask or does not reach; they say nothing about the pod. */
const ofApiserver = ({ as, status = 0, body = '' }: HttpAnswer): boolean =>
  as !== 'anonymous' &&
  (status === 401 || status === 403 || /error trying to reach service|"kind":\s*"Status"/i.test(body));

/** A pod of CoreDNS: what it answers counts first, then what its kubelet found and told the apiserver. */
export function judgePod(pod: PodState | undefined, answers: readonly HttpAnswer[], at: string): PodJudgement {
  const own = answers.filter((answer) => answer.status !== undefined && !ofApiserver(answer));
  const bad = own.filter(({ status = 0 }) => status >= 500);
  if (bad[0] !== undefined) return told('failing', `${bad[0].status}: ${brief(bad[0])}`, bad);
  const good = own.filter(({ status = 0 }) => status >= 200 && status < 300);
  if (good[0] !== undefined) return told('ok', 'ok', good);
  if (own[0] !== undefined) return told('odd', `${own[0].status}: has none of the health paths`, own);
  if (pod !== undefined && !pod.ready) {
    const young = Date.parse(at) - Date.parse(pod.createdAt) < startMs;
    return told(young ? 'starting' : 'failing', `${young ? 'starting' : 'not ready'}: ${pod.reason}`, []);
  }
  const said = pod === undefined ? '' : '; its kubelet finds it ready';
  return told('unreachable', `could not be asked${whyNot(answers)}${said}`, answers.slice(0, 1));
}

const told = (kind: PodJudgement['kind'], why: string, proof: readonly HttpAnswer[]): PodJudgement => ({
  kind,
  why,
  proof,
  ...(proof[0] === undefined ? {} : { latencyMs: proof[0].ms }),
});

function whyNot(answers: readonly HttpAnswer[]): string {
  const codes = answers.map(({ status, error }) => String(status ?? error?.code ?? ''));
  return codes.length === 0 ? '' : ` (${[...new Set(codes)].join(', ')})`;
}
