import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '../../../test/support/authority.ts';
import { runCli } from '../../../test/support/run-cli.ts';
import { describeWith, systemEnv } from '../../../test/support/system-part.ts';

/** A real etcd with client certificates, and a control-plane node whose only static pod it is. */
describeWith(['etcd', 'etcdctl', 'openssl'], 'k8s-health with a real etcd', () => {
  let base = '';
  let root = '';
  let ports = { client: 0, peer: 0, metrics: 0 };
  let etcd: ChildProcess | undefined;
  const pki = () => join(root, 'etc/kubernetes/pki/etcd');

  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'diag-etcd-'));
    root = join(base, 'root');
    mkdirSync(pki(), { recursive: true });
    mkdirSync(join(root, 'etc/kubernetes/manifests'), { recursive: true });
    const etcdCa = createAuthority(base, 'etcd', 'etcd-ca');
    const otherCa = createAuthority(base, 'other', 'etcd-ca');
    etcdCa.issue('server', { usage: 'serverAuth,clientAuth', names: 'DNS:localhost,IP:127.0.0.1' });
    etcdCa.issue('good', { usage: 'clientAuth' });
    otherCa.issue('of-another-ca', { usage: 'clientAuth' });
    etcdCa.issue('for-servers', { usage: 'serverAuth' });
    etcdCa.issue('expired', { usage: 'clientAuth', from: '20200101000000Z', to: '20210101000000Z' });
    cpSync(join(base, 'etcd.crt'), join(pki(), 'ca.crt'));
    ports = { client: await freePort(), peer: await freePort(), metrics: await freePort() };
    const flags = [
      'etcd',
      `--listen-client-urls=https://127.0.0.1:${ports.client}`,
      `--listen-metrics-urls=http://127.0.0.1:${ports.metrics}`,
      '--trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt',
    ];
    writeFileSync(join(root, 'etc/hostname'), 'etcd-1\n');
    writeFileSync(
      join(root, 'etc/kubernetes/manifests/etcd.yaml'),
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'etcd', namespace: 'kube-system' },
        spec: { containers: [{ name: 'etcd', image: 'etcd', command: flags }] },
      }),
    );
    await start();
  });

  afterAll(async () => {
    await stop();
    rmSync(base, { recursive: true });
  });

  async function start(...more: string[]): Promise<void> {
    const urls = [
      `--listen-client-urls=https://127.0.0.1:${ports.client}`,
      `--advertise-client-urls=https://127.0.0.1:${ports.client}`,
      `--listen-metrics-urls=http://127.0.0.1:${ports.metrics}`,
      `--listen-peer-urls=http://127.0.0.1:${ports.peer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${ports.peer}`,
      `--initial-cluster=default=http://127.0.0.1:${ports.peer}`,
    ];
    const tls = ['--cert-file=server.crt', '--key-file=server.key', '--client-cert-auth', '--trusted-ca-file=etcd.crt'];
    etcd = spawn('etcd', [...urls, ...tls, '--data-dir=data', '--logger=zap', '--log-outputs=etcd.log', ...more], {
      cwd: base,
      stdio: 'ignore',
      env: systemEnv,
    });
    for (let i = 0; i < 1000; i += 1) {
      const answer = await fetch(`http://127.0.0.1:${ports.metrics}/health`).catch(() => undefined);
      // It answers 503 until it has a leader.
      if (answer?.ok === true) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('etcd did not start');
  }

  async function stop(): Promise<void> {
    if (etcd === undefined || etcd.exitCode !== null || etcd.signalCode !== null) return;
    const ended = new Promise((resolve) => etcd?.once('exit', resolve));
    etcd.kill('SIGCONT');
    etcd.kill('SIGTERM');
    await ended;
  }

  function useClient(name: string | undefined): void {
    for (const end of ['crt', 'key']) {
      rmSync(join(pki(), `healthcheck-client.${end}`), { force: true });
      if (name !== undefined) cpSync(join(base, `${name}.${end}`), join(pki(), `healthcheck-client.${end}`));
    }
  }

  async function diagnose(...more: string[]) {
    const { stdout, exitCode } = await runCli(['k8s-health', '--root', root, ...more, '--format', 'json']);
    return { ...(JSON.parse(stdout) as Report), exitCode };
  }

  interface Report {
    readonly findings: readonly {
      name: string;
      consequenceOf?: string;
      facts: { concerns: { name: string; detail: string }[] };
    }[];
    readonly checks: readonly { id: string; status: string; reason?: string }[];
    readonly data: { hosts: { components: { name: string; component: string; state: string; why: string }[] }[] };
  }

  const stateOf = (report: Report, name: string) => report.data.hosts[0]?.components.find((one) => one.name === name);
  const about = (report: Report) =>
    report.findings.filter(({ name }) => /^(etcd|cert|credentials)/.test(name)).map(({ name }) => name);

  test('is well with its client certificate', async () => {
    useClient('good');
    const report = await diagnose();
    expect(about(report)).toEqual([]);
    expect(stateOf(report, 'etcd')).toMatchObject({ state: 'ok' });
    expect(stateOf(report, 'etcd metrics')).toMatchObject({ state: 'ok' });
  });

  test('is alive without one, and says what would tell more', async () => {
    useClient(undefined);
    const report = await diagnose();
    expect(about(report)).toEqual([]);
    expect(stateOf(report, 'etcd')).toMatchObject({ state: 'locked' });
    expect(report.checks.filter(({ status }) => status === 'unchecked').map(({ id }) => id)).toContain('etcd-health');
  });

  test.each([
    ['of another CA of the same name', 'of-another-ca', 'cert-unknown-ca'],
    ['that has expired', 'expired', 'cert-expired'],
    ['for servers only', 'for-servers', 'cert-eku-wrong'],
  ])('a client certificate %s is found on disk and not sent', async (_, client, name) => {
    useClient(client);
    const report = await diagnose();
    expect(about(report)).toEqual([name]);
    expect(stateOf(report, 'etcd')).toMatchObject({ state: 'locked' });
  });

  test('a certificate and a key that do not belong together are found', async () => {
    useClient('good');
    cpSync(join(base, 'expired.key'), join(pki(), 'healthcheck-client.key'));
    expect(about(await diagnose())).toEqual(['cert-key-mismatch']);
  });

  test('frozen, it is the one root', async () => {
    useClient('good');
    etcd?.kill('SIGSTOP');
    const report = await diagnose('--deadline', '1s');
    etcd?.kill('SIGCONT');
    expect(about(report)).toEqual(['etcd-no-answer']);
  });

  test('out of space is found although reads go on', async () => {
    useClient('good');
    await stop();
    await start('--quota-backend-bytes=1000000');
    const words = [
      `--endpoints=https://127.0.0.1:${ports.client}`,
      '--cacert=etcd.crt',
      '--cert=good.crt',
      '--key=good.key',
      'put',
      'k',
    ];
    const fill = () =>
      execFileSync('etcdctl', words, {
        cwd: base,
        input: 'x'.repeat(500_000),
        stdio: 'pipe',
        env: { ...systemEnv, ETCDCTL_API: '3' },
      });
    expect(() => {
      for (let i = 0; i < 50; i += 1) fill();
    }).toThrow(/space exceeded/);
    expect(about(await diagnose())).toEqual(['etcd-nospace']);
  });

  test('stopped, it is down', async () => {
    await stop();
    expect(about(await diagnose())).toEqual(['etcd-down']);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
