import type { Met } from '../../../kubernetes/messages/message.ts';
import type { Message } from '../error-text/message.ts';

const pki = '/etc/kubernetes/pki';
const home = '~/.kube/config';
/** How a name comes into the serving certificate of the apiserver. */
function sanAdvice({ groups, setting, text }: Met): string[] {
  const name = groups[1] || groups[2] || 'the address';
  const isRancher = /\b10\.43\.0\.1\b/.test(text);
  if (
    setting.distribution === 'rke2' ||
    setting.distribution === 'k3s' ||
    (setting.distribution === 'unknown' && isRancher)
  )
    return [
      `reach it by a name in the certificate, or add tls-san for ${name} to the server (k3s: --tls-san; config.yaml: tls-san) and restart it`,
    ];
  if (setting.distribution === 'microk8s')
    return [
      `reach it by a name in the certificate, or add ${name} to /var/snap/microk8s/current/certs/csr.conf.template, then \`microk8s refresh-certs --cert server.crt\``,
    ];
  if (setting.distribution === 'kubeadm')
    return [
      `reach it by a name in the certificate; or add ${name} to certSANs of the ClusterConfiguration, move apiserver.crt and apiserver.key of /etc/kubernetes/pki away, \`kubeadm init phase certs apiserver\` with that configuration, and restart the apiserver's static pod`,
    ];
  return [
    `reach it by a name in the certificate, or issue the serving certificate of the apiserver with ${name} as SAN by the means of your installer`,
  ];
}

/** Names and addresses in certificates, and their files. */
export const nameMessages: readonly Message[] = [
  {
    id: 'cert-no-ip-san',
    matches: /x509: cannot validate certificate for (\S{1,80}) because it doesn't contain any IP SANs/,
    kind: 'cause',
    name: 'cert-san-missing',
    part: 'kubectl',
    says: "The server's certificate names no IP address at all, and it was reached as $1. Reach it by a name in the certificate, or issue one with that address as SAN.",
    next: (met) =>
      /:10250|metrics|kubelet/i.test(met.text)
        ? [
            "a kubelet's own serving certificate: sign it by the cluster (serverTLSBootstrap: true and approve the CSRs), or let the client skip the check (metrics-server: --kubelet-insecure-tls)",
          ]
        : sanAdvice(met),
    where: ['/etc/kubernetes/pki/apiserver.crt', home],
    samples: ["x509: cannot validate certificate for 192.0.2.7 because it doesn't contain any IP SANs"],
    source: 'Go crypto/x509 verify.go',
  },
  {
    id: 'cert-not-compliant',
    matches: /certificate is not standards compliant/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: "macOS refuses the server's certificate by its own rules: valid for more than 825 days, without the name it was reached by among its alternative names, or without serverAuth.",
    next: [
      '`openssl s_client -connect` with the address, then `openssl x509 -noout -dates -ext subjectAltName,extendedKeyUsage`; other systems connect meanwhile',
    ],
    samples: ['Unable to connect to the server: x509: “kubernetes” certificate is not standards compliant'],
    source: 'Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15; Go crypto/x509 root_darwin.go',
  },
  {
    id: 'cert-san-missing',
    matches:
      /x509: certificate is (?:not valid for any names, but wanted to match ([^\s"'\\})]{1,100})|valid for .{1,900}, ?not ([^\s"'\\})]{1,100}))|ERR_TLS_CERT_ALTNAME_INVALID|does not match target host name|certificate subject name .{1,100} does not match|no alternative certificate subject name matches/,
    kind: 'cause',
    name: 'cert-san-missing',
    part: 'kubectl',
    says: "The server's certificate is not valid for the name or address it was reached by ($1$2): a SAN is missing, or the address is wrong.",
    next: (met) =>
      /ingress\.local|Fake Certificate|traefik\.default/i.test(met.text)
        ? ['an ingress controller answered, not the apiserver: the address or port leads to the wrong place']
        : /:23(?:79|80)\b/.test(met.text)
          ? [
              `that is the serving certificate of etcd: reach etcd by a name in it (--etcd-servers), or issue it with ${met.groups[1] || met.groups[2] || 'that name'} as SAN, by the CA of etcd`,
            ]
          : sanAdvice(met),
    where: ['/etc/kubernetes/pki/apiserver.crt', home],
    samples: [
      'Unable to connect to the server: x509: certificate is valid for 10.96.0.1, 192.0.2.10, not 203.0.113.5',
      'x509: certificate is not valid for any names, but wanted to match cluster.example.com',
    ],
    source: 'Go crypto/x509 verify.go',
  },
  {
    id: 'cert-common-name',
    matches: /x509: certificate relies on legacy Common Name field/,
    kind: 'cause',
    name: 'cert-san-missing',
    part: 'kubectl',
    says: 'The certificate has no Subject Alternative Names; Go no longer looks at the Common Name. Issue it with SANs.',
    next: ['issue that certificate anew with its names and addresses as Subject Alternative Names'],
    where: ['/etc/kubernetes/pki/apiserver.crt'],
    samples: ['x509: certificate relies on legacy Common Name field, use SANs instead'],
    source: 'Go crypto/x509 verify.go',
  },
  {
    id: 'cert-key-mismatch',
    matches:
      /(?:private key does not match public key|KEY_VALUES_MISMATCH|key values mismatch|private key type does not match public key type)/,
    kind: 'cause',
    name: 'cert-key-mismatch',
    part: 'kube-apiserver',
    says: 'Certificate and private key do not belong together.',
    next: ['restore both from the same backup, or issue the certificate anew'],
    where: [pki, home],
    samples: ['error: tls: private key does not match public key'],
    source: 'Go crypto/tls, OpenSSL',
  },
  {
    id: 'cert-bad-name',
    matches:
      /x509: cannot parse (?:dnsName|dNSName|rfc822Name|URI|IP address)(?: \\?"([^"\\]{1,253})\\?")?|x509: SAN (?:dNSName|rfc822Name|uniformResourceIdentifier) is malformed/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'The certificate of the server has an alternative name that is none ($1): a dot at its end, a blank, or an address written as a name. Clients refuse the whole certificate.',
    next: [
      '`openssl x509 -noout -ext subjectAltName -in` that file; issue it anew with correct names, then restart the server',
    ],
    where: [pki],
    samples: [
      'tls: failed to parse certificate from server: x509: cannot parse dnsName "kubernetes.default.svc.cluster.local."',
      'tls: failed to parse certificate from server: x509: SAN dNSName is malformed',
    ],
    source: 'Go crypto/x509/parser.go',
  },
  {
    id: 'cert-malformed',
    matches:
      /tls: failed to find any PEM data in (?:certificate|key) input|no certificates? found in|asn1: (?:syntax|structure) error|error:0909006C|PEM routines.{0,60}no start line|unable to load certificate|x509: malformed|data does not contain any valid RSA or ECDSA/,
    kind: 'cause',
    name: 'cert-malformed',
    part: 'kube-apiserver',
    says: 'A certificate or key file is no PEM: empty, cut off, or in another format.',
    next: [
      '`ls -l` and `head -c 100` of the file the message names: an empty one, as after a full disk, is restored from a backup',
    ],
    where: [pki],
    samples: ['error: tls: failed to find any PEM data in certificate input'],
    source: 'Go crypto/tls, OpenSSL',
  },
];
