import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const meta = (name: string, namespace?: string) => ({ metadata: { name, uid: name, ...(namespace && { namespace }) } });
const pod = {
  kind: 'Pod',
  apiVersion: 'v1',
  ...meta('web-1', 'shop'),
  spec: { nodeName: 'w1', containers: [{ name: 'app', image: 'web:1' }] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
};
const node = {
  kind: 'Node',
  apiVersion: 'v1',
  ...meta('w1'),
  spec: {},
  status: { conditions: [{ type: 'Ready', status: 'True' }], nodeInfo: { kubeletVersion: 'v1.36.2' } },
};
const shop = { kind: 'Namespace', apiVersion: 'v1', ...meta('shop'), status: { phase: 'Active' } };
const list = (...items: readonly object[]): string => JSON.stringify({ kind: 'List', apiVersion: 'v1', items });
const noPods = '{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[]}';

async function run(module: string, stdin: string, ...words: string[]) {
  const { stdout, exitCode } = await runCli([module, '-', '--format', 'json', ...words], { stdin });
  const { checks } = JSON.parse(stdout) as { checks: readonly { id: string; status: string; reason?: string }[] };
  const of = (wanted: string) =>
    checks.filter(({ id, status }) => wanted === status && /^(workloads|placement)$/.test(id));
  return { exitCode, passed: of('pass').length, says: of('unchecked').map(({ reason }) => reason) };
}

const what = { 'k8s-flow': 'workload, pod or Service', 'k8s-placement': 'pod' };

test.each(Object.entries(what))(
  '%s: an input that has nothing of what is judged is no all-clear',
  async (module, kinds) => {
    const nothing = { exitCode: 3, passed: 0, says: [`nothing to look at: the input has no ${kinds} as an object`] };
    expect(await run(module, noPods)).toEqual(nothing);
    expect(await run(module, `${list(node)}\n${noPods}`)).toEqual(nothing);
    expect(await run(module, list(node, pod))).toMatchObject({ passed: 1, says: [] });
  },
);

test.each(Object.entries(what))(
  '%s: a namespace of which nothing was read is none that is well',
  async (module, kinds) => {
    const of = (namespace: string): string =>
      `nothing to look at: the input has no ${kinds} of namespace ${namespace} as an object`;
    expect(await run(module, list(node, pod), '-n', 'shop')).toMatchObject({ passed: 1, says: [] });
    expect(await run(module, list(node, pod), '-n', 'shpo')).toEqual({ exitCode: 3, passed: 0, says: [of('shpo')] });
    const listed = list(node, shop, pod);
    expect((await run(module, listed, '-n', 'shpo')).says).toEqual(['namespace shpo is not among those of the input']);
    expect((await run(module, `${list(node, shop)}\n${noPods}`, '-n', 'shop')).says).toEqual([of('shop')]);
  },
);

test.each(Object.entries(what))('%s: a workload that is not there is none that is well', async (module, kinds) => {
  const owned = {
    ...pod,
    metadata: {
      ...pod.metadata,
      name: 'api-5d9-x',
      ownerReferences: [{ kind: 'ReplicaSet', name: 'api-5d9', controller: true }],
    },
  };
  const input = list(node, pod, owned);
  for (const wanted of ['web-1', 'pod/web-1', 'po/web-1', 'rs/api-5d9', 'deploy/api', 'api'])
    expect([wanted, (await run(module, input, '--for', wanted)).says]).toEqual([wanted, []]);
  for (const wanted of ['deploy/shpo', 'svc/web-1', 'we'])
    expect(await run(module, input, '--for', wanted, '-n', 'shop')).toEqual({
      exitCode: 3,
      passed: 0,
      says: [`nothing to look at: no ${kinds} of namespace shop is ${wanted} or belongs to it`],
    });
});
