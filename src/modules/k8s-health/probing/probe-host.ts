import type { ProbeSession, SocketAnswer } from '../../../input/probe/answer.ts';
import type { HostFiles } from '../../../kubernetes/host/host-files.ts';
import type { HostPlan } from '../host/plan.ts';
import { type Endpoint, type HttpAnswer, type NodeObservation, originOf } from '../model.ts';
import type { HealthOptions } from '../options.ts';
import { type ApiserverReading, askApiserver } from './apiserver.ts';
import { askDns, type DnsReading } from './dns.ts';
import { askNodes } from './nodes.ts';
import { anonymousPaths, credentialPaths } from './paths.ts';
import { belongsTo, createProber, type Prober } from './prober.ts';

/** Asks all endpoints of a plan at once and records the answers. */
export async function probeHost(
  host: HostFiles,
  plan: HostPlan,
  options: HealthOptions,
  session: ProbeSession,
  progress: (text: string) => void,
): Promise<NodeObservation> {
  const prober = createProber(session, options.deadlineMs);
  const sockets: SocketAnswer[] = [];
  const readings: ApiserverReading[] = [];
  let done = 0;
  const probed = plan.endpoints.filter(({ notHere }) => notHere === undefined);
  const ask = async (endpoint: Endpoint): Promise<void> => {
    if (endpoint.url.startsWith('unix://'))
      sockets.push(await askSocket(host, endpoint.url.slice(7), options, session));
    else await askEndpoint(endpoint, plan, prober, readings);
    done += 1;
    progress(`probing: ${done} of ${probed.length} endpoints`);
  };
  await Promise.all(probed.map(ask));
  const replicas = unique(
    readings.flatMap(({ endpoints }) => endpoints),
    plan.endpoints,
  );
  const [dns] = await Promise.all([
    askClusterDns(plan, prober),
    ...replicas.map((endpoint) => askEndpoint(endpoint, plan, prober, [])),
  ]);
  const nodes = options.allNodes ? await askAllNodes(plan, prober, progress) : undefined;
  const endpoints = dropGuesses(
    [...plan.endpoints, ...replicas, ...(dns?.endpoints ?? []), ...(nodes?.endpoints ?? [])],
    plan,
    prober.answers,
  );
  return {
    host: plan.host,
    at: session.startedAt,
    place: placeSeen(plan, endpoints),
    facts: plan.facts,
    endpoints,
    credentials: plan.credentials.map(({ state }) => state).filter(({ fault }) => fault !== undefined),
    served: plan.served,
    answers: [...prober.answers, ...(dns?.answers ?? []), ...(nodes?.answers ?? [])],
    sockets,
    leases: [
      ...new Map(readings.flatMap(({ leases }) => leases).map((lease) => [lease.name, lease])).values(),
      ...(nodes?.leases ?? []),
    ],
    ...(dns === undefined ? {} : { pods: dns.pods }),
    nodes: nodes?.nodes ?? [],
    limits: [
      ...limitsSeen(plan, endpoints, dns),
      ...readings.flatMap(({ limits }) => limits),
      ...(dns?.limits ?? []),
      ...(nodes?.limits ?? []),
    ],
  };
}

/** With `--root` the socket lies below it, where links must not lead out; it is then only connected to. */
async function askSocket(
  host: HostFiles,
  path: string,
  options: HealthOptions,
  session: ProbeSession,
): Promise<SocketAnswer> {
  if (host.thisMachine) return session.socket(path, options.deadlineMs);
  const codes = { refused: 'ECONNREFUSED', absent: 'ENOENT', denied: 'EACCES', unknown: 'DEADLINE' } as const;
  const state = await host.connect(path);
  const base = { path, at: session.startedAt, ms: 0 };
  return state === 'accepts'
    ? { ...base, speaksGrpc: true }
    : { ...base, error: { code: codes[state], message: state, phase: 'connect' } };
}

async function askEndpoint(
  endpoint: Endpoint,
  plan: HostPlan,
  prober: Prober,
  readings: ApiserverReading[],
): Promise<void> {
  const { component, url } = endpoint;
  const ca = component === 'etcd' ? plan.facts.etcdCa : plan.facts.clusterCa;
  const own = plan.paths.get(url);
  const anonymous = anonymousPaths(endpoint, own).map((path) => prober.anonymous(`${url}${path}`, ca));
  const credential = plan.credentials.find(({ state, pair }) => state.component === component && pair !== undefined);
  const known =
    credential === undefined ? [] : credentialPaths(endpoint).map((path) => prober.as(credential, `${url}${path}`));
  const first = await Promise.all(anonymous);
  if (component === 'apiserver') readings.push(await askApiserver(endpoint, first, plan, prober));
  await Promise.all(known);
}

/** Once, by the first apiserver that is well; one that is not has worse to tell. */
async function askClusterDns(plan: HostPlan, prober: Prober): Promise<DnsReading | undefined> {
  const well = prober.answers.filter(({ url, status }) => status === 200 && url.includes('/readyz'));
  const server = plan.endpoints.find(
    ({ component, url }) => component === 'apiserver' && well.some((answer) => originOf(answer.url) === url),
  );
  const credential = plan.credentials.find(
    (one) =>
      one.state.component === 'apiserver' &&
      (one.pair !== undefined || one.token !== undefined) &&
      belongsTo(one, server?.url ?? ''),
  );
  return server === undefined || credential === undefined ? undefined : askDns(server.url, credential, plan, prober);
}

async function askAllNodes(plan: HostPlan, prober: Prober, progress: (text: string) => void) {
  const server = plan.endpoints.find(({ component, notHere }) => component === 'apiserver' && notHere === undefined);
  const credential = plan.credentials.find(
    ({ state, pair, token }) => state.component === 'apiserver' && (pair !== undefined || token !== undefined),
  );
  if (server === undefined || credential === undefined) {
    const reason =
      server === undefined ? 'no apiserver is known here' : 'no credential for the apiserver is known here';
    return {
      nodes: [],
      endpoints: [],
      answers: [],
      leases: [],
      limits: [{ id: 'all-nodes', reason, command: 'diag k8s-health --all-nodes --kubeconfig FILE' }],
    };
  }
  return askNodes(server.url, credential, prober, progress);
}

const unique = (endpoints: readonly Endpoint[], known: readonly Endpoint[]): Endpoint[] => {
  const all = new Map(endpoints.map((endpoint) => [endpoint.url, endpoint]));
  return [...all.values()].filter(({ url }) => !known.some((endpoint) => endpoint.url === url));
};

/** Where nothing speaks of Kubernetes, default ports that are silent are no endpoints. */
function dropGuesses(endpoints: readonly Endpoint[], { place }: HostPlan, answers: readonly HttpAnswer[]): Endpoint[] {
  if (place.kind !== 'none' && place.kind !== 'container') return [...endpoints];
  const heard = new Set(
    answers.filter(({ status, tls }) => status !== undefined || tls !== undefined).map(({ url }) => originOf(url)),
  );
  return endpoints
    .filter(({ assumed, url }) => assumed !== true || heard.has(url))
    .map(({ assumed, ...endpoint }) => (assumed === true ? endpoint : { ...endpoint }));
}

function placeSeen({ place }: HostPlan, endpoints: readonly Endpoint[]): NodeObservation['place'] {
  if (place.kind !== 'none') return place;
  const local = endpoints.find(({ from }) => from === 'default');
  if (local === undefined) return place;
  const kind = local.component === 'apiserver' ? 'control-plane' : 'worker';
  return { ...place, kind, because: [`${local.url} answers`], loopback: 'node' };
}

/** What the apiserver told makes up for what this host's files did not. */
const limitsSeen = (plan: HostPlan, endpoints: readonly Endpoint[], dns: DnsReading | undefined): HostPlan['limits'] =>
  plan.limits.filter(
    ({ id }) =>
      !(id === 'kubernetes' && endpoints.length > 0) && !(id === 'coredns-health' && dns?.limits.length === 0),
  );
