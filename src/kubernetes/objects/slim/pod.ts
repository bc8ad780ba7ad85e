import { asMap } from '../../yaml-text.ts';
import { flagAt, mapAt, mapsAt, numberAt, type Raw, textAt, textsAt, wordAt } from '../raw.ts';
import type { ContainerState, ContainerStatus, Pod, PodStatus } from '../types/pod.ts';
import { annotation, conditionsAt, slimMeta, timeAt } from './meta.ts';
import { slimPodSpec } from './pod-spec.ts';

export function slimPod(raw: Raw, source: string): Pod {
  const meta = slimMeta(raw, 'Pod', source);
  const spec = asMap(raw['spec']);
  const status = asMap(raw['status']);
  return {
    ...meta,
    spec: spec === undefined ? undefined : slimPodSpec(spec, meta.name),
    status: status === undefined ? undefined : slimStatus(status),
    mirror: annotation(raw, 'kubernetes.io/config.mirror') !== undefined,
    staticSource: annotation(raw, 'kubernetes.io/config.source'),
  };
}

const slimStatus = (status: Raw): PodStatus => ({
  phase: wordAt(status, 'phase'),
  reason: wordAt(status, 'reason'),
  message: wordAt(status, 'message'),
  startTime: timeAt(status, 'startTime'),
  podIP: wordAt(status, 'podIP'),
  hostIP: wordAt(status, 'hostIP'),
  nominatedNode: wordAt(status, 'nominatedNodeName'),
  qos: wordAt(status, 'qosClass'),
  conditions: conditionsAt(status),
  containers: mapsAt(status, 'containerStatuses').map(containerStatus),
  initContainers: mapsAt(status, 'initContainerStatuses').map(containerStatus),
});

const containerStatus = (raw: Raw): ContainerStatus => ({
  name: textAt(raw, 'name') ?? '',
  ready: flagAt(raw, 'ready') === true,
  started: flagAt(raw, 'started'),
  restarts: numberAt(raw, 'restartCount') ?? 0,
  state: stateOf(mapAt(raw, 'state')),
  last: stateOf(mapAt(raw, 'lastState')),
  requests: asMap(raw['resources']) === undefined ? undefined : textsAt(mapAt(raw, 'resources'), 'requests'),
  allocated: asMap(raw['allocatedResources']) === undefined ? undefined : textsAt(raw, 'allocatedResources'),
});

function stateOf(raw: Raw): ContainerState | undefined {
  const is = (['waiting', 'running', 'terminated'] as const).find((one) => asMap(raw[one]) !== undefined);
  if (is === undefined) return undefined;
  const body = mapAt(raw, is);
  return {
    is,
    reason: wordAt(body, 'reason'),
    message: wordAt(body, 'message'),
    exitCode: numberAt(body, 'exitCode'),
    signal: numberAt(body, 'signal'),
    startedAt: timeAt(body, 'startedAt'),
    finishedAt: timeAt(body, 'finishedAt'),
  };
}
