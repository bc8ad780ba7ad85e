import type { NodeTerm } from '../objects/types/meta.ts';
import type { SchedulerProfile } from '../objects/types/scheduler.ts';
import type { Version } from './version.ts';

/** What differs between schedulers, read in the plugins of 1.20 to 1.36 (pkg/scheduler/framework). */
export interface Rules {
  readonly version: Version;
  /** Rounds each container up before it adds (to 1.26), not the sum. */
  readonly roundsContainers: boolean;
  /** Sidecars count while their successors start (1.29). */
  readonly sidecars: boolean;
  /** Their host ports count (1.34). */
  readonly sidecarPorts: boolean;
  /** `spec.resources` of the pod (on by default since 1.34). */
  readonly podLevelResources: boolean;
  /** A resize that is open counts with what the status says (on by default since 1.33). */
  readonly resize: boolean;
  /** A resource not asked for is not compared (1.28). */
  readonly comparesOnlyAsked: boolean;
  /** A request above the node's allocatable cannot be helped by preemption. */
  readonly aboveAllocatableUnresolvable: boolean;
  /** An empty spread selector counts no existing pod (1.27). */
  readonly emptySpreadSelectorCountsNone: boolean;
  /** Spread counts pods of every node that has a counted pair of label and value (to 1.23). */
  readonly spreadCountsByPair: boolean;
  readonly spreadPolicies: boolean;
  readonly spreadMinDomains: boolean;
  readonly spreadMatchLabelKeys: boolean;
  /** Namespaces have `kubernetes.io/metadata.name` (1.21), which terms can select. */
  readonly namespaceSelectors: boolean;
  readonly gates: boolean;
  /** Nodes outside `matchFields: metadata.name`: filtered as all, or left out before that, counted with a reason or not. */
  readonly outsideNodes: 'filtered' | { readonly reason?: string; readonly mayPreempt: boolean };
  readonly texts: {
    taint(key: string, value: string): string;
    readonly nodeName: string;
    readonly nodeAffinity: string;
    readonly podAffinity: readonly string[];
    readonly volumeNodeAffinity: string;
    readonly claimInUse: string;
  };
  /** Where the PreFilter's refusal goes: counted for each node (to 1.25), or once before the rest. */
  readonly preFilterCounts: boolean;
  /** Nodes a PreFilter refused are not known to preemption (1.26, 1.27). */
  readonly preFilterForgotten: boolean;
  /** Text behind the histogram: none to 1.23, with a second dot 1.26 to 1.28. */
  readonly postFilter: 'none' | 'plain' | 'double-dot';
  /** What the DynamicResources plugin adds where it is on (1.34). */
  readonly dynamicResources: boolean;
  /** Filter plugins that the profile has off. */
  readonly off: ReadonlySet<string>;
  /** Node affinity that the profile gives every pod besides its own. */
  readonly enforced?: readonly NodeTerm[] | undefined;
  /** Whether the profile leaves an extended resource uncompared; absent where it does so for none. */
  readonly ignores?: ((resource: string) => boolean) | undefined;
}

/** Taints are named up to here; later patch releases do not (kubernetes PR 134740 and its cherry-pick 135023). */
const lastNamingPatchOf34 = 1;

/** The rules of a scheduler, with what a profile of its configuration changes. */
export function rulesOf(version: Version, profile?: SchedulerProfile): Rules {
  const { minor, patch } = version;
  const since = (first: number): boolean => minor >= first;
  const affinity = since(22) ? [] : [`node(s) didn't match pod affinity/anti-affinity${since(21) ? ' rules' : ''}`];
  return {
    version,
    roundsContainers: !since(27),
    sidecars: since(29),
    sidecarPorts: since(34),
    podLevelResources: since(34),
    resize: since(33),
    comparesOnlyAsked: since(28),
    aboveAllocatableUnresolvable: since(34),
    emptySpreadSelectorCountsNone: since(27),
    spreadCountsByPair: !since(24),
    spreadPolicies: since(26),
    spreadMinDomains: since(27),
    spreadMatchLabelKeys: since(27),
    namespaceSelectors: since(21),
    gates: since(26),
    outsideNodes: outsideNodes(minor),
    texts: {
      taint: taintText(minor, patch),
      nodeName: `node(s) didn't match the requested ${since(21) ? 'node name' : 'hostname'}`,
      nodeAffinity: `node(s) didn't match Pod's node affinity${since(21) ? '/selector' : ''}`,
      podAffinity: affinity,
      volumeNodeAffinity: since(33)
        ? "node(s) didn't match PersistentVolume's node affinity"
        : 'node(s) had volume node affinity conflict',
      claimInUse: since(34)
        ? 'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod'
        : 'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode',
    },
    preFilterCounts: !since(26),
    preFilterForgotten: minor === 26 || minor === 27,
    postFilter:
      !since(24) || profile?.preempts === false ? 'none' : minor >= 26 && minor <= 28 ? 'double-dot' : 'plain',
    dynamicResources: since(34),
    off: new Set(profile?.off),
    enforced: profile?.addedTerms,
    ignores: profile === undefined ? undefined : ignoredBy(profile),
  };
}

/** NodeResourcesFitArgs: only extended resources can be left out. */
function ignoredBy({ ignored, ignoredGroups }: SchedulerProfile): Rules['ignores'] {
  if (ignored.length + ignoredGroups.length === 0) return undefined;
  return (resource) =>
    resource.includes('/') && (ignored.includes(resource) || ignoredGroups.includes(resource.split('/', 1)[0] ?? ''));
}

function outsideNodes(minor: number): Rules['outsideNodes'] {
  if (minor < 24) return 'filtered';
  if (minor === 30) return { reason: 'node is filtered out by the prefilter result', mayPreempt: false };
  if (minor >= 32) return { reason: "node(s) didn't satisfy plugin(s) [NodeAffinity]", mayPreempt: false };
  return { mayPreempt: minor < 30 };
}

function taintText(minor: number, patch: number): (key: string, value: string) => string {
  if (minor < 24) return (key, value) => `node(s) had taint {${key}: ${value}}, that the pod didn't tolerate`;
  if (minor < 34 || (minor === 34 && patch <= lastNamingPatchOf34))
    return (key, value) => `node(s) had untolerated taint {${key}: ${value}}`;
  return () => 'node(s) had untolerated taint(s)';
}
