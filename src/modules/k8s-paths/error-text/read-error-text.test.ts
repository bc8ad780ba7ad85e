import { describe, expect, test } from 'vitest';
import { codeNamed } from '../codes.ts';
import { clientMeanings } from './client-meanings.ts';
import { etcdMeanings } from './etcd-meanings.ts';
import { healthMeanings } from './health-meanings.ts';
import { kubeletMeanings } from './kubelet-meanings.ts';
import { networkMeanings } from './network-meanings.ts';
import { readErrorText } from './read-error-text.ts';

const all = [...clientMeanings, ...etcdMeanings, ...healthMeanings, ...kubeletMeanings, ...networkMeanings];

test('every meaning names a code of the catalog, or none', () => {
  for (const { name } of all) if (name !== undefined) expect(codeNamed(name).entry.name).toBe(name);
});

const first = (text: string) => readErrorText(text).readings[0];

describe('a pasted text is read', () => {
  test.each([
    [
      'with the prefixes of journald and klog',
      'Mar 11 10:00:01 node-7 kubelet[812]: E0311 10:00:01.000000     812 run.go:74] "command failed" err="failed to run Kubelet: running with swap on is not supported, please disable swap or set --fail-swap-on flag to false"',
      'kubelet-swap',
    ],
    [
      'in the form of the runtime, split into parts',
      '2026-03-11T10:00:01.1Z stderr P W0311 10:00:01.000000       1 logging.go:59] grpc: addrConn.createTransport etcd transport: Error: connection error: desc = "transport: authentication\n2026-03-11T10:00:01.1Z stderr F  handshake failed: x509: certificate signed by unknown authority"',
      'etcd-apiserver-ca-mix',
    ],
    [
      'when a terminal wrapped it within a word',
      'Unable to connect to the server: x509: certificate is valid for 10.96.0.1, 10.0\n.0.5, not 192.0.2.44',
      'cert-san-missing',
    ],
    ['in colors', '\u001b[31mError: etcdserver: mvcc: database space exceeded\u001b[0m', 'etcd-nospace'],
    [
      'as zap writes it',
      '{"level":"panic","ts":"2026-03-11T10:00:00Z","msg":"x","error":"wal: crc mismatch"}',
      'etcd-corrupt',
    ],
  ])('%s', (_, text, name) => {
    expect(first(text)?.name).toBe(name);
  });

  test('says the names that the text has', () => {
    const text = 'plugin type="bandwidth" failed (add): failed to find plugin "bandwidth" in path [/opt/cni/bin]';
    expect(first(text)?.says).toBe(
      'The CNI program bandwidth is missing in /opt/cni/bin: pods stay in ContainerCreating.',
    );
  });

  test('takes the answer to an anonymous request for normal', () => {
    const text =
      '{"kind":"Status","status":"Failure","message":"forbidden: User \\"system:anonymous\\" cannot get path \\"/metrics\\"","code":403}';
    expect(first(text)).toMatchObject({ kind: 'normal' });
  });

  test('knows a log that goes on well after an error at its start', () => {
    const line = (level: string, text: string) => `${level}0311 10:00:01.000000       1 server.go:10] ${text}\n`;
    const log = line('E', 'etcdserver: request timed out') + line('I', 'serving').repeat(30);
    expect(readErrorText(log)).toMatchObject({ recognized: true, readings: [] });
  });

  test('finds what is wrong in objects that kubectl printed', () => {
    const pod = {
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'shop' },
      status: {
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'web',
            state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "web:9"' } },
          },
        ],
      },
    };
    const node = {
      kind: 'Node',
      metadata: { name: 'n1' },
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            reason: 'KubeletNotReady',
            message: 'container runtime network not ready: cni plugin not initialized',
          },
        ],
      },
    };
    const { readings } = readErrorText(JSON.stringify({ kind: 'List', items: [pod, node] }));
    expect(readings.map(({ name }) => name)).toEqual(['cni-no-config', undefined]);
    expect(readings[1]?.quote).toContain('pod shop/web');
  });

  test('quotes each image once, at the line that names it first', () => {
    const failed = (image: string, why: string) => `Failed to pull image "${image}": ${why}`;
    const { readings } = readErrorText([failed('a:1', '401'), failed('b:2', '404'), failed('a:1', '429')].join('\n'));
    expect(readings).toHaveLength(1);
    expect(readings[0]).toMatchObject({ line: 1, also: [{ line: 2, quote: failed('b:2', '404') }] });
  });

  test('does not claim a text of something else', () => {
    expect(readErrorText('dear all, the printer is out of paper')).toMatchObject({ recognized: false, readings: [] });
  });

  test('is done with a megabyte of one line', () => {
    expect(readErrorText(`x509 ${'a '.repeat(500_000)}`).readings).toEqual([]);
  });
});
