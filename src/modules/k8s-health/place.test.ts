import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { kubeconfigText, makeHostFolder } from '../../../test/support/host-folder.ts';
import { runCli } from '../../../test/support/run-cli.ts';

let root = '';
afterEach(() => rmSync(root, { recursive: true, force: true }));

function makeHost(files: Readonly<Record<string, string>>): string {
  root = makeHostFolder(files);
  return root;
}

const pod = (program: string, ...flags: string[]) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: program },
    spec: { containers: [{ name: program, image: 'x', command: [program, ...flags] }] },
  });
const manifests = '/etc/kubernetes/manifests';
interface Host {
  readonly host: string;
  readonly place: { readonly kind: string; readonly distribution?: string; readonly because: readonly string[] };
  readonly components: readonly {
    readonly name: string;
    readonly url: string;
    readonly state: string;
    readonly from: string;
  }[];
}

async function look(...words: string[]): Promise<Host & { exitCode: number }> {
  const { stdout, exitCode } = await runCli(['k8s-health', '--deadline', '300ms', '--format', 'json', ...words]);
  const { data } = JSON.parse(stdout) as { data: { hosts: Host[] } };
  return { ...(data.hosts[0] as Host), exitCode };
}

test.each([
  [
    'a kubeadm control-plane node',
    {
      [`${manifests}/kube-apiserver.yaml`]: pod('kube-apiserver'),
      '/etc/kubernetes/admin.conf': kubeconfigText('https://127.0.0.1:1'),
    },
    'control-plane',
    'kubeadm',
  ],
  [
    'a worker',
    {
      '/var/lib/kubelet/config.yaml': 'kind: KubeletConfiguration\n',
      '/etc/kubernetes/kubelet.conf': kubeconfigText('https://127.0.0.1:1'),
    },
    'worker',
    'kubeadm',
  ],
  [
    'a k3s server',
    {
      '/etc/rancher/k3s/k3s.yaml': kubeconfigText('https://127.0.0.1:1'),
      '/var/lib/rancher/k3s/server/db/state.db': '',
    },
    'control-plane',
    'k3s',
  ],
  ['a k3s agent', { '/var/lib/rancher/k3s/agent/kubelet.kubeconfig': '' }, 'worker', 'k3s'],
  [
    'an RKE2 server',
    { '/var/lib/rancher/rke2/agent/pod-manifests/kube-apiserver.yaml': pod('kube-apiserver', '--secure-port=6443') },
    'control-plane',
    'rke2',
  ],
  [
    'MicroK8s',
    { '/var/snap/microk8s/current/args/kube-apiserver': '--secure-port=16443\n' },
    'control-plane',
    'microk8s',
  ],
  [
    'an EKS node',
    { '/etc/eks/release': '', '/var/lib/kubelet/kubeconfig': kubeconfigText('https://x.eks.amazonaws.com') },
    'worker',
    'eks',
  ],
  [
    'an AKS node',
    { '/etc/kubernetes/azure.json': '{}', '/var/lib/kubelet/kubeconfig': kubeconfigText('https://127.0.0.1:1') },
    'worker',
    'aks',
  ],
  ['a laptop', { '/root/.kube/config': kubeconfigText('https://127.0.0.1:1') }, 'laptop', undefined],
  ['a container', { '/.dockerenv': '' }, 'container', undefined],
  ['a machine without Kubernetes', {}, 'none', undefined],
])('%s is recognized by its files', async (_, files, kind, distribution) => {
  const { place } = await look('--root', makeHost(files as Record<string, string>));
  expect([place.kind, place.distribution]).toEqual([kind, distribution]);
  expect(place.because.length).toBeGreaterThan(0);
});

test('what a worker cannot have is not probed and not broken', async () => {
  const { components } = await look('--root', makeHost({ '/var/lib/kubelet/config.yaml': '' }));
  const notHere = components.filter(({ state }) => state === 'n/a').map(({ name }) => name);
  expect(notHere).toEqual(expect.arrayContaining(['etcd', 'scheduler', 'controller-manager']));
});

test('ports and addresses come from manifests before defaults', async () => {
  const { components } = await look(
    '--root',
    makeHost({
      [`${manifests}/kube-apiserver.yaml`]: pod('kube-apiserver', '--secure-port=7443'),
      [`${manifests}/etcd.yaml`]: pod(
        'etcd',
        '--listen-client-urls=https://10.0.0.5:3379,https://127.0.0.1:3379',
        '--listen-metrics-urls=http://127.0.0.1:3381',
      ),
      [`${manifests}/kube-scheduler.yaml`]: pod('kube-scheduler', '--secure-port', '11259', '--bind-address=127.0.0.1'),
      '/var/lib/kubelet/config.yaml': 'healthzPort: 11248\nport: 11250\nreadOnlyPort: 11255\n',
    }),
  );
  expect(components.map(({ url }) => url)).toEqual(
    expect.arrayContaining([
      'https://127.0.0.1:7443',
      'https://127.0.0.1:3379',
      'http://127.0.0.1:3381',
      'https://127.0.0.1:11259',
      'http://127.0.0.1:11248',
      'https://127.0.0.1:11250',
      'http://127.0.0.1:11255',
    ]),
  );
  expect(components.map(({ url }) => url)).not.toContain('https://127.0.0.1:6443');
});

test('an external etcd is where the apiserver says', async () => {
  const { components } = await look(
    '--root',
    makeHost({
      [`${manifests}/kube-apiserver.yaml`]: pod(
        'kube-apiserver',
        '--etcd-servers=https://127.0.0.1:1,https://127.0.0.1:2',
      ),
    }),
  );
  expect(components.filter(({ name }) => name === 'etcd').map(({ url }) => url)).toEqual([
    'https://127.0.0.1:1',
    'https://127.0.0.1:2',
  ]);
});

test('processes are read below the root, with the flags they run with', async () => {
  const { components, place } = await look(
    '--root',
    makeHost({ '/proc/812/cmdline': 'kube-apiserver\0--secure-port=9443\0', '/proc/1/cmdline': 'init\0' }),
  );
  expect(place.because).toContain('process 812 (kube-apiserver) runs');
  expect(components[0]).toMatchObject({ url: 'https://127.0.0.1:9443', from: 'process 812 (kube-apiserver)' });
});

test.each([
  ['aws-cloud-controller-manager', 'https://127.0.0.1:10258'],
  ['cilium-operator-generic', 'http://127.0.0.1:9234'],
  ['cilium-agent', 'http://127.0.0.1:9879'],
])('%s is asked where it runs', async (program, url) => {
  const files = {
    '/proc/812/cmdline': `/usr/bin/${program}\0`,
    [`${manifests}/kube-apiserver.yaml`]: pod('kube-apiserver'),
  };
  const { components } = await look('--root', makeHost(files));
  expect(components.map((one) => one.url)).toContain(url);
});

test('a given endpoint replaces what was found for its component only', async () => {
  const files = {
    [`${manifests}/kube-apiserver.yaml`]: pod('kube-apiserver'),
    [`${manifests}/kube-scheduler.yaml`]: pod('kube-scheduler'),
  };
  const { components } = await look(
    '--root',
    makeHost(files),
    '--endpoint',
    'apiserver=https://127.0.0.1:1',
    '--endpoint',
    'mine=http://127.0.0.1:2/x',
  );
  const urls = components.map(({ url }) => url);
  expect(urls).toContain('https://127.0.0.1:1');
  expect(urls).toContain('http://127.0.0.1:2');
  expect(urls).toContain('https://127.0.0.1:10259');
  expect(urls).not.toContain('https://127.0.0.1:6443');
});

test('--as overrides what was found', async () => {
  const { place, components } = await look('--root', makeHost({}), '--as', 'control-plane');
  expect(place).toMatchObject({ kind: 'control-plane', forced: true });
  expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(['apiserver', 'etcd', 'scheduler']));
});

test('this shell counts for nothing with a root', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'diag-outside-'));
  writeFileSync(join(outside, 'config'), kubeconfigText('https://127.0.0.1:1'));
  makeHost({});
  symlinkSync(join(outside, 'config'), join(root, 'kubeconfig'));
  const env = {
    KUBECONFIG: join(outside, 'config'),
    HOME: outside,
    KUBERNETES_SERVICE_HOST: '10.96.0.1',
    KUBERNETES_SERVICE_PORT: '443',
  };
  const { stdout, exitCode } = await runCli(['k8s-health', '--root', root, '--format', 'json'], { env });
  expect(JSON.parse(stdout)).toMatchObject({ data: { hosts: [{ place: { kind: 'none' } }] } });
  expect(exitCode).toBe(3);
  rmSync(outside, { recursive: true });
});

test.each([
  ['--endpoint=apiserver', 'not name=url'],
  ['--endpoint=apiserver=ftp://x', 'not name=url'],
  ['--endpoint=apiserver=https://x:99999', 'not name=url'],
  ['--as=moon', 'not a place'],
  ['--deadline=soon', 'not a time'],
  ['--total-deadline=0', 'not a time'],
  ['--root=/nonexistent', 'no such directory'],
  ['--kubeconfig=/nonexistent', 'cannot be read'],
])('%s is refused in one line', async (word, text) => {
  const { exitCode, stderr, stdout } = await runCli(['k8s-health', word]);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(text);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
