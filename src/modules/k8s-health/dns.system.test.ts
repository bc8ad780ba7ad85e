import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../../../test/support/authority.ts';
import { runCli } from '../../../test/support/run-cli.ts';
import { describeWith } from '../../../test/support/system-part.ts';

/** What the apiserver of these tests says of CoreDNS: the answer of each pod's /ready through the pod proxy. */
type Answers = Readonly<Record<string, readonly [status: number, body: string]>>;

const pod = (name: string) => ({
  metadata: {
    name,
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    creationTimestamp: '2026-01-01T00:00:00Z',
  },
  spec: { nodeName: 'worker-1', containers: [{ name: 'coredns' }] },
  status: { phase: 'Running', podIP: '192.0.2.200', conditions: [{ type: 'Ready', status: 'True' }] },
});

describeWith(['openssl'], 'CoreDNS seen from a laptop, through an apiserver', () => {
  let laptop = '';
  let cluster: Authority;
  let server: Server | undefined;

  beforeAll(() => {
    laptop = mkdtempSync(join(tmpdir(), 'diag-dns-'));
    cluster = createAuthority(laptop, 'cluster');
  });
  afterEach(() => server?.close());
  afterAll(() => rmSync(laptop, { recursive: true, force: true }));

  /** `listing` is the status of the list of pods. */
  async function serve(listing: number, answers: Answers): Promise<number> {
    const list = JSON.stringify({ kind: 'PodList', items: Object.keys(answers).map(pod) });
    const answerTo = (path: string): readonly [number, string] => {
      const [, name = '', port] = /\/pods\/([\w-]+):(\d+)\/proxy/.exec(path) ?? [];
      if (port === '8080') return [200, 'OK'];
      if (path.endsWith('/kube-system/pods')) return [listing, list];
      return answers[name] ?? [200, path.startsWith('/api') ? '{}' : 'ok'];
    };
    const { certificate, key } = cluster.issue('apiserver', { usage: 'serverAuth', names: 'IP:127.0.0.1' });
    server = createServer({ cert: certificate, key }, (request, response) => {
      const [status, body] = answerTo(new URL(request.url ?? '', 'https://x').pathname);
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  async function look(port: number) {
    const kubeconfig = `clusters: [{name: k, cluster: {server: "https://127.0.0.1:${port}", certificate-authority: /cluster.crt}}]
contexts: [{name: c, context: {cluster: k, user: u}}]
current-context: c
users: [{name: u, user: {token: t}}]
`;
    writeFileSync(join(laptop, 'kubeconfig'), kubeconfig);
    const { stdout } = await runCli(['k8s-health', '--root', laptop, '--kubeconfig=/kubeconfig', '--format=json']);
    return JSON.parse(stdout) as {
      findings: { name: string; severity: string; title: string }[];
      checks: { id: string; status: string; reason?: string }[];
    };
  }

  const dns = ({ findings }: Awaited<ReturnType<typeof look>>) =>
    findings.filter(({ name }) => name === 'coredns-not-ready').map(({ severity, title }) => [severity, title]);

  test('two that are ready are no finding', async () => {
    const report = await look(await serve(200, { 'coredns-1': [200, 'OK'], 'coredns-2': [200, 'OK'] }));
    expect(report.findings).toEqual([]);
    expect(report.checks.filter(({ id }) => id === 'coredns-health')).toEqual([]);
  });

  test('one of two that waits is a warning', async () => {
    const report = await look(await serve(200, { 'coredns-1': [200, 'OK'], 'coredns-2': [503, 'kubernetes'] }));
    expect(dns(report)).toEqual([['warning', 'CoreDNS at coredns-2 is not ready: 503: kubernetes']]);
  });

  test('none that is ready is an outage', async () => {
    const report = await look(await serve(200, { 'coredns-1': [503, 'kubernetes'] }));
    expect(dns(report)).toEqual([['critical', 'CoreDNS at coredns-1 is not ready: 503: kubernetes']]);
  });

  const notReached = [502, 'error trying to reach service: dial tcp'] as const;

  test('what the apiserver cannot reach is unchecked, and so is what may not be listed', async () => {
    const unreached = await look(await serve(200, { 'coredns-1': notReached }));
    expect(dns(unreached)).toEqual([]);
    server?.close();
    const denied = await look(await serve(403, { 'coredns-1': [200, 'OK'] }));
    expect(denied.checks.find(({ id }) => id === 'coredns-health')).toMatchObject({ status: 'unchecked' });
  });
});
