import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../../../../test/support/run-cli.ts';
import { fileKind } from './file-kind.ts';
import { recognize } from './recognize.ts';

const emptyRoot = mkdtempSync(join(tmpdir(), 'diag-empty-'));
afterAll(() => rmSync(emptyRoot, { recursive: true }));

const kubeconfig = (context: string, user: string) => `apiVersion: v1
kind: Config
current-context: ${context}
clusters:
- name: k
  cluster: {server: "https://10.0.0.5:6443"}
contexts:
- name: c
  context: {cluster: k, user: ${user}}
users:
- name: u
  user: {token: abc}
`;

async function given(text: string): Promise<{ exitCode: number; names: string[]; stderr: string }> {
  const { stdout, stderr, exitCode } = await runCli(['k8s-paths', '--root', emptyRoot, '--format', 'json'], {
    stdin: text,
  });
  const report = JSON.parse(stdout) as { findings?: { name: string }[] };
  return { exitCode, stderr, names: (report.findings ?? []).map(({ name }) => name) };
}

test.each([
  ['a kubeconfig that works', kubeconfig('c', 'u'), []],
  ['a kubeconfig with a typo in current-context', kubeconfig('cc', 'u'), ['kubeconfig-context-missing']],
  ['a kubeconfig without its user', kubeconfig('c', 'v'), ['kubeconfig-no-user']],
  [
    'a kubelet configuration with a misspelt field',
    'kind: KubeletConfiguration\nclusterDns: [10.96.0.10]\n',
    ['kubelet-config-unknown-field'],
  ],
  ['a kubelet configuration that is right', 'kind: KubeletConfiguration\nclusterDNS: [10.96.0.10]\n', []],
  ['a containerd configuration without CRI', 'version = 2\ndisabled_plugins = ["cri"]\n', ['cri-disabled']],
  ['a CNI list without a name', '{"cniVersion":"1.0.0","plugins":[{"type":"bridge"}]}', ['cni-list-no-name']],
  ['a manifest with tabs', 'apiVersion: v1\nkind: Pod\nspec:\n\tcontainers: []\n', ['manifest-yaml-invalid']],
  [
    'an error of kubectl',
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
    ['kubeconfig-none'],
  ],
  [
    'kubectl get pods with an image that cannot be pulled, and one that crashes',
    'NAME READY STATUS RESTARTS AGE\nweb-0 0/1 ImagePullBackOff 0 5m\napi-0 0/1 CrashLoopBackOff 7 (2m ago) 9m\nkube-proxy-x 1/1 Running 0 9d\n',
    ['reported-fault', 'reported-fault'],
  ],
  [
    'kubectl get nodes with one NotReady',
    'NAME   STATUS   ROLES    AGE   VERSION\ncp1    Ready    <none>   90d   v1.29.4\nn2     NotReady   <none>   90d   v1.29.4\n',
    ['reported-fault'],
  ],
  [
    'kubectl get pods with pods that are being made for minutes, and that no node took',
    'NAMESPACE NAME READY STATUS RESTARTS AGE\na web-0 0/1 ContainerCreating 0 14m\na web-1 0/1 Pending 0 3h2m\na web-2 0/1 Init:0/1 0 2m30s\n',
    ['reported-fault', 'reported-fault'],
  ],
  [
    'kubectl get pods with pods that were made just now',
    'NAME READY STATUS RESTARTS AGE\nweb-0 0/1 ContainerCreating 0 7s\nweb-1 0/1 Pending 0 119s\n',
    [],
  ],
  [
    'kubectl get pvc with a claim that nothing binds',
    'NAME STATUS VOLUME CAPACITY ACCESS MODES STORAGECLASS AGE\ndata-0 Pending standard 14m\n',
    ['reported-fault'],
  ],
  [
    'a message whose quotes the shell took',
    'plugin type=loopback failed (add): failed to find plugin loopback in path [/opt/cni/bin]',
    ['cni-plugin-missing'],
  ],
  [
    'kubectl get nodes of a healthy cluster',
    'NAME   STATUS   ROLES    AGE   VERSION\nn1   Ready   <none>   9d   v1.29.4\n',
    [],
  ],
  [
    'a pod no node can take',
    '{"kind":"Pod","metadata":{"name":"a"},"status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable","message":"0/3 nodes are available: 3 Insufficient cpu."}]}}',
    ['reported-fault'],
  ],
  [
    'a pod whose container is being made',
    '{"kind":"Pod","metadata":{"name":"a"},"status":{"phase":"Pending","containerStatuses":[{"name":"c","state":{"waiting":{"reason":"ContainerCreating"}}}]}}',
    [],
  ],
])('%s', async (_, text, names) => {
  expect((await given(text)).names).toEqual(names);
});

test.each([
  ['nothing', ''],
  ['a recipe', 'Take two eggs and some flour.\nStir well.\n'],
])('%s is not understood: one line, exit code 2', async (_, text) => {
  const { exitCode, stderr } = await given(text);
  expect(exitCode).toBe(2);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test.each([
  ['E0311 11:59:00 tls: failed -----BEGIN CERTIFICATE----- x', undefined],
  ['[Unit]\nDescription=x\n', 'unit'],
  ['--a=b\n--c\n', 'args'],
  ['kind: ClusterConfiguration\n', 'kubeadm-config'],
  ['- a\n- b\n', undefined],
])('%j is %s', (text, kind) => {
  expect(fileKind('stdin', text)).toBe(kind);
});

test.each([
  ['Error from server: etcdserver: mvcc: database space exceeded', 0.8],
  ['kind: KubeletConfiguration\n', 0.8],
  ['Mar  2 10:00:00 mail postfix/smtp[1]: SSL routines:ssl3_get_record:wrong version number', 0],
])('triage: %j scores %d', (text, score) => {
  expect(recognize(text).score).toBe(score);
});

test('a root that is not there is an input error', async () => {
  const { exitCode, stderr } = await runCli(['k8s-paths', '--root', join(emptyRoot, 'nothing')]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('no directory that can be read');
});

test('a root without Kubernetes is told so, exit code 3', async () => {
  const { exitCode, stdout } = await runCli(['k8s-paths', '--root', emptyRoot]);
  expect(exitCode).toBe(3);
  expect(stdout).toContain('No Kubernetes on');
});

test('the stream of another collector is for its module', async () => {
  const stdin =
    '=== diag k8s-health 1\nhost: cp-1\n=== GET https://127.0.0.1:6443/readyz\nERROR ECONNREFUSED refused\n';
  const { stderr, exitCode } = await runCli(['k8s-paths', '-'], { stdin });
  expect(stderr).toMatch(/k8s-health knows it: diag k8s-health -\)\n$/);
  expect(exitCode).toBe(2);
});
