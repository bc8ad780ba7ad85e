import { flagAt, mapAt, mapsAt, numberAt, type Raw, scalarAt, textAt, textsAt, wordAt } from '../raw.ts';
import type { Condition } from '../types/meta.ts';
import type {
  Autoscaler,
  DisruptionBudget,
  LimitRange,
  Namespace,
  PriorityClass,
  Quota,
  RuntimeClass,
} from '../types/policy.ts';
import { conditionsAt, selectorAt, slimMeta } from './meta.ts';
import { tolerationsAt } from './pod-spec.ts';

export function slimQuota(raw: Raw, source: string): Quota {
  const status = mapAt(raw, 'status');
  return { ...slimMeta(raw, 'ResourceQuota', source), hard: textsAt(status, 'hard'), used: textsAt(status, 'used') };
}

export const slimLimitRange = (raw: Raw, source: string): LimitRange => ({
  ...slimMeta(raw, 'LimitRange', source),
  limits: mapsAt(mapAt(raw, 'spec'), 'limits').map((limit) => ({
    type: textAt(limit, 'type') ?? '',
    max: textsAt(limit, 'max'),
    min: textsAt(limit, 'min'),
    defaultLimit: textsAt(limit, 'default'),
    defaultRequest: textsAt(limit, 'defaultRequest'),
  })),
});

export function slimAutoscaler(raw: Raw, source: string): Autoscaler {
  const spec = mapAt(raw, 'spec');
  const status = mapAt(raw, 'status');
  const target = mapAt(spec, 'scaleTargetRef');
  return {
    ...slimMeta(raw, 'HorizontalPodAutoscaler', source),
    target: { kind: textAt(target, 'kind') ?? '', name: textAt(target, 'name') ?? '' },
    min: numberAt(spec, 'minReplicas'),
    max: numberAt(spec, 'maxReplicas'),
    desired: numberAt(status, 'desiredReplicas'),
    conditions: [...conditionsAt(status), ...annotatedConditions(raw)],
  };
}

/** autoscaling/v1, which `kubectl get -o json` had until 1.22, has no place for conditions but this annotation. */
function annotatedConditions(raw: Raw): readonly Condition[] {
  const text = textAt(mapAt(mapAt(raw, 'metadata'), 'annotations'), 'autoscaling.alpha.kubernetes.io/conditions');
  if (text === undefined) return [];
  try {
    return conditionsAt({ conditions: JSON.parse(text) });
  } catch {
    return [];
  }
}

export function slimBudget(raw: Raw, source: string): DisruptionBudget {
  const spec = mapAt(raw, 'spec');
  const status = mapAt(raw, 'status');
  return {
    ...slimMeta(raw, 'PodDisruptionBudget', source),
    minAvailable: scalarAt(spec, 'minAvailable'),
    maxUnavailable: scalarAt(spec, 'maxUnavailable'),
    selector: selectorAt(spec, 'selector'),
    allowed: numberAt(status, 'disruptionsAllowed'),
    healthy: numberAt(status, 'currentHealthy'),
    desired: numberAt(status, 'desiredHealthy'),
    expected: numberAt(status, 'expectedPods'),
    disrupted: Object.keys(mapAt(status, 'disruptedPods')),
  };
}

export const slimPriorityClass = (raw: Raw, source: string): PriorityClass => ({
  ...slimMeta(raw, 'PriorityClass', source),
  value: numberAt(raw, 'value') ?? 0,
  preemptionPolicy: wordAt(raw, 'preemptionPolicy'),
  globalDefault: flagAt(raw, 'globalDefault') === true,
});

export function slimRuntimeClass(raw: Raw, source: string): RuntimeClass {
  const scheduling = mapAt(raw, 'scheduling');
  return {
    ...slimMeta(raw, 'RuntimeClass', source),
    handler: textAt(raw, 'handler') ?? '',
    nodeSelector: textsAt(scheduling, 'nodeSelector'),
    tolerations: tolerationsAt(scheduling),
    overhead: textsAt(mapAt(raw, 'overhead'), 'podFixed'),
  };
}

export function slimNamespace(raw: Raw, source: string): Namespace {
  const status = mapAt(raw, 'status');
  return { ...slimMeta(raw, 'Namespace', source), phase: wordAt(status, 'phase'), conditions: conditionsAt(status) };
}
