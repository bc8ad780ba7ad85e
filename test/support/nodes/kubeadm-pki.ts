import { stringify } from 'yaml';
import { bracketed, type Kubeadm } from './kubeadm-flags.ts';
import { issue, issueServiceAccount } from './openssl.ts';
import type { Tree } from './tree.ts';

const pki = '/etc/kubernetes/pki';

/** The service `kubernetes`: the first address of the range. */
const firstService = (range: string): string => range.replace(/\.0\/\d+$/, '.1').replace(/::\/\d+$/, '::1');

/** A kubeconfig with embedded data, or with paths of a pair. */
export function kubeconfig(
  tree: Tree,
  ca: string,
  server: string,
  user: string,
  pair: {
    readonly data?: readonly [crt: string, key: string];
    readonly files?: readonly [string, string];
    readonly token?: string;
  },
  cluster = 'kubernetes',
): string {
  const base64 = (path: string): string => Buffer.from(tree.read(path)).toString('base64');
  const credentials =
    pair.data === undefined
      ? pair.token === undefined
        ? { 'client-certificate': pair.files?.[0], 'client-key': pair.files?.[1] }
        : { token: pair.token }
      : { 'client-certificate-data': base64(pair.data[0]), 'client-key-data': base64(pair.data[1]) };
  const value = {
    apiVersion: 'v1',
    clusters: [{ cluster: { 'certificate-authority-data': base64(ca), server }, name: cluster }],
    contexts: [{ context: { cluster, user }, name: `${user}@${cluster}` }],
    'current-context': `${user}@${cluster}`,
    kind: 'Config',
    preferences: {},
    users: [{ name: user, user: credentials }],
  };
  return stringify(value, { indentSeq: false, lineWidth: 0 });
}

/** What `kubeadm init phase certs all` and `kubeconfig all` make, from 40 days ago for a year. */
export function makeKubeadmPki(tree: Tree, node: Kubeadm): void {
  const key = node.key;
  const ca = { isCa: true, from: -40, until: 3610, key } as const;
  issue(tree, `${pki}/ca`, { ...ca, subject: '/CN=kubernetes', names: 'DNS:kubernetes' });
  const server = `https://${node.endpoint ?? `${bracketed(node.ip)}:6443`}`;
  if (node.role !== 'worker') makeControlPlanePki(tree, node, ca, server);
  const folder = '/var/lib/kubelet/pki';
  const dated = `${folder}/kubelet-client-2026-01-15-08-11-31.pem`;
  issue(tree, '/tmp/kubelet', {
    subject: `/O=system:nodes/CN=system:node:${node.name}`,
    by: `${pki}/ca`,
    usage: 'clientAuth',
    key: 'ec',
  });
  tree.put(dated, tree.read('/tmp/kubelet.crt') + tree.read('/tmp/kubelet.key'), 0o600);
  tree.link(`${folder}/kubelet-client-current.pem`, dated);
  issue(tree, `${folder}/kubelet`, {
    subject: `/CN=${node.name}@1768464691`,
    names: `DNS:${node.name}`,
    usage: 'serverAuth',
    key: 'rsa',
  });
  const current = `${folder}/kubelet-client-current.pem`;
  tree.put(
    '/etc/kubernetes/kubelet.conf',
    kubeconfig(
      tree,
      `${pki}/ca.crt`,
      server,
      node.role === 'worker' ? 'default-auth' : `system:node:${node.name}`,
      { files: [current, current] },
      node.role === 'worker' ? 'default-cluster' : 'kubernetes',
    ),
    0o600,
  );
  tree.remove('/tmp');
  if (node.role === 'worker') tree.remove(`${pki}/ca.key`);
}

function makeControlPlanePki(tree: Tree, node: Kubeadm, ca: object, server: string): void {
  const key = node.key;
  const host = node.endpoint?.replace(/:\d+$/, '').replace(/[[\]]/g, '');
  const isIp = (name: string): boolean => /^[\d.]+$/.test(name) || name.includes(':');
  const ofEndpoint = host === undefined ? [] : [`${isIp(host) ? 'IP' : 'DNS'}:${host}`];
  const services = node.services.split(',').map((range) => `IP:${firstService(range)}`);
  const base = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'];
  const names = [
    ...[node.name, ...base].map((name) => `DNS:${name}`),
    ...services.slice(0, 1),
    `IP:${node.ip}`,
    ...ofEndpoint,
  ].join(',');
  const leaf = (path: string, by: string, subject: string, usage: string, own?: string) =>
    issue(tree, `${pki}/${path}`, {
      subject,
      by: `${pki}/${by}`,
      usage,
      key,
      ...(own === undefined ? {} : { names: own }),
    });
  leaf('apiserver', 'ca', '/CN=kube-apiserver', 'serverAuth', names);
  leaf('apiserver-kubelet-client', 'ca', '/O=kubeadm:cluster-admins/CN=kube-apiserver-kubelet-client', 'clientAuth');
  issue(tree, `${pki}/front-proxy-ca`, { ...ca, isCa: true, subject: '/CN=front-proxy-ca' });
  leaf('front-proxy-client', 'front-proxy-ca', '/CN=front-proxy-client', 'clientAuth');
  issue(tree, `${pki}/etcd/ca`, { ...ca, isCa: true, subject: '/CN=etcd-ca' });
  leaf('apiserver-etcd-client', 'etcd/ca', '/CN=kube-apiserver-etcd-client', 'clientAuth');
  if (node.etcd === 'external') tree.remove(`${pki}/etcd/ca.key`);
  else {
    const own = `DNS:localhost,DNS:${node.name},IP:${node.ip},IP:127.0.0.1,IP:::1`;
    leaf('etcd/server', 'etcd/ca', `/CN=${node.name}`, 'serverAuth,clientAuth', own);
    leaf('etcd/peer', 'etcd/ca', `/CN=${node.name}`, 'serverAuth,clientAuth', own);
    leaf('etcd/healthcheck-client', 'etcd/ca', '/CN=kube-etcd-healthcheck-client', 'clientAuth');
  }
  issueServiceAccount(tree, pki);
  const own = `https://${bracketed(node.ip)}:6443`;
  const conf = (file: string, subject: string, user: string, to: string): void => {
    issue(tree, '/tmp/conf', { subject, by: `${pki}/ca`, usage: 'clientAuth', key });
    tree.put(
      `/etc/kubernetes/${file}`,
      kubeconfig(tree, `${pki}/ca.crt`, to, user, { data: ['/tmp/conf.crt', '/tmp/conf.key'] }),
      0o600,
    );
  };
  conf('admin.conf', '/O=kubeadm:cluster-admins/CN=kubernetes-admin', 'kubernetes-admin', server);
  conf('super-admin.conf', '/O=system:masters/CN=kubernetes-super-admin', 'kubernetes-super-admin', server);
  conf('controller-manager.conf', '/CN=system:kube-controller-manager', 'system:kube-controller-manager', own);
  conf('scheduler.conf', '/CN=system:kube-scheduler', 'system:kube-scheduler', own);
  tree.put('/root/.kube/config', tree.read('/etc/kubernetes/admin.conf'), 0o600);
}
