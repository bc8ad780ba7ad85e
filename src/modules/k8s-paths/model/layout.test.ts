import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHost } from '../../../input/host/open-host.ts';
import { observeNode } from '../observe/node.ts';
import { recordingReader } from '../observe/recording-reader.ts';
import { buildModel } from './model.ts';

let root: string;
const put = (path: string, text = '') => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const model = () => {
  const host = openHost(root);
  return buildModel(recordingReader(host), observeNode(host));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'diag-layout-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  ['kubeadm', 'etc/kubernetes/admin.conf', 'kubeadm', '/etc/kubernetes/manifests'],
  ['RKE2', 'etc/rancher/rke2/config.yaml', 'rke2', '/var/lib/rancher/rke2/agent/pod-manifests'],
  ['k3s', 'etc/rancher/k3s/k3s.yaml', 'k3s', '/var/lib/rancher/k3s/agent/pod-manifests'],
  ['MicroK8s', 'var/snap/microk8s/current/args/kubelet', 'microk8s', '/etc/kubernetes/manifests'],
])('%s is known by its files', (_, path, distribution, folder) => {
  put(path, 'x: 1\n');
  const { layout, manifestFolder, hasKubernetes } = model();
  expect(layout.distribution).toBe(distribution);
  expect(manifestFolder.path).toBe(folder);
  expect(hasKubernetes).toBe(true);
});

test('a running k3s outweighs folders that kubeadm left', () => {
  put('etc/kubernetes/admin.conf');
  put('proc/7/cmdline', '/usr/local/bin/k3s\0server\0');
  expect(model().layout.distribution).toBe('k3s');
});

test("the running containerd's --config names the file that counts", () => {
  put('proc/7/cmdline', '/usr/bin/containerd\0--config\0/opt/containerd.toml\0');
  put('opt/containerd.toml', 'version = 2\n[plugins."io.containerd.grpc.v1.cri".cni]\nconf_dir = "/opt/net.d"\n');
  put('opt/net.d/10-a.conf', '{"name":"a","type":"bridge"}');
  const { runtime } = model();
  expect(runtime.containerdFile.path).toBe('/opt/containerd.toml');
  expect(runtime.cniFiles.map(({ path }) => path)).toEqual(['/opt/net.d/10-a.conf']);
});

test("snapd's variables in the flags of MicroK8s become folders", () => {
  put(
    'var/snap/microk8s/current/args/kube-apiserver',
    `--secure-port=16443\n--client-ca-file=$${'{'}SNAP_DATA}/certs/ca.crt\n`,
  );
  put('var/snap/microk8s/current/certs/ca.crt', 'x');
  expect(model().components[0]?.files).toMatchObject([
    { line: 2, file: { path: '/var/snap/microk8s/current/certs/ca.crt', status: 'present' } },
  ]);
});
