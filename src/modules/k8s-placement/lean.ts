import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Event } from '../../kubernetes/objects/types/event.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import type { Container } from '../../kubernetes/objects/types/pod-spec.ts';

/** A pod as the filters need it: what it asks for, whom it keeps away, where it is. */
export function leanPod(pod: Pod): Pod {
  const { spec, status } = pod;
  if (spec === undefined || spec.nodeName === undefined) return pod;
  const container = ({ name, requests, limits, ports, restartPolicy, image }: Container): Container => ({
    name,
    requests,
    limits,
    ports: ports.filter(({ host }) => host !== undefined),
    restartPolicy,
    probes: [],
    // The scheduler's own image tells its version.
    image: pod.namespace === 'kube-system' ? image : undefined,
  });
  const isDisk = (type: string, disk: string | undefined) =>
    type === 'persistentVolumeClaim' || type === 'ephemeral' || type === 'hostPath' || disk !== undefined;
  return {
    ...pod,
    spec: {
      ...spec,
      containers: spec.containers.map(container),
      initContainers: spec.initContainers.map(container),
      volumes: spec.volumes.filter(({ type, disk }) => isDisk(type, disk)),
    },
    status:
      status === undefined
        ? undefined
        : {
            phase: status.phase,
            reason: status.reason,
            message: status.message,
            startTime: status.startTime,
            nominatedNode: status.nominatedNode,
            conditions: status.conditions.filter(({ type }) => kept.has(type)),
            containers: status.containers.filter(({ requests }) => Object.keys(requests ?? {}).length > 0),
            initContainers: [],
          },
  };
}

const kept = new Set(['PodScheduled', 'DisruptionTarget', 'PodResizePending']);

/** Events about scheduling and evicting; all others speak of what comes later. */
const reasons = new Set([
  'FailedScheduling',
  'Scheduled',
  'Preempted',
  'TaintManagerEviction',
  'ExternalProvisioning',
  'Provisioning',
  'ProvisioningFailed',
  'NotTriggerScaleUp',
]);

const matters = ({ reason }: Event): boolean => reasons.has(reason);

/** What of a cluster this module looks at, beside its pods. */
export const leanObjects = (objects: ClusterObjects): ClusterObjects => ({
  ...objects,
  events: objects.events.filter(matters),
  slices: [],
  services: [],
  serviceAccounts: [],
  quotas: [],
  limitRanges: [],
  autoscalers: [],
  webhooks: [],
});
