import type { InputCoverage } from '../../../core/coverage.ts';
import type { TlsView } from '../../../input/probe/answer.ts';
import { readLeases } from '../leases.ts';
import {
  type Component,
  type Endpoint,
  type HttpAnswer,
  type Lease,
  type Loopback,
  type NodeObservation,
  originOf,
  type PlaceKind,
  type PodState,
} from '../model.ts';
import { readDnsPods } from '../pods.ts';
import { readAnswer } from './answer-text.ts';
import { planRecorded } from './recorded-host.ts';
import { readFields, readSections, type Section } from './sections.ts';

/** What a recorded stream holds; undefined where it is none. */
export interface Recording {
  readonly nodes: readonly NodeObservation[];
  readonly coverage: InputCoverage;
}

/** Ports that tell the component where a stream does not. */
const portComponents: Readonly<Record<string, Component>> = {
  '6443': 'apiserver',
  '6444': 'apiserver',
  '8443': 'apiserver',
  '16443': 'apiserver',
  '2379': 'etcd',
  '2381': 'etcd',
  '10259': 'scheduler',
  '10257': 'controller-manager',
  '10258': 'cloud-controller-manager',
  '10248': 'kubelet',
  '10250': 'kubelet',
  '10255': 'kubelet',
  '10256': 'kube-proxy',
  '8080': 'coredns',
  '8181': 'coredns',
  '9879': 'cni',
  '9099': 'cni',
};

const known = new Set([
  'diag',
  'env',
  'processes',
  'file',
  'list',
  'socket',
  'credential',
  'GET',
  'took',
  'certificate',
]);

/** Reads a recorded stream, several hosts one after the other; undefined where it does not begin as one. */
export function readRecording(text: string, source: string): Recording | undefined {
  const sections = readSections(text);
  if (!sections.some(({ word, rest }) => word === 'diag' && rest.startsWith('k8s-health'))) return undefined;
  const hosts: Section[][] = [];
  for (const section of sections) {
    if (section.word === 'diag' || hosts.length === 0) hosts.push([]);
    hosts.at(-1)?.push(section);
  }
  const strange = sections.find(({ word }) => !known.has(word));
  const lines = text.split('\n').length;
  const lost = sections
    .filter(({ word }) => !known.has(word))
    .reduce((sum, section) => sum + 1 + section.lines.length, 0);
  return {
    nodes: hosts.map(readHost),
    coverage: {
      source,
      format: 'k8s-health recording',
      encoding: 'utf-8',
      lines,
      understood: lines - lost,
      ...(strange === undefined
        ? {}
        : { firstNotUnderstood: { line: strange.line, text: `=== ${strange.word} ${strange.rest}`.slice(0, 200) } }),
      timeZone: { name: 'UTC', provenance: 'from log' },
    },
  };
}

function readHost(sections: readonly Section[]): NodeObservation {
  const fields = readFields(sections.find(({ word }) => word === 'diag')?.lines ?? []);
  const at = Number.isNaN(Date.parse(fields['time'] ?? ''))
    ? '1970-01-01T00:00:00.000Z'
    : new Date(fields['time'] ?? '').toISOString();
  const chains = readChains(sections);
  const recorded = sections.flatMap((section, i) => {
    if (section.word !== 'GET') return [];
    const next = sections[i + 1];
    const seconds = next?.word === 'took' ? Number(next.rest) : undefined;
    const read = readAnswer(section, at, Number.isFinite(seconds) ? seconds : undefined);
    return read === undefined ? [] : [read];
  });
  const answers = recorded.map(({ answer }) => throughProxy(withChain(answer, chains)));
  const planned = planRecorded(sections, at);
  const pods = answers.flatMap(podsIn);
  const extra = recorded.flatMap(({ component, role }, i) =>
    endpointOf(answers[i] as HttpAnswer, component, role, planned.endpoints),
  );
  return {
    ...planned,
    host: fields['host'] ?? planned.host,
    at,
    endpoints: [...planned.endpoints, ...unique([...extra, ...pods.map(({ name }) => podEndpoint(name))])],
    ...(pods.length === 0 ? {} : { pods }),
    place: placeOf(fields['place'], planned.place),
    answers,
    leases: [...planned.leases, ...answers.flatMap(leasesIn)],
    facts: { ...planned.facts, ...uptimesIn(fields) },
  };
}

const leasesIn = ({ url, status, body }: HttpAnswer): readonly Lease[] =>
  status === 200 && url.includes('/leases') ? readLeases(body ?? '') : [];

const loopbacks: Readonly<Partial<Record<PlaceKind, Loopback>>> = {
  pod: 'pod',
  container: 'container',
  laptop: 'machine',
};

function placeOf(said: string | undefined, otherwise: NodeObservation['place']): NodeObservation['place'] {
  const kinds: readonly PlaceKind[] = ['control-plane', 'worker', 'pod', 'host-network-pod', 'laptop', 'container'];
  const kind = kinds.find((one) => one === said);
  if (kind === undefined) return otherwise;
  const loopback = loopbacks[kind] ?? 'node';
  return { ...otherwise, kind, because: ['the recording says so'], loopback };
}

function uptimesIn(fields: Readonly<Record<string, string>>): Pick<NodeObservation['facts'], 'uptimes'> {
  const pairs = Object.entries(fields).flatMap(([key, value]) =>
    key.startsWith('uptime ') ? [[key.slice(7), Number(value)] as const] : [],
  );
  return pairs.length === 0 ? {} : { uptimes: Object.fromEntries(pairs) };
}

function readChains(sections: readonly Section[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    sections
      .filter(({ word }) => word === 'certificate')
      .map(
        ({ rest, lines }) =>
          [originOf(rest), (lines.join('\n').match(pem) ?? []).slice(0, 4).map((one) => `${one}\n`)] as const,
      ),
  );
}

const pem = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,20000}-----END CERTIFICATE-----/g;

function withChain(answer: HttpAnswer, chains: ReadonlyMap<string, readonly string[]>): HttpAnswer {
  const chain = chains.get(originOf(answer.url));
  const tls: TlsView | undefined = chain === undefined ? undefined : { protocol: '', chain };
  return tls === undefined ? answer : { ...answer, tls };
}

/** An answer through the apiserver's node or pod proxy is the node's or the pod's. */
function throughProxy(answer: HttpAnswer): HttpAnswer {
  const node = /^https?:\/\/[^/]+\/api\/v1\/nodes\/([^/]+)\/proxy(\/.*)$/.exec(answer.url);
  if (node !== null) return { ...answer, url: `node://${node[1]}${node[2]}` };
  const pod = /^https?:\/\/[^/]+\/api\/v1\/namespaces\/[^/]+\/pods\/(?:http:)?([^/:]+):\d+\/proxy(\/.*)$/.exec(
    answer.url,
  );
  return pod === null ? answer : { ...answer, url: `pod://${pod[1]}${pod[2]}` };
}

const podsIn = ({ url, status, body }: HttpAnswer): readonly PodState[] =>
  status === 200 && /\/pods(?:\?|$)/.test(url) ? readDnsPods(body ?? '') : [];

const podEndpoint = (name: string): Endpoint => ({
  component: 'coredns',
  name: 'coredns',
  url: `pod://${name}`,
  from: 'the recording',
});

function endpointOf(
  answer: HttpAnswer,
  said: string | undefined,
  role: Endpoint['role'],
  planned: readonly Endpoint[],
): Endpoint[] {
  const url = originOf(answer.url);
  if (planned.some((endpoint) => endpoint.url === url)) return [];
  if (url.startsWith('pod://')) return [podEndpoint(url.slice(6))];
  if (url.startsWith('node://')) return [{ component: 'node', name: url.slice(7), url, from: 'the recording' }];
  const port = /:(\d+)$/.exec(url)?.[1] ?? '';
  const component = (said as Component | undefined) ?? portComponents[port] ?? 'other';
  const own = role ?? usualRole(component, port, url);
  return [
    {
      component,
      name: component === 'other' ? url : component,
      url,
      from: 'the recording',
      ...(own === undefined ? {} : { role: own }),
    },
  ];
}

function usualRole(component: Component, port: string, url: string): Endpoint['role'] {
  const roles: Readonly<Record<string, Endpoint['role']>> = {
    '2381': 'metrics',
    '10248': 'ping',
    '10255': 'read-only',
  };
  return roles[port] ?? (component === 'etcd' && url.startsWith('http:') ? 'metrics' : undefined);
}

function unique(endpoints: readonly Endpoint[]): Endpoint[] {
  return [...new Map(endpoints.map((endpoint) => [endpoint.url, endpoint])).values()];
}
