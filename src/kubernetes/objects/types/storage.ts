import type { Condition, Meta, NodeTerm, Requirement, Selector } from './meta.ts';

/** PersistentVolumeClaim. */
export interface Claim extends Meta {
  /** Absent: the default class; empty: none. */
  readonly storageClass?: string | undefined;
  readonly volumeName?: string | undefined;
  readonly modes: readonly string[];
  /** Quantity asked for. */
  readonly request?: string | undefined;
  readonly volumeMode?: string | undefined;
  readonly selector?: Selector | undefined;
  readonly phase?: string | undefined;
  /** Annotation `volume.kubernetes.io/selected-node`. */
  readonly selectedNode?: string | undefined;
  /** Annotation `pv.kubernetes.io/bind-completed`: bound on both sides. */
  readonly bindCompleted: boolean;
  readonly conditions: readonly Condition[];
}

/** PersistentVolume. */
export interface PersistentVolume extends Meta {
  readonly storageClass?: string | undefined;
  readonly capacity?: string | undefined;
  readonly modes: readonly string[];
  readonly volumeMode?: string | undefined;
  readonly phase?: string | undefined;
  readonly claim?: { readonly namespace: string; readonly name: string; readonly uid?: string | undefined } | undefined;
  readonly nodeTerms?: readonly NodeTerm[] | undefined;
  /** A disk of one node. */
  readonly local: boolean;
  /** CSI driver and handle. */
  readonly driver?: string | undefined;
  readonly handle?: string | undefined;
}

export interface StorageClass extends Meta {
  readonly provisioner: string;
  /** `Immediate` or `WaitForFirstConsumer`. */
  readonly binding: string;
  readonly isDefault: boolean;
  /** Any of the terms, all of its keys. */
  readonly allowedTopologies: readonly (readonly Requirement[])[];
}

export interface CsiNode extends Meta {
  readonly drivers: readonly { readonly name: string; readonly count?: number | undefined }[];
}

export interface CsiDriver extends Meta {
  readonly storageCapacity: boolean;
}

export interface CsiCapacity extends Meta {
  readonly storageClass: string;
  readonly topology?: Selector | undefined;
  readonly capacity?: string | undefined;
  readonly maximum?: string | undefined;
}

export interface VolumeAttachment extends Meta {
  readonly attacher: string;
  readonly node: string;
  readonly volume?: string | undefined;
  readonly attached: boolean;
  readonly error?: string | undefined;
}
