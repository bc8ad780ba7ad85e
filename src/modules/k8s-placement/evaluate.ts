import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import type { SchedulerProfile } from '../../kubernetes/objects/types/scheduler.ts';
import { filterMessage } from '../../kubernetes/scheduling/fit-error.ts';
import { type Answer, answer } from '../../kubernetes/scheduling/message.ts';
import { beginCycle, type Cycle, place, type Verdict } from '../../kubernetes/scheduling/place.ts';
import { rulesOf } from '../../kubernetes/scheduling/rules.ts';
import { type KnownVersion, schedulerVersion, telling } from '../../kubernetes/scheduling/scheduler-version.ts';
import { type Snapshot, snapshotOf } from '../../kubernetes/scheduling/snapshot.ts';
import { type Version, versionText } from '../../kubernetes/scheduling/version.ts';
import { agrees, type Said, saidOf, schedulingEvents } from './said.ts';

/** Pods that are alike, and what our filters say of them. */
export interface Evaluation {
  /** At least one; the filters were run for the first. */
  readonly pods: readonly Pod[];
  readonly pod: Pod;
  readonly cycle: Cycle;
  readonly verdicts: readonly Verdict[];
  readonly answer: Answer;
  readonly said: Said | undefined;
  /** Whether the scheduler's message is ours; undefined where the input has none. */
  readonly agrees: boolean | undefined;
  readonly version: KnownVersion;
}

/** The profile of a scheduler, where the input has its configuration. */
export const profileOf = (scheduler: string, { schedulers = [] }: ClusterObjects): SchedulerProfile | undefined =>
  schedulers.find(({ name }) => name === scheduler);

/** How many groups that do not agree are tried with the rules of other releases. */
const maxRetried = 10;

/** Evaluates pods, once for all that are alike. */
export class Evaluator {
  readonly #objects: ClusterObjects;
  readonly #known: KnownVersion | undefined;
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #events: ReturnType<typeof schedulingEvents>;
  /** The release whose text agreed where the dump's own did not. */
  #shown: KnownVersion | undefined;
  #retried = 0;

  constructor(objects: ClusterObjects) {
    this.#objects = objects;
    this.#known = schedulerVersion(objects);
    this.#events = schedulingEvents(objects);
  }

  snapshot(version: Version, scheduler = 'default-scheduler'): Snapshot {
    const profile = profileOf(scheduler, this.#objects);
    const key = `${versionText(version)} ${profile?.name ?? ''}`;
    const known = this.#snapshots.get(key);
    if (known !== undefined) return known;
    const made = snapshotOf(this.#objects, rulesOf(version, profile));
    this.#snapshots.set(key, made);
    return made;
  }

  get version(): KnownVersion {
    return this.#shown ?? this.#known ?? { version: telling[0] ?? { minor: 36, patch: 0 }, because: 'assumed' };
  }

  evaluate(pods: readonly [Pod, ...Pod[]]): Evaluation {
    const first = this.#try(pods, this.version);
    if (first.agrees !== false || this.#retried >= maxRetried) return first;
    // An input without claims cannot show that one is missing: only the scheduler's own word can.
    if (first.cycle.refused !== undefined && this.#objects.claims.length === 0)
      return this.#try(pods, this.version, withoutClaims);
    this.#retried += 1;
    for (const version of telling) {
      const known = { version, because: "the message's own text" };
      const other = this.#try(pods, known);
      if (other.agrees !== true) continue;
      this.#shown = known;
      return other;
    }
    return first;
  }

  #try(pods: readonly [Pod, ...Pod[]], version: KnownVersion, seen: (pod: Pod) => Pod = (pod) => pod): Evaluation {
    const pod = pods.find((one) => saidOf(one, this.#events) !== undefined) ?? pods[0];
    const cycle = beginCycle(seen(pod), this.snapshot(version.version, pod.spec?.schedulerName));
    const verdicts = place(cycle);
    const ours = answer(cycle, verdicts);
    const said = saidOf(pod, this.#events);
    const isNominated = pod.status?.nominatedNode !== undefined;
    return {
      pods,
      pod,
      cycle,
      verdicts,
      answer: ours,
      said,
      agrees:
        said === undefined
          ? undefined
          : agrees(said, ours.message, isNominated ? filterMessage(verdicts) : '', isNominated),
      version,
    };
  }
}

/** The pod, but for its claims. */
const withoutClaims = (pod: Pod): Pod =>
  pod.spec === undefined
    ? pod
    : {
        ...pod,
        spec: {
          ...pod.spec,
          volumes: pod.spec.volumes.filter(({ type }) => type !== 'persistentVolumeClaim' && type !== 'ephemeral'),
        },
      };

/** Labels that differ between pods of one template. */
const ownLabels = new Set([
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
]);

/** Pods that wait, grouped by all that the filters look at. */
export function groupAlike(pods: readonly Pod[]): readonly (readonly [Pod, ...Pod[]])[] {
  const groups = new Map<string, [Pod, ...Pod[]]>();
  for (const pod of pods) {
    const labels = Object.entries(pod.labels).filter(([name]) => !ownLabels.has(name));
    const key = JSON.stringify([pod.namespace, pod.owner?.uid ?? '', labels, pod.spec, pod.status?.nominatedNode]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pod]);
    else group.push(pod);
  }
  return [...groups.values()];
}
