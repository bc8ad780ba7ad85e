import type { Message } from '../error-text/message.ts';

const config = '/var/lib/kubelet/config.yaml';

/** How a kubelet gets its certificates, and who may ask it. */
export const credentialMessages: readonly Message[] = [
  {
    id: 'kubelet-client-ca-missing',
    // systemctl and journalctl cut long lines.
    matches:
      /unable to load client CA (?:file|provider)[: ]{1,2}"?(\S{1,200}?)"?: ?(?:o(?:pen\b|$)|unable to load|data does not contain)|unable to load client CA file (\S{1,200})/,
    kind: 'cause',
    name: 'kubelet-ca-missing',
    part: 'kubelet',
    says: "The kubelet's clientCAFile $1$2 is not there. Before kubeadm init or join that is normal; later it was deleted, or the path is wrong.",
    next: ['compare authentication.x509.clientCAFile of its configuration with the files that exist'],
    where: [config, '/etc/kubernetes/pki'],
    samples: [
      '"command failed" err="failed to construct kubelet dependencies: unable to load client CA file /etc/kubernetes/pki/ca.crt: open /etc/kubernetes/pki/ca.crt: no such file or directory"',
      'unable to load client CA file /etc/kubernetes/pki/ca.crt: o',
    ],
    source: 'kubernetes cmd/kubelet/app/server.go',
  },
  {
    id: 'kubelet-bootstrap-forbidden',
    matches:
      /cannot create certificate signing request: (?:User \\?"(?!system:anonymous)([^"\\]{1,100})(?:\\?" cannot)?|.{0,120}forbidden|certificatesigningrequests?\S{0,40} is forbidden)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The user of the bootstrap kubeconfig ($1) may not create certificate signing requests: its role binding to the ClusterRole system:node-bootstrapper is missing.',
    next: [
      '`kubectl create clusterrolebinding kubelet-bootstrap --clusterrole=system:node-bootstrapper` with --user or --group of that token; then the kubelet tries again',
    ],
    where: ['/etc/kubernetes/bootstrap-kubelet.conf'],
    samples: [
      'error: failed to run Kubelet: cannot create certificate signing request: User "kubelet-boo',
      'failed to run Kubelet: cannot create certificate signing request: certificatesigningrequests.certificates.k8s.io is forbidden: User "kubelet-bootstrap" cannot create certificatesigningrequests.certificates.k8s.io at the cluster scope',
    ],
    source: 'kubernetes pkg/kubelet/certificate/bootstrap',
  },
  {
    id: 'kubelet-csr-unauthorized',
    matches:
      /Failed while requesting a signed certificate from the (?:master|control plane).{0,200}(?:Unauthorized|asked for the client to provide credentials)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet asks for a new client certificate, and the apiserver refuses the certificate it shows (401): it has expired, or is of another CA (the cluster was made anew). The kubelet cannot repair that by itself.',
    next: [
      '`openssl x509 -noout -issuer -enddate -in` the file kubelet-client-current.pem, and compare the issuer with the CA of the cluster; then give the node new bootstrap credentials (join again)',
    ],
    where: ['/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
    samples: [
      'Failed while requesting a signed certificate from the master: cannot create certificate signing request: Unauthorized',
    ],
    source: 'kubernetes client-go util/certificate/certificate_manager.go',
  },
  {
    id: 'kubelet-bootstrap-unauthorized',
    matches:
      /cannot create certificate signing request: (?:the server has asked for the client to provide credentials|Unauthorized)|failed to run Kubelet: .{0,80}certificate signing request: .{0,60}(?:credentials|Unauthorized)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The apiserver does not know the bootstrap token of this kubelet (401): the token in its bootstrap kubeconfig has expired (24 hours by kubeadm), was deleted, or is of another cluster.',
    next: [
      'make a new one (kubeadm: `kubeadm token create --print-join-command` on a control-plane node; a token file: compare it with --token-auth-file of the apiserver) and put it into the bootstrap kubeconfig',
    ],
    where: ['/etc/kubernetes/bootstrap-kubelet.conf'],
    samples: [
      'error: failed to run Kubelet: cannot create certificate signing request: the server has asked for the client to provide credentials (post certificatesigningrequests.certificates.k8s.io)',
    ],
    source: 'kubernetes pkg/kubelet/certificate/bootstrap',
  },
  {
    id: 'kubelet-client-expired',
    matches:
      /existing bootstrap client certificate in \S{1,150} is expired|unable to load bootstrap kubeconfig|bootstrap-kubelet\.conf: no such file|currently active client certificate has expired|client certificate (?:rotation deadline|is expired).{0,80}expired|[Pp]art of the existing bootstrap client certificate/,
    kind: 'cause',
    name: 'kubelet-client-expired',
    part: 'kubelet',
    says: "The kubelet's client certificate has expired (or is not there), and could not be renewed: only the running kubelet rotates it, and kubeadm certs renew does not touch it.",
    next: [
      '`openssl x509 -noout -enddate -in /var/lib/kubelet/pki/kubelet-client-current.pem` (the path may be another: see its kubeconfig)',
      'a kubeadm worker: join it again with a new token; a control-plane node: `kubeadm kubeconfig user --org system:nodes --client-name system:node:$(hostname)` makes a kubelet.conf; then restart the kubelet',
    ],
    where: ['/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
    samples: [
      'The currently active client certificate has expired, but the server is not responsive. A restart may be necessary to retrieve new initial credentials.',
      'part of the existing bootstrap client certificate in /etc/kubernetes/kubelet.conf is expired: 2026-01-01 00:00:00 +0000 UTC',
      'failed to run Kubelet: unable to load bootstrap kubeconfig: stat /etc/kubernetes/bootstrap-kubelet.conf: no such file or directory',
    ],
    source: 'kubernetes pkg/kubelet/certificate/transport.go, bootstrap',
  },
  {
    id: 'kubelet-symlink-broken',
    matches: /kubelet-client-current\.pem.{0,80}no such file or directory/,
    kind: 'cause',
    name: 'kubelet-symlink-broken',
    part: 'kubelet',
    says: "The kubelet's client certificate is not there: the link leads nowhere.",
    next: ['`ls -l /var/lib/kubelet/pki/`: point the link to the newest dated file, or join the node again'],
    where: ['/var/lib/kubelet/pki'],
    samples: [
      'unable to read client-cert /var/lib/kubelet/pki/kubelet-client-current.pem for default-auth due to open /var/lib/kubelet/pki/kubelet-client-current.pem: no such file or directory',
    ],
    source: 'kubernetes client-go util/certificate/certificate_store.go',
  },
  {
    id: 'kubelet-csr-unsigned',
    matches:
      /[Cc]ertificate request was not signed: (?!cannot create)(.{1,200})|Reached backoff limit, still unable to rotate certs: (.{1,200})|certificate signing request \S{1,120} (?:is|was) (?:denied|not approved)(.{0,200})/,
    kind: 'state',
    part: 'kubelet',
    says: 'The kubelet asked for a certificate, and its request (CSR) was not signed in time: nobody approved it, it was denied, or kube-controller-manager, which signs, does not run. It goes on asking. It says: $1$2$3',
    next: [
      '`kubectl get csr`: Pending ones of that node wait for approval (`kubectl certificate approve`; those of kubernetes.io/kubelet-serving nobody approves by itself); Approved without Issued: is kube-controller-manager running, with --cluster-signing-cert-file?',
    ],
    samples: [
      'Certificate request was not signed: timed out waiting for the condition',
      'Reached backoff limit, still unable to rotate certs: timed out waiting for the condition',
    ],
    source: 'client-go util/certificate/certificate_manager.go (rotateCerts)',
  },
  {
    id: 'kubelet-serving-csr',
    matches: /no serving certificate available for the kubelet/,
    kind: 'cause',
    name: 'kubelet-serving-csr-pending',
    says: "The kubelet's serving certificate was not issued: its CSR waits for approval.",
    next: [
      '`kubectl get csr`, then `kubectl certificate approve` with the names of kubernetes.io/kubelet-serving that you expect',
    ],
    where: ['/var/lib/kubelet/pki', config],
    samples: ['http: TLS handshake error from 192.0.2.1:5000: no serving certificate available for the kubelet'],
    source: 'kubernetes pkg/kubelet/certificate/kubelet.go',
  },
  {
    id: 'csr-row-pending',
    matches:
      /^(?:csr|node-csr)-\S{1,80}\s+\d\S{0,12}\s+(?:kubernetes\.io\/(kubelet-serving|kube-apiserver-client-kubelet)\s+)?(\S{1,160})\s+(?:\S{1,12}\s+)?Pending\s*$/,
    kind: 'retried',
    part: 'kubelet',
    says: (met) =>
      met.groups[1] === 'kubelet-serving'
        ? `The serving certificate that ${met.groups[2]} asked for is not approved: until then logs, exec and metrics of that node fail. Kubernetes approves none of these by itself.`
        : `The certificate request of ${met.groups[2]} waits to be approved: a node that asks for its first client certificate does not join before.`,
    next: ['approve the names you expect: `kubectl certificate approve` with the NAME of the row; refuse others'],
    samples: [
      'csr-8b2vx   9m   kubernetes.io/kubelet-serving   system:node:n1   Pending',
      'csr-2s94x   8m3s  kubernetes.io/kube-apiserver-client-kubelet   system:serviceaccount:openshift-machine-config-operator:node-bootstrapper   <none>   Pending',
      'node-csr-k3G2G1EoM4h9w1FuJRjJjfbIPNxa551A8TZfW9dG-g   2m   kubelet-bootstrap   Pending',
    ],
    not: ['csr-8b2vx   9m   kubernetes.io/kubelet-serving   system:node:n1   Approved,Issued'],
    source: 'kubernetes pkg/printers/internalversion/printers.go (printCertificateSigningRequest)',
  },
  {
    id: 'kubelet-anonymous',
    matches:
      /(?:[Uu]nable to register node|[Ff]ailed to (?:list|watch|ensure)|[Ee]rror getting node|cannot create certificate signing request|Failed to (?:update|get) lease|leases?\b).{0,400}User \\{0,3}"system:anonymous\\{0,3}" cannot (\w{1,20})/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet (or another component) reaches the apiserver without a credential that it knows (system:anonymous): its kubeconfig holds none, its client certificate is not of this cluster’s CA or was not issued, or a load balancer ends TLS in between.',
    next: [
      '`openssl x509 -noout -subject -issuer -enddate -in /var/lib/kubelet/pki/kubelet-client-current.pem`, and the user in its kubeconfig; does what is in between pass TLS through?',
    ],
    where: ['/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
    samples: [
      '"Unable to register node with API server" err="nodes is forbidden: User \\"system:anonymous\\" cannot create resource \\"nodes\\" in API group \\"\\" at the cluster scope" node="cp"',
      'Failed to watch *v1.Service: failed to list *v1.Service: services is forbidden: User "system:anonymous" cannot list resource "services" in API group "" at the cluster scope',
    ],
    source: 'kubernetes pkg/kubelet/kubelet_node_status.go',
  },
];
