import type { Message } from '../error-text/message.ts';

const folder = '/etc/kubernetes/manifests';
const apiserver = `${folder}/kube-apiserver.yaml`;
/** Ports of Kubernetes by their component. */
const usualPorts: Readonly<Record<string, string>> = {
  6443: 'kube-apiserver',
  10259: 'kube-scheduler',
  10257: 'kube-controller-manager',
  10250: 'kubelet',
  10248: 'kubelet',
  10256: 'kube-proxy',
  10249: 'kube-proxy',
  2379: 'etcd',
  2380: 'etcd',
  2381: 'etcd',
};

/** Static pods that run: ports, probes, leases, tokens. */
export const runningMessages: readonly Message[] = [
  {
    id: 'bind-permission',
    matches: /listen tcp\d? (\S{1,60}?):(\d{1,5}): bind: permission denied/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'A program may not listen on port $2 (bind: permission denied): ports below 1024 need root or CAP_NET_BIND_SERVICE; SELinux can forbid it too.',
    next: ['run it as root, give it the capability NET_BIND_SERVICE, or let it listen on a higher port'],
    samples: ['hyperkube api-server is not starting: listen tcp 0.0.0.0:443: bind: permission denied'],
    source: 'errno EACCES of bind',
  },
  {
    id: 'bind-in-use',
    matches:
      /listen (?:tcp|udp)\d? (\S{0,60}?):(\d{1,5}): bind: address already in use|bind: address already in use|\[ERROR Port-(\d{1,5})\]|[Pp]ort (\d{1,5}) is in use/,
    kind: 'cause',
    name: 'manifest-port-conflict',
    apart: true,
    part: 'kube-apiserver',
    says: (met) => {
      const port = met.groups[2] || met.groups[3] || met.groups[4] || '';
      const what = usualPorts[port];
      const whose = what === undefined ? '' : ` (${what}'s)`;
      const kubeadm = /\[ERROR Port-/.test(met.text) ? 'kubeadm stops because port' : 'Port';
      return `${kubeadm} ${port}${whose} is taken by another process: a second copy of the component${what === undefined ? '' : ` (two ${what} containers or manifests)`}, what an earlier install or init left running, or another program.`;
    },
    next: (met) => {
      const port = met.groups[2] || met.groups[3] || met.groups[4] || '';
      return [
        ...(port === '' ? [] : [`\`ss -ltnp 'sport = :${port}'\` names the process that holds it`]),
        'a second copy: is there a backup file in the manifest directory (every file there is run), or an old container (`crictl ps -a`)?',
      ];
    },
    where: [folder],
    samples: [
      '"command failed" err="failed to create listener: failed to listen on 0.0.0.0:6443: listen tcp 0.0.0.0:6443: bind: address already in use"',
      '[ERROR Port-10250]: Port 10250 is in use',
      'failed to create listener: bind: address already in use',
    ],
    source: 'errno EADDRINUSE, kubeadm preflight/checks.go',
  },
  {
    id: 'bind-address-gone',
    matches: /listen tcp\d? (\S{1,60}): bind: cannot assign requested address|bind: cannot assign requested address/,
    kind: 'cause',
    name: 'manifest-advertise-ip-gone',
    part: 'kube-apiserver',
    says: 'A component is to listen on an address this host does not have ($1): the address of the node changed, or the flag is wrong.',
    next: [
      '`ip -br addr`: give the host its address back, or change manifests, certificates and kubeconfigs to the new one',
    ],
    where: [folder],
    samples: ['listen tcp 192.0.2.10:2380: bind: cannot assign requested address'],
    source: 'errno EADDRNOTAVAIL',
  },
  {
    id: 'probe-unauthorized',
    matches: /HTTP probe failed with statuscode: 401/,
    // Any program may answer 401; only of the apiserver it means this.
    needs: {
      text: /^Name: {1,30}kube-apiserver-|\bkube-apiserver(?:-\S{1,253})?["_(\s].{0,400}statuscode: 401/m,
    },
    kind: 'cause',
    name: 'manifest-anon-auth-probe',
    part: 'kube-apiserver',
    says: 'The probe gets 401: anonymous access is off and probes carry no credentials, so that the kubelet kills a healthy apiserver.',
    next: [
      'allow /livez, /readyz and /healthz anonymously (AuthenticationConfiguration, 1.32 and newer), or drop --anonymous-auth=false',
    ],
    where: [apiserver],
    samples: [
      '2m   Warning   Unhealthy   pod/kube-apiserver-cp1   Liveness probe failed: HTTP probe failed with statuscode: 401',
      '"Probe failed" probeType="Startup" pod="kube-system/kube-apiserver-cp1" podUID="1" containerName="kube-apiserver" probeResult="failure" output="HTTP probe failed with statuscode: 401"',
    ],
    not: [
      'Warning Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 401',
      '2m   Warning   Unhealthy   pod/grafana-0   Liveness probe failed: HTTP probe failed with statuscode: 401',
    ],
    source: 'kubernetes pkg/probe/http/http.go',
  },
  {
    id: 'oidc-token-refused',
    matches:
      /oidc: (?:verify token|authenticator not initialized|verifier is not initialized|parse \w{2,20} claims)\b:? ?(.{0,200})/,
    kind: 'cause',
    says: ({ text, groups: [, reason = ''] }) =>
      /not initialized/.test(text)
        ? 'The apiserver cannot check tokens of its OpenID Connect issuer: it has not got its keys, because the issuer (--oidc-issuer-url) is not reached or its certificate is not trusted.'
        : /token is expired/.test(reason)
          ? 'A client shows an OpenID Connect token that has expired: it must log in again, or its plug-in did not renew the token.'
          : `The apiserver refuses the OpenID Connect token of a client: ${reason}`,
    next: ({ groups: [, reason = ''] }) => [
      /token is expired/.test(reason)
        ? 'log in again with the plug-in of that kubeconfig (delete its cached token); do the clocks of client, issuer and control plane agree (`timedatectl`)?'
        : "compare issuer, audience and signing keys of the token with --oidc-issuer-url, --oidc-client-id and --oidc-ca-file (or the AuthenticationConfiguration) of the apiserver; the issuer's /.well-known/openid-configuration must answer from that host",
    ],
    samples: [
      'Unable to authenticate the request due to an error: [invalid bearer token, oidc: verify token: oidc: token is expired (Token Expiry: 2026-01-02 10:00:00 +0000 UTC)]',
      '"Unable to authenticate the request" err="[invalid bearer token, oidc: authenticator not initialized]"',
    ],
    not: ['Unable to authenticate the request due to an error: invalid bearer token'],
    source: 'kubernetes apiserver plugin/pkg/authenticator/token/oidc/oidc.go; coreos/go-oidc verify.go',
  },
  {
    id: 'sa-token-old',
    matches:
      /(?:invalid bearer token|Unable to authenticate the request).{0,400}(?:service account token has expired|[Tt]oken has (?:expired|been invalidated)|token is expired \(exp\)|service ?accounts? \S{0,200} not found|pod \S{0,200} not found|service account UID \(\S{0,60}\) does not match claim)/,
    kind: 'cause',
    says: 'A client shows a service account token that holds no more: it has expired, or its service account, secret or pod was deleted or made anew. The program keeps an old token (read once, or copied out of the cluster) instead of the file that the kubelet renews.',
    next: [
      'which client? The audit log, or the lines of its own log with Unauthorized; restart that pod; a token copied elsewhere: make a new one (`kubectl create token`)',
    ],
    samples: [
      'Unable to authenticate the request due to an error: [invalid bearer token, service account token has expired]',
      '"Unable to authenticate the request" err="[invalid bearer token, Token has been invalidated]"',
      'Unable to authenticate the request due to an error: [invalid bearer token, square/go-jose/jwt: validation failed, token is expired (exp)]',
    ],
    not: ['"Unable to authenticate the request" err="invalid bearer token"'],
    source: 'kubernetes pkg/serviceaccount/claims.go, legacy.go; go-jose jwt/errors.go',
  },
  {
    id: 'sa-token-invalid',
    matches: /go-jose: error in cryptographic primitive|(?:service account|bearer) token.{0,80}verification error/,
    kind: 'cause',
    name: 'manifest-sa-key-mismatch',
    part: 'kube-apiserver',
    says: 'A service account token is not signed with the key the apiserver verifies with: another sa.key on one of the control-plane nodes, or a token of this cluster before it was made anew.',
    next: [
      'compare sa.pub on all control-plane nodes (`sha256sum`); delete the pods that hold old tokens, they get new ones',
    ],
    where: ['/etc/kubernetes/pki/sa.pub', '/etc/kubernetes/pki/sa.key'],
    samples: [
      'Unable to authenticate the request due to an error: [invalid bearer token, square/go-jose: error in cryptographic primitive]',
    ],
    not: ['"Unable to authenticate the request" err="invalid bearer token"'],
    source: 'kubernetes pkg/serviceaccount/jwt.go',
  },
  {
    // A wrong key would say so: the check of signatures adds its own error behind these words.
    id: 'token-of-nobody',
    matches: /invalid bearer token/,
    kind: 'state',
    confidence: 'possible',
    says: 'A client shows a token that no authenticator of the apiserver takes for its own: one of another cluster or of another --service-account-issuer, a bootstrap token that has expired or was deleted, or a token of a login service (OpenID Connect) that this apiserver does not know.',
    next: [
      'which client? The audit log, or its own log with Unauthorized; the part between the dots of its token is base64: compare iss and aud there with --service-account-issuer, --oidc-issuer-url and --api-audiences',
      'for kubeadm join: `kubeadm token list`, `kubeadm token create`',
    ],
    samples: ['"Unable to authenticate the request" err="invalid bearer token"'],
    not: ['Unable to authenticate the request due to an error: x509: certificate has expired or is not yet valid'],
    source:
      'kubernetes apiserver pkg/authentication/request/bearertoken; pkg/serviceaccount/jwt.go hasCorrectIssuer; plugin/pkg/auth/authenticator/token/bootstrap',
  },
  {
    id: 'apiserver-kubelet-rbac',
    matches: /Forbidden \(user=(\S{1,100}), verb=(\w+), resource=nodes, subresource=(\w+)/,
    kind: 'cause',
    says: 'The kubelet knows the apiserver as $1 and does not let it $2 nodes/$3: its RBAC binding is missing (ClusterRole system:kubelet-api-admin, or the group in its client certificate).',
    next: ['`kubectl create clusterrolebinding kubelet-api-admin --clusterrole=system:kubelet-api-admin --user=$1`'],
    where: ['/etc/kubernetes/pki/apiserver-kubelet-client.crt'],
    samples: [
      'Error from server (Forbidden): Forbidden (user=kube-apiserver-kubelet-client, verb=get, resource=nodes, subresource=proxy) ( pods/log x)',
    ],
    source: 'kubernetes pkg/kubelet/server/auth.go',
  },
  {
    id: 'leader-lost',
    matches:
      /leaderelection lost|leader election lost|failed to renew lease \S{1,100}: (?:timed out|failed to tryAcquireOrRenew|context deadline)|failed to renew lease/,
    kind: 'state',
    part: 'kube-controller-manager',
    says: 'A controller ended because it could not renew its leader lease in time: the apiserver, or etcd behind it, was too slow or did not answer. The fault is there, not in what ended.',
    next: ['{etcd-log}', '{apiserver-log}'],
    where: ['/var/lib/etcd', apiserver],
    samples: [
      'leaderelection lost',
      'failed to renew lease kube-system/kube-scheduler: failed to tryAcquireOrRenew context deadline exceeded',
    ],
    source: 'client-go tools/leaderelection',
  },
  {
    id: 'leader-lock-slow',
    matches:
      /error retrieving resource lock (\S{1,120}?): .{0,300}(?:Client\.Timeout|deadline exceeded|request timed out|timed out|TLS handshake timeout)|[Ff]ailed to (?:update|get) lock: .{0,300}(?:Client\.Timeout|deadline exceeded|request timed out)/,
    kind: 'retried',
    part: 'kube-controller-manager',
    says: 'The leader lease $1 cannot be read or renewed in time: the apiserver, or etcd behind it, is too slow or does not answer. A controller that cannot renew it ends.',
    next: ['{etcd-log}', '{apiserver-log}'],
    where: ['/var/lib/etcd'],
    samples: [
      'error retrieving resource lock kube-system/kube-controller-manager: Get "https://127.0.0.1:6443/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/kube-controller-manager?timeout=5s": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    ],
    source: 'client-go tools/leaderelection',
  },
  {
    id: 'leader-acquired',
    matches: /successfully acquired lease|became leader$/,
    kind: 'well',
    part: 'kube-controller-manager',
    ends: ['kube-controller-manager', 'kube-scheduler', 'kube-apiserver', 'etcd', 'kubectl'],
    says: 'It became the leader: the apiserver answers it.',
    samples: ['successfully acquired lease kube-system/kube-controller-manager'],
    source: 'client-go tools/leaderelection',
  },
  {
    id: 'leader-waits',
    matches:
      /attempting to acquire leader lease|lock is held by \S{1,100} and has not yet expired|failed to acquire lease \S{1,100}$/,
    kind: 'harmless',
    says: 'Normal on a standby: another replica holds the leader lease, and this one waits.',
    samples: [
      'lock is held by 55611939f2fc and has not yet expired',
      'attempting to acquire leader lease kube-system/kube-scheduler...',
    ],
    source: 'client-go tools/leaderelection',
  },
  {
    id: 'componentstatus-ports',
    matches:
      /(?:scheduler|controller-manager)\s+Unhealthy\s+Get "?http:\/\/127\.0\.0\.1:1025[12]|dial tcp 127\.0\.0\.1:1025[12]: connect: connection refused/,
    kind: 'harmless',
    says: 'Not a fault: kubectl get cs (deprecated) asks ports 10251 and 10252, which are off since 1.18 to 1.20. Scheduler and controller manager serve 10259 and 10257 with TLS: ask those.',
    samples: [
      'scheduler            Unhealthy   Get "http://127.0.0.1:10251/healthz": dial tcp 127.0.0.1:10251: connect: connection refused',
    ],
    source: 'kubernetes pkg/registry/core/componentstatus',
  },
];
