import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { comparable, readObjects, recordedObjects, recordedStates } from '../../../test/support/k8s-objects.ts';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    annotations: { 'example.com/token': 's3cret-annotation' },
    labels: { app: 'web' },
  },
  spec: {
    containers: [
      {
        name: 'app',
        args: ['--key=s3cret-arg'],
        env: [{ name: 'A', value: 's3cret-env' }],
        resources: { requests: { cpu: 1 } },
      },
    ],
  },
  status: { phase: 'Pending' },
};
const node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'w-1' },
  spec: {},
  status: { allocatable: { cpu: '2' } },
};
const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { k: 's3cret-data' } };
const list = { apiVersion: 'v1', items: [node, pod, secret], kind: 'List', metadata: { resourceVersion: '' } };

test('keeps what decides where a pod goes, and nothing it is started with', () => {
  const { objects, kinds, coverage } = readObjects(JSON.stringify(list, null, 4));
  expect(kinds).toEqual({ Node: 1, Pod: 1, Secret: 1 });
  expect(objects.pods[0]?.spec?.containers[0]?.requests).toEqual({ cpu: '1' });
  expect(JSON.stringify(objects)).not.toContain('s3cret');
  expect(coverage.understood).toBeLessThan(coverage.lines);
  expect(coverage.understood + (coverage.outside ?? 0)).toBe(coverage.lines);
});

test.each([
  ['2026-11-28T16:00:05Z', '2026-11-28T16:00:05Z'],
  ['2026-11-28T16:00:05.123456Z', '2026-11-28T16:00:05.123456Z'],
  ['2026-11-28T18:00:05+02:00', '2026-11-28T16:00:05Z'],
  ['20\u6976-11-28T16:00:05Z', undefined],
  ['2026-13-28T16:00:05Z', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('the time %j is read as %j: one that is damaged is none', (creationTimestamp, created) => {
  const { objects } = readObjects(JSON.stringify({ ...pod, metadata: { ...pod.metadata, creationTimestamp } }));
  expect(objects.pods[0]?.created).toBe(created);
});

/** As kubectl writes YAML: times quoted, lists not indented. */
const yaml = { version: '1.1', indentSeq: false } as const;

/** Every layout in which kubectl and the API print the same objects. */
const layouts: Readonly<Record<string, (items: readonly object[]) => string>> = {
  'a compact List': (items) => JSON.stringify({ kind: 'List', apiVersion: 'v1', items }),
  'a pretty List': (items) => JSON.stringify({ apiVersion: 'v1', items, kind: 'List', metadata: {} }, null, 4),
  'a list that is the document': (items) => JSON.stringify(items, null, 2),
  'one document each': (items) => items.map((item) => JSON.stringify(item, null, 2)).join('\n'),
  'one document a line': (items) => items.map((item) => JSON.stringify(item)).join('\n'),
  'a YAML List': (items) => stringify({ apiVersion: 'v1', items, kind: 'List' }, yaml),
  'a YAML List, indented': (items) =>
    stringify({ kind: 'List', apiVersion: 'v1', items }, { ...yaml, indentSeq: true }),
  'YAML documents': (items) => items.map((item) => stringify(item, yaml)).join('---\n'),
  'behind a prompt': (items) =>
    `$ kubectl get all -o json\n${JSON.stringify({ kind: 'List', items }, null, 4)}\n$ exit`,
};

test.each(Object.entries(layouts))('%s, in blocks of any size', (_, layout) => {
  const whole = comparable(readObjects(JSON.stringify(list)).objects);
  for (const size of [1, 7, 100, 1 << 16]) {
    expect(comparable(readObjects(layout([node, pod, secret]), size).objects)).toEqual(whole);
  }
});

test('items of a list of one kind need not say it', () => {
  const { kind: _kind, apiVersion: _version, ...bare } = pod;
  for (const text of [
    JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items: [bare] }),
    JSON.stringify({ items: [bare], apiVersion: 'v1', kind: 'PodList' }, null, 2),
  ])
    expect(readObjects(text).objects.pods.map(({ name }) => name)).toEqual(['web-1']);
  expect(readObjects('{"kind":"NodeList","apiVersion":"v1","items":[]}').kinds).toEqual({ Node: 0 });
});

test('a namesake of another group is not taken for it', () => {
  const service = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'x' } };
  expect(readObjects(JSON.stringify(service)).objects.services).toEqual([]);
});

test('says where an input breaks off and what the server refused', () => {
  const text = JSON.stringify(list, null, 4);
  const cut = readObjects(text.slice(0, text.indexOf('"Secret"') - 20));
  expect(cut.objects.pods).toHaveLength(1);
  expect(cut.gaps.map(({ what }) => what)).toEqual(['the end of the input']);
  const refused =
    'Error from server (Forbidden): nodes is forbidden: User "dev" cannot list resource "nodes" in API group "" at the cluster scope';
  expect(readObjects(`${text}\n${refused}\n`).gaps).toMatchObject([{ what: 'nodes', text: refused }]);
});

test('splits what is no object at its prompts', () => {
  const { texts } = readObjects(
    'root@cp:~# kubectl describe pod web-1\nName: web-1\n\n$ kubectl get pods\nNAME READY\n',
  );
  expect(texts.map(({ command, first, lines }) => ({ command, first, lines: lines.length }))).toEqual([
    { command: 'kubectl describe pod web-1', first: 2, lines: 2 },
    { command: 'kubectl get pods', first: 5, lines: 1 },
  ]);
});

describe.skipIf(recordedObjects === undefined)('recorded lists (needs DIAG_K8S_OBJECTS)', () => {
  test.each(recordedStates('1.36.2').map((state) => [state.case, state] as const))(
    '%s: every layout holds the same',
    (_, { list: recorded }) => {
      const items = recorded['items'] as readonly object[];
      const whole = comparable(readObjects(JSON.stringify(recorded)).objects);
      const layout = Object.values(layouts)[items.length % 9] ?? JSON.stringify;
      expect(comparable(readObjects(layout(items), 1000).objects)).toEqual(whole);
      expect(readObjects(JSON.stringify(recorded, null, 4)).gaps).toEqual([]);
    },
  );
});
