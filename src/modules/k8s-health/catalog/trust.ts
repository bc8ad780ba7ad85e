import { at, healthCode } from './health-code.ts';

export const certExpired = healthCode(150, 'cert-expired', 'critical', 'A certificate in use has expired.', {
  title: (c) => `The certificate of ${c.name} on ${c.host} has expired: ${c.detail}`,
  why: 'Whoever verifies it refuses the connection. The process itself lives.',
  next: () => [
    '`kubeadm certs check-expiration`',
    '`kubeadm certs renew all`, then restart the static pods: renewed files alone change nothing.',
    'Is the clock right? `timedatectl`',
  ],
});
export const certNotYetValid = healthCode(
  151,
  'cert-not-yet-valid',
  'critical',
  'A certificate in use is not valid yet.',
  {
    title: (c) => `The certificate of ${c.name} on ${c.host} is not valid yet: ${c.detail}`,
    why: 'The clock of the machine that made it, or of this one, is wrong. Renewing does not help.',
    next: () => [
      '`timedatectl; chronyc tracking`',
      'Correct the clock first; make the certificate anew only if it was made with a wrong one.',
    ],
  },
);
export const certExpiring = healthCode(152, 'cert-expiring', 'warning', 'A certificate in use expires soon.', {
  title: (c) => `The certificate of ${c.name} on ${c.host} expires soon: ${c.detail}`,
  next: () => ['Renew in a quiet window: `kubeadm certs renew all`, then restart the static pods one by one.'],
});
const apiserverNames =
  'Move /etc/kubernetes/pki/apiserver.crt and .key away, `kubeadm init phase certs apiserver --apiserver-cert-extra-sans NAME`, restart it; add the name to kubeadm-config too.';
const etcdNames =
  'Move /etc/kubernetes/pki/etcd/server.crt and .key away, `kubeadm init phase certs etcd-server` (more names: serverCertSANs of etcd.local in kubeadm-config), restart etcd.';

export const certSanMissing = healthCode(
  153,
  'cert-san-missing',
  'critical',
  'A server certificate lacks the name it is called by.',
  {
    title: (c) => `The certificate of ${c.name} on ${c.host} is not made out for ${c.detail}`,
    why: 'Clients that verify it refuse the connection. The process itself lives.',
    next: (c) => [
      c.name.startsWith('etcd') ? etcdNames : apiserverNames,
      'Before: `openssl x509 -noout -ext subjectAltName -in FILE.crt`',
    ],
  },
);
export const certUnknownCa = healthCode(
  154,
  'cert-unknown-ca',
  'critical',
  'A certificate was issued by another authority than the one it is verified with.',
  {
    title: (c) => `${c.name} on ${c.host}: ${c.detail}`,
    why: 'Two authorities may have the same name: kubeadm reset and init make a new one each time. etcd has an authority of its own.',
    next: () => [
      'Compare: `openssl x509 -noout -fingerprint -sha256 -in FILE` of the CA files on both sides',
      'A stale kubeconfig: copy /etc/kubernetes/admin.conf again.',
      'etcd: --etcd-cafile is etcd/ca.crt, never pki/ca.crt.',
    ],
  },
);
export const certEkuWrong = healthCode(
  155,
  'cert-eku-wrong',
  'critical',
  'A server-only certificate is used as a client certificate.',
  {
    title: (c) => `${c.name} on ${c.host}: ${c.detail}`,
    why: 'Its extended key usage lacks clientAuth, so the server refuses it.',
    next: () => [
      'Use the client certificate (healthcheck-client, apiserver-etcd-client), or make it again with clientAuth.',
    ],
  },
);
export const certKeyMismatch = healthCode(
  156,
  'cert-key-mismatch',
  'critical',
  'A certificate and its key do not belong together.',
  {
    title: (c) => `${c.name} on ${c.host}: ${c.detail}`,
    next: () => ['Restore both files from the same backup or make both anew.'],
  },
);
export const certNotLoaded = healthCode(
  157,
  'cert-renewed-not-loaded',
  'warning',
  'The certificate on disk has been renewed, the one that is served has not.',
  {
    title: (c) => `${c.name} on ${c.host} still serves the old certificate: ${c.detail}`,
    why: 'kubeadm certs renew changes files; the static pod reads them when it starts.',
    next: () => [
      'Restart the static pod: move its manifest out of the directory, wait until the container is gone, move it back (the script does it).',
    ],
  },
);
export const credentialsRejected = healthCode(
  160,
  'credentials-rejected',
  'warning',
  'A server refuses the credentials it was sent.',
  {
    title: (c) => `${c.name} on ${c.host} refuses the credentials: ${c.detail}`,
    why: 'The server lives. A refused certificate or token gives 401 even where anonymous requests are allowed: there is no falling back.',
    next: () => [
      'A token: is it expired, is it of this cluster? A certificate: issued by the CA that the server trusts?',
      'Copy /etc/kubernetes/admin.conf again.',
    ],
  },
);
export const wrongScheme = healthCode(
  161,
  'wrong-scheme',
  'warning',
  'HTTP was spoken to a TLS port, or TLS to an HTTP port.',
  {
    title: (c) => `${c.name} on ${c.host}, ${at(c)}: ${c.detail}`,
    why: 'The server lives; the URL that was given or configured has the wrong scheme or port.',
    next: () => ['Correct http:// or https:// in the URL: --endpoint, the kubeconfig, the flag that names it.'],
  },
);
export const clockSkew = healthCode(
  162,
  'clock-skew',
  'warning',
  'The clocks of this machine and of a server differ.',
  {
    title: (c) => `The clock of ${c.name} differs from the one here by ${c.detail}`,
    why: 'Certificates seem expired or not yet valid, leases are lost, tokens refused, and times in logs cannot be compared.',
    next: () => ['`timedatectl; chronyc tracking`, on both'],
  },
);
export const unexpectedAnswer = healthCode(
  163,
  'unexpected-answer',
  'warning',
  'What answers there is no health endpoint of Kubernetes.',
  {
    title: (c) => `What answers at ${at(c)} is no ${c.name}: ${c.detail}`,
    why: 'Another program has the port, a proxy stands in between, or the URL is wrong.',
    next: (c) => [`\`ss -ltnp | grep ${/:(\d+)$/.exec(c.url)?.[0] ?? ''}\` on that host; \`env | grep -i proxy\``],
  },
);

export const trustCodes = [
  certExpired,
  certNotYetValid,
  certExpiring,
  certSanMissing,
  certUnknownCa,
  certEkuWrong,
  certKeyMismatch,
  certNotLoaded,
  credentialsRejected,
  wrongScheme,
  clockSkew,
  unexpectedAnswer,
];
