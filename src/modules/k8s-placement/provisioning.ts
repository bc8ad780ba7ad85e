import { type Check, unchecked } from '../../core/check.ts';
import type { Evidence, Finding } from '../../core/finding.ts';
import { groupBy } from '../../core/group.ts';
import { shellWord } from '../../core/quote.ts';
import type { DumpClock } from '../../kubernetes/objects/clock.ts';
import type { ClusterObjects } from '../../kubernetes/objects/types/cluster-objects.ts';
import type { Event } from '../../kubernetes/objects/types/event.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';
import type { Claim } from '../../kubernetes/objects/types/storage.ts';
import type { PlaceFacts } from './catalog/place-code.ts';
import { claimUnbound, provisionerSilent } from './catalog/volume-codes.ts';
import { sayWho } from './waiting.ts';

/** A volume is made within seconds; what takes longer than this, in ms, is worth a word. */
const patience = 60_000;

/** The claim for which the scheduler has chosen a node, and which has no volume yet: its pod is held back until then. */
export function claimInTheMaking({ namespace, spec }: Pod, { claims }: ClusterObjects): Claim | undefined {
  const names = new Set((spec?.volumes ?? []).flatMap(({ type, object }) => (isClaim(type) ? (object ?? []) : [])));
  return claims.find(
    (one) =>
      one.namespace === namespace &&
      names.has(one.name) &&
      one.selectedNode !== undefined &&
      one.volumeName === undefined &&
      one.deleted === undefined,
  );
}

const isClaim = (type: string): boolean => type === 'persistentVolumeClaim' || type === 'ephemeral';

/** What holds pods that have a node and no volume: a provisioner that fails, or one that says nothing. */
export function provisioningFindings(
  pods: readonly Pod[],
  objects: ClusterObjects,
  clock: DumpClock,
): { readonly findings: readonly Finding[]; readonly checks: readonly Check[] } {
  const byClaim = groupBy(pods, (pod) => claimInTheMaking(pod, objects));
  byClaim.delete(undefined);
  const findings: Finding[] = [];
  const checks: Check[] = [];
  for (const [claim, own] of byClaim) {
    if (claim === undefined) continue;
    const events = objects.events.filter(({ about }) => isAbout(about, claim));
    const begun = begunAt(own, events);
    const isYoung = clock.at !== undefined && begun !== undefined && Date.parse(clock.at) - begun < patience;
    if (isYoung)
      checks.push(
        unchecked(
          'volume',
          `the volume of claim ${claim.name} is being made`,
          `kubectl describe pvc ${shellWord(claim.name)} -n ${shellWord(claim.namespace)}`,
        ),
      );
    else findings.push(findingOf(claim, own, events, objects));
  }
  return { findings, checks };
}

const isAbout = (about: Event['about'], { name, namespace, uid }: Claim): boolean =>
  about.kind === 'PersistentVolumeClaim' &&
  about.name === name &&
  about.namespace === namespace &&
  (about.uid === undefined || uid === undefined || about.uid === uid);

/** When the provisioner was asked; where no event tells, the youngest pod was there before it. */
function begunAt(pods: readonly Pod[], events: readonly Event[]): number | undefined {
  const times = events.flatMap(({ first, last }) => first ?? last ?? []);
  const all = (times.length > 0 ? times : pods.flatMap(({ created }) => created ?? [])).map((time) => Date.parse(time));
  return all.length === 0 ? undefined : Math.min(...all);
}

const newest = (events: readonly Event[], reason: string): Event | undefined =>
  events.filter((one) => one.reason === reason).toSorted((a, b) => (b.last ?? '').localeCompare(a.last ?? ''))[0];

function findingOf(
  claim: Claim,
  pods: readonly Pod[],
  events: readonly Event[],
  { storageClasses, ...objects }: ClusterObjects,
): Finding {
  const failed = newest(events, 'ProvisioningFailed');
  const asked = newest(events, 'Provisioning') ?? newest(events, 'ExternalProvisioning');
  const provisioner = storageClasses.find(({ name }) => name === claim.storageClass)?.provisioner ?? '';
  const facts: PlaceFacts = {
    who: sayWho(pods, { storageClasses, ...objects }),
    pods: pods.slice(0, 20).map(({ namespace, name }) => `${namespace}/${name}`),
    podCount: pods.length,
    nodeCount: objects.nodes.length,
    nodes: [claim.selectedNode ?? ''],
    failsAt: {},
    because: asked?.reason === 'Provisioning' ? 'has begun and not finished' : 'says nothing',
    change: '',
    changeCommand: '',
    opens: [],
    scheduler: 'chosen',
    subject: claim.name,
    note: failed === undefined ? provisioner : `The provisioner says: ${failed.message}`,
  };
  if (failed !== undefined) return claimUnbound(facts, { confidence: 'likely', evidence: [evidenceOf(failed)] });
  const annotation: Evidence = {
    source: claim.source,
    record: `PersistentVolumeClaim ${claim.namespace}/${claim.name} metadata.annotations volume.kubernetes.io/selected-node`,
    text: claim.selectedNode ?? '',
  };
  return provisionerSilent(facts, {
    confidence: asked === undefined ? 'possible' : 'likely',
    evidence: asked === undefined ? [annotation] : [evidenceOf(asked), annotation],
  });
}

const evidenceOf = ({ source, namespace, name, last, message }: Event): Evidence => ({
  source,
  record: `Event ${namespace}/${name}`,
  ...(last === undefined ? {} : { at: last }),
  text: message,
});
