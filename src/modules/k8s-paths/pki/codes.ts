import { shellWord } from '../../../core/quote.ts';
import { listed } from '../../../core/wording.ts';
import { at, type Facts, pathCode } from '../path-code.ts';

/** Certificates and TLS: section P of the catalog. */
export const pkiCodes = [
  pathCode(120, 'cert-expired', 'critical', 'A certificate has expired.', {
    title: (f: Facts<'actual' | 'items'>) => `Expired: ${listed(f.items)} (${f.actual})`,
    next: () => [
      '`kubeadm certs renew all`; then move each manifest out of the manifest directory for 20 s and back; copy admin.conf anew',
    ],
  }),
  pathCode(
    121,
    'cert-renewed-not-loaded',
    'critical',
    'A component runs with the certificate it had before the renewal.',
    {
      title: (f: Facts<'items', 'subject'>) =>
        f.subject?.includes(', ') === true
          ? `${f.subject} were started before ${listed(f.items)} were renewed and still use the old certificates`
          : `${f.subject} was started before ${f.file} was renewed and still uses the old certificate`,
      why: 'Renewing writes files; the static pods must be restarted to read them. Restarting the kubelet does not do that.',
      next: () => [
        'Restart the static pod: move its manifest out of the directory, wait until `crictl ps` no longer shows it (about 20 s), move it back. One component at a time, one node at a time.',
      ],
    },
  ),
  pathCode(122, 'cert-not-yet-valid', 'critical', 'A certificate is not valid yet.', {
    title: (f: Facts<'actual' | 'items'>) =>
      `${listed(f.items)} becomes valid only at ${f.actual}: this clock is behind, or the issuer's was ahead`,
    next: () => ['`timedatectl; chronyc tracking`: put the clock right, do not renew'],
  }),
  pathCode(123, 'cert-expiring', 'warning', 'A certificate expires soon.', {
    title: (f: Facts<'actual' | 'items'>) => `Expires soon: ${listed(f.items)} (${f.actual})`,
    next: () => ['`kubeadm certs renew all`, then restart the static pods, in a maintenance window'],
  }),
  pathCode(124, 'ca-expired', 'critical', 'A certificate authority has expired.', {
    title: (f: Facts<'actual'>) => `The CA ${f.file} expired ${f.actual}: everything it signed is invalid`,
    next: () => ['follow the manual CA rotation procedure; renewing leaf certificates does not help'],
  }),
  pathCode(125, 'cert-unknown-ca', 'critical', 'A certificate is not signed by the CA its reader trusts.', {
    title: (f: Facts<'items', 'subject' | 'expected'>) =>
      f.subject === 'ca-replaced'
        ? `${f.file} was replaced: another CA signed ${listed(f.items)}`
        : `${listed(f.items)}: not signed by ${f.expected ?? 'the CA its reader trusts'}`,
    why: 'The CA was made anew (kubeadm reset and init), perhaps under the same name: names agree, signatures do not.',
    next: (f) =>
      f.subject === 'ca-replaced'
        ? [
            `bring back the CA that signed them, certificate and key, from a backup or another control-plane node; do not issue certificates with the one in ${f.file}`,
          ]
        : [],
  }),
  pathCode(126, 'cert-san-missing', 'critical', 'A serving certificate lacks a name or address it is reached by.', {
    title: (f: Facts<'subject' | 'actual'>) => `${f.file} is not valid for ${f.actual} (${f.subject})`,
    next: (f) => [
      `move ${f.file} and its key away; \`kubeadm init phase certs apiserver --apiserver-cert-extra-sans ${f.actual}\`; restart the apiserver pod`,
    ],
  }),
  pathCode(127, 'cert-key-mismatch', 'critical', 'A private key does not belong to its certificate.', {
    title: (f: Facts<'actual'>) => `${f.actual} is not the key of ${f.file}`,
    next: () => ['restore both from the same backup, or re-issue the certificate'],
  }),
  pathCode(128, 'cert-eku-wrong', 'critical', 'A certificate is used for what it was not issued for.', {
    title: (f: Facts<'subject' | 'expected'>) => `${f.file} lacks ${f.expected} and is used by ${f.subject}`,
    next: () => [
      "Issue it anew with the right usage: clientAuth for clients, serverAuth for servers, both for etcd's own pair.",
    ],
  }),
  pathCode(129, 'cert-malformed', 'critical', 'A certificate or key file cannot be read as PEM.', {
    title: (f: Facts<'actual' | 'expected'>) => `${f.file} holds no valid ${f.expected}: ${f.actual}`,
    next: (f) => [`head -c 200 ${f.file} | cat -A; copy it again from its source`],
  }),
  pathCode(130, 'etcd-apiserver-ca-mix', 'critical', 'The apiserver and etcd do not trust the same CA.', {
    title: (f: Facts<'subject' | 'actual' | 'expected'>) =>
      `${at(f)}: ${f.subject}=${f.actual} does not fit etcd's ${f.expected}`,
    why: 'etcd has a CA of its own: the apiserver must trust it, and its client certificate must come from it.',
    next: () => [
      "Set `--etcd-cafile` to etcd's CA and `--etcd-certfile`/`--etcd-keyfile` to the `apiserver-etcd-client` pair.",
    ],
  }),
  pathCode(131, 'kubelet-client-expired', 'critical', "The kubelet's client certificate has expired.", {
    title: (f: Facts<'actual'>) => `The kubelet's client certificate in ${f.file} expired ${f.actual}`,
    why: 'It is rotated by the running kubelet only; kubeadm certs renew does not touch it.',
    next: () => [
      'on a control-plane node: `kubeadm kubeconfig user --org system:nodes --client-name system:node:$(hostname) > kubelet.conf`; remove /var/lib/kubelet/pki/kubelet-client*; restart the kubelet',
      'on a worker: `kubeadm reset`, and join again',
    ],
  }),
  pathCode(
    132,
    'kubelet-conf-embedded-cert',
    'warning',
    'A kubelet.conf embeds a client certificate that rotation does not replace.',
    {
      title: (f) => `${at(f)} embeds the client certificate: rotation will not reach it`,
      next: () => ['point client-certificate and client-key to /var/lib/kubelet/pki/kubelet-client-current.pem'],
    },
  ),
  pathCode(133, 'kubelet-symlink-broken', 'critical', "The link to the kubelet's client certificate leads nowhere.", {
    title: (f: Facts<'actual', 'expected'>) => `${f.file} leads to ${f.actual}, which is not there`,
    next: (f) => [f.expected ? `\`ln -sfn ${f.expected} ${f.file}\`` : 'the node has to join again'],
  }),
  pathCode(
    134,
    'kubelet-serving-csr-pending',
    'warning',
    'The kubelet waits for a serving certificate nobody approved.',
    {
      title: (f) => `serverTLSBootstrap is on and ${f.file} is not there: its CSR was never approved`,
      why: 'kubectl logs and exec then fail with "remote error: tls: internal error". Nothing approves serving CSRs by itself.',
      next: () => ['`kubectl get csr; kubectl certificate approve NAME`'],
    },
  ),
  pathCode(135, 'kubelet-ca-missing', 'critical', "The kubelet's client CA file is not there.", {
    title: (f: Facts<'actual', 'expected'>) =>
      `${at(f)}: clientCAFile ${f.actual} does not exist; the kubelet does not start`,
    next: (f) => [f.expected ? `the nearest file that exists is ${f.expected}` : '`ls -la /etc/kubernetes/pki`'],
  }),
  pathCode(136, 'pki-perms', 'warning', 'A private key can be read by others than root.', {
    title: (f: Facts<never, 'items'>) => `Private keys others can read: ${listed(f.items)}`,
    next: (f) => [`\`chmod 600 ${(f.items ?? [f.file]).slice(0, 5).map(shellWord).join(' ')}\``],
  }),
  pathCode(137, 'front-proxy-mismatch', 'critical', 'The aggregation layer uses certificates that do not fit.', {
    title: (f: Facts<'subject' | 'actual' | 'expected'>) =>
      `${at(f)}: ${f.subject}=${f.actual} does not fit ${f.expected}`,
    why: 'Aggregated APIs (metrics) answer 401 or 503: extension servers refuse the proxy certificate.',
    next: () => [
      'Use `front-proxy-ca.crt` and allow `front-proxy-client`. The request header CA must never be the cluster CA.',
    ],
  }),
];
