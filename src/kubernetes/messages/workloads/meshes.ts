import type { Message } from '../message.ts';

const source = 'istio pilot/cmd/pilot-agent/status/ready/probe.go; envoy source/extensions/config_subscription/grpc';

/** Istio's sidecars and gateways. */
export const meshMessages: readonly Message[] = [
  {
    id: 'istio-version',
    matches: /unknown service envoy\.(?:service\.discovery|api)\.v2\b/,
    kind: 'cause',
    says: 'The proxy is older than its Istiod: it asks by version 2 of the protocol, which Istiod serves no more since 1.8.',
    next: [
      'restart what was injected by the old release (`kubectl rollout restart`), and set the image of gateways (auto, or that of the release): `istioctl proxy-status` shows the versions',
    ],
    samples: [
      'StreamAggregatedResources gRPC config stream closed: 12, unknown service envoy.service.discovery.v2.AggregatedDiscoveryService',
    ],
    source,
  },
  {
    id: 'istio-rejected',
    matches: /Envoy proxy is NOT ready: config received from (?:XDS server|Pilot), but was rejected: ?(.{0,300})/,
    kind: 'cause',
    says: 'The proxy gets its configuration from Istiod and refuses it, so it never gets ready: mostly an EnvoyFilter or WasmPlugin that does not fit its version. $1',
    next: [
      '`istioctl proxy-status` (STALE, rejected), the lines before that name the listener or cluster; `kubectl get envoyfilters -A`',
    ],
    samples: [
      'Envoy proxy is NOT ready: config received from XDS server, but was rejected: cds updates: 1 successful, 0 rejected; lds updates: 0 successful, 1 rejected',
    ],
    source,
  },
  {
    id: 'istio-no-config',
    matches:
      /Envoy proxy is NOT ready: (?:config not received from (?:Pilot|XDS server)|cds updates: 0 successful, 0 rejected)|gRPC config stream (?:to \S{1,60} )?closed(?: since \S{1,20} ago)?: 14, (.{1,300})/,
    kind: 'retried',
    confidence: 'possible',
    says: ({ groups: [, why = ''] }) =>
      `A proxy of Istio gets no configuration from Istiod (istiod.istio-system:15012), so its pod is not ready and passes no traffic: Istiod does not run or has no endpoint, a network policy or firewall stands in between, or its certificate is not trusted${why === '' ? '' : `. It says: ${why}`}. For seconds after a start that is usual.`,
    next: [
      '`kubectl -n istio-system get pods,endpoints -l app=istiod`, and the log of istiod; `istioctl proxy-status`',
      'from the namespace of the pod: DNS and TCP 15012 to istiod.istio-system.svc',
    ],
    samples: [
      'Envoy proxy is NOT ready: config not received from XDS server (is Istiod running?): cds updates: 0 successful, 0 rejected; lds updates: 0 successful, 0 rejected',
      'StreamAggregatedResources gRPC config stream closed: 14, upstream connect error or disconnect/reset before headers. reset reason: connection failure',
      'gRPC config stream to xds-grpc closed since 40s ago: 14, no healthy upstream',
    ],
    yieldsTo: /^istio-(?:version|rejected)$/,
    source,
  },
  {
    id: 'istio-reconnect',
    matches: /gRPC config stream (?:to \S{1,60} )?closed(?: since \S{1,20} ago)?: (?:0|13), ?$/,
    kind: 'harmless',
    says: 'Harmless: Istiod ends the stream of a proxy every half an hour, and the proxy connects again.',
    samples: ['StreamAggregatedResources gRPC config stream closed: 13, '],
    source: 'istio pilot/cmd/pilot-discovery (keepaliveMaxServerConnectionAge, 30m)',
  },
];
