import type { Message } from '../error-text/message.ts';
import { reachNext, reachSays } from './reach.ts';

const apiserver = '/etc/kubernetes/manifests/kube-apiserver.yaml';
const admin = '/etc/kubernetes/admin.conf';
const host = '(?:\\[[0-9a-fA-F:]{2,45}\\]|[\\w.-]{1,253})';
/** Paths that only an apiserver serves; `/api/v1/write` is another program's. */
const apiPath =
  '(?:api(?:\\?|\\/?["\\\\: ]|\\/?$)|api\\/v1(?:\\/(?:nodes?|pods?|namespaces|services|endpoints|secrets|configmaps|events|persistentvolume\\w{0,10}|replicationcontrollers|serviceaccounts|limitranges|resourcequotas|podtemplates|componentstatuses|bindings|watch|proxy)\\b|[?"\\\\: ]|$)|apis(?:\\/[\\w.-]{1,120}\\/v\\d|[?"\\\\: ]|$)|openapi\\/v\\d)';
/** Paths that others serve too: an apiserver's at its usual ports. */
const anyPath = '(?:version|healthz|livez|readyz|openapi|oidc)\\b';
const namedApi =
  '(?:\\[[0-9a-fA-F:]{2,45}\\]|\\d{1,3}(?:\\.\\d{1,3}){3}|localhost|[\\w.-]{0,100}(?:api|kube|k8s|eks|master|control)[\\w.-]{0,100})';
const usualPort = '(?::(?:443|6443|8443|7443|9443|16443|644\\d|[345]\\d{4}))?';
/** Words of requests to an apiserver: its paths, or its clients. */
const api = `(?:(?<!probe (?:failed|errored):? Get \\\\?"?)https?:\\/\\/(?:${host}(?::\\d{1,5})?(?:\\/[\\w./-]{1,100}?)?\\/${apiPath}|${namedApi}${usualPort}\\/${anyPath}|${host}:6443\\/${anyPath})|connection to the server|connect to the server|the server API group list|(?:[Tt]he|[Ww]ith|[Ff]rom|[Tt]o|[Rr]each|[Cc]ontact|[Kk]ubernetes|k8s) (?:API Server|API server|api server|apiserver))`;
const toApi = (how: string) => new RegExp(`${api}.{0,900}?(?:${how})`);

/** Names that people give the backend of apiservers; an empty one is of nginx, which names none. */
const isApiBackend = (name: string): boolean => /^$|api|k8s|kube|6443|master|control|cp-?\d|rke|k3s/i.test(name);

/** Reaching the apiserver and others over the network, names, firewalls, kube-proxy, CoreDNS. */
export const networkMessages: readonly Message[] = [
  {
    id: 'health-etcd',
    matches: /\[-\]etcd(?:-readiness|-override-\d{1,3})?(?: |$|\\n)/,
    kind: 'state',
    name: 'manifest-etcd-url',
    part: 'etcd',
    says: 'The apiserver cannot read etcd in time ([-]etcd): etcd is down, slow, without quorum, or its address or TLS does not fit. The reason is withheld here.',
    next: ['{etcd-log}', '`kubectl get --raw /readyz/etcd` with an administrator’s credentials says the reason'],
    where: [apiserver, '/etc/kubernetes/manifests/etcd.yaml'],
    samples: [
      '[-]etcd failed: reason withheld',
      'Liveness probe failed: Error from server (InternalError): an error on the server ("[+]ping ok\\n[+]log ok\\n[-]etcd failed: reason withheld\\n[+]poststarthook/a ok',
    ],
    source: 'apiserver pkg/server/healthz',
  },
  {
    id: 'hook-fatal',
    matches: /PostStartHook \\?"([\w./-]{3,80})\\?" failed: (.{1,300})/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The apiserver ends because its post-start hook $1 failed: it could not read or write etcd in time at its start. Look at etcd first. It says: $2',
    next: ['{etcd-log}', '{apiserver-log}'],
    samples: [
      'PostStartHook "scheduling/bootstrap-system-priority-classes" failed: unable to add default system priority classes: timed out waiting for the condition',
    ],
    source: 'apiserver pkg/server/hooks.go',
  },
  {
    id: 'health-controller-runtime',
    matches:
      /controller-runtime.{0,40}healthz.{0,200}(?:failed|not synced)|"logger"?[:=]"?[\w./-]{0,60}healthz.{0,200}/,
    kind: 'state',
    says: 'This is the health check of a controller (controller-runtime), not of the apiserver: it reports its own parts, here mostly informers that did not synchronize.',
    next: ["that controller's own log, its RBAC and its CRDs"],
    samples: ['"logger":"controller-runtime.healthz","msg":"healthz check failed","statuses":[{}]'],
    source: 'sigs.k8s.io/controller-runtime pkg/healthz',
  },
  {
    id: 'health-informer-sync',
    matches: /\[-\]informer-sync(?: failed: (\d{1,4}) informers? not started yet: \[\*(?:v\w{1,10})\.(\w{1,60}))?/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The apiserver is not ready: its informers did not synchronize ($1 of $2): it cannot list them from etcd in time (etcd slow, too many or too big objects, Secrets it cannot decrypt), or a conversion webhook or aggregated API hangs. The hooks that fail with it are consequences.',
    next: ['{apiserver-log}', '{etcd-log}'],
    samples: [
      '[-]informer-sync failed: 1 informers not started yet: [*v1.Secret]',
      '[-]informer-sync failed: reason withheld',
    ],
    source: 'apiserver pkg/server/healthz',
  },
  {
    id: 'health-shutdown',
    matches: /\[-\]shutdown failed/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The apiserver is shutting down: it was told to end (restart, upgrade, or its liveness probe failed).',
    next: ['who ended it: {kubelet-log}'],
    samples: ['[-]shutdown failed: reason withheld'],
    source: 'apiserver pkg/server/config.go',
  },
  {
    id: 'health-hook',
    matches: /\[-\](poststarthook\/\S{1,80}|autoregister-completion)/,
    kind: 'retried',
    part: 'kube-apiserver',
    says: 'A post-start hook is not finished: $1. Normal in the first seconds of an apiserver; when it lasts beyond a minute, writes to etcd are slow or fail.',
    next: ['{etcd-log}'],
    samples: ['[-]poststarthook/rbac/bootstrap-roles failed: not finished'],
    source: 'apiserver pkg/server/hooks.go',
  },
  {
    id: 'health-check',
    matches: /\[-\](\S{1,80}) failed/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The health check $1 fails.',
    next: ['`kubectl get --raw` with the path of that check (/readyz/NAME) and credentials says the reason'],
    samples: ['[-]log failed: reason withheld'],
    source: 'apiserver pkg/server/healthz',
  },
  {
    id: 'health-passes',
    matches:
      /^\[\+\]\S{1,120} (?:ok|excluded)|(?:excluded: ok|excluded with \S{1,40}: ok)|(?:readyz|livez|healthz) check passed/,
    kind: 'well',
    says: 'The endpoint is healthy, but for checks that were excluded, which say nothing about their part.',
    samples: ['readyz check passed', '[+]etcd excluded: ok', '[+]ping ok'],
    source: 'apiserver pkg/server/healthz',
  },
  {
    id: 'listens-loopback',
    matches: /127\.0\.0\.1:6443\s+\S{1,40}\s+LISTEN|LISTEN\s+\d+\s+\d+\s+127\.0\.0\.1:6443/,
    kind: 'cause',
    name: 'kubeconfig-refused',
    part: 'kube-apiserver',
    says: 'The apiserver listens on 127.0.0.1:6443 only: clients on other hosts get connection refused. See --bind-address.',
    next: ['take --bind-address=127.0.0.1 out of the flags of the apiserver'],
    where: [apiserver],
    samples: ['tcp        0      0 127.0.0.1:6443          0.0.0.0:*               LISTEN'],
    source: 'netstat, ss',
  },
  {
    id: 'webhook-failed',
    matches:
      /failed calling webhook \\?"([^"\\]{1,150})\\?".{0,400}?(no endpoints available|deadline exceeded|i\/o timeout|connection refused|no route to host|Client\.Timeout|EOF|service \\?"[^"\\]{1,100}\\?" not found|network is unreachable|Address is not allowed|TLS handshake timeout|the server could not find the requested resource|Forbidden|Bad Gateway|Gateway Timeout|Service Unavailable|stream error.{0,60}|connection reset by peer|broken pipe)/,
    kind: 'cause',
    says: 'The admission webhook $1 does not work ($2), and with failurePolicy Fail nothing it asks for is admitted: is its pod up, and does the apiserver reach pods (pod network, firewall of the control plane to the port of the webhook, such as 8443 or 9443)?',
    next: [
      'the pod behind the Service named in the URL: `kubectl get pods -A -o wide`; `kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`',
    ],
    samples: [
      'failed calling webhook "a.example.com": Post https://a.b.svc:443/x?timeout=30s: stream error: stream ID 1; INTERNAL_ERROR',
      'failed calling webhook "a.example.com": Post "https://a.b.svc:443/x": no endpoints available for service "a"',
      'Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": Post https://ingress-nginx-controller-admission.ingress-nginx.svc:443/x?timeout=30s: context deadline exceeded',
    ],
    source: 'apiserver pkg/admission/plugin/webhook',
  },
  {
    id: 'aggregated-unavailable',
    matches:
      /unable to handle the request \((?:get|post|list|watch|create|delete|patch|update) [\w-]{1,80}\.((?:\w{1,30}\.)?metrics\.k8s\.io|(?!(?:[\w-]{1,40}\.){1,3}k8s\.io)[\w-]{1,60}(?:\.[\w-]{1,60}){1,6})\)/,
    kind: 'state',
    says: 'The apiserver passes $1 on to a server of its own (aggregated API; metrics-server for metrics.k8s.io), and that does not answer: its pods are down or not ready, or the apiserver does not reach them.',
    next: [
      '`kubectl get apiservice | grep -E "False|$1"` names its Service and why it is not available; then the pods behind that Service and their log',
    ],
    samples: [
      'Error from server (ServiceUnavailable): the server is currently unable to handle the request (get pods.metrics.k8s.io)',
      'the server is currently unable to handle the request (post widgets.shop.example.org)',
    ],
    not: [
      'the server is currently unable to handle the request (get deployments.apps)',
      'the server is currently unable to handle the request (get leases.coordination.k8s.io)',
    ],
    source: 'kube-aggregator pkg/apiserver/handler_proxy.go, apimachinery pkg/api/errors',
  },
  {
    id: 'aggregated-api',
    matches:
      /complete list of server APIs: ([\w.-]{1,100}\/\w{1,20})|couldn't get resource list for ([\w.-]{1,100}\/\w{1,20})|(v\w{1,10}\.[\w.-]{3,80}) failed with: .{0,40}failing or missing response from|(v\w{1,10}\.[\w.-]{3,80})\s+[\w-]{1,63}\/[\w.-]{1,63}\s+False \((?:FailedDiscoveryCheck|MissingEndpoints|ServiceNotFound)\)|FailedDiscoveryCheck/,
    kind: 'state',
    says: 'The aggregated API $1$2$3$4 does not answer: the pods behind its Service are down or not reached from the apiserver. Namespaces stay in Terminating meanwhile.',
    next: ['`kubectl get apiservice`: the one that is False names its Service; look at the pods behind it'],
    samples: [
      'error: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is currently unable to handle the request',
      'v1beta1.metrics.k8s.io failed with: failing or missing response from https://10.0.0.1:443/apis/metrics.k8s.io/v1beta1',
      "couldn't get resource list for metrics.k8s.io/v1beta1: the server is currently unable to handle the request",
      'v1beta1.metrics.k8s.io   kube-system/metrics-server   False (MissingEndpoints)   91d',
    ],
    source: 'kube-aggregator pkg/apiserver/handler_proxy.go, client-go discovery',
  },
  {
    id: 'service-ip-unreachable',
    matches:
      /https:\/\/\[?(\d{1,3}(?:\.\d{1,3}){2}\.1|fd[0-9a-f:]{2,40}|kubernetes\.default[\w.]{0,40})\]?:443\/(?:api|version|healthz).{0,600}(?:i\/o timeout|no route to host|connect: connection refused|deadline exceeded|Client\.Timeout|network is unreachable)/,
    kind: 'cause',
    part: 'cni',
    says: reachSays,
    next: reachNext,
    where: [apiserver, '/etc/cni/net.d'],
    samples: [
      'plugin type="calico" failed (add): error getting ClusterInformation: Get "https://[10.96.0.1]:443/apis/crd.projectcalico.org/v1/x": dial tcp 10.96.0.1:443: i/o timeout',
    ],
    source: 'client-go rest, kube-proxy',
  },
  {
    id: 'kubelet-port-unreachable',
    matches:
      /dial tcp (\S{1,80}:10250): (?:connect: |getsockopt: )?(?:connection refused|i\/o timeout|no route to host)|https:\/\/\S{1,100}:10250\/.{0,300}(?:connection refused|i\/o timeout|no route to host|deadline exceeded)/,
    kind: 'state',
    part: 'kubelet',
    says: reachSays,
    next: reachNext,
    samples: [
      'Error from server: Get "https://192.0.2.7:10250/containerLogs/default/a/a": dial tcp 192.0.2.7:10250: connect: no route to host',
    ],
    source: 'apiserver pkg/registry, metrics-server scraper',
  },
  {
    id: 'coredns-upstream',
    matches:
      /plugin\/errors: \d+ .{1,300}: (?:read|dial|write) (?:udp|tcp) \S{1,60}->(\S{1,60}): (?:i\/o timeout|read: connection refused|connection refused|no route to host|network is unreachable|read: no route to host)|read udp \S{1,60}->(\S{1,60}:53): (?:i\/o timeout|read: connection refused|read: no route to host)/,
    kind: 'cause',
    part: 'cni',
    says: 'CoreDNS gets no answer from its upstream name server ($1$2): pods do not reach it (no masquerading, FORWARD policy, firewall, or a broken pod network), or that server is down or wrong. Names within the cluster still work.',
    next: [
      'from that node: `dig` against that server; from a pod the same. Only pods fail: net.ipv4.ip_forward, iptables FORWARD and the MASQUERADE rule of the network add-on',
      'the server comes from resolv.conf of the node (forward . /etc/resolv.conf)',
    ],
    samples: [
      'plugin/errors: 2 2674456483041895212.8492642892499111001. HINFO: read udp 10.0.2.100:35424->10.0.0.1:53: i/o timeout',
      'lookup a.example.com: read udp 10.244.0.5:4711->192.0.2.53:53: i/o timeout',
    ],
    source: 'coredns plugin/errors, plugin/forward',
  },
  {
    id: 'coredns-apiserver',
    matches:
      /plugin\/kubernetes: .{0,80}(?:waiting for|starting server with unsynced) Kubernetes API|plugin\/ready: Still waiting on: "kubernetes"/,
    kind: 'retried',
    part: 'cni',
    says: 'CoreDNS waits for the apiserver: it does not reach it at the address of its Service, so that kube-proxy or the pod network of that node is the place to look.',
    next: ['kube-proxy and the network add-on of that node: `kubectl -n kube-system get pods -o wide`'],
    samples: [
      'plugin/ready: Still waiting on: "kubernetes"',
      'plugin/kubernetes: waiting for Kubernetes API before starting server',
    ],
    source: 'coredns plugin/kubernetes, plugin/ready',
  },
  {
    id: 'dns-no-answer',
    matches:
      /connection timed out; no servers could be reached|nslookup: can't resolve|Temporary failure in name resolution|server can't find [\w.-]{1,200}: (?:NXDOMAIN|SERVFAIL)/,
    kind: 'state',
    part: 'cni',
    confidence: 'possible',
    says: 'A name is not resolved: the name server in resolv.conf (in a pod the cluster DNS) does not answer or does not know it.',
    next: [
      'in a pod: `kubectl -n kube-system get pods,endpoints -l k8s-app=kube-dns -o wide`: are CoreDNS pods ready, and does a pod on another node reach them (kube-proxy, pod network, UDP 53 and overlay ports)?',
    ],
    samples: [';; connection timed out; no servers could be reached'],
    source: 'bind9 nslookup, glibc resolver',
  },
  {
    id: 'name-unresolved',
    matches:
      /(?:lookup (\S{1,120}?)(?: on (\S{1,60}))?: (?:no such host|server misbehaving|i\/o timeout)|Could not resolve host: (\S{1,120})|ENOTFOUND)/,
    kind: 'cause',
    name: 'kubeconfig-dns',
    part: 'kubectl',
    says: (met) => {
      const server = met.groups[2] ? ` (asked ${met.groups[2].replace(/:$/, '')})` : '';
      return `The name ${met.groups[1] || met.groups[3] || ''} does not resolve here${server}: look at /etc/hosts and DNS.`;
    },
    next: (met) => {
      const name = (met.groups[1] || met.groups[3] || '').replace(/[^\w.-]/g, '');
      return name === '' ? [] : [`\`getent hosts ${name}\` and \`cat /etc/resolv.conf\` on that host`];
    },
    where: ['/etc/hosts', '/etc/resolv.conf'],
    samples: [
      'Unable to connect to the server: dial tcp: lookup k8s.example.com on 192.0.2.53:53: no such host',
      'curl: (6) Could not resolve host: k8s.example.com',
    ],
    not: ['[WARNING Hostname]: hostname "n1": lookup n1 on 192.0.2.53:53: server misbehaving'],
    source: 'Go net/dnsclient, curl',
  },
  {
    id: 'kubeadm-hostname',
    matches:
      /\[WARNING (?:Hostname|Service-\w{1,20}|IsDockerSystemdCheck|SystemVerification|Firewalld|HTTPProxy\S{0,10}|Swap|ContainerRuntimeVersion|FileExisting-\w{1,20})\]/,
    kind: 'harmless',
    says: 'A warning of kubeadm, which goes on all the same.',
    samples: [
      '[WARNING Hostname]: hostname "n1" could not be reached',
      '[WARNING Hostname]: hostname "n1": lookup n1 on 192.0.2.53:53: server misbehaving',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'kube-proxy-conntrack',
    matches: /open \/proc\/sys\/net\/netfilter\/nf_conntrack_\w{2,40}: permission denied/,
    kind: 'cause',
    part: 'cni',
    says: 'kube-proxy ends because it may not set the size of the connection table: in a node that is a container itself (kind, LXC, minikube with Docker) /proc/sys is read-only.',
    next: [
      'set conntrack.maxPerCore: 0 in the ConfigMap kube-proxy of kube-system, and restart its pods; on kind: a version of kind that fits this kernel; or set the value on the host beforehand',
    ],
    samples: ['open /proc/sys/net/netfilter/nf_conntrack_max: permission denied'],
    source: 'kubernetes cmd/kube-proxy/app/conntrack.go',
  },
  {
    id: 'apiserver-refused',
    matches: toApi('was refused|(?:connect|getsockopt|connectex): ?connection refused|actively refused'),
    kind: 'state',
    name: 'kubeconfig-refused',
    part: 'kubectl',
    says: reachSays,
    next: reachNext,
    where: [apiserver, admin],
    samples: [
      'The connection to the server 192.0.2.10:6443 was refused - did you specify the right host or port?',
      'Failed to list *v1.Node: Get "https://192.0.2.1:6443/api/v1/nodes": dial tcp 192.0.2.1:6443: connect: connection refused',
      'Failed to retrieve node info: Get https://172.22.87.243:6443/api/v1/nodes/master-01: dial tcp 172.22.87.243:6443: getsockopt: connection refused',
    ],
    not: [
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
      'Readiness probe failed: Get "http://10.244.3.9:8080/healthz": dial tcp 10.244.3.9:8080: connect: connection refused',
      'Liveness probe failed: Get "http://10.244.3.9:3000/api/health": dial tcp 10.244.3.9:3000: connect: connection refused',
      'failed to push: Post "http://collector.example.org:8888/api/v1/write": dial tcp 192.0.2.7:8888: connect: connection refused',
      'Get "https://grafana.example.org:3000/api/datasources": dial tcp 192.0.2.7:3000: connect: connection refused',
      'Get "https://oauth.apps.example.org/healthz": dial tcp 192.0.2.9:443: connect: connection refused',
      'check failed: Get "http://192.0.2.7:9090/healthz": dial tcp 192.0.2.7:9090: connect: connection refused',
    ],
    source: 'client-go rest, kubectl pkg/cmd/util/helpers.go',
  },
  {
    id: 'apiserver-no-route',
    matches: toApi('no route to host|network is unreachable|host is down'),
    kind: 'state',
    part: 'kubectl',
    says: reachSays,
    next: reachNext,
    where: [apiserver, admin],
    samples: [
      '"Unable to register node with API server" err="Post \\"https://10.99.99.99:5000/api/v1/nodes\\": dial tcp 10.99.99.99:5000: connect: no route to host" node="n1"',
    ],
    source: 'client-go rest',
  },
  {
    id: 'apiserver-handshake',
    matches: toApi('TLS handshake timeout'),
    kind: 'state',
    part: 'kubectl',
    says: reachSays,
    next: reachNext,
    where: [apiserver, admin],
    samples: ['Unable to connect to the server: net/http: TLS handshake timeout'],
    source: 'Go net/http transport.go',
  },
  {
    id: 'apiserver-timeout',
    matches: toApi('i\\/o timeout|connect: connection timed out|operation timed out'),
    kind: 'state',
    part: 'kubectl',
    says: reachSays,
    next: reachNext,
    where: [apiserver, admin],
    samples: [
      'Unable to connect to the server: dial tcp 192.0.2.10:6443: i/o timeout',
      'Failed to watch *v1.Service: Get "https://192.0.2.10:6443/api/v1/services": dial tcp 192.0.2.10:6443: i/o timeout',
    ],
    source: 'client-go rest',
  },
  {
    id: 'apiserver-slow',
    matches: toApi(
      'Client\\.Timeout|context deadline exceeded|timeout awaiting response|client connection lost|net\\/http: request canceled|the request timed out',
    ),
    kind: 'retried',
    part: 'kubectl',
    says: reachSays,
    next: reachNext,
    where: [apiserver, admin],
    samples: [
      'Unable to connect to the server: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
      'Failed to watch *v1.Node: Get "https://192.0.2.1:6443/api/v1/nodes?watch=true": http2: client connection lost',
    ],
    not: [
      'error retrieving resource lock kube-system/kube-scheduler: Get "https://192.0.2.1:6443/apis/coordination.k8s.io/v1/x": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    ],
    source: 'client-go rest',
  },
  {
    id: 'apiserver-closed',
    matches: toApi(
      ': (?:unexpected )?EOF\\b|connection reset by peer|broken pipe|server sent GOAWAY|Internal Server Error|Service Unavailable|Bad Gateway|Gateway Time-?out',
    ),
    kind: 'state',
    part: 'kubectl',
    says: reachSays,
    next: reachNext,
    where: [apiserver, admin],
    samples: [
      'Unable to connect to the server: EOF',
      'couldn\'t get current server API group list: Get "https://192.0.2.10:6443/api?timeout=32s": EOF',
    ],
    source: 'client-go rest',
  },
  {
    id: 'konnectivity-no-agent',
    matches: /No agent available|Failed to get a backend\W{1,6}err=/,
    kind: 'cause',
    part: 'cni',
    says: 'The apiserver reaches nodes through konnectivity, and no agent is connected to its server: logs, exec, metrics and webhooks fail, the nodes themselves may be well.',
    next: [
      '`kubectl -n kube-system get pods -o wide | grep konnectivity-agent`; their log on a node lies below /var/log/pods; is the port of the konnectivity server (8132) open from the nodes, on every control-plane node?',
    ],
    samples: [
      'error: Internal error occurred: error sending request: Post "https://192.0.2.194:10250/exec/a/b/c?command=bash": No agent available',
      '"Failed to get a backend" err="No agent available" dialID=896810405210690112',
    ],
    source: 'apiserver-network-proxy pkg/server',
  },
  {
    id: 'server-unavailable',
    matches:
      /Error from server \((?:ServiceUnavailable|InternalError|Timeout)\)?: ?(.{0,200})|the server is currently unable to handle the request|Error from server \(Timeout\)/,
    kind: 'state',
    catchAll: true,
    part: 'kube-apiserver',
    confidence: 'possible',
    says: 'The apiserver answers with an error of its own: $1. It starts, etcd behind it is slow or down, or a webhook or aggregated API it asks is not there.',
    next: ['`kubectl get --raw "/readyz?verbose"`; {apiserver-log}'],
    samples: [
      'Error from server (ServiceUnavailable): the server is currently unable to handle the request',
      'Error from server (InternalError): an error on the server',
    ],
    source: 'apimachinery pkg/api/errors',
  },
  {
    id: 'server-too-many',
    matches:
      /the server has received too many requests and has asked us to try again later|TooManyRequests|client-side throttling|Throttling request took/,
    kind: 'retried',
    part: 'kube-apiserver',
    says: (met) =>
      /client-side throttling|Throttling request took/.test(met.text)
        ? 'The client throttles itself (its own limit of requests per second): slow, no fault of the server.'
        : 'The apiserver turns requests away because too many come at once (priority and fairness): some client floods it, or it is too small.',
    next: ['`kubectl get --raw /metrics | grep apiserver_flowcontrol_rejected_requests_total` names the flow'],
    samples: [
      'Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later',
      'Waited for 1.2s due to client-side throttling, not priority and fairness, request: GET:https://192.0.2.1:6443/apis',
    ],
    source: 'client-go rest/request.go, apiserver flowcontrol',
  },
  {
    id: 'server-not-in-time',
    matches:
      /the server was unable to return a response in the time allotted|apiserver received an error that is not an metav1\.Status.{0,120}(?:Handler timeout|context canceled|deadline)|http: Handler timeout|"Timeout or abort while handling"|apiserver was unable to (?:write|close) .{0,80}timeout/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The apiserver did not answer a request in time: mostly etcd behind it is slow, unreachable or without quorum; else it is overloaded.',
    next: ['{etcd-log}', '{apiserver-log}'],
    samples: [
      'Failed to list *core.Namespace: the server was unable to return a response in the time allotted, but may still be processing the request (get namespaces)',
      'apiserver received an error that is not an metav1.Status: &errors.errorString{s:"http: Handler timeout"}',
    ],
    source: 'apimachinery pkg/api/errors, apiserver pkg/server/filters/timeout.go',
  },
  {
    id: 'kube-proxy-ipvs-module',
    matches:
      /Running modprobe (?:ip_vs\S{0,10}|nf_conntrack\S{0,10}) failed|Could not get ipvs family information|Can'?t (?:use|set) the? ?IPVS proxier|IPVS proxier will not be used|can't use ipvs proxier/i,
    kind: 'harmless',
    says: 'The kernel modules of IPVS cannot be loaded: kube-proxy falls back to iptables, which works as well; a fault only where mode ipvs is wanted.',
    samples: [
      'level=warning msg="Running modprobe ip_vs failed with message: `modprobe: ERROR: could not insert \'ip_vs\': Exec format error`, error: exit status 1"',
      "can't use ipvs proxier, fallback to iptables",
    ],
    source: 'kubernetes cmd/kube-proxy, moby/ipvs',
  },
  {
    id: 'kube-proxy-defaults',
    matches:
      /Flag proxy-mode="" unknown, assuming iptables proxy|Unknown proxy mode(?: "")?, assuming iptables proxy|invalid nodeIP, initializing kube-proxy with|clusterCIDR not specified, unable to distinguish|Detect-local-mode set to ClusterCIDR, but no/,
    kind: 'harmless',
    says: 'Harmless: kube-proxy starts with its defaults.',
    samples: [
      'Flag proxy-mode="" unknown, assuming iptables proxy',
      'clusterCIDR not specified, unable to distinguish between internal and external traffic',
    ],
    source: 'kubernetes cmd/kube-proxy/app/server_linux.go',
  },
  {
    id: 'iptables-failed',
    matches:
      /(?:[Ff]ailed to execute iptables-restore|iptables-(?:restore|save)|error appending rule|Failed to ensure (?:that )?\w{3,20} chain|[Ff]ailed to list \w{3,10} chains?).{0,300}(?:exit status|No such file|not found|incompatible|unknown option|does not exist|Permission denied|Couldn't load|can't initialize)|\biptables v[\d.]{3,9} \((?:legacy|nf_tables)\): (?:can't initialize|Couldn't load|Failed to initialize nft)/,
    kind: 'cause',
    part: 'cni',
    says: (met) => {
      const part = /Couldn't load (?:match|target) [`'"]?(\w{1,40})/.exec(met.text)?.[1];
      const module = part === undefined ? 'a kernel module (xt_comment, nf_nat)' : `the kernel module xt_${part}`;
      return `iptables does not work for kube-proxy or the network add-on: its program, ${module} or the backend (nft against legacy) is missing or does not fit.`;
    },
    next: [
      'on that node: `iptables --version`, `lsmod | grep -E "ip_tables|nf_tables|xt_"`; a kernel updated without reboot has no modules to load: reboot',
    ],
    samples: [
      '"Failed to execute iptables-restore" err="exit status 2 (iptables-restore v1.8.7 (nf_tables): Couldn\'t load match `comment\': No such file or directory)"',
      "iptables v1.8.4 (legacy): can't initialize iptables table `nat': Table does not exist (do you need to insmod?)",
    ],
    source: 'kubernetes pkg/util/iptables, iptables',
  },
  {
    id: 'conntrack-full',
    matches: /nf_conntrack: (?:\S{1,40} )?table full, dropping packet/,
    kind: 'cause',
    part: 'cni',
    says: 'The connection table of the kernel is full: new connections are dropped at random.',
    next: [
      '`sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max`; raise the maximum (conntrack-max-per-core of kube-proxy), and find who opens so many',
    ],
    samples: ['nf_conntrack: nf_conntrack: table full, dropping packet'],
    source: 'Linux net/netfilter/nf_conntrack_core.c',
  },
  {
    id: 'balancer-no-server',
    matches:
      /proxy (\S{1,60}) has no server available|backend '?(\S{1,60}?)'? has no server available|no live upstreams while connecting to upstream(?!.{0,600}request: ")/,
    kind: 'state',
    part: 'kube-apiserver',
    says: ({ groups: [, proxy = '', backend = ''] }) =>
      isApiBackend(proxy + backend)
        ? `The load balancer has no live apiserver behind it${proxy + backend === '' ? '' : ` (${proxy}${backend})`}: all of its health checks fail.`
        : `The load balancer has no live server behind ${proxy}${backend}: all of its health checks fail.`,
    next: ({ groups: [, proxy = '', backend = ''] }) => [
      isApiBackend(proxy + backend)
        ? 'on each control-plane node: {apiserver-log}; do the health checks of the load balancer speak TLS where they must?'
        : 'do the servers of that backend answer from the host of the load balancer, at the port and path of the health check?',
    ],
    samples: [
      'backend k8s-api has no server available!',
      '2026/01/01 10:00:00 [error] 7#7: *1 no live upstreams while connecting to upstream',
    ],
    not: [
      '2026/01/01 10:00:00 [error] 7#7: *1 no live upstreams while connecting to upstream, client: 192.0.2.9, server: shop.example.org, request: "GET / HTTP/1.1", upstream: "http://shop/"',
    ],
    source: 'haproxy src/server.c, nginx stream',
  },
  {
    id: 'balancer-server-down',
    matches: /Server (\S{1,100}) is DOWN, reason: (.{1,160}?), (?:info: "?(.{0,120}?)"?, )?check duration/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'haproxy takes $1 for down: $2 ($3).',
    next: ({ groups: [, server = ''] }) => [
      isApiBackend(server)
        ? 'does that apiserver answer from the host of haproxy? On its node: {apiserver-log}'
        : 'does that server answer from the host of haproxy, at the port and path of the health check?',
    ],
    samples: [
      'Server k8s-api/k8s-api-1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 1 active and 0 backup servers left.',
    ],
    source: 'haproxy src/server.c',
  },
  {
    id: 'curl-no-answer',
    matches: /curl: \((7|28|35|52|56)\) (.{1,200})/,
    kind: 'state',
    catchAll: true,
    part: 'kubectl',
    confidence: 'possible',
    says: 'curl got no answer: $2. For an address of a Service: no ready pod behind it, kube-proxy of that host, or the pod network between the nodes; for a node: firewall, or nothing listens there.',
    next: [
      'for a Service: `kubectl get endpoints -A`: has it addresses? Does one of them answer by itself, from a node and from another node?',
    ],
    samples: ['curl: (7) Failed connect to 10.254.153.216:8080; Connection timed out'],
    source: 'curl(1)',
  },
];
