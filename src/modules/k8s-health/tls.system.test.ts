import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { connect, createServer as createPort } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../../../test/support/authority.ts';
import { runCli } from '../../../test/support/run-cli.ts';
import { describeWith, systemEnv } from '../../../test/support/system-part.ts';

/** TLS servers are openssl's own where alerts matter: a Node server hides them. */
describeWith(['openssl'], 'k8s-health and TLS', () => {
  let base = '';
  let root = '';
  /** The machine of somebody with a kubeconfig; the tests' own may be a node of a cluster. */
  let laptop = '';
  let cluster: Authority;
  let other: Authority;
  let child: ChildProcess | undefined;
  let server: Server | undefined;

  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'diag-tls-'));
    root = join(base, 'root');
    mkdirSync(join(root, 'etc/kubernetes/pki'), { recursive: true });
    cluster = createAuthority(base, 'cluster');
    other = createAuthority(base, 'other');
    cpSync(cluster.certificate, join(root, 'etc/kubernetes/pki/ca.crt'));
    writeFileSync(join(root, 'etc/hostname'), 'cp-1\n');
    laptop = join(base, 'laptop');
    mkdirSync(join(laptop, 'etc'), { recursive: true });
    writeFileSync(join(laptop, 'etc/hostname'), 'laptop\n');
    cpSync(cluster.certificate, join(laptop, 'cluster.crt'));
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await new Promise((resolve) => (server === undefined ? resolve(0) : server.close(resolve)));
    server = undefined;
  });
  afterAll(() => rmSync(base, { recursive: true }));

  async function serveBy(name: string, ...more: string[]): Promise<number> {
    const port = await freePort();
    const words = [
      's_server',
      '-accept',
      `127.0.0.1:${port}`,
      '-cert',
      `${name}.crt`,
      '-key',
      `${name}.key`,
      '-www',
      '-quiet',
      ...more,
    ];
    child = spawn('openssl', words, { cwd: base, stdio: 'ignore', env: systemEnv });
    for (let i = 0; i < 100 && !(await accepts(port)); i += 1) await new Promise((resolve) => setTimeout(resolve, 30));
    return port;
  }

  async function diagnose(...words: string[]) {
    const { stdout } = await runCli(['k8s-health', '--format', 'json', ...words]);
    return JSON.parse(stdout) as { findings: { name: string; title: string }[]; data: unknown };
  }
  const fromLaptop = (...words: string[]) => diagnose('--root', laptop, '--as', 'laptop', ...words);
  const aboutTrust = ({ findings }: Awaited<ReturnType<typeof diagnose>>) =>
    findings.map(({ name }) => name).filter((name) => /^(cert|wrong)/.test(name));
  const good = { usage: 'serverAuth', names: 'DNS:kubernetes,IP:127.0.0.1' };

  test.each([
    ['good', good, []],
    ["kubeadm's own names, no loopback", { ...good, names: 'DNS:kubernetes,IP:10.0.0.5' }, []],
    ['expired', { ...good, from: '20200101000000Z', to: '20210101000000Z' }, ['cert-expired']],
    ['not yet valid', { ...good, from: '20980101000000Z', to: '20990101000000Z' }, ['cert-not-yet-valid']],
    ['of other names', { ...good, names: 'DNS:other.example' }, ['cert-san-missing']],
  ])('a server certificate that is %s', async (name, wish, expected) => {
    const file = name.replace(/\W/g, '-');
    cluster.issue(file, wish);
    const port = await serveBy(file);
    expect(aboutTrust(await diagnose('--root', root, '--endpoint', `apiserver=https://127.0.0.1:${port}`))).toEqual(
      expected,
    );
  });

  test('a server certificate of another authority of the same name', async () => {
    other.issue('imposter', good);
    const port = await serveBy('imposter');
    expect(aboutTrust(await diagnose('--root', root, '--endpoint', `apiserver=https://127.0.0.1:${port}`))).toEqual([
      'cert-unknown-ca',
    ]);
  });

  test.each(['-tls1_2', '-tls1_3'])('a server that wants a client certificate is alive, %s', async (version) => {
    cluster.issue(`wants${version}`, good);
    const port = await serveBy(
      `wants${version}`,
      '-Verify',
      '2',
      '-verify_return_error',
      '-CAfile',
      'cluster.crt',
      version,
    );
    const { findings, data } = await diagnose('--root', root, '--endpoint', `etcd=https://127.0.0.1:${port}`);
    expect(JSON.stringify(data)).toContain('"state":"locked"');
    expect(findings.filter(({ name }) => name.startsWith('etcd'))).toEqual([]);
  });

  /** An apiserver of Node's own: it only has to note what it was sent. */
  async function serveNoting(pair: { certificate: string; key: string }, seen: string[]): Promise<number> {
    server = createServer({ cert: pair.certificate, key: pair.key }, (request, response) => {
      if (request.headers.authorization !== undefined) seen.push(request.headers.authorization);
      response.writeHead(401).end('{"kind":"Status","message":"Unauthorized","code":401}');
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    return port;
  }

  function writeKubeconfig(host: string, port: number, extra = ''): string {
    const path = `/kubeconfig-${host}-${port}`;
    writeFileSync(
      join(laptop, path),
      `apiVersion: v1
kind: Config
current-context: c
clusters: [{name: k, cluster: {server: "https://${host}:${port}", certificate-authority: /cluster.crt${extra}}}]
contexts: [{name: c, context: {cluster: k, user: u}}]
users: [{name: u, user: {token: s3cret-token}}]
`,
    );
    return path;
  }

  test('a token goes to its own server over TLS that verifies', async () => {
    const seen: string[] = [];
    const port = await serveNoting(cluster.issue('own', good), seen);
    const { findings } = await fromLaptop('--kubeconfig', writeKubeconfig('127.0.0.1', port));
    expect(new Set(seen)).toEqual(new Set(['Bearer s3cret-token']));
    expect(findings.map(({ name }) => name)).toContain('credentials-rejected');
  });

  test.each([
    ['whose certificate is of another authority', (): [Authority, string, string] => [other, '127.0.0.1', '']],
    [
      'that is not to be verified',
      (): [Authority, string, string] => [cluster, '127.0.0.1', ', insecure-skip-tls-verify: true'],
    ],
  ])('no token goes to a server %s', async (name, setting) => {
    const [authority, host, extra] = setting();
    const seen: string[] = [];
    const port = await serveNoting(authority.issue(`rogue-${name.length}`, good), seen);
    await fromLaptop('--kubeconfig', writeKubeconfig(host, port, extra));
    expect(seen).toEqual([]);
  });

  test('no token goes to another host than its own, even one of the same authority', async () => {
    const seen: string[] = [];
    const port = await serveNoting(cluster.issue('neighbor', good), seen);
    const kubeconfig = writeKubeconfig('192.0.2.1', port);
    await fromLaptop(
      '--deadline',
      '300ms',
      '--kubeconfig',
      kubeconfig,
      '--endpoint',
      `apiserver=https://127.0.0.1:${port}`,
    );
    expect(seen).toEqual([]);
  });

  test('a thousand nodes are asked through the apiserver, a bounded number at a time', async () => {
    let [now, most] = [0, 0];
    const names = Array.from({ length: 1000 }, (_, i) => `worker-${i}`);
    const lease = (name: string) => ({
      metadata: { name, namespace: 'kube-node-lease' },
      spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: new Date().toISOString() },
    });
    const { certificate, key } = cluster.issue('nodes', good);
    server = createServer({ cert: certificate, key }, (request, response) => {
      const url = new URL(request.url ?? '', 'https://x');
      const start = Number(url.searchParams.get('continue') ?? 0);
      if (url.pathname.endsWith('/kube-node-lease/leases')) {
        const end = start + Number(url.searchParams.get('limit'));
        const metadata = end < names.length ? { continue: String(end) } : {};
        response.end(JSON.stringify({ kind: 'LeaseList', metadata, items: names.slice(start, end).map(lease) }));
      } else if (url.pathname.includes('/proxy/')) {
        now += 1;
        most = Math.max(most, now);
        setTimeout(() => {
          now -= 1;
          if (url.pathname.includes('/worker-13/'))
            response.writeHead(502).end('{"kind":"Status","message":"error trying to reach service: dial tcp"}');
          else response.end('ok');
        }, 5);
      } else response.end('ok');
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    const { findings, data } = await fromLaptop('--all-nodes', '--kubeconfig', writeKubeconfig('127.0.0.1', port));
    expect(findings).toMatchObject([
      {
        name: 'node-not-answering',
        title: 'Node worker-13 does not answer: 502: error trying to reach service: dial tcp',
        rulesOut: [expect.stringMatching(/^the kubelet of worker-13: it renewed its Lease \d+ s ago$/)],
      },
    ]);
    expect(JSON.stringify(data).match(/"component":"node"/g)).toHaveLength(1000);
    expect(most).toBeLessThanOrEqual(64);
    expect(most).toBeGreaterThan(1);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createPort();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
