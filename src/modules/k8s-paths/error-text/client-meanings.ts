import type { Meaning } from './meaning.ts';

const admin = '/etc/kubernetes/admin.conf';
const home = '~/.kube/config';
const apiserver = '/etc/kubernetes/manifests/kube-apiserver.yaml';

/**
 * What kubectl, curl and other clients print. Sources: client-go tools/clientcmd and rest, kubectl
 * pkg/cmd/util/helpers.go, Go crypto/x509 verify.go, apiserver pkg/authentication and authorization.
 */
export const clientMeanings: readonly Meaning[] = [
  {
    pattern: /connection to the server (?:localhost|127\.0\.0\.1):8080 was refused/,
    says: 'kubectl found no kubeconfig (no file, an empty one, or a context without a cluster) and asked localhost:8080. This says nothing about the apiserver: check KUBECONFIG and ~/.kube/config first.',
    name: 'kubeconfig-none',
    where: [home, admin],
  },
  {
    pattern: /x509: certificate has expired or is not yet valid: current time (\S{1,40}) is before/,
    says: 'A certificate is not valid yet: the clock here (it says $1) is behind, or the one that issued it was ahead. Do not renew; check the clocks.',
    name: 'cert-not-yet-valid',
    where: ['/etc/kubernetes/pki'],
  },
  {
    pattern:
      /(?:x509: certificate has expired|certificate has expired|certificate is expired|CERT_HAS_EXPIRED|tls: expired certificate|alert certificate expired|tls: certificate expired)/i,
    says: 'A certificate has expired. kubeadm certificates live one year: look at all of them, those in kubeconfigs too.',
    name: 'cert-expired',
    where: ['/etc/kubernetes/pki', admin, '/var/lib/kubelet/pki'],
  },
  {
    pattern: /certificate signed by unknown authority \(possibly because of "crypto\/rsa: verification error"/,
    says: "The CA in the kubeconfig has the name of the cluster's CA and another key: the cluster was made anew (kubeadm reset and init) and this kubeconfig is from before. Copy admin.conf again.",
    name: 'kubeconfig-stale-cluster',
    where: [home, '/etc/kubernetes/pki/ca.crt', admin],
  },
  {
    pattern:
      /transport: authentication handshake failed: .{0,40}(?:x509: certificate signed by unknown authority|tls: bad certificate|remote error)/,
    says: "The TLS handshake with etcd failed: --etcd-cafile, or the client certificate, is not of etcd's own CA.",
    name: 'etcd-apiserver-ca-mix',
    where: [apiserver, '/etc/kubernetes/pki/etcd/ca.crt'],
  },
  {
    pattern:
      /(?:certificate signed by unknown authority|self[- ]signed certificate in certificate chain|unable to get local issuer certificate|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|tls: unknown certificate authority)/i,
    says: "The server's certificate is not signed by the CA the client trusts: the kubeconfig holds the CA of another (or an earlier) cluster, or a proxy in between shows its own certificate.",
    name: 'cert-unknown-ca',
    where: [home, '/etc/kubernetes/pki/ca.crt'],
  },
  {
    pattern: /x509: cannot validate certificate for (\S{1,80}) because it doesn't contain any IP SANs/,
    says: "The server's certificate names no IP address at all, and it was reached as $1. Reach it by a name in the certificate, or issue one with that address as SAN.",
    name: 'cert-san-missing',
    where: ['/etc/kubernetes/pki/apiserver.crt', home],
  },
  {
    pattern:
      /x509: certificate is (?:not valid for any names, but wanted to match (\S{1,100})|valid for .{1,600}, not (\S{1,100}))|ERR_TLS_CERT_ALTNAME_INVALID|does not match target host name|certificate subject name .{1,100} does not match|no alternative certificate subject name matches/,
    says: "The server's certificate is not valid for the name or address it was reached by ($1$2): a SAN is missing, or the address is wrong.",
    name: 'cert-san-missing',
    where: ['/etc/kubernetes/pki/apiserver.crt', home],
  },
  {
    pattern: /x509: certificate relies on legacy Common Name field/,
    says: 'The certificate has no Subject Alternative Names; Go no longer looks at the Common Name. Issue it with SANs.',
    name: 'cert-san-missing',
    where: ['/etc/kubernetes/pki/apiserver.crt'],
  },
  {
    pattern:
      /(?:incompatible key usage|unsuitable certificate purpose|unsupported certificate purpose|unsupported certificate|x509: certificate specifies an incompatible)/,
    says: 'The certificate is used for what it was not issued for: its extended key usage lacks serverAuth (as a server) or clientAuth (as a client).',
    name: 'cert-eku-wrong',
    where: ['/etc/kubernetes/pki'],
  },
  {
    pattern: /(?:private key does not match public key|KEY_VALUES_MISMATCH|key values mismatch)/,
    says: 'Certificate and private key do not belong together.',
    name: 'cert-key-mismatch',
    where: ['/etc/kubernetes/pki', home],
  },
  {
    pattern:
      /tls: failed to find any PEM data in (?:certificate|key) input|no certificates? found in|asn1: (?:syntax|structure) error|error:0909006C|PEM routines.{0,60}no start line|unable to load certificate/,
    says: 'A certificate or key file is no PEM: empty, cut off, or in another format.',
    name: 'cert-malformed',
    where: ['/etc/kubernetes/pki'],
  },
  {
    pattern: /remote error: tls: internal error/,
    says: 'The kubelet has no serving certificate yet: its CSR was not approved (serverTLSBootstrap). kubectl get csr.',
    name: 'kubelet-serving-csr-pending',
    where: ['/var/lib/kubelet/pki', '/var/lib/kubelet/config.yaml'],
  },
  {
    pattern:
      /context was not found for specified context: (\S{1,100})|no context exists with the name|context "[^"]{1,100}" does not exist/,
    says: 'The kubeconfig does not define the context that is asked for ($1). kubectl config get-contexts.',
    name: 'kubeconfig-context-missing',
    where: [home],
  },
  {
    pattern: /Please enter Username:/,
    says: 'The user of the context has no credentials.',
    name: 'kubeconfig-no-user',
    where: [home],
  },
  {
    pattern: /illegal base64 data at input byte/,
    says: 'Embedded data of the kubeconfig is no base64: it was cut or wrapped by copying.',
    name: 'kubeconfig-bad-b64',
    where: [home],
  },
  {
    pattern: /error loading config file.{0,200}yaml:|found a tab character that violates indentation/,
    says: 'A YAML file has a tab or a wrong indentation at the line named.',
    name: 'kubeconfig-bad-yaml',
    where: [home],
  },
  {
    pattern:
      /no kind \\?"?(\w{1,60})\\?"? is registered for version \S{1,60} in scheme "k8s\.io\/client-go\/tools\/clientcmd/,
    says: 'The file given as kubeconfig is a $1.',
    name: 'kubeconfig-wrong-kind',
    where: [home],
  },
  {
    pattern:
      /unable to read (?:client-cert|client-key|certificate-authority) (\S{1,200}) for|unable to read client-key|error loading config file "[^"]{1,200}": open/,
    says: 'The kubeconfig names a certificate or key file ($1) that is not there.',
    name: 'kubeconfig-file-missing',
    where: [home],
  },
  {
    pattern:
      /(?:server gave HTTP response to HTTPS client|Client sent an HTTP request to an HTTPS server|wrong version number|first record does not look like a TLS handshake)/,
    says: 'One side speaks http, the other TLS: the scheme or the port in the address is wrong.',
    name: 'kubeconfig-http-server',
    where: [home, apiserver],
  },
  {
    pattern:
      /(?:lookup (\S{1,120}?)(?: on \S{1,60})?: (?:no such host|server misbehaving)|Temporary failure in name resolution|Could not resolve host: (\S{1,120})|ENOTFOUND)/,
    says: 'The name $1$2 does not resolve here: look at /etc/hosts and DNS.',
    name: 'kubeconfig-dns',
    where: ['/etc/hosts', '/etc/resolv.conf', home],
  },
  {
    pattern: /(?:You must be logged in to the server|the server has asked for the client to provide credentials)/,
    says: 'The apiserver runs and does not accept the credentials (401): the client certificate has expired, is of another CA, or the token is invalid.',
    name: 'kubeconfig-unauthorized',
    where: [home, admin],
  },
  {
    pattern: /open \S{0,150}(?:\.conf|\.kube\/config): permission denied/,
    says: 'This user may not read the kubeconfig: copy it and chown the copy.',
    name: 'kubeconfig-perms',
    where: [admin, home],
  },
  {
    pattern:
      /exec: (?:executable|"?)\s?"?([\w./-]{1,80})"?:? (?:not found|executable file not found in \$PATH).{0,200}|getting credentials: exec:/,
    says: 'The credential plug-in of the kubeconfig ($1) is not installed for this user.',
    name: 'kubeconfig-exec-missing',
    where: [home],
  },
  {
    pattern: /(?:proxyconnect tcp|Proxy Authentication Required|received HTTP code 40\d from proxy)/,
    says: 'The request went through a proxy: NO_PROXY does not name the apiserver.',
    name: 'kubeconfig-proxy-env',
    where: ['/etc/environment', '/etc/systemd/system/kubelet.service.d'],
  },
  {
    pattern: /Forbidden \(user=(\S{1,100}), verb=(\w+), resource=nodes, subresource=(\w+)/,
    says: 'The kubelet knows the apiserver as $1 and does not let it $2 nodes/$3: its RBAC binding is missing (ClusterRole system:kubelet-api-admin, or the group in its client certificate).',
    where: ['/etc/kubernetes/pki/apiserver-kubelet-client.crt'],
  },
  {
    pattern: /User \\?"system:anonymous\\?" cannot (\w+) (?:path|resource) \\?"([^"\\]{1,100})/,
    says: 'The apiserver is up and answered as RBAC tells it to: the request carried no client credential (system:anonymous) and may not $1 $2. Connection and TLS are fine; send a certificate or token.',
    kind: 'normal',
  },
  {
    pattern: /(\S{1,60}) is forbidden: User \\?"([^"\\]{1,150})\\?" cannot (\w+) resource \\?"([^"\\]{1,100})/,
    says: 'The apiserver is up and RBAC refuses $2 to $3 $4: a role binding is missing. Not a fault of connection or TLS.',
    kind: 'transient',
  },
  {
    pattern: /^\s*Unauthorized\s*$/,
    says: 'Plain 401: the server is up and wants credentials. From a kubelet on 10250 that is the expected answer without a client certificate (anonymous access is off).',
    kind: 'normal',
  },
  {
    pattern: /"code":\s?401|Unauthorized/,
    says: 'The server is up and refuses the credentials, or got none (401): an expired client certificate, one of another CA, an invalid token, or anonymous access switched off.',
    name: 'kubeconfig-unauthorized',
    where: [home, admin],
    kind: 'transient',
  },
  {
    pattern: /connection to the server (\S{1,120}) was refused/,
    says: 'Nothing accepts at $1: the port in the kubeconfig is wrong, or the apiserver does not run.',
    name: 'kubeconfig-refused',
    where: [home, apiserver],
  },
  {
    pattern: /https?:\/\/(\S{1,120}:(?:6443|8443|16443))\/.{0,400}connect: connection refused/,
    says: 'Nothing accepts at the address of the apiserver, $1: it does not run (its own log and that of etcd say why), or the address is wrong.',
    name: 'kubeconfig-refused',
    where: [apiserver, admin],
  },
  {
    pattern: /"gitVersion":\s?"v[\d.]+|^\s*(?:\{\s*)?"major":\s?"1"/,
    says: 'The apiserver answers with its version: it is up and reachable.',
    kind: 'normal',
  },
];
