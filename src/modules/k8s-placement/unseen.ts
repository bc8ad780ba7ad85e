import { type Check, skipped, unchecked } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';
import { type DumpClock, leaseState } from '../../kubernetes/objects/clock.ts';
import { mayBeSilentOf } from '../../kubernetes/objects/scheduler-voice.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import type { PlaceFacts } from './catalog/place-code.ts';
import { schedulerSilent, schedulerUnknown } from './catalog/state-codes.ts';
import { sayWho, type Waiting } from './waiting.ts';

/** A scheduler looks at a new pod within a second; what has waited this long in ms was not looked at. */
const patience = 30_000;

const noFacts: Omit<PlaceFacts, 'who' | 'pods' | 'podCount' | 'subject' | 'note'> = {
  nodeCount: 0,
  nodes: [],
  failsAt: {},
  because: '',
  change: '',
  changeCommand: '',
  opens: [],
  scheduler: 'silent',
};

const names = (pods: readonly Pod[]): readonly string[] =>
  pods.slice(0, 20).map((pod) => `${pod.namespace}/${pod.name}`);

const age = ({ created }: Pod, { at }: DumpClock): number =>
  created === undefined || at === undefined ? Number.NaN : Date.parse(at) - Date.parse(created);

/** What silence says: pods of which no scheduler has said anything. */
export function unseenPods(
  { unseen, elsewhere, gated }: Waiting,
  objects: ClusterObjects,
  clock: DumpClock,
): { readonly findings: readonly Finding[]; readonly checks: readonly Check[] } {
  const isStale = schedulerLease(objects, clock).state === 'stale';
  const isSilent = (pod: Pod): boolean => isStale || !mayBeSilentOf(pod, objects);
  const old = unseen.filter((pod) => age(pod, clock) > patience && isSilent(pod));
  const young = unseen.length - old.length;
  return {
    findings: [...silent(old, objects, clock), ...unknownSchedulers(elsewhere, objects, clock)],
    checks: [
      ...(young === 0
        ? []
        : [
            unchecked(
              'placement',
              `no scheduler has said anything of ${young} pods yet`,
              'kubectl get pods -A --field-selector=status.phase=Pending',
            ),
          ]),
      ...(gated.length === 0 ? [] : [skipped('gates', `${gated.length} pods are held back by scheduling gates`)]),
      ...elsewhereChecks(elsewhere, objects),
    ],
  };
}

function schedulerLease({ leases }: ClusterObjects, clock: DumpClock) {
  const lease = leases.find(({ name, namespace }) => name === 'kube-scheduler' && namespace === 'kube-system');
  return { lease, state: leaseState(lease, clock) };
}

function silent(pods: readonly Pod[], objects: ClusterObjects, clock: DumpClock): readonly Finding[] {
  const [first] = pods;
  if (first === undefined) return [];
  const { lease, state } = schedulerLease(objects, clock);
  const facts = {
    ...noFacts,
    who: sayWho(pods, objects),
    pods: names(pods),
    podCount: pods.length,
    subject:
      state === 'stale' ? `its lease was last renewed at ${lease?.renewed}` : 'no condition and no event says why',
    note: state === 'alive' ? 'Its lease is fresh all the same: it runs, or did until just now.' : '',
  };
  const pod = {
    source: first.source,
    record: `Pod ${first.namespace}/${first.name}`,
    text: `status.phase: ${first.status?.phase ?? 'none'}, no condition PodScheduled`,
  };
  const proof =
    state === 'stale' && lease?.renewed !== undefined
      ? [
          {
            source: lease.source,
            record: 'Lease kube-system/kube-scheduler spec.renewTime',
            at: lease.renewed,
            text: lease.renewed,
          },
        ]
      : [];
  return [schedulerSilent(facts, { confidence: state === 'stale' ? 'likely' : 'possible', evidence: [pod, ...proof] })];
}

/** Whether anything in the dump is of a scheduler of this name. */
function isSeen(scheduler: string, { events, leases, pods }: ClusterObjects): boolean {
  return (
    events.some(({ reporter }) => reporter === scheduler) ||
    leases.some(({ name }) => name.includes(scheduler)) ||
    pods.some(({ name, spec }) => spec?.nodeName !== undefined && name.includes(scheduler))
  );
}

const wasLookedAt = ({ status }: Pod): boolean =>
  status?.conditions.some(({ type }) => type === 'PodScheduled') === true;

function unknownSchedulers(pods: readonly Pod[], objects: ClusterObjects, clock: DumpClock): readonly Finding[] {
  const schedulers = [...new Set(pods.map(({ spec }) => spec?.schedulerName ?? ''))];
  return schedulers.flatMap((scheduler) => {
    const own = pods.filter(
      (pod) => pod.spec?.schedulerName === scheduler && !wasLookedAt(pod) && !(age(pod, clock) <= patience / 10),
    );
    const [first] = own;
    if (first === undefined || isSeen(scheduler, objects)) return [];
    const seen = [
      ...new Set(
        objects.events.flatMap(({ reporter, reason }) =>
          reason === 'Scheduled' || reason === 'FailedScheduling' ? (reporter ?? []) : [],
        ),
      ),
    ];
    const facts = {
      ...noFacts,
      who: sayWho(own, objects),
      pods: names(own),
      podCount: own.length,
      subject: scheduler,
      note: `No condition, no event and no lease of ${scheduler} is in the input.${seen.length === 0 ? '' : ` Schedulers seen: ${seen.join(', ')}.`}`,
    };
    const text = scheduler;
    return [
      schedulerUnknown(facts, {
        confidence: 'likely',
        evidence: [{ source: first.source, record: `Pod ${first.namespace}/${first.name} spec.schedulerName`, text }],
      }),
    ];
  });
}

function elsewhereChecks(pods: readonly Pod[], objects: ClusterObjects): readonly Check[] {
  const seen = pods.filter((pod) => isSeen(pod.spec?.schedulerName ?? '', objects) || wasLookedAt(pod));
  return [...new Set(seen.map(({ spec }) => spec?.schedulerName ?? ''))].map((scheduler) =>
    unchecked(
      'other-scheduler',
      `pods of the scheduler ${scheduler}: its filters are its own`,
      `kubectl get events -A | grep ${/^[\w.-]+$/.test(scheduler) ? scheduler : 'FailedScheduling'}`,
    ),
  );
}
