import { listed } from '../../core/wording.ts';
import { parseEtcdHealth, parseHealthBody } from '../../kubernetes/health-body.ts';
import { type Judgement, judgement, judgeRefusal, whole } from './judgement.ts';
import { type HttpAnswer, pathOf } from './model.ts';

/** etcd: /health knows alarms, /readyz knows quorum; `/readyz` stays 200 on NOSPACE, so both count. */
export function judgeEtcd(heard: readonly HttpAnswer[], silent: readonly HttpAnswer[]): Judgement {
  const health = heard.filter(
    ({ url }) => pathOf(url) === '/health' && !url.includes('exclude=') && !url.includes('serializable'),
  );
  const sick = health.find(({ body }) => parseEtcdHealth(body ?? '')?.healthy === false);
  if (sick !== undefined) {
    const reason = parseEtcdHealth(sick.body ?? '')?.reason || unsaidReason(heard);
    return { ...judgement('failing', `503: ${reason || 'unhealthy'}`, [sick]), reason };
  }
  const lines = heard.filter(({ url, status }) => whole({ url } as HttpAnswer) && status === 503);
  const failed = lines
    .flatMap(({ body }) => parseHealthBody(body ?? '')?.checks ?? [])
    .filter(({ state }) => state === 'failed');
  if (failed.length > 0)
    return judgement('failing', `503: ${listed([...new Set(failed.map(({ name }) => name))])}`, lines, failed);
  const well = health.filter(({ body, status }) => status === 200 && parseEtcdHealth(body ?? '')?.healthy);
  if (well.length > 0) return judgement('ok', 'ok', well);
  const local = heard.filter((answer) => whole(answer) && answer.status === 200 && saysOkLoosely(answer));
  const hangs = silent.filter(({ url }) => pathOf(url) === '/health' || pathOf(url) === '/readyz');
  if (local.length > 0 && hangs.length > 0) {
    return {
      ...judgement('failing', 'reads its own disk, but gets no consensus', [...hangs, ...local]),
      reason: 'no consensus',
    };
  }
  if (local.length > 0) return judgement('ok', 'ok', local);
  return judgeRefusal(heard);
}

/** etcd 3.4 gives no reason; what it is healthy without tells. */
function unsaidReason(heard: readonly HttpAnswer[]): string {
  const well = (query: string) =>
    heard.some(({ url, body }) => url.endsWith(`/health?${query}`) && parseEtcdHealth(body ?? '')?.healthy);
  if (well('exclude=NOSPACE')) return 'healthy but for the alarm NOSPACE';
  return well('serializable=true') ? 'RAFT NO LEADER, as far as can be seen' : '';
}

/** Between its start and its first election a member has no leader: a second or two, more with a long log. */
const electionSeconds = 15;

/** What the age of the process (seconds) explains is no fault yet. */
export function atItsStart(judged: Judgement, uptime: number | undefined): Judgement {
  const young = uptime !== undefined && uptime < electionSeconds;
  return young && /NO LEADER/.test(judged.reason ?? '')
    ? { ...judged, kind: 'starting', why: 'starting: no leader yet' }
    : judged;
}

const saysOkLoosely = ({ body }: HttpAnswer): boolean => /(?:^|\n)ok\n?$/.test(body ?? '');
