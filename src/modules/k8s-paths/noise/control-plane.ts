import type { Message } from '../error-text/message.ts';

/** What apiservers, controllers, etcd and their clients say while nothing is wrong. */
export const controlPlaneNoise: readonly Message[] = [
  {
    id: 'noise-compacted',
    matches:
      /(?:required revision has been|revision has been) compact(?:ed)?|watch of \S{1,200} ended with: too old resource version|too old resource version: \d/,
    kind: 'harmless',
    says: 'Harmless: a list or watch asked for a revision that etcd has compacted since, and begins anew.',
    samples: [
      'watch chan error: etcdserver: mvcc: required revision has been compacted',
      'time="2026-01-21T21:10:47Z" level=error msg="error while range on /registry/namespaces/ /registry/namespaces/: revision has been compact"',
      'k8s.io/client-go/informers/factory.go:134: watch of *v1.Pod ended with: too old resource version: 10 (20)',
    ],
    not: ['{"level":"warn","msg":"failed to compact","error":"mvcc: database space exceeded"}'],
    source: 'etcd api/v3rpc/rpctypes/error.go; kubernetes apiserver pkg/storage/etcd3; kine pkg/server',
  },
  {
    id: 'noise-supervisor-handshake',
    matches: /Cluster-Http-Server .{0,60}http: TLS handshake error from \S{1,80}: remote error: tls: bad certificate/,
    kind: 'harmless',
    says: 'Harmless: k3s and rke2 ask their supervisor for the CA before they know it, and so refuse its certificate once; each node does when it starts or joins.',
    samples: [
      'Cluster-Http-Server 2026/03/02 08:30:38 http: TLS handshake error from 127.0.0.1:35900: remote error: tls: bad certificate',
    ],
    not: ['http: TLS handshake error from 192.0.2.7:35900: remote error: tls: bad certificate'],
    source: 'k3s pkg/clientaccess/token.go (GetCACerts), pkg/server; k3s-io/k3s issues, maintainers on that line',
  },
  {
    id: 'noise-watch-ended',
    matches:
      /watch of \S{1,200} ended with: (?:very short watch|an error on the server \(\\?"unable to decode an event|EOF)|Unexpected EOF during watch stream event decoding|watch lasted less than a second and no items received/,
    kind: 'harmless',
    says: 'A watch ended and begins anew, as after a restart of the apiserver or at the time limit of a load balancer; a fault only where it comes all the time.',
    samples: [
      'k8s.io/client-go/informers/factory.go:134: watch of *v1.Pod ended with: very short watch: Unexpected watch close - watch lasted less than a second and no items received',
      'Unexpected EOF during watch stream event decoding: unexpected EOF',
    ],
    not: ['watch of *v1.Pod ended with: Internal error occurred: etcdserver: no leader'],
    source: 'client-go tools/cache/reflector.go; apimachinery pkg/watch/streamwatcher.go',
  },
  {
    id: 'noise-openapi',
    matches:
      /OpenAPI AggregationController: (?:action for item \S{1,200}: |Processing item \S{1,200}$)|loading OpenAPI spec for "[^"]{1,200}" failed with: OpenAPI spec does not exist|removing "[^"]{1,200}" from AggregationController failed with: resource not found/,
    kind: 'harmless',
    says: 'Harmless: an aggregated API serves no OpenAPI document, or was removed twice; requests to it are not touched.',
    samples: [
      'loading OpenAPI spec for "v1beta1.system.example.org" failed with: OpenAPI spec does not exist',
      'removing "v1alpha1.crd.example.org" from AggregationController failed with: resource not found',
      'OpenAPI AggregationController: action for item v1beta1.metrics.k8s.io: Rate Limited Requeue.',
    ],
    not: [
      'loading OpenAPI spec for "v1beta1.metrics.k8s.io" failed with: failed to retrieve openAPI spec, http error: ResponseCode: 503, Body: service unavailable',
    ],
    source: 'kube-aggregator pkg/controllers/openapi/controller.go, openapiv3/controller.go',
  },
  {
    id: 'noise-apiserver-start',
    matches:
      /Unable to remove old endpoints from kubernetes service: StorageError: key not found|duplicate metrics collector registration attempted|scheme "" not registered, fallback to default scheme|Resetting endpoints for master service "kubernetes"|Skipping API \S{1,80} because it has no resources|Terminating all watchers from cacher|^Waiting for caches to sync for |Use of insecure cipher '\w{3,60}' detected/,
    kind: 'harmless',
    says: 'Harmless: what an apiserver says while it starts, or when an API comes or goes.',
    samples: [
      'Unable to remove old endpoints from kubernetes service: StorageError: key not found, Code: 1, Key: /registry/masterleases/192.0.2.31, ResourceVersion: 0, AdditionalErrorMsg: ',
      'failed to register depth metric admission_quota_controller: duplicate metrics collector registration attempted',
      'Skipping API batch/v2alpha1 because it has no resources.',
      'Waiting for caches to sync for crd-autoregister',
      'Resetting endpoints for master service "kubernetes" to [192.0.2.1]',
    ],
    not: ['Resetting endpoints for master service "other" failed'],
    source:
      'kubernetes pkg/controlplane/controller/kubernetesservice, reconcilers/lease.go; apiserver pkg/server/genericapiserver.go',
  },
  {
    id: 'noise-deprecated-api',
    matches: /^(?:Warning: )?\S{1,80} (?:\w{1,60} )?is deprecated in v1\.\d{1,2}\+(?:, unavailable in v1\.\d{1,2}\+)?/,
    kind: 'harmless',
    says: 'A warning for the next upgrade, no fault now: a manifest or client uses a version of an API that a later Kubernetes no longer serves.',
    samples: [
      'policy/v1beta1 PodSecurityPolicy is deprecated in v1.21+, unavailable in v1.25+',
      'Warning: v1 ComponentStatus is deprecated in v1.19+',
    ],
    source: 'apiserver pkg/endpoints/deprecation; client-go rest/warnings.go',
  },
  {
    id: 'noise-defaults',
    matches:
      /Neither --kubeconfig nor --master was specified\. {1,2}Using the inClusterConfig|^Authentication is disabled$|^Authorization is disabled$|simple token is not cryptographically signed|found invalid file\/dir \S{1,100} under data dir|found invalid file under data directory|^unrecognized feature gate: \w{1,80}$/,
    kind: 'harmless',
    says: 'Harmless: a note about a default, or about something that is left unread.',
    samples: [
      'Neither --kubeconfig nor --master was specified.  Using the inClusterConfig.  This might not work.',
      '{"level":"warn","caller":"auth/store.go:1220","msg":"simple token is not cryptographically signed"}',
      'etcdmain: found invalid file/dir .bash_logout under data dir /var/lib/etcd (Ignore this if you are upgrading etcd)',
      // Only warned of where a component emulates another version, or knows gates of others (OpenShift).
      'unrecognized feature gate: Foo',
    ],
    not: ['failed to set feature gates from initial flags-based config: unrecognized feature gate: Foo'],
    source:
      'client-go tools/clientcmd/client_config.go; etcd server/auth/store.go, etcdmain/etcd.go; component-base featuregate/feature_gate.go',
  },
  {
    id: 'noise-search-list',
    matches: /\[ERROR 0 \S{1,253} [A-Z]{1,5}\] (?:no items found|invalid query name)/,
    kind: 'harmless',
    says: 'Harmless: a resolver tries the domains of its search list in turn, and CoreDNS (before 1.0) logs each that has no such name.',
    samples: ['29/Nov/2026:23:16:11 +0000 [ERROR 0 kubernetes.shop.svc.cluster.local. A] no items found'],
    source: 'coredns plugin/kubernetes/kubernetes.go, plugin/errors',
  },
  {
    id: 'noise-request-aborted',
    matches:
      /post-timeout activity - time-elapsed: [^,]{1,30}, [A-Z]{3,7} "[^"]{1,400}" result: <nil>|post-timeout activity - time-elapsed: [^,]{1,30}, panicked with error: context canceled|Unable to cancel request for \*|^unable to write (?:a )?(?:JSON|protobuf) response: (?:write tcp .{0,100}(?:broken pipe|connection reset)|context canceled)/i,
    kind: 'harmless',
    says: 'Harmless: a client went away before its answer was written.',
    samples: ['post-timeout activity - time-elapsed: 2.9µs, GET "/api/v1/nodes" result: <nil>'],
    not: [
      'post-timeout activity - time-elapsed: 11.2ms, GET "/api/v1/nodes" result: http: Handler timeout',
      'post-timeout activity - time-elapsed: 2.9µs, panicked with error: runtime error: invalid memory address, GET "/api/v1/nodes"',
    ],
    source: 'apiserver pkg/server/filters/timeout.go; client-go transport/round_trippers.go',
  },
  {
    id: 'noise-client-requests',
    matches:
      /^(?:GET|POST|PUT|PATCH|DELETE) https?:\/\/\S{1,800}(?: 2\d\d [A-Z]\w{1,20}(?: \w{1,20})? in \d{1,6} milliseconds)?$|^Response Status: 2\d\d /,
    kind: 'harmless',
    says: 'What a client prints of its requests when it is asked to say more (-v).',
    samples: [
      'GET https://192.0.2.5:6443/api/v1/namespaces/kube-system/configmaps/coredns?timeout=10s',
      'GET https://192.0.2.5:6443/api/v1/nodes 200 OK in 8 milliseconds',
    ],
    not: [
      'GET https://192.0.2.5:6443/healthz?timeout=10s  in 0 milliseconds',
      'GET https://192.0.2.5:6443/api/v1/nodes/n1?timeout=10s 404 Not Found in 1 milliseconds',
    ],
    source: 'client-go transport/round_trippers.go',
  },
];
