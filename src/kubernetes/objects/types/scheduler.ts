import type { Meta, NodeTerm } from './meta.ts';

/** A profile of a KubeSchedulerConfiguration; its name is the schedulerName of pods. */
export interface SchedulerProfile extends Meta {
  /** Filter plugins of the default profile that are off. */
  readonly off: readonly string[];
  /** Plugins and settings that filter too and are not known here: extenders among them. */
  readonly unknown: readonly string[];
  readonly preempts: boolean;
  /** Node affinity that every pod of the profile gets besides its own (`addedAffinity`). */
  readonly addedTerms?: readonly NodeTerm[] | undefined;
  /** Extended resources that are not compared, by name and by what stands before the slash. */
  readonly ignored: readonly string[];
  readonly ignoredGroups: readonly string[];
}
