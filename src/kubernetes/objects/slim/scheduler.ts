import { plugins } from '../../scheduling/failure.ts';
import { mapAt, mapsAt, type Raw, textAt, wordsAt } from '../raw.ts';
import type { SchedulerProfile } from '../types/scheduler.ts';
import { nodeTermsAt } from './meta.ts';

/** Plugins whose filters are run here. */
const filters: readonly string[] = plugins;

/** Plugins of Kubernetes that rule out no node, or only where their own object asks for it (pkg/scheduler 1.20 to 1.36). */
const others =
  /^(?:PrioritySort|SchedulingGates|DefaultBinder|DefaultPreemption|ImageLocality|NodeResources(?:BalancedAllocation|LeastAllocated|MostAllocated)|RequestedToCapacityRatio|NodePreferAvoidPods|SelectorSpread|DefaultPodTopologySpread|DynamicResources|NodeDeclaredFeatures|(?:EBS|GCEPD|AzureDisk|Cinder)(?:Limits)|DeferredPodScheduling|GangScheduling)$/;

/** The profiles of a configuration of a scheduler, v1beta1 to v1. */
export function slimScheduler(raw: Raw, source: string): readonly SchedulerProfile[] {
  const extenders = mapsAt(raw, 'extenders').length;
  const profiles = mapsAt(raw, 'profiles');
  return (profiles.length === 0 ? [{}] : profiles).map((profile) => profileOf(profile, extenders, source));
}

function profileOf(profile: Raw, extenders: number, source: string): SchedulerProfile {
  const plugins = mapAt(profile, 'plugins');
  const everywhere = pointOf(plugins, 'multiPoint');
  const filter = pointOf(plugins, 'filter');
  const postFilter = pointOf(plugins, 'postFilter');
  const on = after(after(filters, everywhere), filter);
  const args = (name: string): Raw =>
    mapAt(mapsAt(profile, 'pluginConfig').find((one) => textAt(one, 'name') === name) ?? {}, 'args');
  const strict = mapsAt(args('PodTopologySpread'), 'defaultConstraints').some(
    (one) => textAt(one, 'whenUnsatisfiable') === 'DoNotSchedule',
  );
  const added = [...everywhere.enabled, ...filter.enabled].filter(
    (name) => !filters.includes(name) && !others.test(name),
  );
  const fit = args('NodeResourcesFit');
  return {
    kind: 'KubeSchedulerConfiguration',
    name: textAt(profile, 'schedulerName') ?? 'default-scheduler',
    namespace: '',
    labels: {},
    finalizers: [],
    from: 'object',
    source,
    off: filters.filter((name) => !on.includes(name)),
    unknown: [
      ...new Set(added),
      ...(strict ? ['default constraints of PodTopologySpread'] : []),
      ...(extenders === 0 ? [] : [`${extenders} extender${extenders === 1 ? '' : 's'}`]),
    ],
    preempts: after(after(['DefaultPreemption'], everywhere), postFilter).includes('DefaultPreemption'),
    addedTerms: nodeTermsAt(
      mapAt(args('NodeAffinity'), 'addedAffinity'),
      'requiredDuringSchedulingIgnoredDuringExecution',
    ),
    ignored: wordsAt(fit, 'ignoredResources'),
    ignoredGroups: wordsAt(fit, 'ignoredResourceGroups'),
  };
}

interface Point {
  readonly enabled: readonly string[];
  readonly disabled: readonly string[];
}

function pointOf(plugins: Raw, name: string): Point {
  const namesAt = (key: string): string[] =>
    mapsAt(mapAt(plugins, name), key).flatMap((one) => textAt(one, 'name') ?? []);
  return { enabled: namesAt('enabled'), disabled: namesAt('disabled') };
}

/** What is on behind an extension point: `*` takes all off, what is enabled there comes on again. */
function after(before: readonly string[], { enabled, disabled }: Point): readonly string[] {
  const left = disabled.includes('*') ? [] : before.filter((name) => !disabled.includes(name));
  return [...left, ...enabled.filter((name) => !left.includes(name))];
}
