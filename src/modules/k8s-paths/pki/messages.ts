import type { Message, Met } from '../error-text/message.ts';

const pki = '/etc/kubernetes/pki';
const admin = '/etc/kubernetes/admin.conf';
const home = '~/.kube/config';

/** Whether the one who complains is a server that was shown an expired certificate by a client. */
const byServer = ({ text }: Met): boolean =>
  /Unable to authenticate the request|failed to verify (?:client's )?certificate|remote error: tls: (?:expired certificate|bad certificate)|TLS handshake error from/.test(
    text,
  );

/** What renews the certificates of a distribution. */
function renewal({ setting }: Met): string[] {
  switch (setting.distribution) {
    case 'k3s':
    case 'rke2':
      return [
        `certificates of ${setting.distribution} are renewed when its service restarts within 90 days of their end (or by \`${setting.distribution} certificate rotate\` while it is stopped); then copy its kubeconfig anew`,
      ];
    case 'microk8s':
      return ['`microk8s refresh-certs --cert server.crt`; `microk8s inspect` shows the end dates'];
    case 'minikube':
      return ['`minikube start` renews its certificates'];
    case 'talos':
      return [
        'Talos renews server certificates by itself: check the clocks; a client gets a new kubeconfig by `talosctl kubeconfig`',
      ];
    default:
      return [
        'which one: `openssl s_client -connect` with the address shows the one a server serves, `openssl x509 -noout -subject -enddate -in` that of a file; on a kubeadm host `kubeadm certs check-expiration` lists its own (kubelet certificates are not among them)',
        'a certificate renewed in its file is served only after the static pod was restarted (manifest out of its directory and back), and copies of admin.conf must be made anew',
      ];
  }
}

/** A client of gRPC, which may be anybody's: of etcd, of Argo CD, of a plug-in. */
const grpc = /transport: authentication handshake failed/;

/** Certificates and TLS, whoever complains. */
export const pkiMessages: readonly Message[] = [
  {
    id: 'tls-probe-noise',
    matches:
      /TLS handshake error from (\S{1,60}): (?:EOF|read tcp .{0,120}connection reset by peer|.{0,80}: i\/o timeout|write tcp .{0,120}broken pipe|tls: first record does not look like a TLS handshake|client sent an HTTP request to an HTTPS server)/,
    kind: 'harmless',
    says: 'Harmless: a client opened a connection and closed it before TLS was done, as the TCP health check of a load balancer does ($1). No fault of this server.',
    samples: [
      'http: TLS handshake error from 10.15.4.118:51084: read tcp 10.15.4.253:6443->10.15.4.118:51084: read: connection reset by peer',
      'http: TLS handshake error from 10.158.81.131:52376: EOF',
    ],
    not: ['http: TLS handshake error from 192.0.2.1:5000: remote error: tls: bad certificate'],
    source: 'Go net/http server.go',
  },
  {
    id: 'cert-not-yet-valid',
    matches: /x509: certificate has expired or is not yet valid: current time (\S{1,40}) is before/,
    kind: 'cause',
    name: 'cert-not-yet-valid',
    part: 'kube-apiserver',
    says: 'A certificate is not valid yet: the clock here (it says $1) is behind, or the one that issued it was ahead. Do not renew; check the clocks.',
    next: ['on both hosts: `timedatectl`, `chronyc tracking`'],
    where: [pki],
    samples: [
      'x509: certificate has expired or is not yet valid: current time 2020-01-01T00:00:00Z is before 2026-01-01T00:00:00Z',
    ],
    source: 'Go crypto/x509 verify.go',
  },
  {
    id: 'client-cert-expired',
    matches:
      /(?:Unable to authenticate the request|TLS handshake error from|failed to verify (?:client's )?certificate).{0,300}(?:certificate has expired|expired certificate|certificate is expired)(?:.{0,80}is after (\S{1,40}))?/,
    kind: 'cause',
    part: 'kubelet',
    says: (met) =>
      `The apiserver (or another server) says that the certificate of a client has expired${met.groups[1] ? ` (on ${met.groups[1]})` : ''}: that of a kubelet, a controller or a copied kubeconfig, not one of its own.`,
    next: [
      'which client: the address in the lines beside it, or the component that cannot connect. Kubelet: `openssl x509 -noout -enddate -in /var/lib/kubelet/pki/kubelet-client-current.pem`; `kubeadm certs renew` does not touch it: the node gets new credentials by joining again',
      'copied kubeconfigs are copied anew from the renewed one; controller-manager and scheduler read theirs only when restarted',
    ],
    where: ['/var/lib/kubelet/pki/kubelet-client-current.pem', home],
    samples: [
      '"Unable to authenticate the request" err="[x509: certificate has expired or is not yet valid: current time 2021-06-03T07:29:14Z is after 2021-05-29T15:48:22Z',
      'Unable to authenticate the request due to an error: x509: certificate has expired or is not yet valid',
      'http: TLS handshake error from 192.0.2.7:4711: remote error: tls: expired certificate',
    ],
    source: 'kubernetes apiserver pkg/endpoints/filters/authentication.go, Go crypto/tls',
  },
  {
    id: 'cert-listed-invalid',
    matches: /<invalid>\s+\S*\s*(?:no|yes)?|residual time.{0,10}<invalid>/i,
    needs: { text: /CERTIFICATE|check-expiration|EXPIRES/ },
    kind: 'cause',
    name: 'cert-expired',
    part: 'kube-apiserver',
    says: 'kubeadm lists certificates whose remaining time is <invalid>: they have expired.',
    next: [
      '`kubeadm certs renew all`, then restart the static pods (each manifest out of its directory and back), and copy admin.conf anew. Kubelet certificates are not renewed by it',
    ],
    where: [pki, admin],
    samples: ['apiserver  Jun 01, 2021 19:59 UTC   <invalid>       ca                      no  CERTIFICATE'],
    source: 'kubernetes cmd/kubeadm/app/cmd/certs.go',
  },
  {
    id: 'cert-listed-valid',
    matches: /^\s*[\w./-]{2,60}\s+[A-Z][a-z]{2} \d\d, \d{4} [\d:]{5} UTC\s+\d{1,5}[ydhm]\s/,
    kind: 'well',
    says: 'kubeadm lists its certificates, and they are valid.',
    samples: ['admin.conf                 Jun 01, 2022 19:59 UTC   363d                                    no      '],
    source: 'kubernetes cmd/kubeadm/app/cmd/certs.go',
  },
  {
    id: 'cert-expired',
    matches:
      /(?:x509: certificate has expired|certificate has expired|certificate is expired|CERT_HAS_EXPIRED|tls: expired certificate|alert certificate expired|tls: certificate expired|certificate expired on|client certificate .{0,80} is expired)/i,
    kind: 'cause',
    name: 'cert-expired',
    part: 'kube-apiserver',
    says: (met) =>
      byServer(met)
        ? 'A certificate that a client showed has expired.'
        : `A certificate that was shown has expired${afterTime(met.text)}: the one the server serves (here its client complains). Certificates live one year by most installers.`,
    next: renewal,
    where: [pki, admin, '/var/lib/kubelet/pki'],
    samples: [
      'Unable to connect to the server: x509: certificate has expired or is not yet valid: current time 2026-03-11T10:00:00Z is after 2026-03-10T10:00:00Z',
      'curl: (60) SSL certificate problem: certificate has expired',
    ],
    source: 'Go crypto/x509 verify.go, OpenSSL',
  },
  {
    id: 'kubeconfig-old-ca',
    matches: /certificate signed by unknown authority \(possibly because of "crypto\/rsa: verification error"/,
    kind: 'cause',
    name: 'kubeconfig-stale-cluster',
    part: 'kubectl',
    says: "The CA the client trusts has the name of the server's CA and another key: the cluster was made anew and this kubeconfig is from before.",
    next: (met) => [freshConfig(met)],
    where: [home, '/etc/kubernetes/pki/ca.crt', admin],
    samples: [
      'Unable to connect to the server: x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "kubernetes")',
    ],
    source: 'Go crypto/x509 verify.go',
  },
  {
    id: 'webhook-ca',
    matches: /failed calling webhook \\?"([^"\\]{1,150})\\?".{0,400}x509: (.{1,160})/,
    kind: 'cause',
    says: 'The apiserver does not trust the certificate of the admission webhook $1: its caBundle does not fit (renewed certificate, cert-manager not ready), or the certificate lacks the name of the Service. $2',
    next: [
      'compare caBundle of that webhook configuration with the CA of its serving certificate; cert-manager: is its cainjector up?',
    ],
    samples: [
      'Internal error occurred: failed calling webhook "a.example.com": failed to call webhook: Post "https://a.b.svc:443/x": x509: certificate signed by unknown authority',
    ],
    source: 'apiserver pkg/admission/plugin/webhook',
  },
  {
    id: 'cert-client-rejected',
    matches:
      /remote error: tls: (bad certificate|unknown certificate authority|certificate required|unknown certificate)|alert (bad certificate|certificate required|unknown ca)/i,
    kind: 'state',
    name: 'cert-unknown-ca',
    part: 'kube-apiserver',
    says: "The other side ended the TLS handshake with its alert ($1$2): it does not accept the certificate it was shown. In a server's log it means: the client does not trust this server's certificate, or shows none.",
    next: [
      'whose line is it? In a server log: the client (its address stands there) has another CA in its kubeconfig; in a client: its certificate is of another CA or missing',
    ],
    where: [pki, home],
    samples: [
      'http: TLS handshake error from 192.0.2.1:5000: remote error: tls: bad certificate',
      'remote error: tls: unknown certificate authority',
    ],
    not: ['{"level":"warn","msg":"rejected connection","error":"remote error: tls: bad certificate"}'],
    source: 'Go crypto/tls alert.go',
  },
  {
    id: 'cert-unknown-ca',
    matches:
      /(?:certificate signed by unknown authority|self[- ]signed certificate in certificate chain|unable to get local issuer certificate|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|tls: unknown certificate authority|certificate is not trusted(?! by the host CA bundle))/i,
    kind: 'cause',
    name: 'cert-unknown-ca',
    part: 'kubectl',
    says: (met) =>
      /\/v2\/|pull|registry|image/i.test(met.text)
        ? 'The certificate of the image registry is not signed by a CA this node trusts: a private CA that is not installed for the runtime, or a proxy in between that shows its own.'
        : grpc.test(met.text)
          ? "The certificate of the server that this gRPC client asks is not signed by a CA it trusts: the server's own, or that of a proxy or load balancer in between."
          : "The server's certificate is not signed by the CA the client trusts: the kubeconfig holds the CA of another (or an earlier) cluster, or a proxy in between shows its own certificate.",
    next: (met) =>
      /\/v2\/|pull|registry|image/i.test(met.text)
        ? [
            'put the CA of the registry where the runtime looks (containerd: /etc/containerd/certs.d/ with hosts.toml), then restart the runtime',
          ]
        : [
            ...(grpc.test(met.text) ? ['give the client the CA that signed it'] : [freshConfig(met)]),
            '`openssl s_client -showcerts -connect` with the address shows who signed what is served',
          ],
    where: [home, '/etc/kubernetes/pki/ca.crt'],
    samples: [
      'Unable to connect to the server: x509: certificate signed by unknown authority',
      'curl: (60) SSL certificate problem: unable to get local issuer certificate',
      'rpc error: code = Unavailable desc = connection error: desc = "transport: authentication handshake failed: x509: certificate signed by unknown authority"',
    ],
    not: [
      'failed calling webhook "a": Post "https://a.b.svc:443/x": x509: certificate signed by unknown authority',
      'Cluster CA certificate is not trusted by the host CA bundle, but the token does not include a CA hash.',
    ],
    source: 'Go crypto/x509 verify.go, OpenSSL',
  },
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
    id: 'cert-usage',
    matches:
      /(?:incompatible key usage|unsuitable certificate purpose|unsupported certificate purpose|unsupported certificate|x509: certificate specifies an incompatible)/,
    kind: 'cause',
    name: 'cert-eku-wrong',
    part: 'kube-apiserver',
    says: 'The certificate is used for what it was not issued for: its extended key usage lacks serverAuth (as a server) or clientAuth (as a client).',
    next: [
      'issue it anew with the usage it needs (both for the pair of an etcd member); `openssl x509 -noout -ext extendedKeyUsage -in` shows what it has',
    ],
    where: [pki],
    samples: ["tls: failed to verify client's certificate: x509: certificate specifies an incompatible key usage"],
    not: [
      'rejected connection from "1" (error "tls: failed to verify client\'s certificate: x509: certificate specifies an incompatible key usage")',
    ],
    source: 'Go crypto/x509 verify.go, OpenSSL',
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
  {
    id: 'kubelet-tls-internal',
    // Any server may alert so; a kubelet does where it has no certificate.
    matches: /(?::10250\b|[Kk]ubelet|containerLogs|\/exec\/|scrape).{0,600}remote error: tls: internal error/,
    kind: 'cause',
    name: 'kubelet-serving-csr-pending',
    says: 'The kubelet has no serving certificate yet: its CSR was not approved (serverTLSBootstrap); logs, exec and metrics of that node fail.',
    next: [
      '`kubectl get csr`, then `kubectl certificate approve` with the names of kubernetes.io/kubelet-serving that you expect',
    ],
    where: ['/var/lib/kubelet/pki', '/var/lib/kubelet/config.yaml'],
    samples: [
      'Error from server: Get "https://192.0.2.7:10250/containerLogs/default/a/a": remote error: tls: internal error',
    ],
    not: [
      'Failed to pull image "reg.example.org/api:1": failed to do request: Head "https://reg.example.org/v2/api/manifests/1": remote error: tls: internal error',
    ],
    source: 'Go crypto/tls alert.go, kubernetes pkg/kubelet/certificate',
  },
  {
    id: 'tls-scheme',
    matches:
      /(?:server gave HTTP response to HTTPS client|Client sent an HTTP request to an HTTPS server|wrong version number|first record does not look like a TLS handshake)/,
    kind: 'cause',
    name: 'kubeconfig-http-server',
    part: 'kubectl',
    says: (met) =>
      /\/v2\/|pull|registry|image/i.test(met.text)
        ? 'The image registry speaks http and the runtime asked by https: allow it as insecure for that registry, or give it TLS.'
        : 'One side speaks http, the other TLS: the scheme or the port in the address is wrong.',
    next: (met) =>
      /\/v2\/|pull|registry|image/i.test(met.text)
        ? [
            'containerd: a hosts.toml in /etc/containerd/certs.d/ with the host of the registry and server = "http://…"; Docker: insecure-registries',
          ]
        : [
            'write https:// (or http://) before the address as the port demands: apiserver, etcd clients and kubelet 10250 speak TLS; etcd 2381, kubelet 10248 do not',
          ],
    where: [home],
    samples: [
      'Unable to connect to the server: http: server gave HTTP response to HTTPS client',
      'Client sent an HTTP request to an HTTPS server.',
    ],
    not: ['http: TLS handshake error from 192.0.2.1:5000: tls: first record does not look like a TLS handshake'],
    source: 'Go net/http, crypto/tls, OpenSSL',
  },
];

const afterTime = (text: string): string => {
  const end = /is after (\d{4}-\d\d-\d\d)/.exec(text)?.[1];
  return end === undefined ? '' : ` on ${end}`;
};

/** How a client gets the present kubeconfig of its distribution. */
function freshConfig({ setting }: Met): string {
  const byDistribution: Readonly<Record<string, string>> = {
    k3s: 'copy /etc/rancher/k3s/k3s.yaml of the server anew (and its address instead of 127.0.0.1)',
    rke2: 'copy /etc/rancher/rke2/rke2.yaml of the server anew (and its address instead of 127.0.0.1)',
    microk8s: '`microk8s config` prints the present kubeconfig',
    kind: '`kind export kubeconfig` writes the present one',
    minikube: '`minikube update-context` writes the present one',
    talos: '`talosctl kubeconfig` fetches the present one',
    eks: '`aws eks update-kubeconfig --name` with the name of the cluster writes the present one',
  };
  return (
    byDistribution[setting.distribution] ??
    'copy the present kubeconfig of the cluster anew (kubeadm: /etc/kubernetes/admin.conf of a control-plane node); `kubectl config view` shows which file and server are used'
  );
}

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
