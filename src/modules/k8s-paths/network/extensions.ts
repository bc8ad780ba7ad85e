import type { Message } from '../error-text/message.ts';
import { reachNext, reachSays } from './reach.ts';

/** Why an APIService is not available, by the reason in its condition. */
const apiServiceReason = (service: string, reason: string): string =>
  reason === 'ServiceNotFound'
    ? `its ${service} does not exist: what served it was removed or never installed.`
    : reason === 'MissingEndpoints' || reason === 'EndpointsNotFound'
      ? `its ${service} has no ready pod.`
      : reason === 'ServicePortError'
        ? `its ${service} does not have the port that the APIService names.`
        : `what is behind its ${service} does not answer the apiserver (${reason}).`;

/** Webhooks, aggregated APIs and Konnectivity: what an API server calls. */
export const extensionMessages: readonly Message[] = [
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
    id: 'apiservice-false',
    matches:
      /(v\w{1,10}\.[\w.-]{3,80})\s+([\w-]{1,63})\/([\w.-]{1,63})\s+False \(([A-Z]\w{4,40})\)|service\/([\w.-]{1,63}) in \\?"([\w-]{1,63})\\?" is not (present)|endpoints for service\/([\w.-]{1,63}) in \\?"([\w-]{1,63})\\?" have no addresses/,
    kind: 'state',
    apart: true,
    says: ({
      groups: [, api = '', space = '', service = '', reason = '', gone = '', goneIn = '', , bare = '', bareIn = ''],
    }) =>
      `The aggregated API${api === '' ? '' : ` ${api}`} is not available: ${apiServiceReason(
        `Service ${service || gone || bare} in namespace ${space || goneIn || bareIn}`,
        reason || (gone === '' ? 'MissingEndpoints' : 'ServiceNotFound'),
      )} Namespaces stay in Terminating meanwhile.`,
    next: ({ groups: [, api = '', space = '', service = '', reason = '', gone = ''] }) =>
      reason === 'ServiceNotFound' || gone !== ''
        ? [
            `install again what serves it, or where it was removed for good: \`kubectl delete apiservice ${api === '' ? 'NAME' : api}\``,
          ]
        : [
            service === ''
              ? '`kubectl get apiservice` names its Service; the pods behind that and their log'
              : `\`kubectl -n ${space} get pods,endpoints -o wide\`: are the pods behind ${service} Ready, and what do they log?`,
            'does every API server reach them (pod network, firewall from the control plane, the proxy of NO_PROXY)?',
          ],
    samples: [
      'v1beta1.metrics.k8s.io   kube-system/metrics-server   False (MissingEndpoints)   91d',
      'v1beta1.external.metrics.k8s.io   shop/agent-metrics   False (ServiceNotFound)   2m15s',
      'Message: service/metrics-server in "kube-system" is not present',
      'endpoints for service/metrics-server in "kube-system" have no addresses with port name "https"',
    ],
    not: ['v1.apps   Local   True   91d'],
    source: 'kube-aggregator pkg/controllers/status/remote/remote_available_controller.go',
  },
  {
    id: 'aggregated-api',
    matches:
      /complete list of server APIs: ([\w.-]{1,100}\/\w{1,20})|couldn't get resource list for ([\w.-]{1,100}\/\w{1,20})|(v\w{1,10}\.[\w.-]{3,80}) failed with: .{0,40}failing or missing response from|FailedDiscoveryCheck/,
    kind: 'state',
    says: 'The aggregated API $1$2$3 does not answer: the pods behind its Service are down or not reached from the apiserver. Namespaces stay in Terminating meanwhile.',
    next: ['`kubectl get apiservice`: the one that is False names its Service; look at the pods behind it'],
    samples: [
      'error: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is currently unable to handle the request',
      'v1beta1.metrics.k8s.io failed with: failing or missing response from https://10.0.0.1:443/apis/metrics.k8s.io/v1beta1',
      "couldn't get resource list for metrics.k8s.io/v1beta1: the server is currently unable to handle the request",
    ],
    not: ['v1beta1.metrics.k8s.io   kube-system/metrics-server   False (FailedDiscoveryCheck)   91d'],
    source: 'kube-aggregator pkg/apiserver/handler_proxy.go, client-go discovery',
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
    id: 'kubelet-port-strange',
    matches:
      /Error from server(?: \(\w{1,30}\))?: Get \\?"https:\/\/(\S{1,100}?):10250\/(?:containerLogs|exec|attach|run|portForward)\/\S{1,400}: (EOF|Not Found|Bad Gateway|Service Unavailable)\s*$/,
    kind: 'state',
    confidence: 'possible',
    part: 'kubelet',
    says: ({ groups: [, node = '', answer = ''] }) =>
      answer === 'EOF'
        ? `The kubelet of ${node} broke off the request for logs or exec: it is restarted, or what listens at 10250 there is no kubelet.`
        : `Something else than the kubelet of ${node} answers the apiserver (${answer}): mostly a proxy that the apiserver was started with (HTTPS_PROXY), as NO_PROXY does not name the nodes.`,
    next: [
      'HTTPS_PROXY and NO_PROXY of the apiserver (K3s: /etc/systemd/system/k3s.service.env): names and addresses of the nodes belong into NO_PROXY',
      'on that node: {kubelet-log}',
    ],
    samples: [
      'Error from server: Get "https://ip-192-0-2-170:10250/containerLogs/kube-system/coredns-1/coredns": Not Found',
      'Error from server: Get "https://ubuntu:10250/containerLogs/default/echo-1/echo": EOF',
    ],
    source: 'client-go rest/request.go; kubernetes pkg/registry/core/pod/rest (LogREST)',
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
];
