import { expect, test } from 'vitest';
import { readObjects } from '../../test/support/k8s-objects.ts';
import { runCli } from '../../test/support/run-cli.ts';
import { patchFix } from './kubectl-fix.ts';
import { withoutOptions } from './kubectl-name.ts';

const option = '--server=https://evil.example';
const listOf = (...items: object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
const node = (name: string, unschedulable = false) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, uid: 'u', labels: {} },
  spec: unschedulable ? { unschedulable } : {},
  status: { allocatable: { cpu: '4', pods: '10' }, nodeInfo: { kubeletVersion: 'v1.36.2' } },
});
const pod = (spec: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [{ name: 'app' }], ...spec },
  status: {
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'x' }],
  },
});

/** All that may be pasted or run. */
async function offered(module: string, stdin: string): Promise<readonly string[]> {
  const { stdout } = await runCli([module, '-', '--format', 'json', '--no-redact'], { stdin });
  const { findings, checks } = JSON.parse(stdout) as {
    findings: readonly { next: readonly string[]; fixes: readonly { apply: string }[] }[];
    checks: readonly { command?: string }[];
  };
  return [
    ...findings.flatMap(({ next, fixes }) => [...next, ...fixes.map(({ apply }) => apply)]),
    ...checks.flatMap(({ command = '' }) => command),
  ];
}

test.each([
  ['node', 'w1', '', 1],
  ['deployment', 'web', 'shop', 1],
  ['node', option, '', 0],
  ['deployment', 'web', '--token=x', 0],
  ['deployment', '-f', 'shop', 0],
  ['node', 'w1 w2', '', 0],
])('a script for %s %s in "%s": %i', (kind, name, namespace, count) => {
  const fix = patchFix({
    ...{ id: 'x', code: 'X1-x', title: 'x', effect: 'x', applicability: 'review', field: '{.spec.x}' },
    ...{ was: 'a', becomes: 'b', change: [], undo: [], target: { kind, name, namespace } },
  });
  expect(fix).toHaveLength(count);
});

test('an object whose name would be an option is left out, and that is said', () => {
  const { objects, gaps, kinds } = readObjects(listOf(node(option, true), node('w1')));
  expect(objects.nodes.map(({ name }) => name)).toEqual(['w1']);
  expect(kinds).toEqual({ Node: 1 });
  expect(gaps.map(({ text }) => text)).toEqual([
    'left out: a Node with a name or namespace that begins with "-", which no API server takes',
  ]);
});

test.each([
  ['a cordoned node', 'k8s-placement', listOf(node(option, true), pod({}))],
  ['a label', 'k8s-placement', listOf(node('w1'), pod({ nodeSelector: { [option]: 'x' } }))],
  ['the node of a pod', 'k8s-flow', listOf(node('w1'), pod({ nodeName: option }))],
  ['a row of events', 'k8s-flow', `2m   Warning   BackOff   pod/${option}   Back-off restarting failed container\n`],
])('%s that is named as an option is in no command', async (_, module, stdin) => {
  for (const one of await offered(module, stdin)) expect(one).not.toMatch(/kubectl.{0,200} '?--server/s);
});

test('the same command for a name that is one stays', async () => {
  const rows = await offered('k8s-flow', '2m   Warning   BackOff   pod/web-1   Back-off restarting failed container\n');
  expect(rows.join('\n')).toContain('kubectl logs web-1');
  expect((await offered('k8s-placement', listOf(node('w1', true), pod({})))).join('\n')).toContain(
    'kubectl uncordon w1',
  );
});

const eventOf = (kind: string) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'a.1', namespace: 'shop' },
  involvedObject: { kind, name: 'web', namespace: 'shop' },
  type: 'Warning',
  reason: 'FailedMount',
  message: 'Error: it did not work',
});

test.each([
  ['the kind of an event', 'k8s-flow', listOf(eventOf('Pod;touch x'))],
  [
    'a resource',
    'k8s-placement',
    listOf(node('w1'), pod({ containers: [{ name: 'a', resources: { requests: { 'x.io/y;touch x': 1 } } }] })),
  ],
])('%s is quoted where it stands in a command', async (_, module, stdin) => {
  const rows = (await offered(module, stdin)).filter((one) => one.includes('touch x'));
  expect(rows).not.toEqual([]);
  for (const one of rows) expect(one).toMatch(/'[^']{0,40};touch x'/);
});

test('only the lines with the option go', () => {
  const lines = ['kubectl describe pod -x', 'kubectl get pods -o wide', 'see -x'];
  expect(withoutOptions(lines, ['Pod shop/-x'])).toEqual(lines.slice(1));
  expect(withoutOptions(lines, ['Pod shop/x'])).toEqual(lines);
});
