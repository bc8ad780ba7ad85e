import { listed } from '../../core/wording.ts';
import { type CheckLine, parseHealthBody, parseKubeProxyHealth } from '../../kubernetes/health-body.ts';
import { meaningOf } from '../../kubernetes/health-checks.ts';
import { atItsStart, judgeEtcd } from './judge-etcd.ts';
import { brief, cannotAuthorize, type Judgement, judgement, judgeRefusal, whole } from './judgement.ts';
import { type Component, type HttpAnswer, pathOf } from './model.ts';
import { excludedChecks } from './state.ts';

type Uptimes = Readonly<Partial<Record<Component, number>>> | undefined;

/** A start takes up to about this long (kubernetes.md §1.3); a hook that is unfinished later is a failure. */
const startSeconds = 120;

/** Judges HTTP answers by whose they are; `silent` are requests to the same endpoint that nobody answered. */
export function judgeByComponent(
  component: Component,
  heard: readonly HttpAnswer[],
  silent: readonly HttpAnswer[],
  uptimes: Uptimes,
): Judgement {
  if (component === 'etcd') return atItsStart(judgeEtcd(heard, silent), uptimes?.etcd);
  if (component === 'kube-proxy') return judgeKubeProxy(heard);
  if (component === 'coredns' || component === 'cni') return judgePlain(heard);
  return judgeGeneric(heard, silent, uptimes?.[component]);
}

/** `/readyz/etcd` and the like: one check, not the whole. */
const subPath = /^\/(?:livez|readyz|healthz)\/(.+)$/;

/** apiserver, scheduler, controller-manager, kubelet: k8s.io/apiserver's healthz, or a plain `ok`. */
function judgeGeneric(
  heard: readonly HttpAnswer[],
  silent: readonly HttpAnswer[],
  uptime: number | undefined,
): Judgement {
  const answers = heard.filter(whole);
  const failing = answers.filter(({ status, body }) => status === 500 && /\[-\]|check failed/.test(body ?? ''));
  if (failing.length > 0) return judgeFailing(failing, heard, uptime);
  const broken = answers.filter(({ status = 0, body }) => status >= 500 && !cannotAuthorize.test(body ?? ''));
  if (broken[0] !== undefined) return judgement('failing', `${broken[0].status}: ${brief(broken[0])}`, broken);
  const good = answers.filter((answer) => answer.status === 200 && saysOk(answer)).toSorted(readinessFirst);
  const hangs = silent.filter((answer) => whole(answer) && !good.some(({ url }) => pathOf(url) === pathOf(answer.url)));
  if (good.length > 0 && hangs[0] !== undefined) {
    return judgement('failing', `${pathOf(hangs[0].url)} does not answer, ${pathOf(good[0]?.url ?? '')} does`, hangs);
  }
  if (good.length > 0) return judgement('ok', okUnless(excludedChecks(good)), good);
  const version = heard.find((answer) => answer.status === 200 && tellsVersion.test(answer.body ?? ''));
  if (version !== undefined) return judgement('alive', 'answers with its version; its health was not asked', [version]);
  return judgeRefusal(heard);
}

/** The apiserver's /version. */
const tellsVersion = /^\{[^{}]{0,2000}"gitVersion"/;

const readinessFirst = (a: HttpAnswer, b: HttpAnswer): number => rankOfPath(a) - rankOfPath(b);
const rankOfPath = ({ url }: HttpAnswer): number => ['/readyz', '/healthz', '/livez'].indexOf(pathOf(url));

const saysOk = ({ body }: HttpAnswer): boolean => {
  const text = (body ?? '').trim();
  return /^ok$/i.test(text) || (parseHealthBody(text)?.checks.every(({ state }) => state !== 'failed') ?? false);
};

function okUnless(excluded: readonly string[]): string {
  return excluded.length === 0 ? 'ok' : `ok, without ${excluded.join(', ')}`;
}

function judgeFailing(
  failing: readonly HttpAnswer[],
  heard: readonly HttpAnswer[],
  uptime: number | undefined,
): Judgement {
  const proof = failing.toSorted(readinessFirst);
  const failed = failedChecks(proof, heard);
  const passed = new Set(heard.flatMap(({ body }) => checksIn(body, 'ok')));
  const kinds = failed.map(({ name }) => ({ name, kind: meaningOf(name).kind }));
  const lasting = kinds.filter(({ name, kind }) => kind !== 'start' && !(kind === 'etcd' && passed.has(name)));
  const names = failed.map(({ name }) => name);
  if (
    failed.length > 0 &&
    lasting.length === 0 &&
    !failed.some(waitsForOne) &&
    (uptime === undefined || uptime < startSeconds)
  ) {
    return judgement('starting', `starting: ${listed(names)} unfinished`, proof, failed);
  }
  if (lasting.length > 0 && lasting.every(({ kind }) => kind === 'stop')) {
    return judgement('stopping', 'shutting down', proof, failed);
  }
  return judgement('failing', `500: ${listed(names) || brief(proof[0])}`, proof, failed);
}

/**
 * One kind of object that alone is still not listed is no start any more: it cannot be read from etcd in time, or not
 * decrypted. An apiserver's log says so; over HTTP the reason is withheld.
 */
const waitsForOne = ({ name, reason }: CheckLine): boolean =>
  name === 'informer-sync' && /\b1 informers? not started yet: \[\*/.test(reason ?? '');

const checksIn = (body: string | undefined, wanted: CheckLine['state']): string[] =>
  (parseHealthBody(body ?? '')?.checks ?? []).filter(({ state }) => state === wanted).map(({ name }) => name);

/** The checks that fail, once each, with the reason of the sub-path where it was asked. */
function failedChecks(failing: readonly HttpAnswer[], heard: readonly HttpAnswer[]): CheckLine[] {
  const reasons = new Map<string, string>();
  for (const { url, status, body } of heard) {
    const name = subPath.exec(pathOf(url))?.[1];
    if (name !== undefined && status === 500)
      reasons.set(name, (body ?? '').trim().replace(/^internal server error: /, ''));
  }
  const checks = new Map<string, CheckLine>();
  for (const { body } of failing) {
    for (const { name, state, reason } of parseHealthBody(body ?? '')?.checks ?? []) {
      if (state === 'failed' && !checks.has(name))
        checks.set(name, { name, state, reason: reasons.get(name) ?? reason ?? '' });
    }
  }
  return [...checks.values()];
}

function judgeKubeProxy(heard: readonly HttpAnswer[]): Judgement {
  const read = heard.flatMap((answer) => {
    const health = parseKubeProxyHealth(answer.body ?? '');
    return health === undefined ? [] : [{ answer, health }];
  });
  const late = read.find(({ answer }) => answer.status === 503);
  if (late !== undefined) {
    const leaving = late.health.nodeEligible === false;
    const why = leaving ? 'this node is being deleted' : 'a rule update waits for too long';
    return { ...judgement('failing', `503: ${why}`, [late.answer]), reason: leaving ? 'node-not-eligible' : 'late' };
  }
  const good = read.filter(({ answer }) => answer.status === 200).map(({ answer }) => answer);
  if (good.length > 0) return judgement('ok', 'ok', good);
  const plain = heard.filter((answer) => answer.status === 200 && saysOk(answer));
  return plain.length > 0 ? judgement('ok', 'ok', plain) : judgeRefusal(heard);
}

/** CoreDNS and CNI agents: any 200 is well; CoreDNS' 503 lists the plugins that are not ready. */
function judgePlain(heard: readonly HttpAnswer[]): Judgement {
  const bad = heard.filter(({ status = 0 }) => status >= 500);
  if (bad[0] !== undefined) return judgement('failing', `${bad[0].status}: ${brief(bad[0])}`, bad);
  const good = heard.filter(({ status = 0 }) => status >= 200 && status < 300);
  return good.length > 0 ? judgement('ok', 'ok', good) : judgeRefusal(heard);
}
