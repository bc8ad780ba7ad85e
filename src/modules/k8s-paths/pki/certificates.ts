import { type CertificateFacts, clientAuth, serverAuth } from '../../../kubernetes/certificates.ts';
import type { KubeconfigFile } from '../model/kubeconfigs.ts';
import type { HostModel } from '../model/model.ts';

/** A certificate with the file it is in. */
export interface Held {
  readonly path: string;
  readonly certificate: CertificateFacts;
  readonly isCa: boolean;
  readonly line?: number;
}

/** Certificates of the PKI folders and of the components' kubeconfigs; the kubelet's own are judged apart. */
export function heldCertificates({ pki, kubeconfigs, kubelet }: HostModel): readonly Held[] {
  const ofKubelet = kubeconfigs.flatMap(({ role, files }) =>
    role === 'kubelet' ? files.map(({ fact }) => fact.path) : [],
  );
  const folder = pki
    .filter(
      ({ path }) => !path.startsWith(`${kubelet.certDir}/`) && (!ofKubelet.includes(path) || /ca\.crt$/.test(path)),
    )
    .flatMap(({ path, certificates }) =>
      certificates.slice(0, 1).map((certificate) => ({ path, certificate, isCa: certificate.isCa })),
    );
  const embedded = kubeconfigs
    .filter(({ role }) => role === 'component')
    .flatMap((file) =>
      clientOf(file).map((certificate) => ({
        path: file.path,
        certificate,
        isCa: false,
        ...(file.client?.line === undefined ? {} : { line: file.client.line }),
      })),
    );
  return [...folder, ...embedded];
}

/** The client certificate in force, where it is embedded in the kubeconfig itself. */
export function clientOf({ client }: KubeconfigFile): readonly CertificateFacts[] {
  return client?.status === 'certificates' ? client.certificates.slice(0, 1) : [];
}

/** The CA that a kubeconfig trusts, embedded or pointed to. */
export function caOf({ ca }: KubeconfigFile): readonly CertificateFacts[] {
  return ca?.status === 'certificates' ? ca.certificates : [];
}

/** The first certificate of a PKI file. */
export const certificateAt = (model: HostModel, path: string): CertificateFacts | undefined =>
  model.pki.find((file) => file.path === path)?.certificates[0];

/** kubeadm's layout: which CA signs which file, and what the certificate is used for (kubeadm certlist.go). */
export const kubeadmCertificates: readonly {
  readonly file: string;
  readonly ca: string;
  readonly usages: readonly string[];
}[] = [
  { file: 'apiserver.crt', ca: 'ca.crt', usages: [serverAuth] },
  { file: 'apiserver-kubelet-client.crt', ca: 'ca.crt', usages: [clientAuth] },
  { file: 'apiserver-etcd-client.crt', ca: 'etcd/ca.crt', usages: [clientAuth] },
  { file: 'front-proxy-client.crt', ca: 'front-proxy-ca.crt', usages: [clientAuth] },
  { file: 'etcd/server.crt', ca: 'etcd/ca.crt', usages: [serverAuth] },
  { file: 'etcd/peer.crt', ca: 'etcd/ca.crt', usages: [serverAuth, clientAuth] },
  { file: 'etcd/healthcheck-client.crt', ca: 'etcd/ca.crt', usages: [clientAuth] },
];

/** What flags use certificates for. */
export const flagUsages: Readonly<Record<string, readonly string[]>> = {
  'tls-cert-file': [serverAuth],
  'cert-file': [serverAuth],
  'peer-cert-file': [serverAuth, clientAuth],
  'etcd-certfile': [clientAuth],
  'kubelet-client-certificate': [clientAuth],
  'proxy-client-cert-file': [clientAuth],
};

/** Extended key usages as openssl calls them. */
export const usageNames: Readonly<Record<string, string>> = { [clientAuth]: 'clientAuth', [serverAuth]: 'serverAuth' };

/** Where a certificate can be proven by its key: the flag of the key by the flag of the certificate. */
export const keyFlags: Readonly<Record<string, string>> = {
  'tls-cert-file': 'tls-private-key-file',
  'etcd-certfile': 'etcd-keyfile',
  'kubelet-client-certificate': 'kubelet-client-key',
  'proxy-client-cert-file': 'proxy-client-key-file',
  'cert-file': 'key-file',
  'peer-cert-file': 'peer-key-file',
  'cluster-signing-cert-file': 'cluster-signing-key-file',
};
