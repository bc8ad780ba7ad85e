import type { HostFiles, StatReading } from '../../../input/host/host-files.ts';
import { planHost } from '../host/plan.ts';
import type { CredentialState, NodeObservation } from '../model.ts';
import type { Section } from './sections.ts';

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

/** What the files and processes of a recording say: the plan that the host itself would have made, without answers. */
export function planRecorded(sections: readonly Section[], at: string): Omit<NodeObservation, 'answers'> {
  const own = { host: 'recorded', at, ...empty, ...recordedSockets(sections, at) };
  const credentials = sections.flatMap(credentialIn);
  if (!sections.some(({ word }) => ['file', 'list', 'processes', 'env'].includes(word))) return { ...own, credentials };
  const host = recordedFiles(sections);
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

/** Files of a recording as a host: what was not recorded is absent. */
function recordedFiles(sections: readonly Section[]): HostFiles {
  const files = new Map(
    sections.filter(({ word }) => word === 'file').map(({ rest, lines }) => [rest, lines.join('\n')]),
  );
  const folders = new Map<string, Set<string>>();
  const addName = (path: string) => {
    const cut = path.lastIndexOf('/');
    if (cut < 0 || path === '/') return;
    const folder = path.slice(0, cut) || '/';
    folders.set(folder, (folders.get(folder) ?? new Set()).add(path.slice(cut + 1)));
    addName(folder);
  };
  for (const line of sections.filter(({ word }) => word === 'processes').flatMap(({ lines }) => lines)) {
    const [pid = '', ...words] = line.trim().split(' ');
    if (/^\d+$/.test(pid)) files.set(`/proc/${pid}/cmdline`, words.join('\0'));
  }
  for (const { rest, lines } of sections.filter(({ word }) => word === 'list'))
    for (const name of lines.filter(Boolean)) addName(`${rest}/${name}`);
  for (const path of files.keys()) addName(path);
  const env = Object.fromEntries(
    sections
      .filter(({ word }) => word === 'env')
      .flatMap(({ lines }) => lines.map((line) => line.split(/=(.*)/s) as [string, string])),
  );
  const listed = (path: string) =>
    folders.get(path.slice(0, path.lastIndexOf('/')) || '/')?.has(path.slice(path.lastIndexOf('/') + 1)) === true;
  const stat = (path: string): StatReading =>
    listed(path) || folders.has(path)
      ? { status: 'found', stat: statOf(files.get(path), folders.has(path)) }
      : { status: 'absent' };
  return {
    root: '/',
    thisMachine: true,
    env,
    read: (path) => {
      const text = files.get(path);
      return text === undefined ? { status: 'absent' } : { status: 'text', text, stat: statOf(text, false) };
    },
    head: () => undefined,
    tail: () => ({ status: 'absent' }),
    stat,
    lstat: stat,
    list: (path) => {
      const names = folders.get(path);
      return names === undefined
        ? { status: 'absent' }
        : { status: 'names', names: [...names].toSorted(), truncated: false };
    },
    disk: () => undefined,
    openSize: () => -1,
    connect: async () => 'unknown',
  };
}

const statOf = (text: string | undefined, folder: boolean) => ({
  kind: folder ? ('directory' as const) : ('file' as const),
  bytes: text?.length ?? 0,
  mode: 0,
  uid: 0,
  gid: 0,
  modifiedAt: '1970-01-01T00:00:00.000Z',
  identity: '',
});

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
