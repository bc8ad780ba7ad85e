import { parsedObject } from '../../../core/json.ts';
import { parseHealthBody } from '../../../kubernetes/health-body.ts';
import { hostOf } from '../../../kubernetes/server-url.ts';
import { asList, asMap, asText } from '../../../kubernetes/yaml-text.ts';
import type { HostPlan } from '../host/plan.ts';
import { nodeOfKubelet, type Sendable } from '../host/sendable.ts';
import { readLeases } from '../leases.ts';
import type { Endpoint, HttpAnswer, Lease } from '../model.ts';
import { belongsTo, type Prober } from './prober.ts';

/** Sub-paths asked of one failing endpoint. */
const maxSubPaths = 8;
const listBytes = 4 * 2 ** 20;

/** What the second questions to an apiserver brought. */
export interface ApiserverReading {
  readonly leases: readonly Lease[];
  /** Apiservers behind the one that was asked. */
  readonly endpoints: readonly Endpoint[];
  readonly limits: HostPlan['limits'];
}

const nothing: ApiserverReading = { leases: [], endpoints: [], limits: [] };

/** After the anonymous answers: with credentials where these were refused, the reason of every failing check, the Leases. */
export async function askApiserver(
  endpoint: Endpoint,
  first: readonly HttpAnswer[],
  plan: HostPlan,
  prober: Prober,
): Promise<ApiserverReading> {
  if (first.every(({ status }) => status === undefined)) return nothing;
  const credentials = plan.credentials.filter(
    (one) => one.state.component === 'apiserver' && belongsTo(one, endpoint.url),
  );
  const readable = first.some(({ status }) => status === 200 || status === 500);
  const again = readable ? [] : await firstAccepted(credentials, prober, `${endpoint.url}/readyz?verbose`);
  const bodies = [...first, ...again];
  const credential = credentials.find((one) => one.pair !== undefined || one.token !== undefined);
  if (credential === undefined) return nothing;
  const failing = [...new Set(bodies.flatMap(failingPaths))].slice(0, maxSubPaths);
  await Promise.all(failing.map((path) => prober.as(credential, `${endpoint.url}${path}`)));
  const well = bodies.some(({ url, status }) => status === 200 && url.includes('/readyz'));
  return well && endpoint.role !== 'replica' ? readCluster(endpoint, plan.advertised, credential, prober) : nothing;
}

/** The first credential that is not refused; a refused one says so in the report. */
async function firstAccepted(credentials: readonly Sendable[], prober: Prober, url: string): Promise<HttpAnswer[]> {
  for (const credential of credentials) {
    const answer = await prober.as(credential, url);
    if (answer?.status !== undefined && answer.status !== 401) return [answer];
  }
  return [];
}

function failingPaths({ url, status, body }: HttpAnswer): string[] {
  const root = /\/(livez|readyz|healthz)(?:\?|$)/.exec(url)?.[1];
  if (status !== 500 || root === undefined) return [];
  const checks = parseHealthBody(body ?? '')?.checks ?? [];
  return checks
    .filter(({ state }) => state === 'failed')
    .map(({ name }) => `/${root === 'livez' ? 'livez' : 'readyz'}/${name}`);
}

/** Leases of the leaders, and the addresses behind the kubernetes Service. */
async function readCluster(
  { url }: Endpoint,
  advertised: readonly string[],
  credential: Sendable,
  prober: Prober,
): Promise<ApiserverReading> {
  const get = (path: string) => prober.as(credential, `${url}${path}`, { maxBytes: listBytes, keep: false });
  const [leases, slices] = await Promise.all([
    get('/apis/coordination.k8s.io/v1/namespaces/kube-system/leases?limit=200'),
    get('/api/v1/namespaces/default/endpoints/kubernetes'),
  ]);
  const own = [hostOf(url), ...advertised];
  const replicas = slices?.status === 200 ? replicasOf(slices.body ?? '', own) : [];
  // What no kubelet may read is no gap: the nodes that run the leaders read it.
  const refused = leases?.status === 403 && nodeOfKubelet(credential) === undefined;
  return {
    leases: leases?.status === 200 ? readLeases(leases.body ?? '').filter(isLeader) : [],
    endpoints: replicas,
    limits: refused
      ? [
          {
            id: 'leases',
            reason: `${credential.state.name} may not read Leases`,
            command: 'kubectl -n kube-system get lease',
          },
        ]
      : [],
  };
}

const isLeader = ({ name }: Lease): boolean =>
  /^(?:kube-scheduler|kube-controller-manager|cloud-controller-manager)$/.test(name);

/** Several addresses behind default/kubernetes are several apiservers; one alone is the one that was asked. */
function replicasOf(json: string, own: readonly string[]): Endpoint[] {
  const subsets = asList(parsedObject(json)?.['subsets']).map(asMap);
  const origins = subsets.flatMap((subset) => {
    const port = asList(subset?.['ports'])
      .map(asMap)
      .find((one) => asText(one?.['name']) === 'https')?.['port'];
    return asList(subset?.['addresses']).map(
      (address) => `https://${asText(asMap(address)?.['ip']) ?? ''}:${String(port ?? 6443)}`,
    );
  });
  const others = origins
    .filter((origin) => !own.includes(hostOf(origin)) && /^https:\/\/[\da-f.:]+:\d+$/i.test(origin))
    .slice(0, 20);
  if (origins.length < 2) return [];
  return others.map(
    (origin): Endpoint => ({
      component: 'apiserver',
      name: 'apiserver replica',
      url: origin,
      from: 'endpoints default/kubernetes',
      role: 'replica',
    }),
  );
}
