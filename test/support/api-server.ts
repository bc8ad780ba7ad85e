import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { FixScript } from '../../src/core/fix-script.ts';

type Json = Record<string, unknown>;
type Operation = { readonly op: string; readonly path: string; readonly value?: unknown };

/** What kubectl asks of an API server to get, patch and roll back objects; nothing more of it is there. */
export interface StandIn {
  readonly url: string;
  /** By path: `/apis/apps/v1/namespaces/shop/deployments/web`. */
  readonly objects: Map<string, Json>;
  close(): Promise<void>;
}

const resource = (name: string, kind: string, namespaced = true) => ({
  name,
  singularName: '',
  namespaced,
  kind,
  verbs: ['get', 'list', 'patch', 'watch'],
});

const groups: Readonly<Record<string, readonly ReturnType<typeof resource>[]>> = {
  '/api/v1': [resource('services', 'Service'), resource('nodes', 'Node', false)],
  '/apis/apps/v1': [resource('deployments', 'Deployment'), resource('replicasets', 'ReplicaSet')],
  '/apis/admissionregistration.k8s.io/v1': [
    resource('validatingwebhookconfigurations', 'ValidatingWebhookConfiguration', false),
  ],
};

function discovery(path: string): Json | undefined {
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  if (path === '/apis') {
    const named = Object.keys(groups).flatMap((one) => {
      const [, group, version] = /^\/apis\/(\S+)\/(\S+)$/.exec(one) ?? [];
      return group === undefined ? [] : [{ group, version }];
    });
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: named.map(({ group, version }) => {
        const told = { groupVersion: `${group}/${version}`, version };
        return { name: group, versions: [told], preferredVersion: told };
      }),
    };
  }
  const resources = groups[path];
  const groupVersion = path.replace(/^\/apis?\//, '');
  return resources === undefined ? undefined : { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

const partsOf = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Whether an operation can be done where it points. */
function isPossible({ op, value }: Operation, parent: Json, key: string): boolean {
  if (op === 'test') return JSON.stringify(parent[key]) === JSON.stringify(value);
  return op === 'add' || key in parent;
}

/** Applies a JSON patch; undefined where a test fails, as an API server answers 422. */
function patched(object: Json, operations: readonly Operation[]): Json | undefined {
  const copy = structuredClone(object);
  for (const operation of operations) {
    const parts = partsOf(operation.path);
    const key = parts.pop() ?? '';
    const parent = parts.reduce<Json | undefined>((at, part) => at?.[part] as Json | undefined, copy);
    if (parent === undefined || !isPossible(operation, parent, key)) return undefined;
    if (operation.op === 'remove') delete parent[key];
    else if (operation.op !== 'test') parent[key] = operation.value;
  }
  return copy;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
};

/** Starts it on a free port of loopback. */
async function startStandIn(objects: ReadonlyMap<string, Json>): Promise<StandIn> {
  const held = new Map(objects);
  const send = (response: ServerResponse, status: number, body: Json): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const told = discovery(pathname) ?? listOf(pathname, held);
    if (told !== undefined && searchParams.get('watch') !== null) return void response.writeHead(200).flushHeaders();
    if (told !== undefined) return send(response, 200, told);
    const object = held.get(pathname);
    if (object === undefined)
      return send(response, 404, { kind: 'Status', status: 'Failure', reason: 'NotFound', code: 404 });
    if (request.method !== 'PATCH') return send(response, 200, object);
    const changed = patched(object, JSON.parse(await bodyOf(request)) as Operation[]);
    if (changed === undefined)
      return send(response, 422, { kind: 'Status', status: 'Failure', reason: 'Invalid', code: 422 });
    if (searchParams.get('dryRun') === null) held.set(pathname, changed);
    return send(response, 200, changed);
  };
  const server: Server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    objects: held,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** `/apis/apps/v1/namespaces/shop/replicasets`: those that are held below it. */
function listOf(path: string, held: ReadonlyMap<string, Json>): Json | undefined {
  const all = Object.entries(groups).flatMap(([group, resources]) =>
    resources.map(({ name, kind }) => ({ end: `/${name}`, group, kind })),
  );
  const found = all.find(({ end, group }) => path.startsWith(`${group}/`) && path.endsWith(end));
  if (found === undefined) return undefined;
  const items = [...held].flatMap(([at, object]) => (at.startsWith(`${path}/`) ? [object] : []));
  const apiVersion = found.group.replace(/^\/apis?\//, '');
  return { kind: `${found.kind}List`, apiVersion, metadata: { resourceVersion: '1' }, items };
}

/** Runs a script whose kubectl asks the stand-in; it answers in this process, so the script does not block it. */
async function runByKubectl(
  api: StandIn | undefined,
  home: string,
  script: string,
  words: readonly string[],
): Promise<{ readonly status: number | null; readonly said: string }> {
  const config = join(home, 'config');
  const named = {
    clusters: [{ name: 'c', cluster: { server: api?.url ?? '' } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    users: [{ name: 'u', user: {} }],
  };
  writeFileSync(config, JSON.stringify({ apiVersion: 'v1', kind: 'Config', ...named, 'current-context': 'c' }));
  const child = spawn('bash', ['-s', '--', ...words, '--kubeconfig', config], {
    env: { ...process.env, HOME: home, KUBECONFIG: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(String(part)));
  child.stdin.end(script);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, said: said.join('') };
}

/** A home for kubectl, and a stand-in that each test of a group starts for itself. */
export function kubectlBench() {
  let home = '';
  let api: StandIn | undefined;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'diag-kubectl-'));
  });
  afterEach(async () => {
    await api?.close();
    api = undefined;
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  return {
    start: async (objects: Readonly<Record<string, Json>>): Promise<StandIn> => {
      api = await startStandIn(new Map(Object.entries(objects)));
      return api;
    },
    run: (script: string | undefined, ...words: string[]) => runByKubectl(api, home, script ?? 'exit 99', words),
  };
}

/** What shellcheck says of the scripts of a fix. */
export const complaints = (fix: FixScript | undefined): string =>
  [fix?.apply, fix?.verify, fix?.rollback]
    .map((script) => spawnSync('shellcheck', ['-s', 'bash', '-'], { input: script ?? '(', encoding: 'utf8' }).stdout)
    .join('');
