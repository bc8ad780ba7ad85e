import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import { isTerminal } from '../../kubernetes/scheduling/snapshot.ts';
import { ownersOf, workloadOf } from './waiting.ts';

/** What of a workload lives on while no API server answers. */
export interface Survival {
  readonly ref: string;
  readonly controller: 'static' | 'daemonset' | 'deployment' | 'statefulset' | 'job' | 'bare' | 'other';
  readonly pods: number;
  /** A container that crashes is restarted by its kubelet alone. */
  readonly restartsWithoutApi: boolean;
  /** Only what is on the node's disk starts after a reboot or a restart of the kubelet. */
  readonly startsWithoutApi: boolean;
}

const controllers: Readonly<Record<string, Survival['controller']>> = {
  DaemonSet: 'daemonset',
  Deployment: 'deployment',
  ReplicaSet: 'deployment',
  StatefulSet: 'statefulset',
  Job: 'job',
  CronJob: 'job',
};

const controllerOf = (pod: Pod, objects: ClusterObjects): Survival['controller'] => {
  if (pod.mirror) return 'static';
  const top = ownersOf(pod, objects).at(-1);
  if (top === undefined) return 'bare';
  return controllers[top.kind] ?? 'other';
};

/**
 * What survives an outage of the control plane, per workload. Recorded on a real kubelet: running pods of every
 * controller go on and their crashed containers are restarted; only static pods start again after a reboot.
 */
export function survivalOf(objects: ClusterObjects): readonly Survival[] {
  const found = new Map<string, Survival>();
  for (const pod of objects.pods) {
    if (isTerminal(pod) || pod.spec?.nodeName === undefined) continue;
    const controller = controllerOf(pod, objects);
    const ref = controller === 'static' ? `static ${pod.namespace}/${pod.name}` : workloadOf(pod, objects);
    const known = found.get(ref);
    found.set(ref, {
      ref,
      controller,
      pods: (known?.pods ?? 0) + 1,
      restartsWithoutApi: pod.spec.restartPolicy !== 'Never',
      startsWithoutApi: controller === 'static',
    });
  }
  return [...found.values()].toSorted((a, b) => a.ref.localeCompare(b.ref, 'en'));
}
