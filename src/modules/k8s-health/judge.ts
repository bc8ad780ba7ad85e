import { groupBy } from '../../core/group.ts';
import { seenFromHere } from './from-here.ts';
import { judgeByComponent } from './judge-component.ts';
import { judgePod } from './judge-pod.ts';
import { whole } from './judgement.ts';
import { type Endpoint, type HttpAnswer, type NodeObservation, originOf } from './model.ts';
import type { EndpointState, StateKind } from './state.ts';
import { type WireFault, wireFault } from './wire.ts';

/** Judges every endpoint of a node by the answers it gave. */
export function judgeNode(node: NodeObservation): EndpointState[] {
  const byOrigin = groupBy(node.answers, ({ url }) => originOf(url));
  return node.endpoints.map((endpoint) =>
    seenFromHere(node.place, judgeEndpoint(node, endpoint, byOrigin.get(endpoint.url) ?? [])),
  );
}

function judgeEndpoint(node: NodeObservation, endpoint: Endpoint, answers: readonly HttpAnswer[]): EndpointState {
  const base = { host: node.host, endpoint, failed: [], proof: [] as readonly HttpAnswer[], answers };
  if (endpoint.notHere !== undefined) return { ...base, kind: 'n/a', why: endpoint.notHere };
  if (endpoint.url.startsWith('unix:')) return { ...base, ...judgeSocket(node, endpoint) };
  if (endpoint.url.startsWith('pod://')) {
    const pod = node.pods?.find(({ name }) => `pod://${name}` === endpoint.url);
    return { ...base, ...judgePod(pod, answers, node.at) };
  }
  if (answers.length === 0) return { ...base, kind: 'unknown', why: 'not probed' };
  if (endpoint.role === 'read-only' && answers.every((answer) => wireFault(answer) === 'refused')) {
    return { ...base, kind: 'n/a', why: 'closed, as it should be' };
  }
  const heard = answers.filter((answer) => wireFault(answer) === undefined);
  const silent = answers.filter((answer) => wireFault(answer) === 'silent');
  const endless = heard.find(isEndless);
  if (endless !== undefined) return { ...base, ...endlessAnswer(endless) };
  const said = heard.length > 0 ? judgeByComponent(endpoint.component, heard, silent, node.facts.uptimes) : undefined;
  if (said !== undefined && said.kind !== 'alive') return { ...base, ...said };
  return {
    ...base,
    ...(judgeWire(endpoint, answers, said !== undefined) ?? said ?? { kind: 'unknown', why: 'no answer' }),
  };
}

/** A health answer has a few kilobytes at most; one that goes on, or never ends, is none. */
const isEndless = (answer: HttpAnswer): boolean =>
  whole(answer) && (answer.cut === true || (answer.status !== undefined && answer.error?.code === 'DEADLINE'));

const endlessAnswer = (answer: HttpAnswer): WireState => ({
  kind: 'odd',
  why: `${answer.status}: ${answer.cut === true ? 'a body that is no health answer and does not end' : 'begins an answer and does not end it'}`,
  proof: [answer],
  latencyMs: answer.ms,
});

/** Most telling first: what rules out that it is merely us. */
const order: readonly (readonly [WireFault, StateKind, string])[] = [
  ['refused', 'refused', 'connection refused'],
  ['speaks-plain-http', 'wrong-scheme', 'speaks plain HTTP, was asked with TLS'],
  ['speaks-tls', 'wrong-scheme', 'speaks TLS, was asked in plain HTTP'],
  ['refuses-client-certificate', 'refuses-us', 'refuses the client certificate'],
  ['bad-credentials', 'refuses-us', 'the client certificate cannot be used'],
  ['server-certificate', 'untrusted', 'its certificate does not verify'],
  ['wants-client-certificate', 'locked', 'alive, wants a client certificate'],
  ['silent', 'silent', 'accepts, does not answer'],
  ['filtered', 'unreachable', 'no connection: packets are dropped'],
  ['gave-up', 'unreachable', 'no answer in time: not reached, no quorum, or too slow'],
  ['unreachable', 'unreachable', 'no route'],
  ['unresolved', 'unreachable', 'name does not resolve'],
  ['garbage', 'odd', 'answers something that is no HTTP'],
  ['reset', 'reset', 'closes the connection without an answer'],
  ['unfinished', 'unknown', 'the time for all probes was over'],
];

type WireState = Pick<EndpointState, 'kind' | 'why' | 'proof'> & { latencyMs?: number };

/** etcd's TLS port closes plain HTTP without a word, where Go's net/http explains. */
const plainEtcd = ({ component, url }: Endpoint): boolean => component === 'etcd' && url.startsWith('http:');
const tlsLikely = 'closes plain HTTP at once: it speaks TLS';

/** With an HTTP answer there (401, 403), only what was wrong with our credentials still counts. */
function judgeWire(endpoint: Endpoint, answers: readonly HttpAnswer[], alive: boolean): WireState | undefined {
  for (const [fault, kind, why] of order) {
    if (alive && !['refuses-client-certificate', 'bad-credentials'].includes(fault)) continue;
    const proof = answers.filter((answer) => wireFault(answer) === fault);
    const [first] = proof;
    if (first === undefined) continue;
    if (kind === 'reset' && plainEtcd(endpoint))
      return { kind: 'wrong-scheme', why: tlsLikely, proof, latencyMs: first.ms };
    return { kind, why, proof, latencyMs: first.ms };
  }
  return undefined;
}

function judgeSocket(
  { sockets }: NodeObservation,
  { url }: Endpoint,
): Pick<EndpointState, 'kind' | 'why'> & { latencyMs?: number } {
  const answer = sockets.find(({ path }) => `unix://${path}` === url);
  if (answer === undefined) return { kind: 'unknown', why: 'not probed' };
  const { error, ms } = answer;
  if (error === undefined) {
    return answer.speaksGrpc
      ? { kind: 'ok', why: 'gRPC', latencyMs: ms }
      : { kind: 'odd', why: 'answers, but no gRPC' };
  }
  const states: Readonly<Record<string, readonly [StateKind, string]>> = {
    ENOENT: ['refused', 'no such socket'],
    ECONNREFUSED: ['refused', 'nobody listens on the socket'],
    EACCES: ['unknown', 'no right to open the socket'],
    EPERM: ['unknown', 'no right to open the socket'],
    DEADLINE: ['silent', 'accepts, does not answer'],
    TOTAL_DEADLINE: ['unknown', 'the time for all probes was over'],
  };
  const [kind, why] = states[error.code] ?? ['reset', error.message];
  return { kind, why, latencyMs: ms };
}
