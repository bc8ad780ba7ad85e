import type { InputCoverage } from '../../../core/coverage.ts';
import { headOf } from '../../../core/safe-text.ts';
import { readFields, readSections, type Section } from '../../../core/sections.ts';
import { rfc3339 } from '../../../core/time/rfc3339.ts';
import type { TlsView } from '../../../input/probe/answer.ts';
import { recordedWords } from '../../../kubernetes/host/host-record.ts';
import { hostOf } from '../../../kubernetes/server-url.ts';
import { readLeases } from '../leases.ts';
import {
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
import { endpointOf, ofPod, podEndpoint, throughProxy, unique } from './recorded-endpoints.ts';
import { planRecorded } from './recorded-host.ts';

/** What a recorded stream holds; undefined where it is none. */
export interface Recording {
  readonly nodes: readonly NodeObservation[];
  readonly coverage: InputCoverage;
}

const known = new Set([...recordedWords(), 'credential', 'GET', 'took', 'certificate']);

/** The line of a paste that an answer was read from. */
export type Quoting = (line: number) => HttpAnswer['quoted'];

/**
 * Reads a recorded stream, several hosts one after the other; undefined where it does not begin as one. `quoted`: of
 * one that was made of a paste.
 */
export function readRecording(text: string, source: string, quoted?: Quoting): Recording | undefined {
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
    nodes: hosts.map((host) => readHost(host, quoted)),
    coverage: {
      source,
      format: 'k8s-health recording',
      encoding: 'utf-8',
      lines,
      understood: lines - lost,
      ...(strange === undefined
        ? {}
        : { firstNotUnderstood: { line: strange.line, text: headOf(`=== ${strange.word} ${strange.rest}`, 200) } }),
      timeZone: { name: 'UTC', provenance: 'from log' },
    },
  };
}

function readHost(sections: readonly Section[], quoted: Quoting = () => undefined): NodeObservation {
  const fields = readFields(sections.find(({ word }) => word === 'diag')?.lines ?? []);
  const at = rfc3339(Date.parse(fields['time'] ?? '')) ?? '1970-01-01T00:00:00.000Z';
  const chains = readChains(sections);
  const recorded = sections.flatMap((section, i) => {
    if (section.word !== 'GET') return [];
    const next = sections[i + 1];
    const seconds = next?.word === 'took' ? Number(next.rest) : undefined;
    const read = readAnswer(section, at, Number.isFinite(seconds) ? seconds : undefined);
    if (read === undefined) return [];
    const from = read.line === undefined ? undefined : quoted(read.line);
    return [from === undefined ? read : { ...read, answer: { ...read.answer, quoted: from } }];
  });
  const proxied = recorded.map(({ answer }) => throughProxy(withChain(answer, chains)));
  const pods = proxied.flatMap(podsIn);
  const answers = proxied.map((answer) => ofPod(answer, pods));
  const planned = planRecorded(sections, at);
  const extra = recorded.flatMap(({ component, role }, i) =>
    endpointOf(answers[i] as HttpAnswer, component, role, planned.endpoints),
  );
  return {
    ...planned,
    host: fields['host'] ?? planned.host,
    at,
    endpoints: [
      ...planned.endpoints.filter(worthTelling(answers, pods)),
      ...unique([...extra, ...pods.map(({ name }) => podEndpoint(name))]),
    ],
    ...(pods.length === 0 ? {} : { pods }),
    limits: planned.limits.filter(({ id }) => id !== 'coredns-health' || pods.length === 0),
    place: placeOf(fields['place'], planned.place),
    answers,
    leases: [...planned.leases, ...answers.flatMap(leasesIn)],
    facts: { ...planned.facts, ...uptimesIn(fields) },
  };
}

/**
 * That a recorder did not ask whether kube-proxy merely lives is no gap where it asked for its health, and a
 * CoreDNS that was found as a process is told as the pod it is.
 */
function worthTelling(answers: readonly HttpAnswer[], pods: readonly PodState[]): (endpoint: Endpoint) => boolean {
  const asked = new Set(answers.map(({ url }) => originOf(url)));
  const addresses = new Set(pods.map(({ ip }) => ip));
  return ({ component, role, url }) =>
    component === 'coredns'
      ? !addresses.has(hostOf(url))
      : component !== 'kube-proxy' || role !== 'ping' || asked.has(url);
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

const podsIn = ({ url, status, body }: HttpAnswer): readonly PodState[] =>
  status === 200 && /\/pods(?:\?|$)/.test(url) ? readDnsPods(body ?? '') : [];
