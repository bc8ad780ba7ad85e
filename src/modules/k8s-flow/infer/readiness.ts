import type { Condition } from '../../../kubernetes/objects/types/meta.ts';
import type { ContainerStatus, Pod } from '../../../kubernetes/objects/types/pod.ts';
import { type Cluster, conditionOf } from './cluster.ts';
import { ofEvent, ofField } from './evidence.ts';
import type { PodStop } from './stop.ts';

const readySeconds = 60;
/** failureThreshold of a probe is 3 (core/v1 defaults). */
const failuresThatSpeak = 3;

/** Arrow 11: everything runs, and the pod is not ready. */
export function readinessStop(pod: Pod, cluster: Cluster): PodStop | undefined {
  const ready = conditionOf(pod.status?.conditions, 'Ready');
  if (ready?.status !== 'False') return undefined;
  const { unmetGates = [] } = pod;
  const isGated = unmetGates.length > 0 && conditionOf(pod.status?.conditions, 'ContainersReady')?.status === 'True';
  return isGated || ready.reason === 'ReadinessGatesNotReady' ? gateStop(pod, ready) : probeStop(pod, ready, cluster);
}

function gateStop(pod: Pod, ready: Condition): PodStop {
  const gates = pod.spec?.readinessGates ?? pod.unmetGates ?? [];
  const gate = gates.find((type) => conditionOf(pod.status?.conditions, type)?.status !== 'True') ?? '';
  return {
    code: 'readinessGate',
    arrow: 11,
    owner: '',
    subject: gate,
    evidence: ofField(
      pod,
      'status.conditions Ready',
      ready.reason === undefined ? ready.status : `${ready.reason}: ${ready.message ?? ''}`,
      ready.at,
    ),
  };
}

function probeStop(pod: Pod, ready: Condition, cluster: Cluster): PodStop | undefined {
  const running = pod.status?.containers.find((one) => !one.ready && one.state?.is === 'running');
  if (running === undefined) return undefined;
  const event = cluster
    .eventsOf(pod)
    .find(({ reason, message }) => reason === 'Unhealthy' && /^(?:Readiness|Startup|Liveness) probe/.test(message));
  // Once or twice at the start is how a probe works.
  const isYoung = !cluster.olderThan(ready.at ?? pod.status?.startTime, readySeconds);
  if (isYoung && (event?.count ?? 1) < failuresThatSpeak) return undefined;
  if (event === undefined && !isProbed(running, pod)) return unprobedStop(running, pod, ready);
  const probe = /^(Startup|Liveness)/.exec(event?.message ?? '')?.[1]?.toLowerCase();
  return {
    code: probe === undefined ? 'notReady' : 'probeKills',
    arrow: 11,
    owner: `spec.${probe ?? 'readiness'}Probe`,
    container: running.name,
    confidence: event === undefined ? 'likely' : 'proven',
    evidence:
      event === undefined
        ? ofField(pod, 'status.conditions Ready', `${ready.status} ${ready.reason ?? ''}`, ready.at)
        : ofEvent(event),
  };
}

/** Whether readiness waits for a probe, as far as the input tells. */
function isProbed({ name, isProbed: listed }: ContainerStatus, { spec }: Pod): boolean {
  const own = spec?.containers.find((one) => one.name === name);
  return listed ?? own?.probes.some(({ kind }) => kind !== 'liveness') ?? true;
}

/** No probe holds it back: it was made anew a moment ago, or its node no longer reports. */
function unprobedStop({ name, restarts }: ContainerStatus, pod: Pod, ready: Condition): PodStop {
  return {
    code: 'notReady',
    arrow: 11,
    owner: 'application',
    confidence: 'possible',
    evidence: ofField(
      pod,
      'status.conditions Ready',
      `${ready.status}, container ${name} with ${restarts} restarts and no readiness probe`,
      ready.at,
    ),
  };
}
