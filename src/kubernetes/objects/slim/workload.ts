import { createHash } from 'node:crypto';
import { asMap } from '../../yaml-text.ts';
import { flagAt, mapAt, numberAt, type Raw, scalarAt, textsAt, wordAt } from '../raw.ts';
import type { Texts } from '../types/meta.ts';
import type { PodTemplate, Workload, WorkloadStatus } from '../types/workload.ts';
import { annotation, conditionsAt, selectorAt, slimMeta, timeAt } from './meta.ts';
import { slimPodSpec } from './pod-spec.ts';

export function slimWorkload(raw: Raw, kind: string, source: string): Workload {
  const spec = mapAt(raw, 'spec');
  const strategy = asMap(spec['strategy']) ?? asMap(spec['updateStrategy']);
  // A CronJob's template is its job's.
  const template = asMap(spec['template']) ?? asMap(mapAt(mapAt(spec, 'jobTemplate'), 'spec')['template']);
  return {
    ...slimMeta(raw, kind, source),
    replicas: numberAt(spec, 'replicas'),
    // A ReplicationController's selector is a mapping of labels.
    selector:
      kind === 'ReplicationController' && asMap(spec['selector']) !== undefined
        ? { matchLabels: textsAt(spec, 'selector') }
        : selectorAt(spec, 'selector'),
    paused: flagAt(spec, 'paused'),
    strategy: strategy === undefined ? undefined : slimStrategy(strategy),
    progressDeadline: numberAt(spec, 'progressDeadlineSeconds'),
    minReady: numberAt(spec, 'minReadySeconds'),
    podManagement: wordAt(spec, 'podManagementPolicy'),
    suspend: flagAt(spec, 'suspend'),
    schedule: wordAt(spec, 'schedule'),
    timeZone: wordAt(spec, 'timeZone'),
    completions: numberAt(spec, 'completions'),
    parallelism: numberAt(spec, 'parallelism'),
    backoffLimit: numberAt(spec, 'backoffLimit'),
    revision: annotation(raw, 'deployment.kubernetes.io/revision'),
    template: template === undefined ? undefined : slimTemplate(template),
    status: slimStatus(mapAt(raw, 'status'), kind),
  };
}

function slimStrategy(strategy: Raw): NonNullable<Workload['strategy']> {
  const rolling = mapAt(strategy, 'rollingUpdate');
  return {
    type: wordAt(strategy, 'type'),
    maxUnavailable: scalarAt(rolling, 'maxUnavailable'),
    maxSurge: scalarAt(rolling, 'maxSurge'),
  };
}

function slimStatus(status: Raw, kind: string): WorkloadStatus {
  const isDaemonSet = kind === 'DaemonSet';
  return {
    observedGeneration: numberAt(status, 'observedGeneration'),
    replicas: numberAt(status, isDaemonSet ? 'currentNumberScheduled' : 'replicas'),
    updated: numberAt(status, isDaemonSet ? 'updatedNumberScheduled' : 'updatedReplicas'),
    ready: numberAt(status, isDaemonSet ? 'numberReady' : kind === 'Job' ? 'ready' : 'readyReplicas'),
    available: numberAt(status, isDaemonSet ? 'numberAvailable' : 'availableReplicas'),
    unavailable: numberAt(status, isDaemonSet ? 'numberUnavailable' : 'unavailableReplicas'),
    desired: numberAt(status, 'desiredNumberScheduled'),
    misscheduled: numberAt(status, 'numberMisscheduled'),
    active: kind === 'CronJob' ? undefined : numberAt(status, 'active'),
    succeeded: numberAt(status, 'succeeded'),
    failed: numberAt(status, 'failed'),
    startTime: timeAt(status, 'startTime'),
    completionTime: timeAt(status, 'completionTime'),
    lastSchedule: timeAt(status, 'lastScheduleTime'),
    lastSuccess: timeAt(status, 'lastSuccessfulTime'),
    currentRevision: wordAt(status, 'currentRevision'),
    updateRevision: wordAt(status, 'updateRevision'),
    conditions: conditionsAt(status),
  };
}

/** Labels that controllers add to a template; without them a Deployment's and its ReplicaSet's are equal. */
const addedLabels = new Set(['pod-template-hash', 'controller-revision-hash']);
/** What a container is started with is not even hashed: a hash of few possible values tells them. */
const neverRead = new Set(['env', 'envFrom', 'args']);

function slimTemplate(template: Raw): PodTemplate {
  const labels: Texts = Object.fromEntries(
    Object.entries(textsAt(mapAt(template, 'metadata'), 'labels')).filter(([name]) => !addedLabels.has(name)),
  );
  const spec = mapAt(template, 'spec');
  const hash = createHash('sha256');
  hash.update(JSON.stringify([labels, spec], (key, value: unknown) => (neverRead.has(key) ? undefined : value)));
  return { labels, spec: slimPodSpec(spec), hash: hash.digest('hex').slice(0, 12) };
}
