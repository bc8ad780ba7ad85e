import { expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { type Logged, lineStores, type Store, stores } from './stores.ts';

interface Report {
  readonly exitCode: number;
  readonly verdict: { readonly title: string };
  readonly inputs: readonly { readonly lines: number; readonly understood: number }[];
  readonly findings: readonly {
    readonly code: string;
    readonly name: string;
    readonly evidence: readonly { readonly text: string; readonly at?: string }[];
  }[];
  readonly data: Readonly<Record<string, unknown>>;
}

const diagnosed = async (module: string, stdin: string | Buffer): Promise<Report> => {
  const { stdout, stderr } = await runCli([module, '--format', 'json'], { stdin, now: '2026-11-03T00:00:00Z' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Report;
};

const from = Date.UTC(2026, 10, 2, 9, 15, 0, 120);
const every = (texts: readonly string[]): Logged[] => texts.map((text, i) => ({ at: from + i * 1500, text }));

const refused = 'Failed to send mail to ana@example.org: 432 4.3.2 Concurrent connections limit exceeded.';
const mails = every(
  Array.from({ length: 10 }, (_, i) => (i % 5 === 2 ? refused : `Mail sent to user${i}@example.org in 12 ms`)),
);

const each = (list: readonly Store[]): [string, Store][] => list.map((store) => [store.name, store]);

test.each(each([...stores, ...lineStores]))('%s: two of ten mails were throttled', async (_, store) => {
  const report = await diagnosed('smtp-throttle', store.wrap(mails));
  expect(report.data['classes']).toEqual({ 'throttle-concurrency': 2 });
  expect(report.verdict.title).toMatch(/^2 of 10 /);
  const [throttled] = report.findings;
  // As it was logged: a time that stands in front stood in the message.
  expect(throttled?.evidence[0]?.text.replace(/^[\d:.TZ-]{20,26}\s/, '')).toBe(refused.replace('ana@', 'user-1@'));
  expect(throttled?.evidence[0]?.at).toMatch(/^2026-11-02T09:15:03/);
});

test.each(each(stores))('%s: records are counted, and every one is explained', async (_, store) => {
  const { inputs } = await diagnosed('smtp-throttle', store.wrap(mails));
  expect(inputs).toMatchObject([{ lines: 10, understood: 10 }]);
});

const recycled = every([
  "A worker process with process id of '4120' serving application pool 'Shop' has requested a recycle because the worker process reached its allowed processing time limit.",
]);

test.each(each([...stores, ...lineStores]))('%s: a recycle of IIS is one', async (_, store) => {
  const { findings } = await diagnosed('iis-drift', store.wrap(recycled));
  expect(JSON.stringify(findings)).toContain('Shop');
});

const kubelet = every([
  'E1102 09:15:00.120000    1021 run.go:74] "command failed" err="failed to run Kubelet: running with swap on is not supported, please disable swap! or set --fail-swap-on flag to false"',
]);

test.each(each([...stores, ...lineStores]))("%s: the kubelet's fault is read", async (_, store) => {
  const { findings } = await diagnosed('k8s-paths', store.wrap(kubelet));
  expect(findings.map(({ name }) => name)).toContain('kubelet-swap');
});

const warning = '{"level":"warn","ts":"2026-11-02T09:15:00Z","msg":"retrying","error":"context deadline exceeded"}';
const members = [
  'https://192.0.2.11:2379 is healthy: successfully committed proposal: took = 9.1ms',
  'https://192.0.2.12:2379 is unhealthy: failed to commit proposal: context deadline exceeded',
];

test.each([
  ['a session whose prompt begins with a bracket', `[root@cp-1 ~]# etcdctl endpoint health --cluster\n${warning}\n`],
  ['JSON over several lines', `${JSON.stringify(JSON.parse(warning), null, 2)}\n`],
])('%s: what stands beside the JSON is read too', async (_, begin) => {
  const { findings } = await diagnosed('k8s-paths', `${begin}${members.join('\n')}\n`);
  expect(JSON.stringify(findings)).toContain('192.0.2.12:2379 does not answer as it should');
});
