import type { Section } from '../../../core/sections.ts';
import type { HostFiles } from '../../../kubernetes/host/host-files.ts';
import { readRecord } from '../../../kubernetes/host/host-record.ts';
import { recordedHost } from '../../../kubernetes/host/recorded-host.ts';
import { planHost } from '../host/plan.ts';
import type { CredentialState, NodeObservation } from '../model.ts';

const empty: Omit<NodeObservation, 'answers' | 'host' | 'at'> = {
  place: { kind: 'unknown', because: [] },
  facts: {},
  endpoints: [],
  credentials: [],
  served: [],
  sockets: [],
  leases: [],
  nodes: [],
  limits: [],
};

const options = { endpoints: [], allNodes: false, deadlineMs: 5000, totalMs: 10_000 };

/** Sections that tell of the host's files and processes. */
const ofHost = new Set(['text', 'file', 'list', 'argv', 'processes', 'env']);

/** What the files and processes of a recording say: the plan that the host itself would have made, without answers. */
export function planRecorded(sections: readonly Section[], at: string): Omit<NodeObservation, 'answers'> {
  const own = { host: 'recorded', at, ...empty, ...recordedSockets(sections, at) };
  const credentials = sections.flatMap(credentialIn);
  if (!sections.some(({ word }) => ofHost.has(word))) return { ...own, credentials };
  const record = readRecord(sections);
  // As far as it was recorded, the host is this machine.
  const host: HostFiles = { ...recordedHost(record), root: '/', thisMachine: true, env: record.env };
  const plan = planHost(host, host, options, Date.parse(at));
  const judged = plan.credentials
    .map(({ state }) => state)
    .filter(({ fault }) => fault !== undefined && fault !== 'malformed');
  return {
    ...own,
    host: plan.host,
    place: plan.place,
    facts: plan.facts,
    endpoints: plan.endpoints.filter(({ assumed }) => assumed !== true),
    credentials: [...judged, ...credentials],
    served: plan.served,
    limits: plan.limits,
  };
}

const socketErrors: Readonly<Record<string, string>> = {
  refused: 'ECONNREFUSED',
  absent: 'ENOENT',
  denied: 'EACCES',
  silent: 'DEADLINE',
};

/** `=== socket PATH STATE`: each is the socket of a container runtime. */
function recordedSockets(sections: readonly Section[], at: string): Pick<NodeObservation, 'sockets' | 'endpoints'> {
  const read = sections.filter(({ word }) => word === 'socket').map(({ rest }) => rest.split(/\s+/));
  return {
    sockets: read.map(([path = '', state = '']) => {
      const code = socketErrors[state];
      return {
        path,
        at,
        ms: 0,
        ...(code === undefined ? { speaksGrpc: true } : { error: { code, message: state, phase: 'connect' as const } }),
      };
    }),
    endpoints: read.map(([path = '']) => ({
      component: 'runtime' as const,
      name: 'runtime',
      url: `unix://${path}`,
      from: 'the recording',
    })),
  };
}

const faults: readonly NonNullable<CredentialState['fault']>[] = [
  'expired',
  'not-yet-valid',
  'other-ca',
  'no-client-auth',
  'key-mismatch',
];

/** `=== credential COMPONENT PATH FAULT`, with what is wrong below it. */
function credentialIn({ word, rest, lines }: Section): CredentialState[] {
  const [component = '', path = '', said] = word === 'credential' ? rest.split(/\s+/) : [];
  const fault = faults.find((one) => one === said);
  if (fault === undefined) return [];
  return [
    {
      name: path.slice(path.lastIndexOf('/') + 1),
      component: component as CredentialState['component'],
      source: path,
      fault,
      detail: lines.join(' ').trim(),
    },
  ];
}
