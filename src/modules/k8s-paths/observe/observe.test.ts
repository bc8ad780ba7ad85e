import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clock } from '../../../../test/support/k8s-host/cluster-pki.ts';
import { healthyHost } from '../../../../test/support/k8s-host/healthy-host.ts';
import { withCopy } from '../../../../test/support/k8s-host/mutated-host.ts';
import { describeWith } from '../../../../test/support/system-part.ts';
import { openHost } from '../../../input/host/open-host.ts';
import type { Ports } from '../../../input/ports.ts';
import module from '../index.ts';
import { containerLines, isFatal } from './log-lines.ts';
import { withoutSecrets } from './secrets.ts';

const context = { now: clock, machineZone: 'UTC' };

async function inspect(root: string) {
  const options = module.parseOptions({ root }, context);
  const ports = {
    sources: [],
    signal: new AbortController().signal,
    progress: () => {},
    busy: async (action: () => unknown) => action(),
    host: (path: string) => openHost(path),
  };
  const observations = await module.observe(ports as unknown as Ports, options);
  return { observations, ...module.analyze(observations, options, context) };
}

const roots = (findings: readonly { name: string; consequenceOf?: string }[]) =>
  findings.filter(({ consequenceOf }) => consequenceOf === undefined).map(({ name }) => name);

describeWith(['openssl'], 'observations', () => {
  test('of a healthy host hold no key and no secret, and survive JSON', async () => {
    const { observations } = await inspect(await healthyHost());
    const text = JSON.stringify(observations);
    expect(text).not.toMatch(/PRIVATE KEY|LS0tLS1CRUdJTi(?:BQUklW|BSU0EgUFJ)/);
    expect(text.length).toBeLessThan(500_000);
    const options = module.parseOptions({ root: '/' }, context);
    expect(module.analyze(JSON.parse(text), options, context).findings).toEqual([]);
  });

  test('what this user may not read is unchecked, and its codes do not pass', async () => {
    const options = module.parseOptions({ root: '/' }, context);
    const { observations } = await inspect(await healthyHost());
    const closed = Object.fromEntries(
      Object.entries(observations.files).map(([path, fact]) =>
        path.startsWith('/etc/kubernetes/pki/') ? [path, { path, status: 'denied' as const }] : [path, fact],
      ),
    );
    const { checks, findings } = module.analyze({ ...observations, files: closed }, options, context);
    expect(findings).toEqual([]);
    expect(checks).toContainEqual(
      expect.objectContaining({ id: 'pki', status: 'unchecked', command: 'sudo diag k8s-paths' }),
    );
    expect(checks.filter(({ id, status }) => status === 'pass' && id.startsWith('cert-'))).toEqual([]);
  });
});

describe('a hostile tree', () => {
  let root: string;
  const put = (path: string, text = '') => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'diag-hostile-'));
    put('etc/kubernetes/manifests/etcd.yaml', 'a: [');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test.each([
    ['a FIFO among the manifests', () => execFileSync('mkfifo', [join(root, 'etc/kubernetes/manifests/a.yaml')])],
    ['a manifest that is a socket', () => createServer().listen(join(root, 'etc/kubernetes/manifests/s.yaml')).unref()],
    ['a loop of links', () => symlinkSync('loop', join(root, 'etc/kubernetes/manifests/loop'))],
    ['a directory that contains itself', () => symlinkSync('/etc/kubernetes', join(root, 'etc/kubernetes/pki'))],
    [
      'a gigabyte of YAML',
      () => {
        put('var/lib/kubelet/config.yaml');
        truncateSync(join(root, 'var/lib/kubelet/config.yaml'), 2 ** 30);
      },
    ],
    [
      'a container log of 5 GB',
      () => {
        put('var/log/pods/kube-system_etcd-n_1/etcd/0.log');
        truncateSync(join(root, 'var/log/pods/kube-system_etcd-n_1/etcd/0.log'), 5 * 2 ** 30);
      },
    ],
    [
      'ten thousand log directories',
      () => {
        for (let i = 0; i < 10_000; i += 1)
          mkdirSync(join(root, `var/log/pods/default_web-${i}_u/web`), { recursive: true });
      },
    ],
    ['a document of brackets', () => put('etc/kubernetes/manifests/deep.yaml', '['.repeat(500_000))],
    [
      'keys that are prototypes',
      () => put('var/lib/kubelet/config.yaml', '__proto__: {a: 1}\nconstructor: 2\ntoString: x\n'),
    ],
  ])('%s is survived', async (_, arrange) => {
    arrange();
    const { findings } = await inspect(root);
    expect(roots(findings)).toContain('manifest-yaml-invalid');
  });
});

describeWith(['openssl'], 'two independent faults', () => {
  test.each([
    [
      'etc/kubernetes/manifests/kube-apiserver.yaml',
      '--etcd-servers=https://127.0.0.1:2379',
      '--etcd-servers=https://127.0.0.1:2380',
      'manifest-etcd-url',
    ],
    [
      'var/lib/kubelet/config.yaml',
      'clientCAFile: /etc/kubernetes/pki/ca.crt',
      'clientCAFile: /etc/kubernetes/pki/x.crt',
      'kubelet-ca-missing',
    ],
    ['etc/cni/net.d/10-flannel.conflist', '"name": "cbr0",', '', 'cni-list-no-name'],
  ])('%s and a missing scheduler are two roots', async (path, from, to, name) => {
    await withCopy(await healthyHost(), async (root) => {
      const text = execFileSync('cat', [join(root, path)], { encoding: 'utf8' });
      expect(text).toContain(from);
      writeFileSync(join(root, path), text.replace(from, to));
      rmSync(join(root, 'etc/kubernetes/manifests/kube-scheduler.yaml'));
      const { findings } = await inspect(root);
      expect(roots(findings).toSorted()).toEqual([name, 'manifest-missing'].toSorted());
    });
  });
});

describe('secrets', () => {
  test.each([
    ['a key', '-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----\n', 'MIIabc'],
    ['an embedded key', 'client-key-data: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo=', 'LS0tLS1CRUdJTiBSU0Eg'],
    ['a token', 'users:\n- name: a\n  user:\n    token: abc.def\n', 'abc.def'],
    ['a quoted password', '{"password":"hunter2"}\n  "password": "hunter2"'.split('\n')[1] ?? '', 'hunter2'],
  ])('%s is taken out', (_, text, secret) => {
    expect(withoutSecrets(text)).not.toContain(secret);
    expect(withoutSecrets(text).split('\n')).toHaveLength(text.split('\n').length);
  });
});

describe('container logs', () => {
  test('CRI parts are joined, Docker lines unwrapped', () => {
    const text =
      '2020-11-05T12:26:40.67544717Z stderr P ab\n2020-11-05T12:26:40.67544717Z stderr F cd\n{"log":"Error: x\\n","stream":"stderr","time":"2020-11-05T12:26:41Z"}\nplain\n';
    expect(containerLines(text)).toEqual([
      { at: '2020-11-05T12:26:40.675Z', text: 'abcd' },
      { at: '2020-11-05T12:26:41.000Z', text: 'Error: x' },
      { text: 'plain' },
    ]);
  });

  test.each([
    ['F0311 11:59:01.000000       1 run.go:74] x', true],
    ['{"level":"fatal","ts":"x"}', true],
    ['Error: unknown flag: --xyz', true],
    ['E0311 11:59:01.000000       1 x.go:1] y', false],
  ])('%s ends a run: %s', (line, ends) => {
    expect(isFatal(line)).toBe(ends);
  });
});
