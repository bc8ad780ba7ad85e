import { expect, test } from 'vitest';
import { runCli } from '../../../../test/support/run-cli.ts';
import { readSections } from '../../../core/sections.ts';
import { readRecord } from '../../../kubernetes/host/host-record.ts';

const apiserver = `apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.30.0
    command: [kube-apiserver, --etcd-servers=https://127.0.0.1:2379, --secure-port=6443]
`;
const byHand = `=== diag k8s-paths 1
host: cp1
=== file /etc/kubernetes/admin.conf
apiVersion: v1
kind: Config
clusters: [{name: k, cluster: {server: 'https://192.0.2.5:6443'}}]
contexts: [{name: a, context: {cluster: k, user: u}}]
current-context: a
users: [{name: u, user: {token: REDACTED}}]

=== end
=== file /etc/kubernetes/manifests/kube-apiserver.yaml
${apiserver}
=== end
=== done
`;

const judged = async (stdin: string) => {
  const { stdout, exitCode } = await runCli(['k8s-paths', '-', '--json'], { stdin });
  return {
    ...(JSON.parse(stdout) as { findings: { name: string }[]; checks: { id: string; status: string }[] }),
    exitCode,
  };
};

test('of what a recording by hand leaves out nothing is said: neither that it is missing nor that it is well', async () => {
  const { findings, checks, exitCode } = await judged(byHand);
  const names = findings.map(({ name }) => name);
  for (const one of ['manifest-missing', 'kubeconfig-none', 'kubeconfig-perms']) expect(names).not.toContain(one);
  expect(checks.filter(({ status }) => status === 'pass')).toEqual([]);
  expect(checks).toContainEqual(expect.objectContaining({ id: 'host', status: 'unchecked' }));
  expect(exitCode).toBe(3);
});

test('what it shows is judged', async () => {
  const { findings } = await judged(byHand.replace('kind: Pod', 'kind: Pood'));
  expect(findings.map(({ name }) => name)).toContain('manifest-kind-invalid');
});

test('a record holds so many sections and names, and says where there were more', () => {
  const many = Array.from({ length: 250_001 }, (_, i) => `=== absent /a${i}`).join('\n');
  const { absent, tellsAll, whole } = readRecord(readSections(`=== diag k8s-paths 1\n${many}\n=== done\n`));
  expect(absent.size).toBeLessThanOrEqual(250_000);
  expect([tellsAll, whole]).toEqual([false, true]);
  const names = Array.from({ length: 20_000 }, (_, i) => `n${i}`).join('\n');
  expect(readRecord(readSections(`=== list /a\n${names}\n${'/b'.repeat(100_000)}`)).stats.size).toBeLessThan(10_010);
});
