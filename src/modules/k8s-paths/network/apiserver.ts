import type { Message } from '../error-text/message.ts';
import { reachNext, reachSays } from './reach.ts';

const apiserver = '/etc/kubernetes/manifests/kube-apiserver.yaml';
const admin = '/etc/kubernetes/admin.conf';
const host = '(?:\\[[0-9a-fA-F:]{2,45}\\]|[\\w.-]{1,253})';
/** Paths that only an apiserver serves; `/api/v1/write` is another program's. */
const apiPath =
  '(?:api(?:\\?|\\/?["\\\\: ]|\\/?$)|api\\/v1(?:\\/(?:nodes?|pods?|namespaces|services|endpoints|secrets|configmaps|events|persistentvolume\\w{0,10}|replicationcontrollers|serviceaccounts|limitranges|resourcequotas|podtemplates|componentstatuses|bindings|watch|proxy)\\b|[?"\\\\: ]|$)|apis(?:\\/[\\w.-]{1,120}\\/v\\d|[?"\\\\: ]|$)|openapi\\/v\\d)';
/** Paths that others serve too: an apiserver's at its usual ports. */
const ownPath = '(?:version|openapi|oidc)\\b';
const anyPath = `(?:${ownPath}|(?:healthz|livez|readyz)\\b)`;
const address = '(?:\\[[0-9a-fA-F:]{2,45}\\]|\\d{1,3}(?:\\.\\d{1,3}){3})';
const named = '(?:localhost|[\\w.-]{0,100}(?:api|kube|k8s|eks|master|control)[\\w.-]{0,100})';
const usualPort = '(?::(?:443|6443|8443|7443|9443|16443|644\\d|[345]\\d{4}))?';
/** Any program is healthy at `https://10.2.3.4:443/healthz`; the first address of a Service range is the apiserver's. */
const atAddress = `(?:${address}${usualPort}\\/${ownPath}|(?:127\\.0\\.0\\.1${usualPort}|${address}:(?:16443|644\\d|[345]\\d{4})|192\\.168(?:\\.\\d{1,3}){2}:8443|\\d{1,3}(?:\\.\\d{1,3}){2}\\.1(?::443)?)\\/${anyPath})`;
/** Words of requests to an apiserver: its paths, or its clients. */
const api = `(?:(?<!probe (?:failed|errored):? Get \\\\?"?)https?:\\/\\/(?:${host}(?::\\d{1,5})?(?:\\/[\\w./-]{1,100}?)?\\/${apiPath}|${named}${usualPort}\\/${anyPath}|${atAddress}|${host}:6443\\/${anyPath})|connection to the server|connect to the server|the server API group list|(?:[Tt]he|[Ww]ith|[Ff]rom|[Tt]o|[Rr]each|[Cc]ontact|[Kk]ubernetes|k8s) (?:API Server|API server|api server|apiserver))`;
const toApi = (how: string) => new RegExp(`${api}.{0,900}?(?:${how})`);

/** What they have in common: the address decides who is meant, and what to do. */
const unreached = {
  kind: 'state',
  part: 'kubectl',
  says: reachSays,
  next: reachNext,
  where: [apiserver, admin],
} satisfies Partial<Message>;

/** Clients that do not reach an API server, or that it turns away. */
export const apiserverMessages: readonly Message[] = [
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
      'OAuthServiceCheckDegraded: Get "https://172.30.70.208:443/healthz": dial tcp 172.30.70.208:443: connect: connection refused',
    ],
    source: 'client-go rest, kubectl pkg/cmd/util/helpers.go',
  },
  {
    id: 'apiserver-no-route',
    matches: toApi('no route to host|network is unreachable|host is down'),
    ...unreached,
    samples: [
      '"Unable to register node with API server" err="Post \\"https://10.99.99.99:5000/api/v1/nodes\\": dial tcp 10.99.99.99:5000: connect: no route to host" node="n1"',
    ],
    source: 'client-go rest',
  },
  {
    id: 'apiserver-handshake',
    matches: toApi('TLS handshake timeout'),
    ...unreached,
    samples: ['Unable to connect to the server: net/http: TLS handshake timeout'],
    source: 'Go net/http transport.go',
  },
  {
    id: 'apiserver-timeout',
    matches: toApi('i\\/o timeout|connect: connection timed out|operation timed out'),
    ...unreached,
    samples: [
      'Unable to connect to the server: dial tcp 192.0.2.10:6443: i/o timeout',
      'Failed to watch *v1.Service: Get "https://192.0.2.10:6443/api/v1/services": dial tcp 192.0.2.10:6443: i/o timeout',
    ],
    source: 'client-go rest',
  },
  {
    id: 'apiserver-slow',
    matches: toApi(
      'Client\\.Timeout|context deadline exceeded|timeout awaiting response|client connection lost|no cached connection was available|net\\/http: request canceled|the request timed out',
    ),
    kind: 'retried',
    part: 'kubectl',
    says: reachSays,
    next: reachNext,
    where: [apiserver, admin],
    samples: [
      'Unable to connect to the server: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
      'Failed to watch *v1.Node: Get "https://192.0.2.1:6443/api/v1/nodes?watch=true": http2: client connection lost',
      'Failed to list *v1.Node: Get https://192.0.2.1:6443/api/v1/nodes?resourceVersion=0: http2: no cached connection was available',
    ],
    not: [
      'error retrieving resource lock kube-system/kube-scheduler: Get "https://192.0.2.1:6443/apis/coordination.k8s.io/v1/x": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
      'Get "https://172.30.70.208:443/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    ],
    source: 'client-go rest',
  },
  {
    id: 'apiserver-closed',
    matches: toApi(
      ': (?:unexpected )?EOF\\b|connection reset by peer|broken pipe|server sent GOAWAY|Internal Server Error|Service Unavailable|Bad Gateway|Gateway Time-?out',
    ),
    ...unreached,
    samples: [
      'Unable to connect to the server: EOF',
      'couldn\'t get current server API group list: Get "https://192.0.2.10:6443/api?timeout=32s": EOF',
    ],
    source: 'client-go rest',
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
      /the server has received too many requests and has asked us to try again later|\(TooManyRequests\)|"reason": ?"TooManyRequests"|client-side throttling|Throttling request took/,
    kind: 'retried',
    part: 'kube-apiserver',
    says: (met) =>
      /client-side throttling|Throttling request took/.test(met.text)
        ? 'The client throttles itself (its own limit of requests per second): slow, no fault of the server.'
        : 'The apiserver turns requests away because too many come at once (priority and fairness): some client floods it, or it is too small.',
    next: ({ text }) =>
      /client-side throttling|Throttling request took/.test(text)
        ? ['nothing to mend in the cluster; clients since 1.26 ask less often (their discovery is cached)']
        : ['`kubectl get --raw /metrics | grep apiserver_flowcontrol_rejected_requests_total` names the flow'],
    samples: [
      'Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later',
      'Waited for 1.2s due to client-side throttling, not priority and fairness, request: GET:https://192.0.2.1:6443/apis',
    ],
    not: [
      'autorest/azure: Service returned an error. Status=429 Code="OperationNotAllowed" Details=[{"code":"TooManyRequests"}]',
    ],
    source: 'client-go rest/request.go, apiserver flowcontrol',
  },
  {
    id: 'server-not-in-time',
    matches:
      /the server was unable to return a response in the time allotted|request did not complete within (?:the )?(?:requested timeout|allowed duration|allotted timeout)|apiserver received an error that is not an metav1\.Status.{0,120}(?:Handler timeout|context canceled|deadline)|http: Handler timeout|"Timeout or abort while handling"|apiserver was unable to (?:write|close) .{0,80}timeout/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The apiserver did not answer a request in time: mostly etcd behind it is slow, unreachable or without quorum; else an admission webhook it asks does not answer (where something is made or changed), or it is overloaded.',
    next: [
      '{etcd-log}',
      '{apiserver-log}',
      'where only creating or changing fails: `kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`; do their Services have ready pods?',
    ],
    samples: [
      'Error creating: Timeout: request did not complete within allowed duration',
      'Failed to list *core.Namespace: the server was unable to return a response in the time allotted, but may still be processing the request (get namespaces)',
      'apiserver received an error that is not an metav1.Status: &errors.errorString{s:"http: Handler timeout"}',
    ],
    source: 'apimachinery pkg/api/errors, apiserver pkg/server/filters/timeout.go',
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
