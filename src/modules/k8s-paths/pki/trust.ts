import type { Met } from '../../../kubernetes/messages/message.ts';
import type { Message } from '../error-text/message.ts';

const pki = '/etc/kubernetes/pki';
const admin = '/etc/kubernetes/admin.conf';
const home = '~/.kube/config';
/** A client of gRPC, which may be anybody's: of etcd, of Argo CD, of a plug-in. */
const grpc = /transport: authentication handshake failed/;
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

/** Who signed a certificate, and who trusts that. */
export const trustMessages: readonly Message[] = [
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
    id: 'kubelet-self-signed',
    matches: /https:\/\/[\w.:[\]-]{1,253}:10250\/.{0,200}x509: certificate signed by unknown authority/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The client (metrics-server, or another that reads from kubelets) does not trust the serving certificate of the kubelet: by default each kubelet signs its own. The cluster and kubeconfigs are not at fault.',
    next: [
      'let the cluster sign them: serverTLSBootstrap: true in the configuration of every kubelet, restart it, then approve the CSRs (`kubectl get csr`)',
      'or, where that network is trusted, metrics-server with --kubelet-insecure-tls',
    ],
    samples: [
      'unable to fetch metrics from node n1: Get https://192.0.2.6:10250/stats/summary?only_cpu_and_memory=true: x509: certificate signed by unknown authority',
      '"Failed to scrape node" err="Get \\"https://192.0.2.6:10250/metrics/resource\\": tls: failed to verify certificate: x509: certificate signed by unknown authority" node="n1"',
    ],
    not: ['Get "https://192.0.2.6:6443/api/v1/nodes": x509: certificate signed by unknown authority'],
    source: 'kubernetes-sigs/metrics-server pkg/scraper; kubernetes cmd/kubelet/app/server.go (initializeTLS)',
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
    // Between the parts of Argo CD it is another setting.
    needs: { text: /^(?![\s\S]{0,20000}(?:\bargo-?cd\b|ComparisonError))/ },
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
