import type { Message } from '../error-text/message.ts';

const admin = '/etc/kubernetes/admin.conf';
const home = '~/.kube/config';

/** kubectl's configuration and credentials, and how the apiserver answers them. */
export const kubeconfigMessages: readonly Message[] = [
  {
    id: 'kubeconfig-none',
    matches:
      /connection to the server (?:localhost|127\.0\.0\.1|\[::1\]):8080 was refused|https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):8080\/\S{0,300}"?: dial tcp \S{1,40}:8080: (?:connect|getsockopt): connection refused|no configuration has been provided/,
    kind: 'cause',
    name: 'kubeconfig-none',
    part: 'kubectl',
    says: (met) =>
      /reflector|list \*v1|kubelet|register node/i.test(`${met.component ?? ''} ${met.text}`)
        ? `${met.component ?? 'A component'} asks localhost:8080, the old default: it was started without a kubeconfig (or with an empty one). This says nothing about the apiserver.`
        : 'kubectl found no kubeconfig (no file, an empty one, or a context without a cluster) and asked localhost:8080. This says nothing about the apiserver: check KUBECONFIG and ~/.kube/config first.',
    next: [
      '`kubectl config view`; kubeadm: `export KUBECONFIG=/etc/kubernetes/admin.conf` as root, or copy it to ~/.kube/config; under sudo the home is another',
    ],
    where: [home, admin],
    samples: [
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
      'couldn\'t get current server API group list: Get "http://localhost:8080/api?timeout=32s": dial tcp 127.0.0.1:8080: connect: connection refused',
      'error: invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable',
    ],
    source: 'kubectl pkg/cmd/util/helpers.go, client-go tools/clientcmd',
  },
  {
    id: 'client-without-cluster',
    // The default host of client-go where a configuration names none.
    matches:
      /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::80)?\/(?:apis?|version|openapi)\b\S{0,300}"?: dial tcp \S{1,40}:80: (?:connect|connectex): (?:connection refused|No connection could be made)/,
    kind: 'cause',
    name: 'kubeconfig-none',
    part: 'kubectl',
    says: 'A client of Kubernetes (Terraform, Helm, a program) was given no cluster and asked localhost, port 80, the default of its library. This says nothing about the apiserver.',
    next: [
      "Terraform: give the providers kubernetes and helm host and credentials or config_path; values that come from a cluster not made yet are empty. Other programs: KUBECONFIG, or the program's own setting",
    ],
    where: [home],
    samples: [
      'Error: Get "http://localhost/api/v1/namespaces/default": dial tcp 127.0.0.1:80: connect: connection refused',
      'Kubernetes cluster unreachable: Get "http://localhost:80/version?timeout=32s": dial tcp [::1]:80: connect: connection refused',
    ],
    not: ['Get "http://localhost/healthz": dial tcp 127.0.0.1:80: connect: connection refused'],
    source: 'client-go rest/url_utils.go (DefaultServerURL), terraform-provider-kubernetes',
  },
  {
    id: 'kubeconfig-context-missing',
    matches:
      /context was not found for specified context: (\S{1,100})|no context exists with the name|context "[^"]{1,100}" does not exist|cluster "[^"]{1,100}" does not exist/,
    kind: 'cause',
    name: 'kubeconfig-context-missing',
    part: 'kubectl',
    says: 'The kubeconfig does not define the context (or its cluster) that is asked for ($1).',
    next: ['`kubectl config get-contexts`, then `kubectl config use-context` with one of them'],
    where: [home],
    samples: [
      'Error in configuration: context was not found for specified context: nope',
      'error: context "prod" does not exist',
    ],
    source: 'client-go tools/clientcmd',
  },
  {
    id: 'kubeconfig-no-user',
    matches: /Please enter Username:/,
    kind: 'cause',
    name: 'kubeconfig-no-user',
    part: 'kubectl',
    says: 'The user of the context has no credentials.',
    next: ['copy the whole kubeconfig anew, or `kubectl config set-credentials` with its user'],
    where: [home],
    samples: ['Please enter Username:'],
    source: 'client-go tools/clientcmd/auth_loaders.go',
  },
  {
    id: 'kubeconfig-bad-b64',
    matches: /illegal base64 data at input byte/,
    kind: 'cause',
    name: 'kubeconfig-bad-b64',
    part: 'kubectl',
    says: 'Embedded data of the kubeconfig (or of a Secret that was applied) is no base64: it was cut or wrapped by copying.',
    next: ['copy the file again from its source'],
    where: [home],
    samples: ['error: error loading config file "/root/.kube/config": illegal base64 data at input byte 0'],
    source: 'Go encoding/base64',
  },
  {
    id: 'kubeconfig-perms',
    matches:
      /(?:open|loading config file "[^"]{1,200}": open) \S{0,150}(?:\.conf|\.kube\/config|k3s\.yaml|rke2\.yaml)"?: permission denied|Unable to read (\S{1,100}\.yaml), please start server with --write-kubeconfig-mode/,
    kind: 'cause',
    name: 'kubeconfig-perms',
    part: 'kubectl',
    says: 'This user may not read the kubeconfig: copy it and chown the copy.',
    next: [
      'with sudo copy it to ~/.kube/config and give the copy to the user (`chown`); do not open the original for all',
    ],
    where: [admin, home],
    samples: [
      'error: error loading config file "/etc/kubernetes/admin.conf": open /etc/kubernetes/admin.conf: permission denied',
      'level=warning msg="Unable to read /etc/rancher/k3s/k3s.yaml, please start server with --write-kubeconfig-mode to modify kube config permissions"',
    ],
    source: 'errno EACCES, k3s pkg/cli/kubectl',
  },
  {
    id: 'kubeconfig-key-unreadable',
    matches:
      /unable to read (?:client-cert|client-key|certificate-authority) (\S{1,200}) for \S{1,200} due to open \S{1,200}: permission denied/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The kubeconfig names $1, which this user may not read: it belongs to another user, as after a first run with sudo.',
    next: ['`ls -l $1`: give it, and the folders above it, to the user who runs kubectl (`chown`)'],
    where: [home],
    samples: [
      'error: unable to read client-key /root/.minikube/profiles/minikube/client.key for minikube due to open /root/.minikube/profiles/minikube/client.key: permission denied',
    ],
    source: 'client-go tools/clientcmd/validation.go',
  },
  {
    id: 'service-account-mount-missing',
    matches: /\/var\/run\/secrets\/kubernetes\.io\/serviceaccount\/(\S{1,40}?):? ?:? no such file or directory/,
    kind: 'cause',
    part: 'kubelet',
    says: 'A pod has no service account volume ($1 is not there): it runs with automountServiceAccountToken: false, or mounts of that node do not reach its containers (mount propagation, a runtime restarted with another mount namespace).',
    next: [
      '`kubectl get pod` with its name and -o yaml: is the volume kube-api-access (or default-token) mounted? On the node: MountFlags of the unit of the runtime must not be slave or private',
    ],
    samples: [
      'error: unable to read certificate-authority /var/run/secrets/kubernetes.io/serviceaccount/ca.crt for default due to open /var/run/secrets/kubernetes.io/serviceaccount/ca.crt: no such file or directory',
    ],
    source: 'client-go rest/config.go',
  },
  {
    id: 'kubeconfig-file-missing',
    matches:
      /unable to read (?:client-cert|client-key|certificate-authority) (\S{1,200}) for(?!.{0,500}permission denied)|error loading config file "([^"]{1,200})": open(?!.{0,300}permission denied)|stat (\S{1,200}\.kube\/\S{1,60}): no such file/,
    kind: 'cause',
    name: 'kubeconfig-file-missing',
    part: 'kubectl',
    says: 'The kubeconfig names a certificate or key file ($1$2$3) that is not there, or is not there itself.',
    next: ['`kubectl config view` shows the paths: use absolute ones, or copy a kubeconfig with embedded data'],
    where: [home],
    samples: [
      'Error in configuration: unable to read client-cert /x/client.crt for u due to open /x/client.crt: no such file or directory',
      'error: stat /home/u/.kube/conf: no such file or directory',
    ],
    not: [
      'unable to read client-key /x/client.key for u due to open /x/client.key: permission denied',
      'unable to read client-cert /var/lib/kubelet/pki/kubelet-client-current.pem for default-auth due to open /var/lib/kubelet/pki/kubelet-client-current.pem: no such file or directory',
    ],
    source: 'client-go tools/clientcmd/validation.go',
  },
  {
    id: 'kubeconfig-wrong-kind',
    matches:
      /no kind \\?"?(\w{1,60})\\?"? is registered for version \S{1,60} in scheme "k8s\.io\/client-go\/tools\/clientcmd/,
    kind: 'cause',
    name: 'kubeconfig-wrong-kind',
    part: 'kubectl',
    says: 'The file given as kubeconfig is a $1.',
    next: ['give kubectl a kubeconfig: `kubectl config view` shows which file it reads (KUBECONFIG, --kubeconfig)'],
    where: [home],
    samples: [
      'error: error loading config file "a.yaml": no kind "Pod" is registered for version "v1" in scheme "k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50"',
    ],
    source: 'client-go tools/clientcmd',
  },
  {
    id: 'kubeconfig-bad-yaml',
    matches: /error loading config file.{0,200}yaml: (?!unmarshal)|found a tab character that violates indentation/,
    kind: 'cause',
    name: 'kubeconfig-bad-yaml',
    part: 'kubectl',
    says: 'A YAML file (the kubeconfig where kubectl names it) has a tab or a wrong indentation at the line named.',
    next: ['edit the line named; `cat -A` shows tabs as ^I'],
    where: [home],
    samples: [
      'error: error loading config file "/root/.kube/config": yaml: line 3: found a tab character that violates indentation',
    ],
    source: 'sigs.k8s.io/yaml',
  },
  {
    id: 'kubeconfig-no-kubeconfig',
    matches:
      /error loading config file "?([^"\s]{1,200})"?.{0,80}?((?:couldn't get version\/kind|.{0,40}cannot unmarshal|no kind "[^"]{1,80}" is registered).{0,160})/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The file $1 is no kubeconfig, or a field of it has another type than it must: $2',
    next: ['`head $1`: it should begin with apiVersion: v1 and kind: Config; copy a kubeconfig of the cluster anew'],
    where: [home],
    samples: [
      `error: error loading config file "/root/.kube/config": couldn't get version/kind; json parse error: invalid character 'N' looking for beginning of value`,
      'error: error loading config file "/root/.kube/config": v1.Config.Clusters: []v1.NamedCluster: json: cannot unmarshal string into Go struct field',
    ],
    source: 'client-go tools/clientcmd/loader.go',
  },
  {
    id: 'exec-plugin-old',
    matches:
      /exec plugin is configured to use API version (client\.authentication\.k8s\.io\/\w{1,20}), plugin returned version (client\.authentication\.k8s\.io\/\w{1,20})/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The credential plug-in of the kubeconfig is installed and does not speak the version asked for (it answers $2, the kubeconfig wants $1): plug-in and kubeconfig are of different age.',
    next: [
      'update the plug-in (aws-cli, aws-iam-authenticator, gke-gcloud-auth-plugin, kubelogin), then let it write the kubeconfig anew (EKS: `aws eks update-kubeconfig --name` with the cluster)',
    ],
    where: [home],
    samples: [
      'Unable to connect to the server: getting credentials: exec plugin is configured to use API version client.authentication.k8s.io/v1beta1, plugin returned version client.authentication.k8s.io/v1alpha1',
    ],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
  {
    id: 'exec-plugin-version',
    matches: /exec plugin: invalid apiVersion \\?"(client\.authentication\.k8s\.io\/\w{1,20})/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The kubeconfig names $1 for its credential plug-in, which this kubectl no longer knows (v1alpha1 was removed in 1.24): write it anew with v1beta1 or v1.',
    next: [
      'update the plug-in and let it write the kubeconfig (EKS: `aws eks update-kubeconfig --name` with the cluster; else change apiVersion in users[].user.exec to client.authentication.k8s.io/v1beta1)',
    ],
    where: [home],
    samples: ['error: exec plugin: invalid apiVersion "client.authentication.k8s.io/v1alpha1"'],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
  {
    id: 'exec-plugin-failed',
    matches:
      /getting credentials: exec: (?:executable ([\w./-]{1,80}) failed with exit code (\d{1,3})|exit status (\d{1,3}))/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The credential plug-in ($1) of the kubeconfig runs and fails (exit code $2$3), mostly because its own login has expired or lacks rights; what it says stands above this line.',
    next: ['log in again with its own tool (aws sso login, gcloud auth login, az login), then `kubectl` once more'],
    where: [home],
    samples: [
      'Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 255',
      // Before client-go 0.20.
      'Unable to connect to the server: getting credentials: exec: exit status 1',
    ],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
  {
    id: 'exec-plugin-forbidden',
    matches: /getting credentials: exec: fork\/exec (\S{1,150}): permission denied/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The credential plug-in $1 of the kubeconfig may not be run by this user.',
    next: ['`ls -l $1`: who may execute it; on a volume mounted noexec nobody may'],
    where: [home],
    samples: [
      'Unable to connect to the server: getting credentials: exec: fork/exec /usr/local/bin/kubelogin: permission denied',
    ],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
  {
    id: 'exec-plugin-output',
    matches: /getting credentials: decoding stdout: (.{1,200})/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The credential plug-in of the kubeconfig ran and printed something else than an ExecCredential ($1).',
    next: [
      'run the command of users[].user.exec of the kubeconfig by hand: it must print one JSON object of that kind',
    ],
    where: [home],
    samples: [
      "Unable to connect to the server: getting credentials: decoding stdout: couldn't get version/kind; json parse error: invalid character 'E'",
    ],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
  {
    id: 'exec-plugin-missing',
    matches:
      /^(?!.{0,1000}(?:OCI runtime|container process|containerd task|runc create))(?:.{0,1000}?)exec: (?:executable )?"?([\w./-]{1,80}?)"?:? (?:not found|executable file not found in \$?%?PATH%?|file does not exist).{0,200}|fork\/exec (\S{1,150}): no such file/,
    needs: { text: /credential|kubectl|connect to the server|client-go/ },
    kind: 'cause',
    name: 'kubeconfig-exec-missing',
    part: 'kubectl',
    says: 'The credential plug-in of the kubeconfig ($1$2) is not installed for this user, or not on PATH.',
    next: ['`command -v $1`: install it, or give its whole path in users[].user.exec.command of the kubeconfig'],
    where: [home],
    samples: [
      'Unable to connect to the server: getting credentials: exec: executable passman not found',
      'Unable to connect to the server: getting credentials: exec: "aws-iam-authenticator": executable file not found in $PATH',
    ],
    not: [
      'OCI runtime create failed: unable to start container process: exec: "kubectll": executable file not found in $PATH: unknown',
    ],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
  {
    id: 'kubeconfig-proxy',
    matches: /(?:proxyconnect tcp|Proxy Authentication Required|received HTTP code 40\d from proxy)/,
    kind: 'cause',
    name: 'kubeconfig-proxy-env',
    part: 'kubectl',
    says: (met) =>
      /image|registry|\/v2\/|pull/i.test(met.text)
        ? 'The request for an image went through a proxy that is not reachable or refuses it.'
        : 'The request went through a proxy: NO_PROXY does not name the apiserver.',
    next: (met) =>
      /image|registry|\/v2\/|pull/i.test(met.text)
        ? ['look at HTTPS_PROXY in the unit of the runtime (`systemctl show` of it, Environment)']
        : [
            '`env | grep -i proxy`: add the host of the apiserver, the Service range and the pod range to NO_PROXY, in units of kubelet and runtime too',
          ],
    where: ['/etc/environment', '/etc/systemd/system/kubelet.service.d'],
    samples: [
      'Unable to connect to the server: proxyconnect tcp: dial tcp: lookup proxy.example.com: no such host',
      'Unable to connect to the server: Proxy Authentication Required',
    ],
    not: ['Environment=HTTP_PROXY=http://proxy.example.com:3128'],
    source: 'Go net/http transport.go',
  },
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
