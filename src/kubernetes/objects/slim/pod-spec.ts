import { asMap } from '../../yaml-text.ts';
import { flagAt, mapAt, mapsAt, numberAt, type Raw, scalarAt, textAt, textsAt, wordAt, wordsAt } from '../raw.ts';
import type { Container, ContainerProbe, PodSpec, PodTerm, SpreadConstraint, Toleration } from '../types/pod-spec.ts';
import { nodeTermsAt, selectorAt } from './meta.ts';
import { slimVolume } from './volume.ts';

/** A pod's spec without what it is started with. */
export function slimPodSpec(spec: Raw, podName = ''): PodSpec {
  const affinity = mapAt(spec, 'affinity');
  const resources = mapAt(spec, 'resources');
  const antiAffinity = mapAt(affinity, 'podAntiAffinity');
  return {
    nodeName: wordAt(spec, 'nodeName'),
    schedulerName: wordAt(spec, 'schedulerName') ?? 'default-scheduler',
    priority: numberAt(spec, 'priority'),
    priorityClass: wordAt(spec, 'priorityClassName'),
    preemptionPolicy: wordAt(spec, 'preemptionPolicy'),
    serviceAccount: wordAt(spec, 'serviceAccountName') ?? wordAt(spec, 'serviceAccount'),
    runtimeClass: wordAt(spec, 'runtimeClassName'),
    restartPolicy: wordAt(spec, 'restartPolicy'),
    hostNetwork: flagAt(spec, 'hostNetwork') === true,
    graceSeconds: numberAt(spec, 'terminationGracePeriodSeconds'),
    activeDeadline: numberAt(spec, 'activeDeadlineSeconds'),
    gates: names(mapsAt(spec, 'schedulingGates')),
    tolerations: tolerationsAt(spec),
    nodeSelector: textsAt(spec, 'nodeSelector'),
    nodeTerms: nodeTermsAt(mapAt(affinity, 'nodeAffinity'), required),
    podAffinity: mapsAt(mapAt(affinity, 'podAffinity'), required).map(podTerm),
    podAntiAffinity: mapsAt(antiAffinity, required).map(podTerm),
    softAntiAffinity: mapsAt(antiAffinity, 'preferredDuringSchedulingIgnoredDuringExecution').map(
      (one) => textAt(mapAt(one, 'podAffinityTerm'), 'topologyKey') ?? '',
    ),
    spread: mapsAt(spec, 'topologySpreadConstraints').map(spreadConstraint),
    containers: mapsAt(spec, 'containers').map(container),
    initContainers: mapsAt(spec, 'initContainers').map(container),
    overhead: textsAt(spec, 'overhead'),
    podRequests: textsAt(resources, 'requests'),
    podLimits: textsAt(resources, 'limits'),
    volumes: mapsAt(spec, 'volumes').map((volume) => slimVolume(volume, podName)),
    readinessGates: mapsAt(spec, 'readinessGates').map((gate) => textAt(gate, 'conditionType') ?? ''),
    imagePullSecrets: names(mapsAt(spec, 'imagePullSecrets')),
    resourceClaims: names(mapsAt(spec, 'resourceClaims')),
  };
}

const required = 'requiredDuringSchedulingIgnoredDuringExecution';

const names = (items: readonly Raw[]): readonly string[] => items.map((item) => textAt(item, 'name') ?? '');

export const tolerationsAt = (raw: Raw): readonly Toleration[] =>
  mapsAt(raw, 'tolerations').map((one) => ({
    key: wordAt(one, 'key'),
    operator: wordAt(one, 'operator'),
    value: wordAt(one, 'value'),
    effect: wordAt(one, 'effect'),
    seconds: numberAt(one, 'tolerationSeconds'),
  }));

const podTerm = (term: Raw): PodTerm => ({
  topologyKey: textAt(term, 'topologyKey') ?? '',
  selector: selectorAt(term, 'labelSelector'),
  namespaces: wordsAt(term, 'namespaces'),
  namespaceSelector: selectorAt(term, 'namespaceSelector'),
  matchLabelKeys: wordsAt(term, 'matchLabelKeys'),
  mismatchLabelKeys: wordsAt(term, 'mismatchLabelKeys'),
});

const spreadConstraint = (one: Raw): SpreadConstraint => ({
  topologyKey: textAt(one, 'topologyKey') ?? '',
  maxSkew: numberAt(one, 'maxSkew') ?? 1,
  whenUnsatisfiable: textAt(one, 'whenUnsatisfiable') ?? '',
  selector: selectorAt(one, 'labelSelector'),
  minDomains: numberAt(one, 'minDomains'),
  nodeAffinityPolicy: wordAt(one, 'nodeAffinityPolicy'),
  nodeTaintsPolicy: wordAt(one, 'nodeTaintsPolicy'),
  matchLabelKeys: wordsAt(one, 'matchLabelKeys'),
});

function container(raw: Raw): Container {
  const resources = mapAt(raw, 'resources');
  return {
    name: textAt(raw, 'name') ?? '',
    image: wordAt(raw, 'image'),
    pullPolicy: wordAt(raw, 'imagePullPolicy'),
    requests: textsAt(resources, 'requests'),
    limits: textsAt(resources, 'limits'),
    ports: mapsAt(raw, 'ports').map((port) => ({
      name: wordAt(port, 'name'),
      container: numberAt(port, 'containerPort') ?? 0,
      host: numberAt(port, 'hostPort'),
      hostIP: wordAt(port, 'hostIP'),
      protocol: wordAt(port, 'protocol') ?? 'TCP',
    })),
    restartPolicy: wordAt(raw, 'restartPolicy'),
    probes: (['liveness', 'readiness', 'startup'] as const).flatMap((kind) => probe(raw, kind)),
  };
}

const handlers: Readonly<Record<string, string>> = { httpGet: 'http', tcpSocket: 'tcp', exec: 'exec', grpc: 'grpc' };

function probe(raw: Raw, kind: ContainerProbe['kind']): readonly ContainerProbe[] {
  const found = asMap(raw[`${kind}Probe`]);
  if (found === undefined) return [];
  const handler = Object.keys(handlers).find((name) => found[name] !== undefined) ?? '';
  const action = mapAt(found, handler);
  return [
    {
      kind,
      handler: handlers[handler] ?? 'unknown',
      port: scalarAt(action, 'port'),
      path: wordAt(action, 'path'),
      initialDelay: numberAt(found, 'initialDelaySeconds'),
      period: numberAt(found, 'periodSeconds'),
      timeout: numberAt(found, 'timeoutSeconds'),
      failures: numberAt(found, 'failureThreshold'),
    },
  ];
}
