import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';
import { analyze } from './analyze.ts';
import type { Component, Endpoint, HttpAnswer, NodeObservation } from './model.ts';

const at = '2026-11-28T12:00:00Z';

const endpoint = (component: Component, url: string, more: Partial<Endpoint> = {}): Endpoint => ({
  component,
  name: component,
  url,
  from: 'default',
  ...more,
});
const answer = (url: string, status: number, body: string, as = 'anonymous'): HttpAnswer => ({
  url,
  at,
  ms: 3,
  status,
  body,
  as,
});

const node = (more: Partial<NodeObservation>): NodeObservation => ({
  host: 'w1',
  at,
  place: { kind: 'worker', because: [], loopback: 'node' },
  facts: {},
  endpoints: [],
  credentials: [],
  served: [],
  answers: [],
  sockets: [],
  leases: [],
  nodes: [],
  limits: [],
  ...more,
});

const worker = node({
  endpoints: [
    endpoint('kubelet', 'https://127.0.0.1:10250'),
    endpoint('kubelet', 'http://127.0.0.1:10248', { name: 'kubelet healthz', role: 'ping' }),
  ],
  answers: [
    answer('https://127.0.0.1:10250/healthz', 401, 'Unauthorized'),
    answer('http://127.0.0.1:10248/healthz', 200, 'ok'),
  ],
});

test('a kubelet that lives and refuses strangers leaves nothing open', () => {
  const { findings, checks } = analyze({ inputs: [], nodes: [worker] });
  expect(findings).toEqual([]);
  expect(checks.filter(({ status }) => status === 'unchecked')).toEqual([]);
  expect(checks.find(({ id }) => id === 'kubelet-down')).toMatchObject({ status: 'pass' });
  expect(checks.find(({ id }) => id === 'etcd-down')).toMatchObject({ status: 'skipped' });
});

test('one that refuses strangers alone is not known to be well', () => {
  const [first] = worker.answers;
  const alone = { ...worker, endpoints: worker.endpoints.slice(0, 1), answers: first === undefined ? [] : [first] };
  const { checks } = analyze({ inputs: [], nodes: [alone] });
  expect(checks.map(({ status }) => status)).toContain('unchecked');
});

test.each(['expired', 'other-ca', 'no-client-auth', 'key-mismatch'] as const)(
  'a client certificate for etcd (%s) and the apiserver that cannot read etcd are one root',
  (fault) => {
    const plane = node({
      host: 'cp1',
      endpoints: [
        endpoint('apiserver', 'https://127.0.0.1:6443'),
        endpoint('etcd', 'http://127.0.0.1:2381', { role: 'metrics' }),
      ],
      answers: [
        answer(
          'https://127.0.0.1:6443/readyz',
          500,
          '[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed',
        ),
        answer('http://127.0.0.1:2381/health', 200, '{"health":"true","reason":""}'),
      ],
      credentials: [
        {
          name: 'apiserver-etcd-client',
          component: 'etcd',
          source: '/etc/kubernetes/pki/apiserver-etcd-client.crt',
          fault,
        },
      ],
    });
    const { findings } = analyze({ inputs: [], nodes: [plane] });
    const roots = findings.filter(({ consequenceOf }) => consequenceOf === undefined);
    expect(roots.map(({ name }) => name)).toHaveLength(1);
    expect(findings.find(({ name }) => name === 'apiserver-etcd-unreachable')?.consequenceOf).toBe(roots[0]?.name);
  },
);

test('a body without end is a finding, and what did not answer passes nothing', async () => {
  const server = createServer((_, response) => {
    const more = () => {
      while (response.write('[+]ping ok\n'.repeat(1000)));
      response.once('drain', more);
    };
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const url = `http://127.0.0.1:${port}`;
    const { stdout } = await runCli(['k8s-health', '--as', 'laptop', '--endpoint', `coredns=${url}`, '--json']);
    const report = JSON.parse(stdout) as {
      findings: { name: string }[];
      checks: { id: string; status: string; lookedAt?: string[] }[];
    };
    expect(report.findings.map(({ name }) => name)).toContain('unexpected-answer');
    for (const { status, lookedAt } of report.checks)
      if (status === 'pass') expect(lookedAt?.length).toBeGreaterThan(0);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
