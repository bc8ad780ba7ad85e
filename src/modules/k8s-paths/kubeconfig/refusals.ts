import type { Message } from '../error-text/message.ts';

const admin = '/etc/kubernetes/admin.conf';
const home = '~/.kube/config';

/** Who is refused, by whom, for what. */
export const refusalMessages: readonly Message[] = [
  {
    id: 'client-unauthorized',
    matches: /You must be logged in to the server|the server has asked for the client to provide credentials/,
    kind: 'cause',
    name: 'kubeconfig-unauthorized',
    part: 'kubectl',
    says: (met) =>
      `The apiserver runs and does not accept the credentials of ${met.component === 'kubelet' ? 'this kubelet' : 'this client'} (401): its client certificate has expired or is of another CA, or its token is invalid.`,
    next: (met) =>
      met.component === 'kubelet'
        ? [
            '`openssl x509 -noout -issuer -enddate -in /var/lib/kubelet/pki/kubelet-client-current.pem`; give the node new bootstrap credentials (join again)',
          ]
        : [
            '`kubectl config view --minify` shows user and server; copy the present kubeconfig of the cluster anew, or log in again with the credential plug-in',
          ],
    where: [home, admin],
    samples: [
      'error: You must be logged in to the server (Unauthorized)',
      'error: the server has asked for the client to provide credentials',
    ],
    source: 'kubectl pkg/cmd/util/helpers.go, apimachinery pkg/api/errors',
  },
  {
    id: 'anonymous-forbidden',
    matches: /User \\?"system:anonymous\\?" cannot (\w+) (?:path|resource) \\?"([^"\\]{1,100})/,
    kind: 'well',
    says: 'The apiserver is up and answered as RBAC tells it to: the request carried no client credential (system:anonymous) and may not $1 $2. Connection and TLS are fine; send a certificate or token.',
    samples: [
      '{"kind":"Status","status":"Failure","message":"forbidden: User \\"system:anonymous\\" cannot get path \\"/metrics\\"","code":403}',
      'nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group "" at the cluster scope',
    ],
    source: 'kubernetes apiserver pkg/endpoints/handlers/responsewriters/errors.go',
  },
  {
    id: 'component-forbidden',
    matches:
      /is forbidden: User \\?"(system:(?:kube-scheduler|kube-controller-manager|kube-proxy|apiserver|serviceaccount:kube-system:[\w-]{1,60}))\\?" cannot (\w+)(?: resource)? \\?"?([\w./-]{1,100})/,
    kind: 'retried',
    part: 'kube-scheduler',
    says: 'The apiserver is up and RBAC does not (yet) let $1 $2 $3. In the first seconds after the apiserver was restarted that is normal, until its roles are loaded; where it stays, a role binding is missing.',
    next: [
      'does it go on? Then `kubectl get clusterrolebinding -o wide` for $1; an apiserver restarted with --authorization-mode=RBAC makes the default ones again',
    ],
    samples: [
      'Failed to list *v1.Node: nodes is forbidden: User "system:kube-scheduler" cannot list nodes at the cluster scope',
      'Failed to list *v1.Node: nodes is forbidden: User "system:kube-scheduler" cannot list resource "nodes" in API group "" at the cluster scope',
    ],
    source: 'kubernetes pkg/registry/rbac/rest/storage_rbac.go',
  },
  {
    id: 'user-forbidden',
    matches: /(\S{1,80}) is forbidden: User \\?"([^"\\]{1,150})\\?" cannot (\w+)(?: resource)? \\?"?([\w./-]{1,100})/,
    kind: 'state',
    says: 'The apiserver is up and RBAC refuses $2 to $3 $4: a role binding is missing, or it is another user than meant. No fault of connection or TLS.',
    next: (met) => [
      `\`kubectl auth can-i ${(met.groups[3] ?? '').replace(/\W/g, '')} ${(met.groups[4] ?? '').replace(/[^\w./-]/g, '')} --as=${(met.groups[2] ?? '').replace(/[^\w:.@-]/g, '')}\` as an administrator; bind a role that allows it`,
    ],
    samples: [
      'Error from server (Forbidden): pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "shop"',
    ],
    source: 'kubernetes apiserver pkg/endpoints/handlers/responsewriters/errors.go',
  },
  {
    id: 'forbidden-old',
    matches:
      /the server does not allow access to the requested resource \((\w{2,20}) ([\w./-]{1,100})|User \\?"[^"\\]{1,150}\\?" cannot (\w{2,20}) ([\w./-]{1,100}) (?:in the namespace|at the cluster scope)/,
    kind: 'state',
    says: 'The apiserver is up and RBAC does not allow this client to $1$3 $2$4: its role or role binding is missing.',
    next: [
      '`kubectl get clusterrolebindings,rolebindings -A -o wide`: is the service account of that program bound to a role that allows it? Apply the RBAC objects of its manifest',
    ],
    samples: [
      'failed to acquire lease: the server does not allow access to the requested resource (put nodes ubuntu)',
      'Failed to list *v1.Secret: User "system:serviceaccount:kube-system:bootstrap-signer" cannot list secrets in the namespace "kube-system".: "role.rbac.authorization.k8s.io \\"system:controller:bootstrap-signer\\" not found" (get secrets)',
    ],
    source: 'apimachinery pkg/api/errors before 1.9',
  },
  {
    id: 'request-401',
    matches:
      /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD) (https?:\/\/[\w.:[\]-]{1,260})\/\S{0,300} 401 Unauthorized in \d+ milliseconds/,
    kind: 'cause',
    part: 'kubectl',
    says: ({ groups: [, server = ''] }) =>
      `The apiserver at ${server} answers 401: it does not accept the credential of this client (a token or certificate that has expired, is of another cluster, or whose user it does not know${/\.eks\./.test(server) ? '; on EKS the IAM role or user must be in the access entries of the cluster or in the ConfigMap aws-auth' : ''}).`,
    next: ({ groups: [, server = ''] }) =>
      /\.eks\./.test(server)
        ? [
            '`aws sts get-caller-identity` where this client runs: which role is it? Compare with `aws eks list-access-entries --cluster-name` and `kubectl -n kube-system get configmap aws-auth -o yaml`',
          ]
        : [
            '`kubectl config view --minify`: which user is it? A client certificate: `openssl x509 -noout -subject -issuer -enddate`; a token: make a new one',
          ],
    samples: ['GET https://192.0.2.1:6443/api?timeout=32s 401 Unauthorized in 469 milliseconds'],
    not: ['GET https://192.0.2.1:6443/api/v1/nodes/n1?timeout=10s 404 Not Found in 1 milliseconds'],
    source: 'client-go transport/round_trippers.go; kubernetes apiserver pkg/endpoints/filters/authentication.go',
  },
  {
    id: 'bare-401',
    matches: /^\s*Unauthorized\s*$/,
    kind: 'well',
    says: 'Plain 401: the server is up and wants credentials. From a kubelet on 10250 that is the expected answer without a client certificate (anonymous access is off).',
    samples: ['Unauthorized'],
    source: 'kubernetes pkg/kubelet/server/auth.go',
  },
  {
    id: 'registry-unauthorized',
    matches:
      /(?:pull|image|registry|manifests?).{0,300}(?:401 Unauthorized|unauthorized: |authentication required|no basic auth credentials|(?<!permission )denied: )/i,
    kind: 'cause',
    says: 'The registry refuses the image without credentials, or with these: the repository is private or does not exist, or imagePullSecrets are missing or wrong.',
    next: [
      'name and tag right? Then a Secret of type docker-registry for that registry in the namespace, named in imagePullSecrets of the pod or its ServiceAccount',
    ],
    samples: [
      'Failed to pull image "registry.example/shop:9": failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized',
      'Failed to pull image "a/b:1": rpc error: code = Unknown desc = Error response from daemon: pull access denied for a/b, repository does not exist or may require \'docker login\': denied: requested access to the resource is denied',
    ],
    source: 'distribution registry API, containerd remotes/docker',
  },
  {
    id: 'kubelet-unauthorized',
    matches:
      /(?:[Uu]nable to register node with API server|[Ff]ailed to ensure (?:node )?lease exists|[Ff]ailed to (?:list|watch) \*v1(?:beta1)?\.(?:RuntimeClass|Node|Pod|Service|CSIDriver|CSINode)|Error getting (?:the current )?node|Failed to update lease|Error updating node status).{0,300}Unauthorized/,
    kind: 'cause',
    part: 'kubelet',
    says: (met) =>
      `The apiserver does not accept the credential of the kubelet (401): its client certificate was not issued yet (its CSR waits for approval, or controller-manager, which signs it, is down), has expired, is of another CA (the cluster was made anew), or a clock is wrong.${met.setting.distribution === 'talos' ? '' : ' Another component writes the same lines with its own token.'}`,
    next: (met) =>
      met.setting.distribution === 'talos'
        ? [
            '`kubectl get csr` where the apiserver answers; `talosctl time` for the clock; `talosctl containers -k` for kube-controller-manager',
          ]
        : [
            '`kubectl get csr` (pending ones?) and kube-controller-manager; on the node `openssl x509 -noout -issuer -enddate -in /var/lib/kubelet/pki/kubelet-client-current.pem`, and `timedatectl`',
          ],
    where: ['/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
    samples: [
      '"Unable to register node with API server" err="Unauthorized" node="n1"',
      'failed to ensure lease exists, will retry in 7s, error: Unauthorized',
      'Failed to watch *v1.RuntimeClass: failed to list *v1.RuntimeClass: Unauthorized',
    ],
    source: 'kubernetes pkg/kubelet/kubelet_node_status.go',
  },
  {
    id: 'answer-401',
    matches: /"code":\s?401\b|\bUnauthorized\b/,
    kind: 'retried',
    catchAll: true,
    name: 'kubeconfig-unauthorized',
    part: 'kubectl',
    confidence: 'possible',
    says: 'The server is up and refuses the credentials, or got none (401): an expired client certificate, one of another CA, an invalid token, or anonymous access switched off.',
    next: [
      'which credential was sent? `kubectl config view --minify` for kubectl; without one, 401 is the expected answer where anonymous access is off',
    ],
    where: [home, admin],
    // RBAC refuses whoever was known.
    independentOf: /forbidden/,
    samples: ['{"kind":"Status","status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}'],
    source: 'kubernetes apiserver pkg/authentication',
  },
  {
    id: 'apiserver-version',
    matches: /"gitVersion":\s?"v[\d.]+|^\s*(?:\{\s*)?"major":\s?"1"|^Server Version: v?\d/,
    kind: 'well',
    part: 'kube-apiserver',
    says: 'The apiserver answers with its version: it is up and reachable.',
    samples: ['{ "major": "1", "gitVersion": "v1.29.4" }'],
    source: 'kubernetes component-base/version',
  },
];
