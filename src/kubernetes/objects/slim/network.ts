import { asMap } from '../../yaml-text.ts';
import { isLeaderLock } from '../leader-lock.ts';
import { flagAt, mapAt, mapsAt, numberAt, type Raw, scalarAt, textAt, textsAt, wordAt, wordsAt } from '../raw.ts';
import type { Event } from '../types/event.ts';
import type { Endpoint, EndpointSlice, Service, Webhooks } from '../types/network.ts';
import { slimMeta } from './meta.ts';

export function slimService(raw: Raw, source: string): Service {
  const spec = mapAt(raw, 'spec');
  const balancer = asMap(mapAt(raw, 'status')['loadBalancer']);
  return {
    ...slimMeta(raw, 'Service', source),
    type: wordAt(spec, 'type') ?? 'ClusterIP',
    selector: asMap(spec['selector']) === undefined ? undefined : textsAt(spec, 'selector'),
    clusterIP: wordAt(spec, 'clusterIP'),
    externalName: wordAt(spec, 'externalName'),
    ports: mapsAt(spec, 'ports').map((port) => ({
      name: wordAt(port, 'name'),
      port: numberAt(port, 'port') ?? 0,
      targetPort: scalarAt(port, 'targetPort'),
      protocol: wordAt(port, 'protocol') ?? 'TCP',
    })),
    publishNotReady: flagAt(spec, 'publishNotReadyAddresses') === true,
    ...(balancer === undefined ? {} : { hasBalancer: mapsAt(balancer, 'ingress').length > 0 }),
  };
}

export function slimSlice(raw: Raw, source: string): EndpointSlice {
  const meta = slimMeta(raw, 'EndpointSlice', source);
  return {
    ...meta,
    service: meta.labels['kubernetes.io/service-name'],
    ports: mapsAt(raw, 'ports').map((port) => ({ name: wordAt(port, 'name'), port: numberAt(port, 'port') })),
    endpoints: mapsAt(raw, 'endpoints').map(endpoint),
  };
}

/** Endpoints of old are kept as a record of their Service, as a row of `kubectl get endpoints` is. */
export function slimEndpoints(raw: Raw, source: string): Event {
  const meta = slimMeta(raw, 'Endpoints', source);
  const addresses = mapsAt(raw, 'subsets').flatMap((subset) =>
    mapsAt(subset, 'addresses').flatMap((one) => wordAt(one, 'ip') ?? []),
  );
  const { name, namespace } = meta;
  // Components elected their leader by such an object: it leads nowhere and should not.
  const annotations = mapAt(mapAt(raw, 'metadata'), 'annotations');
  const isLock = isLeaderLock(name) || annotations['control-plane.alpha.kubernetes.io/leader'] !== undefined;
  return {
    ...meta,
    type: addresses.length > 0 || isLock ? 'Normal' : 'Warning',
    reason: 'Endpoints',
    message: addresses.length === 0 ? '<none>' : addresses.slice(0, 20).join(','),
    about: { kind: 'Service', name, namespace },
  };
}

function endpoint(raw: Raw): Endpoint {
  const conditions = mapAt(raw, 'conditions');
  const target = asMap(raw['targetRef']);
  return {
    addresses: wordsAt(raw, 'addresses'),
    ready: flagAt(conditions, 'ready'),
    serving: flagAt(conditions, 'serving'),
    terminating: flagAt(conditions, 'terminating'),
    // discovery.k8s.io/v1beta1 kept the node in the topology.
    node: wordAt(raw, 'nodeName') ?? wordAt(mapAt(raw, 'topology'), 'kubernetes.io/hostname'),
    target:
      target === undefined
        ? undefined
        : { kind: textAt(target, 'kind') ?? '', name: textAt(target, 'name') ?? '', uid: textAt(target, 'uid') },
  };
}

export const slimWebhooks = (raw: Raw, kind: string, source: string): Webhooks => ({
  ...slimMeta(raw, kind, source),
  hooks: mapsAt(raw, 'webhooks').map((hook) => {
    const service = asMap(mapAt(hook, 'clientConfig')['service']);
    return {
      name: textAt(hook, 'name') ?? '',
      failurePolicy: wordAt(hook, 'failurePolicy'),
      service:
        service === undefined
          ? undefined
          : {
              namespace: textAt(service, 'namespace') ?? '',
              name: textAt(service, 'name') ?? '',
              port: numberAt(service, 'port'),
            },
      timeout: numberAt(hook, 'timeoutSeconds'),
    };
  }),
});
