import type { Message } from '../error-text/message.ts';

const admin = '/etc/kubernetes/admin.conf';
const home = '~/.kube/config';

/** The kubeconfig as a file, and what it names. */
export const fileMessages: readonly Message[] = [
  {
    id: 'kubeconfig-none',
    matches:
      /connection to the server (?:localhost|127\.0\.0\.1|\[::1\]):8080 was refused|https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):8080\/\S{0,300}"?: dial tcp \S{1,40}:8080: (?:connect|getsockopt): connection refused|(?:http: proxy error|Unable to connect to the server): dial tcp (?:127\.0\.0\.1|\[::1\]):8080: connect|no configuration has been provided/,
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
      'http: proxy error: dial tcp [::1]:8080: connectex: No connection could be made because the target machine actively refused it.',
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
    id: 'proxy-name',
    matches:
      /proxyconnect tcp: dial tcp: lookup ([\w.-]{1,253})(?: on \S{1,60})?: (?:no such host|server misbehaving|.{0,60}i\/o timeout)/,
    kind: 'cause',
    name: 'kubeconfig-proxy-env',
    part: 'kubectl',
    says: ({ groups: [, host = ''] }) =>
      /^https?$/.test(host)
        ? `The variable of the proxy (HTTPS_PROXY, HTTP_PROXY) is malformed: it names a host ${host}, as a doubled ${host}:// does.`
        : `The request is sent through a proxy, and its host ${host} (HTTPS_PROXY, HTTP_PROXY) does not resolve here.`,
    next: [
      '`env | grep -i proxy`: correct it, as in http://HOST:PORT; for a unit: `systemctl show` of it, Environment',
      'what lies in the own network needs no proxy: add its host to NO_PROXY',
    ],
    where: ['/etc/environment'],
    samples: [
      'error: proxyconnect tcp: dial tcp: lookup http on 192.0.2.53:53: server misbehaving',
      'Unable to connect to the server: proxyconnect tcp: dial tcp: lookup proxy.example.com: no such host',
    ],
    not: ['Unable to connect to the server: proxyconnect tcp: dial tcp 192.0.2.9:3128: connect: connection refused'],
    source: 'Go net/http transport.go, golang.org/x/net/http/httpproxy',
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
      'Unable to connect to the server: proxyconnect tcp: dial tcp 192.0.2.9:3128: connect: connection refused',
      'Unable to connect to the server: Proxy Authentication Required',
    ],
    not: ['Environment=HTTP_PROXY=http://proxy.example.com:3128'],
    source: 'Go net/http transport.go',
  },
];
