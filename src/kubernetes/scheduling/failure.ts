import type { Requirement } from '../objects/types/meta.ts';
import type { Taint } from '../objects/types/node.ts';
import type { PodTerm, SpreadConstraint } from '../objects/types/pod-spec.ts';
import type { HostPort, PodInfo } from './snapshot.ts';

/** Plugins in the order in which a scheduler runs their filters (default profile, 1.20 to 1.36). */
export const plugins = [
  'NodeUnschedulable',
  'NodeName',
  'TaintToleration',
  'NodeAffinity',
  'NodePorts',
  'NodeResourcesFit',
  'VolumeRestrictions',
  'NodeVolumeLimits',
  'VolumeBinding',
  'VolumeZone',
  'PodTopologySpread',
  'InterPodAffinity',
] as const;

export type Plugin = (typeof plugins)[number];

/** A resource that is short on a node. cpu in thousandths, else units. */
export interface Shortage {
  /** `pods` for the number of pods. */
  readonly resource: string;
  readonly wants: number;
  readonly used: number;
  readonly allocatable: number;
}

/** What exactly is in the way, with the object. */
export type Detail =
  | { readonly is: 'cordoned' }
  | { readonly is: 'other-node'; readonly wants: string }
  | { readonly is: 'taint'; readonly taint: Taint }
  /** Selector pairs and requirements that the node does not meet; of several terms those of each. */
  | { readonly is: 'labels'; readonly unmet: readonly (readonly Requirement[])[] }
  | { readonly is: 'outside' }
  | { readonly is: 'port'; readonly port: HostPort; readonly holder: PodInfo }
  | { readonly is: 'resources'; readonly short: readonly Shortage[] }
  | { readonly is: 'spread-key'; readonly key: string }
  | {
      readonly is: 'spread';
      readonly constraint: SpreadConstraint;
      readonly count: number;
      readonly minimum: number;
      readonly self: number;
    }
  | { readonly is: 'affinity-key'; readonly term: PodTerm }
  | { readonly is: 'affinity'; readonly term: PodTerm }
  | { readonly is: 'anti-affinity'; readonly term: PodTerm }
  | { readonly is: 'existing-anti-affinity'; readonly key: string; readonly value: string }
  | { readonly is: 'claim'; readonly claim: string; readonly what: string; readonly volume?: string };

/** Why a pod does not go to a node: what one plugin says. */
export interface Failure {
  readonly plugin: Plugin;
  /** As in the scheduler's message. */
  readonly reasons: readonly string[];
  /** Removing pods from the node cannot help. */
  readonly unresolvable: boolean;
  readonly detail: Detail;
}
