import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../../../test/support/authority.ts';
import { runCli } from '../../../test/support/run-cli.ts';
import { describeWith } from '../../../test/support/system-part.ts';

const token = 'secret-token-of-a-test';
const pod = (name: string, reason: string | undefined) => ({
  metadata: { name, namespace: 'shop', uid: name, creationTimestamp: '2026-11-28T15:00:00Z', managedFields: [{}] },
  spec: { nodeName: 'w1', containers: [{ name: 'app', image: 'shop/web:1' }] },
  status: {
    phase: 'Running',
    startTime: '2026-11-28T15:00:01Z',
    conditions: [{ type: 'Ready', status: reason === undefined ? 'True' : 'False' }],
    containerStatuses: [
      {
        name: 'app',
        ready: reason === undefined,
        restartCount: reason === undefined ? 0 : 9,
        state: reason === undefined ? { running: {} } : { waiting: { reason, message: 'back-off 5m0s restarting' } },
        lastState: reason === undefined ? {} : { terminated: { exitCode: 1, reason: 'Error' } },
      },
    ],
  },
});
const list = (kind: string, items: readonly object[], more: object = {}) => ({
  ...{ kind: `${kind}List`, apiVersion: 'v1', metadata: { resourceVersion: '7', ...more } },
  items,
});

describeWith(['openssl'], 'k8s-flow --live', () => {
  let folder = '';
  let cluster: Authority;
  let other: Authority;
  let server: Server | undefined;
  const asked: { method?: string | undefined; path: string; authorization?: string | undefined; as?: unknown }[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'diag-live-'));
    cluster = createAuthority(folder, 'cluster');
    other = createAuthority(folder, 'other');
    cluster.issue('api', { usage: 'serverAuth', names: 'DNS:kubernetes,IP:127.0.0.1' });
  });
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server === undefined ? resolve(0) : server.close(resolve)));
    server = undefined;
    asked.length = 0;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function answer(path: string): [number, object] {
    if (path === '/version') return [200, { gitVersion: 'v1.36.2' }];
    if (path.includes('/pods?') && !path.includes('continue='))
      return [200, list('Pod', [pod('web-1', undefined)], { continue: 'next/page+1', remainingItemCount: 1 })];
    if (path.includes('/pods?')) return [200, list('Pod', [pod('web-2', 'CrashLoopBackOff')])];
    if (path.includes('/nodes?'))
      return [403, { kind: 'Status', message: 'nodes is forbidden: User may not', code: 403 }];
    if (path.startsWith('/apis/autoscaling/v2/')) return [404, { kind: 'Status', code: 404 }];
    return [200, list('Thing', [])];
  }

  async function serve(replies: (path: string) => [number, object | string] = answer): Promise<string> {
    const made = createServer(
      { cert: readFileSync(join(folder, 'api.crt')), key: readFileSync(join(folder, 'api.key')) },
      ({ url = '', method, headers }, response) => {
        const as = [headers['impersonate-user'], headers['impersonate-group']];
        asked.push({ method, path: url, authorization: headers.authorization, as });
        const [status, body] = headers.authorization === `Bearer ${token}` ? replies(url) : [401, {}];
        response.writeHead(status, { 'content-type': 'application/json', location: 'https://other.example/' });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      },
    );
    server = made;
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    return `https://127.0.0.1:${(made.address() as AddressInfo).port}`;
  }

  function kubeconfig(address: string, more: object, user: object): string {
    const path = join(folder, 'config');
    const context = (name: string) => ({ name, context: { cluster: 'c', user: 'u' } });
    const config = {
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'one' },
      clusters: [{ name: 'c', cluster: { server: address, ...more } }],
      contexts: [context('one'), context('two')],
      users: [{ name: 'u', user }],
    };
    writeFileSync(path, JSON.stringify(config));
    return path;
  }

  const run = async (module: string, path: string, ...words: string[]) => {
    const { stdout } = await runCli([module, '--live', '--kubeconfig', path, '--format', 'json', ...words]);
    return JSON.parse(stdout) as {
      findings: { name: string; title: string }[];
      checks: { id: string; status: string; reason?: string; command?: string }[];
      error?: { message: string; hint: string };
    };
  };

  test('reads page after page, and says what it may not read', async () => {
    const path = kubeconfig(await serve(), { 'certificate-authority': cluster.certificate }, { token });
    const { findings, checks } = await run('k8s-flow', path);
    expect(findings.map(({ name }) => name)).toEqual(['crash-loop']);
    expect(findings[0]?.title).toContain('shop/web-2');
    expect(checks.find(({ id }) => id === 'nodes')).toMatchObject({
      status: 'unchecked',
      command: 'kubectl auth can-i list nodes -A',
    });
    expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET']));
    const paths = asked.map(({ path: one }) => one);
    expect(paths.filter((one) => /secrets|configmaps|watch=/.test(one))).toEqual([]);
    expect(paths).toContain('/api/v1/pods?limit=500&continue=next%2Fpage%2B1');
    expect(paths.filter((one) => one.includes('horizontalpodautoscalers'))).toEqual([
      '/apis/autoscaling/v2/horizontalpodautoscalers?limit=500',
      '/apis/autoscaling/v2beta2/horizontalpodautoscalers?limit=500',
    ]);
  });

  test('one namespace, by another context', async () => {
    const path = kubeconfig(await serve(), { 'certificate-authority': cluster.certificate }, { token });
    const { findings } = await run('k8s-flow', path, '-n', 'shop', '--context', 'two');
    expect(findings.map(({ name }) => name)).toEqual(['crash-loop']);
    expect(asked.map(({ path: one }) => one)).toContain('/api/v1/namespaces/shop/pods?limit=500');
    expect((await run('k8s-flow', path, '--context', 'three')).error?.message).toContain('no context three');
  });

  test('who acts as another asks as that other, each time', async () => {
    const trusted = { 'certificate-authority': cluster.certificate };
    const user = { token, as: 'jane', 'as-groups': ['dev', 'ops'] };
    await run('k8s-flow', kubeconfig(await serve(), trusted, user));
    expect(new Set(asked.map(({ as }) => JSON.stringify(as)))).toEqual(new Set(['["jane","dev, ops"]']));
    asked.length = 0;
    const { error } = await run('k8s-flow', kubeconfig(await serve(), trusted, { token, as: 'a\r\nX-Forged: 1' }));
    expect(error?.message).toContain('a character that no header can have');
    expect(asked).toEqual([]);
  });

  test('k8s-placement reads the same', async () => {
    const path = kubeconfig(await serve(), { 'certificate-authority': cluster.certificate }, { token });
    const { checks } = await run('k8s-placement', path);
    expect(checks.filter(({ id }) => id === 'nodes').every(({ status }) => status === 'unchecked')).toBe(true);
  });

  test.each([
    ['a server that is not verified', { 'insecure-skip-tls-verify': true }, { token }, 'insecure-skip-tls-verify'],
    ['a program that would make the credential', {}, { exec: { command: 'aws-iam' } }, 'which diag never runs'],
    ['a proxy', { 'proxy-url': 'http://127.0.0.1:1' }, { token }, 'proxy-url'],
    ['an authority that cannot be read', { 'certificate-authority': 'gone.crt' }, { token }, 'gone.crt cannot be read'],
    ['an authority without a certificate', { 'certificate-authority-data': 'eA==' }, { token }, 'has no certificate'],
    ['a token that is refused', {}, { token: 'another' }, '401'],
  ])('%s ends it, and no credential is sent elsewhere', async (_, more, user, says) => {
    const path = kubeconfig(await serve(), { 'certificate-authority': cluster.certificate, ...more }, user);
    const { error } = await run('k8s-flow', path);
    expect(error?.message).toContain(says);
    expect(error?.message).not.toContain(token);
    expect(asked.length).toBe(says === '401' ? 1 : 0);
  });

  test('a server of another authority is sent nothing', async () => {
    const path = kubeconfig(await serve(), { 'certificate-authority': other.certificate }, { token });
    expect((await run('k8s-flow', path)).error?.message).toContain('does not answer');
    expect(asked).toEqual([]);
  });

  test('--kubeconfig alone is a mistake that is told', async () => {
    const { stdout } = await runCli(['k8s-flow', '-', '--kubeconfig', 'x', '--format', 'json'], { stdin: 'x' });
    expect(stdout).toContain('--kubeconfig is for --live');
  });

  test.each(['k8s-flow', 'k8s-placement'])(
    '%s: a name that no namespace can have is asked for nowhere',
    async (module) => {
      const path = kubeconfig(await serve(), { 'certificate-authority': cluster.certificate }, { token });
      for (const name of ['../../api/v1/secrets?', 'shop;id', 'Shop', '-shop', '', 'a'.repeat(64)])
        expect((await run(module, path, `--namespace=${name}`)).error?.message).toContain('no name of a namespace');
      expect(asked).toEqual([]);
      expect((await run(module, path, `--namespace=${'a'.repeat(63)}`)).error).toBeUndefined();
    },
  );

  test('behind a proxy every path of the API stands behind that of the server', async () => {
    const path = '/k8s/clusters/c-abc';
    const address = await serve((url) => (url.startsWith(`${path}/`) ? answer(url.slice(path.length)) : [404, {}]));
    const trusted = { 'certificate-authority': cluster.certificate };
    const { findings } = await run('k8s-flow', kubeconfig(`${address}${path}/`, trusted, { token }));
    expect(findings.map(({ name }) => name)).toEqual(['crash-loop']);
    expect(asked.map(({ path: one }) => one).filter((one) => !one.startsWith(`${path}/`))).toEqual([]);
    const { error } = await run('k8s-flow', kubeconfig(address, trusted, { token }));
    expect(error?.message).toContain('no API server at https://127.0.0.1');
    expect(error?.message).toContain('/version is answered with status 404');
  });

  test.each<[string, number, object | string, string | undefined]>([
    ['a page for people', 200, '<html>Log in</html>', 'tells no version of Kubernetes'],
    ['a redirect', 302, '', 'status 302'],
    ['a gateway without a server', 503, 'no healthy upstream', 'status 503'],
    ['a 403 of something else', 403, '<html>Forbidden</html>', 'status 403'],
    ['an API server that keeps its version to itself', 403, { kind: 'Status', code: 403 }, undefined],
  ])('%s', async (_, status, body, says) => {
    const address = await serve((url) => (url === '/version' ? [status, body] : answer(url)));
    const path = kubeconfig(address, { 'certificate-authority': cluster.certificate }, { token });
    const { error } = await run('k8s-flow', path);
    expect(error?.message ?? '').toContain(says ?? '');
    expect(error === undefined).toBe(says === undefined);
    expect(asked.length === 1).toBe(says !== undefined);
  });

  test.each(['k8s-flow', 'k8s-placement'])('%s: a namespace that does not exist is no all-clear', async (module) => {
    const shop = { metadata: { name: 'shop' }, status: { phase: 'Active' } };
    const address = await serve((path) => {
      if (path.startsWith('/api/v1/namespaces?')) return [200, list('Namespace', [shop])];
      if (path.includes('/nodes?')) return [200, list('Node', [])];
      return path.includes('/pods?') ? [200, list('Pod', [])] : answer(path);
    });
    const path = kubeconfig(address, { 'certificate-authority': cluster.certificate }, { token });
    const { checks } = await run(module, path, '-n', 'shpo');
    expect(checks.filter(({ status }) => status === 'unchecked').map(({ reason }) => reason)).toContain(
      'namespace shpo is not among those of the input',
    );
    expect(checks.filter(({ status }) => status === 'pass')).toEqual([]);
  });
});
