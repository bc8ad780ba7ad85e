import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node } from './manifests.ts';
import { makeAuthority, makeCertificate } from './pki.ts';

/** The tests' clock: now, to the second, so that what a fix makes with the real tools is valid in it too. */
export const clock = `${new Date().toISOString().slice(0, 19)}Z`;
const dayMs = 86_400_000;
/** The clock moved by days, as Date. */
export const daysFromClock = (days: number): Date => new Date(Date.parse(clock) + days * dayMs);
const asn1 = (date: Date): string => `${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;

/** The cluster was made 65 days ago. */
export const madeAt = daysFromClock(-65);
const from = asn1(madeAt);
const year = asn1(daysFromClock(300));
const decade = asn1(daysFromClock(3585));

const masters = '/O=system:masters';
const etcdNames = `DNS:localhost,DNS:${node.name},IP:${node.ip},IP:127.0.0.1,IP:0:0:0:0:0:0:0:1`;
const apiserverNames = `DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,DNS:${node.name},IP:10.96.0.1,IP:${node.ip}`;

/** As in kubeadm's certlist.go: file, authority, subject, usage, names. */
const leaves: readonly (readonly [path: string, ca: string, subject: string, usage: string, san?: string])[] = [
  ['apiserver', 'ca', '/CN=kube-apiserver', 'serverAuth', apiserverNames],
  ['apiserver-kubelet-client', 'ca', `${masters}/CN=kube-apiserver-kubelet-client`, 'clientAuth'],
  ['apiserver-etcd-client', 'etcd/ca', '/CN=kube-apiserver-etcd-client', 'clientAuth'],
  ['front-proxy-client', 'front-proxy-ca', '/CN=front-proxy-client', 'clientAuth'],
  ['etcd/server', 'etcd/ca', `/CN=${node.name}`, 'serverAuth,clientAuth', etcdNames],
  ['etcd/peer', 'etcd/ca', `/CN=${node.name}`, 'serverAuth,clientAuth', etcdNames],
  ['etcd/healthcheck-client', 'etcd/ca', '/CN=kube-etcd-healthcheck-client', 'clientAuth'],
];

/** Kubeconfig file, user name, subject of its certificate. */
const kubeconfigs: readonly (readonly [file: string, user: string, subject: string])[] = [
  ['admin.conf', 'kubernetes-admin', '/O=kubeadm:cluster-admins/CN=kubernetes-admin'],
  ['super-admin.conf', 'kubernetes-super-admin', '/O=system:masters/CN=kubernetes-super-admin'],
  ['controller-manager.conf', 'system:kube-controller-manager', '/CN=system:kube-controller-manager'],
  ['scheduler.conf', 'system:kube-scheduler', '/CN=system:kube-scheduler'],
];

const base64 = (path: string): string => readFileSync(path).toString('base64');

/** A kubeconfig as kubeadm writes it. `credentials` are the lines of the user. */
function kubeconfigOf(ca: string, user: string, credentials: string): string {
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${base64(ca)}
    server: https://${node.ip}:6443
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: ${user}
  name: ${user}@kubernetes
current-context: ${user}@kubernetes
kind: Config
preferences: {}
users:
- name: ${user}
  user:
${credentials}
`;
}

/** Makes /etc/kubernetes/pki, the kubeconfigs and the kubelet's own certificates below `root`. */
export function makeClusterPki(root: string): void {
  const kubernetes = join(root, 'etc/kubernetes');
  const pki = join(kubernetes, 'pki');
  for (const [path, name] of [
    ['ca', 'kubernetes'],
    ['etcd/ca', 'etcd-ca'],
    ['front-proxy-ca', 'front-proxy-ca'],
  ] as const)
    makeAuthority(join(pki, path), name, from, decade);
  for (const [path, ca, subject, usage, san] of leaves) {
    const names = san === undefined ? {} : { san };
    makeCertificate(join(pki, path), join(pki, ca), { subject, usage, from, until: year, ...names });
  }
  execFileSync('openssl', ['genrsa', '-out', join(pki, 'sa.key'), '2048'], { stdio: 'pipe' });
  execFileSync('openssl', ['rsa', '-in', join(pki, 'sa.key'), '-pubout', '-out', join(pki, 'sa.pub')], {
    stdio: 'pipe',
  });
  chmodSync(join(pki, 'sa.key'), 0o600);
  chmodSync(join(pki, 'sa.pub'), 0o600);
  for (const [file, user, subject] of kubeconfigs) {
    const own = join(kubernetes, file);
    makeCertificate(own, join(pki, 'ca'), { subject, usage: 'clientAuth', from, until: year });
    const data = `    client-certificate-data: ${base64(`${own}.crt`)}\n    client-key-data: ${base64(`${own}.key`)}`;
    writeFileSync(own, kubeconfigOf(join(pki, 'ca.crt'), user, data), { mode: 0o600 });
    rmSync(`${own}.crt`);
    rmSync(`${own}.key`);
  }
  makeKubeletCertificates(root, join(pki, 'ca'));
}

function makeKubeletCertificates(root: string, ca: string): void {
  const folder = join(root, 'var/lib/kubelet/pki');
  mkdirSync(folder, { recursive: true });
  const subject = `/O=system:nodes/CN=system:node:${node.name}`;
  const dated = 'kubelet-client-2026-01-05-09-00-00';
  makeCertificate(join(folder, dated), ca, { subject, usage: 'clientAuth', from, until: year });
  const pem = ['crt', 'key'].map((end) => readFileSync(join(folder, `${dated}.${end}`), 'utf8')).join('');
  for (const end of ['crt', 'key']) rmSync(join(folder, `${dated}.${end}`));
  writeFileSync(join(folder, `${dated}.pem`), pem, { mode: 0o600 });
  symlinkSync(`/var/lib/kubelet/pki/${dated}.pem`, join(folder, 'kubelet-client-current.pem'));
  // The kubelet signs its serving certificate with an authority that it throws away.
  makeAuthority(join(folder, 'own-ca'), `${node.name}-ca@1767603600`, from, year);
  makeCertificate(join(folder, 'kubelet'), join(folder, 'own-ca'), {
    ...{ subject: `/CN=${node.name}@1767603600`, usage: 'serverAuth', san: `DNS:${node.name}`, from, until: year },
  });
  for (const end of ['crt', 'key']) rmSync(join(folder, `own-ca.${end}`));
  const current = '/var/lib/kubelet/pki/kubelet-client-current.pem';
  const credentials = `    client-certificate: ${current}\n    client-key: ${current}`;
  writeFileSync(
    join(root, 'etc/kubernetes/kubelet.conf'),
    kubeconfigOf(`${ca}.crt`, `system:node:${node.name}`, credentials),
    { mode: 0o600 },
  );
}
