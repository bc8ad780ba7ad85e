import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthority } from '../../../test/support/authority.ts';
import { systemEnv } from '../../../test/support/system-part.ts';

/** The built program: it has to run inside a network namespace. `npm test` builds it. */
const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const id = `${process.pid % 10_000}`;
const names = { plane: `diag-cp-${id}`, worker: `diag-wk-${id}` };
const ip = (...words: string[]) => execFileSync('ip', words, { stdio: 'pipe', env: systemEnv });

/** Needs root and the right to make namespaces; without them the test is skipped by name. */
function canMakeNamespaces(): boolean {
  const probe = `diag-probe-${id}`;
  const made = spawnSync('ip', ['netns', 'add', probe], { stdio: 'ignore', env: systemEnv }).status === 0;
  if (made) spawnSync('ip', ['netns', 'delete', probe], { stdio: 'ignore', env: systemEnv });
  return made && spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;
}

/** Serves `ok`, or what a component answers, on the ports it is given; says so when it listens. */
const server = `
const { readFileSync } = require('node:fs');
const tls = { cert: readFileSync('server.crt'), key: readFileSync('server.key') };
const proxy = '{"lastUpdated": "a","currentTime": "b"}';
const answer = (request, response) => {
  const port = request.socket.localPort;
  const missing = [10257, 10259].includes(port) && !request.url.startsWith('/healthz');
  if (missing) return response.writeHead(404).end('404 page not found');
  if (port === 10250) return response.writeHead(401).end('Unauthorized');
  response.end(port === 10256 ? proxy : port === 2381 && request.url.startsWith('/health') ? '{"health":"true","reason":""}' : 'ok');
};
let waiting = process.argv.length - 1;
for (const word of process.argv.slice(1)) {
  const [scheme, host, port] = word.split(',');
  const made = scheme === 'https' ? require('node:https').createServer(tls, answer) : require('node:http').createServer(answer);
  made.listen(Number(port), host, () => { waiting -= 1; if (waiting === 0) console.log('ready'); });
}`;

const possible = canMakeNamespaces();
const title = 'a control-plane node and a worker in network namespaces of their own';

describe.skipIf(!possible)(possible ? title : `${title} (needs root, ip netns and openssl)`, () => {
  let base = '';
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    if (!existsSync(cli)) execFileSync('node', ['scripts/build.mjs'], { cwd: dirname(dirname(cli)), stdio: 'pipe' });
    base = mkdtempSync(join(tmpdir(), 'diag-ns-'));
    const authority = createAuthority(base, 'ca');
    authority.issue('server', { usage: 'serverAuth', names: 'DNS:kubernetes,IP:10.213.7.1' });
    for (const name of Object.values(names)) {
      ip('netns', 'add', name);
      ip('-n', name, 'link', 'set', 'lo', 'up');
    }
    ip(
      'link',
      'add',
      `dcp${id}`,
      'netns',
      names.plane,
      'type',
      'veth',
      'peer',
      'name',
      `dwk${id}`,
      'netns',
      names.worker,
    );
    ip('-n', names.plane, 'addr', 'add', '10.213.7.1/24', 'dev', `dcp${id}`);
    ip('-n', names.worker, 'addr', 'add', '10.213.7.2/24', 'dev', `dwk${id}`);
    ip('-n', names.plane, 'link', 'set', `dcp${id}`, 'up');
    ip('-n', names.worker, 'link', 'set', `dwk${id}`, 'up');
    const node = ['http,127.0.0.1,10248', 'https,0.0.0.0,10250', 'http,0.0.0.0,10256'];
    const plane = ['https,0.0.0.0,6443', 'https,127.0.0.1,10259', 'https,127.0.0.1,10257', 'http,127.0.0.1,2381'];
    await serve(names.plane, [...plane, ...node]);
    await serve(names.worker, node);
  });
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    for (const name of Object.values(names))
      spawnSync('ip', ['netns', 'delete', name], { stdio: 'ignore', env: systemEnv });
    rmSync(base, { recursive: true, force: true });
  });

  async function serve(namespace: string, ports: readonly string[]): Promise<void> {
    const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, '-e', server, ...ports], {
      cwd: base,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: systemEnv,
    });
    children.push(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('exit', () => reject(new Error('the servers ended')));
    });
  }

  function hostOf(name: string, files: Readonly<Record<string, string>>): string {
    const root = join(base, name);
    for (const [path, text] of Object.entries({
      '/etc/hostname': `${name}\n`,
      '/var/lib/kubelet/config.yaml': 'kind: KubeletConfiguration\n',
      ...files,
    })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return root;
  }

  function diagnose(namespace: string, root: string) {
    const words = ['netns', 'exec', namespace, process.execPath, cli, 'k8s-health', '--root', root, '--format', 'json'];
    const { stdout, status } = spawnSync('ip', words, { encoding: 'utf8', env: systemEnv });
    const report = JSON.parse(stdout) as {
      findings: { name: string }[];
      data: { hosts: { place: { kind: string }; components: { name: string; state: string }[] }[] };
    };
    const host = report.data.hosts[0];
    return {
      status,
      findings: report.findings.map(({ name }) => name),
      kind: host?.place.kind,
      states: Object.fromEntries((host?.components ?? []).map(({ name, state }) => [name, state])),
    };
  }

  const kubeconfig =
    'apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters: [{name: k, cluster: {server: "https://10.213.7.1:6443"}}]\ncontexts: [{name: c, context: {cluster: k, user: u}}]\nusers: [{name: u, user: {}}]\n';

  test('on the worker what listens on the control plane is not here, and nothing is broken', () => {
    const { findings, kind, states } = diagnose(
      names.worker,
      hostOf('worker-1', { '/etc/kubernetes/kubelet.conf': kubeconfig }),
    );
    expect(kind).toBe('worker');
    expect(findings).toEqual([]);
    expect(states).toMatchObject({
      apiserver: 'ok',
      etcd: 'n/a',
      scheduler: 'n/a',
      'controller-manager': 'n/a',
      'kubelet healthz': 'ok',
      kubelet: 'alive',
      'kube-proxy': 'ok',
    });
  });

  const pod = (program: string, ...flags: string[]) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: program },
      spec: { containers: [{ name: program, image: 'x', command: [program, ...flags] }] },
    });
  const manifests = {
    '/etc/kubernetes/manifests/kube-apiserver.yaml': pod('kube-apiserver', '--advertise-address=10.213.7.1'),
    '/etc/kubernetes/manifests/etcd.yaml': pod(
      'etcd',
      '--listen-client-urls=https://127.0.0.1:2379',
      '--listen-metrics-urls=http://127.0.0.1:2381',
    ),
    '/etc/kubernetes/manifests/kube-scheduler.yaml': pod('kube-scheduler', '--bind-address=127.0.0.1'),
    '/etc/kubernetes/manifests/kube-controller-manager.yaml': pod(
      'kube-controller-manager',
      '--bind-address=127.0.0.1',
    ),
  };

  test('on the control-plane node they are here, and the one that is not is found', () => {
    const { findings, kind, states } = diagnose(names.plane, hostOf('cp-1', manifests));
    expect(kind).toBe('control-plane');
    expect(states).toMatchObject({
      apiserver: 'ok',
      'etcd metrics': 'ok',
      etcd: 'refused',
      scheduler: 'ok',
      'controller-manager': 'ok',
      kubelet: 'alive',
    });
    expect(findings).toEqual(['etcd-down']);
  });
});
