import type { Row, Table } from '../../core/knowledge.ts';
import { findRow } from '../../core/patterns/find-row.ts';
import type { Obstacle } from './obstacle.ts';

/** What a reason in a scheduler's sentence is about, in other words. */
interface ReasonRow extends Row {
  readonly id: Obstacle;
  readonly says: string;
}

/** Where the plugins are in the source of Kubernetes, read in 1.20 to 1.34. */
const plugins = 'kubernetes pkg/scheduler/framework/plugins/';
/** Names of predicates up to 1.9, their texts from 1.10 on. */
const older = 'up to 1.17 pkg/scheduler/algorithm/predicates/error.go';

const rows: readonly ReasonRow[] = [
  {
    id: 'condition-taint',
    matches:
      /taint \{node\.(?:cloudprovider\.)?kubernetes\.io\/|^node\(s\) (?:were (?:not ready|out of disk space)|had (?:unavailable network|(?:memory|disk|pid) pressure|unknown conditions))$|^Node(?:NotReady|OutOfDisk|NetworkUnavailable|Under\w{3,6}Pressure|UnknownCondition)$/,
    says: 'nodes are out for their own state',
    samples: [
      'node(s) had untolerated taint {node.kubernetes.io/not-ready: }',
      "node(s) had taint {node.kubernetes.io/unreachable: }, that the pod didn't tolerate",
      'node(s) had untolerated taint {node.cloudprovider.kubernetes.io/uninitialized: true}',
      'node(s) were not ready',
      'node(s) had disk pressure',
      'NodeUnderDiskPressure',
    ],
    not: ['node(s) had untolerated taint {team: ml}'],
    source: `${plugins}tainttoleration/taint_toleration.go; ${older}`,
  },
  {
    id: 'control-plane-only',
    matches: /taint \{node-role\.kubernetes\.io\/(?:control-plane|master):/,
    says: 'only the control plane is left',
    samples: [
      "node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate",
      'node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }',
    ],
    not: ['node(s) had untolerated taint {node-role.kubernetes.io/edge: }'],
    source: `${plugins}tainttoleration/taint_toleration.go`,
  },
  {
    id: 'taint-not-tolerated',
    matches: /^node\(s\) had (?:untolerated )?taint|^PodToleratesNodeTaints$/,
    says: 'a taint is not tolerated',
    samples: [
      'node(s) had untolerated taint(s)',
      'node(s) had untolerated taint {team: ml}',
      "node(s) had taints that the pod didn't tolerate",
      'PodToleratesNodeTaints',
    ],
    not: ['node(s) had unknown conditions'],
    source: `${plugins}tainttoleration/taint_toleration.go`,
  },
  {
    id: 'cordoned',
    matches: /^node\(s\) were unschedulable|^NodeUnschedulable$/,
    says: 'nodes are cordoned',
    samples: ['node(s) were unschedulable', 'NodeUnschedulable'],
    not: ['node(s) had unknown conditions'],
    source: `${plugins}nodeunschedulable/node_unschedulable.go`,
  },
  {
    id: 'selector-mismatch',
    matches: /didn't match (?:Pod's node affinity|node selector)|^MatchNodeSelector$/,
    says: 'no node has the labels asked for',
    samples: [
      "node(s) didn't match Pod's node affinity",
      "node(s) didn't match Pod's node affinity/selector",
      "node(s) didn't match node selector",
      'MatchNodeSelector',
    ],
    not: ["node(s) didn't match pod affinity rules"],
    source: `${plugins}nodeaffinity/node_affinity.go`,
  },
  {
    id: 'pinned-to-node',
    matches: /requested (?:node name|hostname)|filtered out by the prefilter|didn't satisfy plugin/,
    says: 'the pod names its node',
    samples: [
      "node(s) didn't match the requested hostname",
      "node(s) didn't match the requested node name",
      'node is filtered out by the prefilter result',
      "node(s) didn't satisfy plugin(s) [NodeAffinity]",
    ],
    not: ["node(s) didn't match pod anti-affinity rules"],
    source: `${plugins}nodename/node_name.go, schedule_one.go`,
  },
  {
    id: 'host-port-taken',
    matches: /didn't have free ports|^PodFitsHostPorts$/,
    says: 'a host port is taken',
    samples: ["node(s) didn't have free ports for the requested pod ports", 'PodFitsHostPorts'],
    not: ['node(s) had no available disk'],
    source: `${plugins}nodeports/node_ports.go`,
  },
  {
    id: 'too-many-pods',
    // Up to 1.17 the number of pods was worded as a resource is.
    matches: /^(?:Too many pods|Insufficient pods$)/,
    says: 'nodes hold as many pods as they may',
    samples: ['Too many pods', 'Insufficient pods'],
    not: ['Insufficient pods.example.com/slots'],
    source: `${plugins}noderesources/fit.go; 1.17: pkg/scheduler/algorithm/predicates/error.go`,
  },
  {
    id: 'extended-missing',
    matches: /^Insufficient \S{0,300}\//,
    says: 'a device is not free',
    samples: ['Insufficient nvidia.com/gpu', 'Insufficient example.com/fpga'],
    not: ['Insufficient cpu'],
    source: `${plugins}noderesources/fit.go`,
  },
  {
    id: 'insufficient-now',
    matches: /^Insufficient /,
    says: 'requests do not fit',
    samples: ['Insufficient cpu', 'Insufficient memory', 'Insufficient ephemeral-storage'],
    not: ['Too many pods'],
    source: `${plugins}noderesources/fit.go`,
  },
  {
    id: 'anti-affinity-existing',
    matches: /anti-affinity|^MatchInterPodAffinity$/,
    says: 'an anti-affinity rule keeps it away',
    samples: [
      "node(s) didn't match pod anti-affinity rules",
      "node(s) didn't satisfy existing pods anti-affinity rules",
      "node(s) didn't match pod affinity/anti-affinity",
      'MatchInterPodAffinity',
    ],
    not: ["node(s) didn't match pod affinity rules"],
    source: `${plugins}interpodaffinity/filtering.go`,
  },
  {
    id: 'affinity-no-target',
    matches: /pod affinity rules/,
    says: 'no pod it must be with is there',
    samples: ["node(s) didn't match pod affinity rules"],
    not: ["node(s) didn't match Pod's node affinity/selector"],
    source: `${plugins}interpodaffinity/filtering.go`,
  },
  {
    id: 'spread-label-missing',
    matches: /topology spread constraints \(missing/,
    says: 'nodes lack the label to spread over',
    samples: ["node(s) didn't match pod topology spread constraints (missing required label)"],
    not: ["node(s) didn't match pod topology spread constraints"],
    source: `${plugins}podtopologyspread/filtering.go`,
  },
  {
    id: 'spread-skew',
    matches: /topology spread constraints/,
    says: 'it would make the spread too uneven',
    samples: ["node(s) didn't match pod topology spread constraints"],
    not: ["node(s) didn't match pod affinity rules"],
    source: `${plugins}podtopologyspread/filtering.go`,
  },
  {
    id: 'claim-unbound',
    matches: /unbound (?:immediate )?PersistentVolumeClaims|PersistentVolumeClaim is not bound/,
    says: 'a claim is not bound',
    samples: [
      'pod has unbound immediate PersistentVolumeClaims',
      'pod has unbound PersistentVolumeClaims',
      'PersistentVolumeClaim is not bound: "data"',
    ],
    not: ['persistentvolumeclaim "data" not found'],
    source: `${plugins}volumebinding/volume_binding.go`,
  },
  {
    id: 'claim-missing',
    matches: /persistentvolumeclaim "[^"]{1,253}"|persistentvolume "[^"]{1,253}" not found|non-existent pv/,
    says: 'a claim or its volume is not there',
    samples: [
      'persistentvolumeclaim "data" not found',
      'persistentvolumeclaim "data" is being deleted',
      'persistentvolumeclaim "data" bound to non-existent persistentvolume "pv-1"',
      'persistentvolume "pv-1" not found',
      'waiting for ephemeral volume controller to create the persistentvolumeclaim "web-1-scratch"',
      'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)',
    ],
    not: ['pod has unbound immediate PersistentVolumeClaims'],
    source: `${plugins}volumebinding/volume_binding.go, volumezone/volume_zone.go`,
  },
  {
    id: 'volume-limit',
    matches: /exceed max volume count|^MaxVolumeCount$/,
    says: 'nodes have as many volumes attached as they can',
    samples: ['node(s) exceed max volume count', 'MaxVolumeCount'],
    not: ['node(s) had no available disk'],
    source: `${plugins}nodevolumelimits/csi.go`,
  },
  {
    id: 'claim-exclusive',
    matches: /ReadWriteOncePod|no available disk|^NoDiskConflict$/,
    says: 'another pod has the volume',
    samples: [
      'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode',
      'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
      'node(s) had no available disk',
      'NoDiskConflict',
    ],
    not: ['node(s) had no available volume zone'],
    source: `${plugins}volumerestrictions/volume_restrictions.go`,
  },
  {
    id: 'volume-elsewhere',
    matches:
      /volume node affinity conflict|PersistentVolume's node affinity|volume zone|available persistent volumes to bind|enough free storage|^NoVolume(?:Zone|Node)Conflict$/,
    says: 'a volume cannot be reached or made there',
    samples: [
      'node(s) had volume node affinity conflict',
      "node(s) didn't match PersistentVolume's node affinity",
      'node(s) had no available volume zone',
      "node(s) didn't find available persistent volumes to bind",
      'node(s) did not have enough free storage',
      'NoVolumeZoneConflict',
    ],
    not: ['node(s) had no available disk'],
    source: `${plugins}volumebinding/binder.go, volumezone/volume_zone.go`,
  },
];

/** The texts of the scheduler's plugins, 1.20 to 1.36, and of the predicates before them. */
export const reasonTable: Table<ReasonRow> = {
  name: 'scheduler reasons',
  rows,
  find: (text, asked) => findRow(asked, text),
};

/** The row of a reason; undefined for a text that no release says. */
export const readReason = (text: string): ReasonRow | undefined => reasonTable.find(text, rows);
