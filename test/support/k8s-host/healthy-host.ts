import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { daysFromClock, madeAt, makeClusterPki } from './cluster-pki.ts';
import { copyTree } from './copy-tree.ts';
import { kernelFiles, kernelLinks } from './kernel-files.ts';
import { manifestOf, staticPods } from './manifests.ts';
import { podLogs } from './pod-logs.ts';
import { systemFiles } from './system-files.ts';
import { treeFolder } from './tree-folder.ts';

/** The head of an x86-64 ELF executable: what tells a program from a script or a truncated file. */
const elf = Buffer.concat([
  Buffer.from('7f454c46020101000000000000000000', 'hex'),
  Buffer.from('03003e0001000000', 'hex'),
]);

const programs = [
  ...['kubelet', 'kubeadm', 'kubectl', 'containerd', 'crictl'].map((name) => `usr/bin/${name}`),
  ...['bandwidth', 'bridge', 'flannel', 'host-local', 'loopback', 'portmap', 'tuning'].map(
    (name) => `opt/cni/bin/${name}`,
  ),
];

const folders: Readonly<Record<string, number>> = {
  'etc/ca-certificates': 0o755,
  'etc/kubernetes/manifests': 0o700,
  'root/.kube': 0o755,
  'home/ops/.kube': 0o755,
  'var/lib/etcd': 0o700,
  'var/lib/etcd/member/snap': 0o700,
  'var/lib/etcd/member/wal': 0o700,
  'var/lib/containerd': 0o711,
  'var/lib/kubelet/pods': 0o750,
  'usr/libexec/kubernetes/kubelet-plugins/volume/exec': 0o755,
  'run/containerd': 0o711,
  'etc/systemd/system/multi-user.target.wants': 0o755,
};

const links: Readonly<Record<string, string>> = {
  ...kernelLinks,
  lib: 'usr/lib',
  'var/run': '/run',
  'etc/systemd/system/multi-user.target.wants/kubelet.service': '/lib/systemd/system/kubelet.service',
  'etc/systemd/system/multi-user.target.wants/containerd.service': '/lib/systemd/system/containerd.service',
};

function put(root: string, path: string, content: string | Buffer, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  chmodSync(join(root, path), mode);
}

/** A socket that is there and accepts as long as this process runs; hard links to it accept too. */
async function makeSocket(path: string): Promise<void> {
  const server = createServer((connection) => connection.destroy());
  await new Promise<void>((resolve) => server.listen(`${path}.own`, resolve));
  server.unref();
  linkSync(`${path}.own`, path);
  rmSync(`${path}.own`);
}

/** Makes the host of a healthy single control-plane node, as kubeadm 1.31 leaves it, below `root`. */
export async function makeHealthyHost(root: string): Promise<void> {
  for (const [path, mode] of Object.entries(folders)) {
    mkdirSync(join(root, path), { recursive: true });
    chmodSync(join(root, path), mode);
  }
  for (const [path, text] of Object.entries({ ...systemFiles, ...kernelFiles })) put(root, path, text);
  for (const path of programs) put(root, path, elf, 0o755);
  for (const pod of staticPods) put(root, `etc/kubernetes/manifests/${pod.name}.yaml`, manifestOf(pod), 0o600);
  makeClusterPki(root);
  copyTree(join(root, 'etc/kubernetes/admin.conf'), join(root, 'root/.kube/config'));
  put(root, 'var/lib/etcd/member/snap/db', Buffer.alloc(65_536), 0o600);
  put(root, 'var/lib/etcd/member/wal/0000000000000000-0000000000000000.wal', Buffer.alloc(4096), 0o600);
  for (const { path, text, link } of podLogs) {
    put(root, path, text, 0o640);
    mkdirSync(dirname(join(root, link)), { recursive: true });
    symlinkSync(`/${path}`, join(root, link));
  }
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(target, join(root, path));
  }
  if (process.getuid?.() === 0)
    for (const path of ['home/ops', 'home/ops/.kube']) chownSync(join(root, path), 1000, 1000);
  setTimes(root, madeAt);
  const backup = 'var/backups/etcd/snapshot-nightly.db';
  put(root, backup, Buffer.alloc(4096), 0o600);
  const taken = daysFromClock(-0.4);
  utimesSync(join(root, backup), taken, taken);
  await makeSocket(join(root, 'run/containerd/containerd.sock'));
}

/** Nothing was touched since the host was made. */
function setTimes(path: string, at: Date): void {
  const info = lstatSync(path);
  if (info.isDirectory()) for (const name of readdirSync(path)) setTimes(join(path, name), at);
  lutimesSync(path, at, at);
}

let shared: Promise<string> | undefined;

/** One healthy host a process, to copy from; removed with the folder of the run. */
export function healthyHost(): Promise<string> {
  shared ??= (async () => {
    const root = mkdtempSync(join(treeFolder, 'diag-host-'));
    await makeHealthyHost(root);
    return root;
  })();
  return shared;
}
