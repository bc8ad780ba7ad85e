import { addReplicaSet, syncSlice } from '../healthy.ts';
import { pod } from '../pods.ts';
import { condition, type Raw, type RawCluster } from '../raw-cluster.ts';

/** One thing that goes wrong with a workload, as controllers and kubelets leave it behind. */
export interface Fault {
  readonly name: string;
  /** The one cause that k8s-flow must name. */
  readonly flow: string;
  /** The one cause of k8s-placement; absent: it says nothing. */
  readonly place?: string;
  readonly arrow: number;
  /** A word of who has to act. */
  readonly owner?: string;
  /** Releases that have it. */
  readonly since?: number;
  /** Not to be joined with another: it is of the whole cluster. */
  readonly whole?: boolean;
  apply(c: RawCluster, workload: string): void;
}

/** A fault that shows on the pods of a new template. */
export interface PodFault extends Omit<Fault, 'apply'> {
  change?(spec: Raw, c: RawCluster): void;
  show(c: RawCluster, one: Raw, age: number): void;
}

/** A rollout over serving pods, and one that has replaced them all. */
export const bothWays = (faults: readonly PodFault[]): readonly Fault[] =>
  faults.flatMap(({ change, show, ...fault }) => [
    {
      ...fault,
      name: `${fault.name}, rolling`,
      apply: (c: RawCluster, workload: string) => rollOut(c, workload, (spec) => change?.(spec, c), show, 300),
    },
    {
      ...fault,
      name: `${fault.name}, all pods`,
      apply: (c: RawCluster, workload: string) => recreate(c, workload, (spec) => change?.(spec, c), show, 1200),
    },
  ]);

type Show = (c: RawCluster, one: Raw, age: number) => void;

/** A new template whose first pod does not come up: the old ones serve on. */
export function rollOut(c: RawCluster, name: string, change: (spec: Raw) => void, show: Show, age: number): void {
  const deployment = revise(c, name, change);
  const { replicas } = deployment.spec;
  const set = addReplicaSet(c, deployment, '79c8bbf4d5', 1, age);
  Object.assign(set.status, { readyReplicas: undefined, availableReplicas: undefined });
  const one = pod(c, set, `${name}-79c8bbf4d5-q9w4z`, age);
  show(c, one, age - 1);
  Object.assign(deployment.status, {
    observedGeneration: 2,
    replicas: replicas + 1,
    updatedReplicas: 1,
    unavailableReplicas: 1,
  });
  progressing(c, deployment, set, age);
  sync(c, name);
}

/** All pods are of the new template, and none comes up. */
export function recreate(c: RawCluster, name: string, change: (spec: Raw) => void, show: Show, age: number): void {
  const deployment = revise(c, name, change);
  deployment.spec.strategy = { type: 'Recreate' };
  const { replicas } = deployment.spec;
  const [old] = c.ownedBy(deployment);
  for (const one of c.ownedBy(old)) c.remove(one);
  old.spec.replicas = 0;
  old.status = { observedGeneration: 2, replicas: 0 };
  const set = addReplicaSet(c, deployment, '79c8bbf4d5', replicas, age);
  Object.assign(set.status, { readyReplicas: undefined, availableReplicas: undefined });
  for (let i = 0; i < replicas; i++) show(c, pod(c, set, `${name}-79c8bbf4d5-q${i + 2}w4z`, age), age - 1);
  deployment.status = {
    ...deployment.status,
    observedGeneration: 2,
    updatedReplicas: replicas,
    unavailableReplicas: replicas,
  };
  delete deployment.status.readyReplicas;
  delete deployment.status.availableReplicas;
  unavailable(c, deployment, age);
  progressing(c, deployment, set, age);
  const budget = c.all('PodDisruptionBudget').find((one) => one.metadata.name === name);
  if (budget !== undefined) Object.assign(budget.status, { currentHealthy: 0, disruptionsAllowed: 0 });
  sync(c, name);
}

export function revise(c: RawCluster, name: string, change: (spec: Raw) => void): Raw {
  const deployment = c.get('Deployment', name);
  change(deployment.spec.template.spec);
  deployment.spec.template.metadata.annotations = { revised: 'yes' };
  deployment.metadata.generation = 2;
  deployment.metadata.annotations['deployment.kubernetes.io/revision'] = '2';
  return deployment;
}

export const unavailable = (c: RawCluster, deployment: Raw, age: number): void =>
  Object.assign(condition(deployment, 'Available'), {
    status: 'False',
    reason: 'MinimumReplicasUnavailable',
    message: 'Deployment does not have minimum availability.',
    lastTransitionTime: c.ago(age),
  });

/** progressDeadlineSeconds is 600. */
export function progressing(c: RawCluster, deployment: Raw, set: Raw, age: number): void {
  const isOver = age > 600;
  Object.assign(condition(deployment, 'Progressing'), {
    status: isOver ? 'False' : 'True',
    reason: isOver ? 'ProgressDeadlineExceeded' : 'ReplicaSetUpdated',
    message: isOver
      ? `ReplicaSet "${set.metadata.name}" has timed out progressing.`
      : `ReplicaSet "${set.metadata.name}" is progressing.`,
    lastUpdateTime: c.ago(isOver ? age - 601 : age),
    lastTransitionTime: c.ago(isOver ? age - 601 : age),
  });
}

export const sync = (c: RawCluster, name: string): void => {
  const service = c.all('Service').find(({ metadata }) => metadata.name === name);
  if (service !== undefined) syncSlice(c, service);
};
