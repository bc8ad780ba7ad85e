import { asMap } from '../../yaml-text.ts';
import { flagAt, mapAt, mapsAt, numberAt, type Raw, scalarAt, textAt, textsAt, wordAt, wordsAt } from '../raw.ts';
import type { Endpoint, EndpointSlice, Service, Webhooks } from '../types/network.ts';
import { slimMeta } from './meta.ts';

export function slimService(raw: Raw, source: string): Service {
  const spec = mapAt(raw, 'spec');
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
