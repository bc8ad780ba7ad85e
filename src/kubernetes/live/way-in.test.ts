import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAuthority } from '../../../test/support/authority.ts';
import { describeWith } from '../../../test/support/system-part.ts';
import { type LiveHost, wayIn } from './way-in.ts';

const config = (server: string, more: object = {}): string =>
  JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'one' },
    clusters: [{ name: 'c', cluster: { server } }],
    contexts: [{ name: 'one', context: { cluster: 'c', user: 'u' } }],
    users: [{ name: 'u', user: { token: 'a-token' } }],
    ...more,
  });

const authority = '-----BEGIN CERTIFICATE-----\n';

const host = (files: Readonly<Record<string, string>>, env: LiveHost['env'], cwd = env['PWD']): LiveHost => ({
  env,
  read(path) {
    const text = files[path];
    if (text === undefined) return { status: 'absent' };
    return text === 'denied' ? { status: 'denied' } : { status: 'text', text };
  },
  stat: (path) => ({ status: 'found', stat: { identity: path === '/proc/self/cwd' ? (cwd ?? '') : path } }),
});

/** The server that would be asked, or why none is. */
function asked(files: Readonly<Record<string, string>>, env: LiveHost['env'], options = {}, cwd?: string): string {
  const way = wayIn(options, host(files, env, cwd));
  return 'problem' in way ? way.problem : way.access.server;
}

const home = { HOME: '/home/ops', PWD: '/home/ops/prod' };
const [own, prod, stage] = ['https://own.example', 'https://prod.example', 'https://stage.example'].map((url) =>
  config(url),
) as [string, string, string];
const files = { '/home/ops/.kube/config': own, '/home/ops/prod/config': prod, '/etc/kubernetes/admin.conf': stage };

test('a relative path is of this shell, and no other file stands in for it', () => {
  expect(asked(files, home)).toBe('https://own.example:443');
  expect(asked(files, { ...home, KUBECONFIG: 'config' })).toBe('https://prod.example:443');
  expect(asked(files, { ...home, KUBECONFIG: './config' })).toBe('https://prod.example:443');
  expect(asked(files, home, { kubeconfig: 'config' })).toBe('https://prod.example:443');
  expect(asked(files, { ...home, KUBECONFIG: 'other' })).toBe('no file of KUBECONFIG exists (other)');
  expect(asked(files, home, { kubeconfig: 'other' })).toBe('other does not exist');
});

test('a folder that is not the one of this process counts for nothing', () => {
  const says = 'config is relative to a folder that cannot be told here';
  expect(asked(files, { ...home, KUBECONFIG: 'config' }, {}, '/srv')).toBe(says);
  expect(asked(files, { HOME: '/home/ops', KUBECONFIG: 'config' })).toBe(says);
});

test('files that do not exist are passed over', () => {
  const env = { ...home, KUBECONFIG: '/gone::/home/ops/prod/config:config' };
  expect(asked(files, env)).toBe('https://prod.example:443');
});

describe('several files are merged as kubectl merges them', () => {
  const cluster = (name: string, server: string, more: object = {}) => ({ name, cluster: { server, ...more } });
  const context = (name: string, of: string, user = 'u') => ({ name, context: { cluster: of, user } });
  const user = (name: string, more: object) => ({ name, user: more });
  const entry = { clusters: [], contexts: [], users: [], 'current-context': '' };
  const first = config('', { ...entry, clusters: [cluster('c', 'https://first.example')], users: [user('u', {})] });
  const second = config('', {
    ...entry,
    'current-context': 'two',
    clusters: [cluster('c', 'https://second.example'), cluster('d', 'https://d.example')],
    contexts: [context('two', 'c'), context('three', 'd', 'v')],
    users: [user('u', { token: 'of-the-second' }), user('v', { tokenFile: 'token' })],
  });
  const third = config('', { ...entry, 'current-context': 'three', contexts: [context('two', 'd', 'v')] });
  const at = { '/a/config': first, '/b/config': second, '/c/config': third, '/b/token': 'of-v', '/a/token': 'wrong' };
  const merged = (paths: string, options = {}) => {
    const way = wayIn(options, host(at, { KUBECONFIG: paths }));
    return 'problem' in way ? way.problem : `${way.access.server} ${way.access.token}`;
  };

  test('of one name the first entry counts, whole', () => {
    expect(merged('/b/config:/a/config')).toBe('https://second.example:443 of-the-second');
    expect(merged('/a/config:/b/config')).toBe('/a/config:/b/config has no credential that can be read');
    expect(merged('/c/config:/b/config:/a/config')).toBe('https://d.example:443 of-v');
  });

  test('the first current-context counts, and paths are relative to the file that has them', () => {
    expect(merged('/a/config:/b/config:/c/config', { context: 'three' })).toBe('https://d.example:443 of-v');
    expect(merged('/a/config:/c/config:/b/config')).toBe('https://d.example:443 of-v');
    expect(merged('/a/config:/c/config')).toBe(
      '/a/config:/c/config has no context three, its current: name one with --context',
    );
  });

  test('one that is no kubeconfig ends it, as for kubectl', () => {
    const files = { ...at, '/d/config': 'clusters: [' };
    expect(asked(files, { KUBECONFIG: '/b/config:/d/config' })).toContain('/d/config is no kubeconfig');
  });
});

/** The headers that tell for whom is asked, or why nothing is asked. */
function impersonated(user: object): unknown {
  const text = config('https://own.example', { users: [{ name: 'u', user: { token: 't', ...user } }] });
  const way = wayIn({ kubeconfig: '/c/config' }, host({ '/c/config': text }, {}));
  if ('problem' in way) return way.problem;
  return way.access.impersonation;
}

test('who acts as another asks as that other', () => {
  expect(impersonated({})).toBeUndefined();
  expect(impersonated({ as: '', 'as-groups': [] })).toBeUndefined();
  expect(
    impersonated({ as: 'jane', 'as-uid': '7', 'as-groups': ['dev', 'ops'], 'as-user-extra': { 'a/b%': ['x', 'y'] } }),
  ).toEqual([
    ['Impersonate-User', 'jane'],
    ['Impersonate-Uid', '7'],
    ['Impersonate-Group', 'dev'],
    ['Impersonate-Group', 'ops'],
    ['Impersonate-Extra-a%2Fb%25', 'x'],
    ['Impersonate-Extra-a%2Fb%25', 'y'],
  ]);
  expect(impersonated({ 'as-groups': ['dev'] })).toContain('without as, so kubectl would not ask either');
  expect(impersonated({ as: 7 })).toContain('what is no text');
  expect(impersonated({ as: 'jane', 'as-groups': 'dev' })).toContain('what is no text');
});

const says = (user: object, more: object = {}) =>
  asked(
    { '/c/config': config('https://own.example', { users: [{ name: 'u', user: { token: 't', ...user } }] }), ...more },
    { KUBECONFIG: '/c/config' },
  );
const pair = { 'client-certificate': 'u.crt', 'client-key': 'u.key' };
const server = 'https://own.example:443';

describeWith(['openssl'], 'a client certificate and its key', () => {
  test('belong together, or it is told what is wrong with them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'diag-way-in-'));
    const authority = createAuthority(folder, 'ca');
    const [own, other] = ['own', 'other'].map((name) => authority.issue(name));
    rmSync(folder, { recursive: true });
    const files = (crt = '', key = '') => says(pair, { '/c/u.crt': crt, '/c/u.key': key });
    expect(files(own?.certificate, own?.key)).toBe(server);
    expect(files('x', own?.key)).toContain('its client-certificate u.crt has no certificate');
    expect(files(own?.certificate, 'x')).toContain('its client-key u.key has no private key');
    expect(files(own?.certificate, other?.key)).toContain('its client-key u.key is of another certificate');
    expect(files(own?.certificate, '-----BEGIN ENCRYPTED PRIVATE KEY-----')).toContain(
      'its client-key u.key is encrypted',
    );
  });
});

test('a client certificate that cannot be used is told, a token beside it or not', () => {
  expect(says(pair)).toBe('/c/config: its client-certificate u.crt cannot be read, so kubectl would not ask either');
  expect(says(pair, { '/c/u.crt': 'x' })).toContain('its client-key u.key cannot be read');
  expect(says({ 'client-certificate': 'u.crt' }, { '/c/u.crt': 'x' })).toContain(
    'client-certificate has no client-key',
  );
  expect(says({ 'client-key': 'u.key' })).toBe(server);
});

test('a file that may not be read is no file that does not exist', () => {
  const denied = { ...files, '/home/ops/.kube/config': 'denied' };
  expect(asked(denied, home)).toBe('/home/ops/.kube/config cannot be read (denied)');
  expect(asked(denied, { ...home, KUBECONFIG: '/home/ops/.kube/config:config' })).toContain('cannot be read (denied)');
});

test('no context is guessed', () => {
  const at = (more: object) => ({ '/home/ops/.kube/config': config('https://own.example', more) });
  expect(asked(at({ 'current-context': '' }), home)).toBe(
    '/home/ops/.kube/config has no current-context: name one with --context',
  );
  expect(asked(at({ 'current-context': 'gone' }), home)).toBe(
    '/home/ops/.kube/config has no context gone, its current: name one with --context',
  );
  expect(asked(at({ 'current-context': 'gone' }), home, { context: 'one' })).toBe('https://own.example:443');
  expect(asked(at({ 'current-context': '' }), home, { context: 'two' })).toBe(
    '/home/ops/.kube/config has no context two',
  );
  expect(asked(at({ contexts: [] }), home, {})).toContain('has no context, so it names no server');
});

test('in a pod the service account, as for kubectl; on a node without a home file its own', () => {
  const account = '/var/run/secrets/kubernetes.io/serviceaccount';
  const pod = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
  const mounted = { [`${account}/token`]: 'a-token', [`${account}/ca.crt`]: authority, ...files };
  expect(asked(mounted, { ...pod, HOME: '/root' })).toBe('https://10.96.0.1:443');
  expect(asked(files, { HOME: '/root' })).toBe('https://stage.example:443');
  expect(asked(files, {})).toBe('https://stage.example:443');
});

test('an authority that is named and cannot be used is no reason to trust the roots of the Web', () => {
  const at = (cluster: object, more: object = {}) =>
    asked({ '/c/config': config('', { clusters: [{ name: 'c', cluster }] }), ...more }, { KUBECONFIG: '/c/config' });
  const server = 'https://own.example';
  expect(at({ server, 'certificate-authority': 'ca.crt' }, { '/c/ca.crt': authority })).toBe(`${server}:443`);
  expect(at({ server, 'certificate-authority': 'ca.crt' })).toBe(
    '/c/config: its certificate-authority ca.crt cannot be read, so no credential is sent',
  );
  expect(at({ server, 'certificate-authority': 'ca.crt' }, { '/c/ca.crt': '' })).toContain('has no certificate');
  expect(at({ server })).toBe(`${server}:443`);
  const account = '/var/run/secrets/kubernetes.io/serviceaccount/token';
  const pod = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
  expect(asked({ [account]: 'a-token' }, pod)).toContain('ca.crt cannot be read, so no credential is sent');
});

test('a file with a token wins over the token beside it, as in client-go', () => {
  const at = '/run/token';
  const text = config('https://own.example', { users: [{ name: 'u', user: { token: 'old', tokenFile: at } }] });
  const sent = (file: object): string | undefined => {
    const way = wayIn({ kubeconfig: '/c/config' }, host({ '/c/config': text, ...file }, {}));
    return 'access' in way ? way.access.token : way.problem;
  };
  expect(sent({ [at]: 'new\n' })).toBe('new');
  expect(sent({ [at]: '' })).toBe('old');
  expect(sent({})).toBe('old');
});
