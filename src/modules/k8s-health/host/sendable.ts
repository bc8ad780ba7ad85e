import type { Access } from '../../../kubernetes/access.ts';
import { type HostFiles, textAt } from '../../../kubernetes/host/host-files.ts';
import { hostOf } from '../../../kubernetes/server-url.ts';
import { isLoopback } from '../model.ts';
import { type JudgedPair, judgePair } from './client-pairs.ts';
import { flagOf, type Instance } from './programs.ts';

/** A credential ready to be sent, and where it may go. Holds secrets: it is never recorded. */
export interface Sendable extends JudgedPair {
  readonly token?: string;
  /** Headers that tell for whom it asks. */
  readonly impersonation?: readonly (readonly [string, string])[];
  /** PEM the server is verified with before anything is sent. */
  readonly ca?: string;
  readonly caName: string;
  readonly servername?: string;
  /** Hosts it belongs to; loopback is written as `loopback`. */
  readonly hosts: readonly string[];
}

/** The node whose kubelet a credential is of; the Node authorizer lets it read what is on that node only. */
export const nodeOfKubelet = ({ state }: Sendable): string | undefined =>
  /system:node:([\w.-]{1,253})/.exec(state.subject ?? '')?.[1];

/** Least privileged first: kubeadm's healthcheck-client may do nothing else. */
const etcdClients = [
  { name: 'healthcheck-client', path: '/etc/kubernetes/pki/etcd/healthcheck-client' },
  { name: 'apiserver-etcd-client', path: '/etc/kubernetes/pki/apiserver-etcd-client' },
  { name: 'rke2 server-client', path: '/var/lib/rancher/rke2/server/tls/etcd/server-client' },
  { name: 'k3s client', path: '/var/lib/rancher/k3s/server/tls/etcd/client' },
];

/** Client certificates for etcd that are on this host, with the hosts they belong to. */
export function etcdPairs(
  host: HostFiles,
  instances: readonly Instance[],
  ca: string | undefined,
  now: number,
): Sendable[] {
  const apiserver = instances.find(
    (one) => one.component === 'apiserver' && flagOf(one, 'etcd-certfile') !== undefined,
  );
  const flagged =
    apiserver === undefined
      ? []
      : [
          {
            name: 'apiserver-etcd-client',
            certificate: apiserver.hostPath(flagOf(apiserver, 'etcd-certfile') ?? ''),
            key: apiserver.hostPath(flagOf(apiserver, 'etcd-keyfile') ?? ''),
          },
        ];
  const usual = etcdClients.map(({ name, path }) => ({ name, certificate: `${path}.crt`, key: `${path}.key` }));
  const servers = (apiserver === undefined ? '' : (flagOf(apiserver, 'etcd-servers') ?? ''))
    .split(',')
    .filter(Boolean)
    .map(hostOf);
  const hosts = [
    'loopback',
    ...servers,
    ...instances
      .filter(({ component }) => component === 'etcd')
      .flatMap((one) => (flagOf(one, 'listen-client-urls') ?? '').split(',').map(hostOf)),
  ];
  const named = new Map([...usual, ...flagged].map((one) => [one.certificate, one]));
  return [...named.values()].flatMap(({ name, certificate: path, key: keyPath }) => {
    const certificate = textAt(host, path);
    const key = textAt(host, keyPath);
    if (certificate === undefined || key === undefined || ca === undefined) return [];
    const judged = judgePair({ name, component: 'etcd', source: path, certificate, key, ca }, now);
    return [{ ...judged, ca, caName: 'etcd/ca.crt', hosts }];
  });
}

/** The kubelet's own certificate is self-signed by default, so it is verified by the file it serves. */
export function kubeletPairs(host: HostFiles, serving: string, clusterCa: string | undefined, now: number): Sendable[] {
  const path = '/etc/kubernetes/pki/apiserver-kubelet-client';
  const certificate = textAt(host, `${path}.crt`);
  const key = textAt(host, `${path}.key`);
  const own = textAt(host, serving);
  if (certificate === undefined || key === undefined || own === undefined) return [];
  const pair = {
    name: 'apiserver-kubelet-client',
    component: 'kubelet' as const,
    source: `${path}.crt`,
    certificate,
    key,
  };
  const judged = judgePair({ ...pair, ...(clusterCa === undefined ? {} : { ca: clusterCa }) }, now);
  return [
    { ...judged, ca: `${own}\n${clusterCa ?? ''}`, caName: serving, servername: 'certificate', hosts: ['loopback'] },
  ];
}

/** The credential of a kubeconfig or a service account; none where the server would not be verified. */
export function accessPair(access: Access, clusterCa: string | undefined, now: number): Sendable[] {
  const { source, user, server, ca, certificate, key, token, insecure, caProblem, ofNode, serverName } = access;
  const { impersonation, credentialProblem } = access;
  if (insecure || (caProblem ?? credentialProblem) !== undefined || !server.startsWith('https:')) return [];
  const name = source.slice(source.lastIndexOf('/') + 1);
  const hosts = [hostOf(server), ...(ofNode || isLoopback(server) ? ['loopback'] : [])];
  const base = {
    caName: source,
    hosts,
    ...(ca === undefined ? {} : { ca }),
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(impersonation === undefined ? {} : { impersonation }),
  };
  if (certificate !== undefined && key !== undefined) {
    const trusted = ofNode ? clusterCa : ca;
    const judged = judgePair(
      {
        name,
        component: 'apiserver',
        source: `${source} (user ${user})`,
        certificate,
        key,
        ...(trusted === undefined ? {} : { ca: trusted }),
      },
      now,
    );
    return [{ ...base, ...judged }];
  }
  if (token === undefined) return [];
  return [{ ...base, state: { name, component: 'apiserver', source: `${source} (user ${user})` }, token }];
}
