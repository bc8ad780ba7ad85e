import { asMap } from '../../yaml-text.ts';
import { flagAt, mapAt, mapsAt, numberAt, type Raw, scalarAt, textAt, wordAt, wordsAt } from '../raw.ts';
import type {
  Claim,
  CsiCapacity,
  CsiDriver,
  CsiNode,
  PersistentVolume,
  StorageClass,
  VolumeAttachment,
} from '../types/storage.ts';
import { annotation, conditionsAt, nodeTermsAt, selectorAt, slimMeta } from './meta.ts';

export function slimClaim(raw: Raw, source: string): Claim {
  const spec = mapAt(raw, 'spec');
  const status = mapAt(raw, 'status');
  return {
    ...slimMeta(raw, 'PersistentVolumeClaim', source),
    storageClass: annotation(raw, 'volume.beta.kubernetes.io/storage-class') ?? textAt(spec, 'storageClassName'),
    volumeName: wordAt(spec, 'volumeName'),
    modes: wordsAt(spec, 'accessModes'),
    request: scalarAt(mapAt(mapAt(spec, 'resources'), 'requests'), 'storage'),
    volumeMode: wordAt(spec, 'volumeMode'),
    selector: selectorAt(spec, 'selector'),
    phase: wordAt(status, 'phase'),
    selectedNode: annotation(raw, 'volume.kubernetes.io/selected-node'),
    bindCompleted: annotation(raw, 'pv.kubernetes.io/bind-completed') !== undefined,
    conditions: conditionsAt(status),
  };
}

export function slimPersistentVolume(raw: Raw, source: string): PersistentVolume {
  const spec = mapAt(raw, 'spec');
  const claim = asMap(spec['claimRef']);
  const csi = mapAt(spec, 'csi');
  return {
    ...slimMeta(raw, 'PersistentVolume', source),
    storageClass: annotation(raw, 'volume.beta.kubernetes.io/storage-class') ?? textAt(spec, 'storageClassName'),
    capacity: scalarAt(mapAt(spec, 'capacity'), 'storage'),
    modes: wordsAt(spec, 'accessModes'),
    volumeMode: wordAt(spec, 'volumeMode'),
    phase: wordAt(mapAt(raw, 'status'), 'phase'),
    claim:
      claim === undefined
        ? undefined
        : {
            namespace: textAt(claim, 'namespace') ?? '',
            name: textAt(claim, 'name') ?? '',
            uid: textAt(claim, 'uid'),
          },
    nodeTerms: nodeTermsAt(mapAt(spec, 'nodeAffinity'), 'required'),
    local: asMap(spec['local']) !== undefined,
    driver: wordAt(csi, 'driver'),
    handle: wordAt(csi, 'volumeHandle'),
  };
}

export const slimStorageClass = (raw: Raw, source: string): StorageClass => ({
  ...slimMeta(raw, 'StorageClass', source),
  provisioner: textAt(raw, 'provisioner') ?? '',
  binding: wordAt(raw, 'volumeBindingMode') ?? 'Immediate',
  isDefault:
    annotation(raw, 'storageclass.kubernetes.io/is-default-class') === 'true' ||
    annotation(raw, 'storageclass.beta.kubernetes.io/is-default-class') === 'true',
  allowedTopologies: mapsAt(raw, 'allowedTopologies').map((term) =>
    mapsAt(term, 'matchLabelExpressions').map((one) => ({
      key: textAt(one, 'key') ?? '',
      operator: 'In',
      values: wordsAt(one, 'values'),
    })),
  ),
});

export const slimCsiNode = (raw: Raw, source: string): CsiNode => ({
  ...slimMeta(raw, 'CSINode', source),
  drivers: mapsAt(mapAt(raw, 'spec'), 'drivers').map((driver) => ({
    name: textAt(driver, 'name') ?? '',
    count: numberAt(mapAt(driver, 'allocatable'), 'count'),
  })),
});

export const slimCsiDriver = (raw: Raw, source: string): CsiDriver => ({
  ...slimMeta(raw, 'CSIDriver', source),
  storageCapacity: flagAt(mapAt(raw, 'spec'), 'storageCapacity') === true,
});

export const slimCsiCapacity = (raw: Raw, source: string): CsiCapacity => ({
  ...slimMeta(raw, 'CSIStorageCapacity', source),
  storageClass: textAt(raw, 'storageClassName') ?? '',
  topology: selectorAt(raw, 'nodeTopology'),
  capacity: scalarAt(raw, 'capacity'),
  maximum: scalarAt(raw, 'maximumVolumeSize'),
});

export function slimAttachment(raw: Raw, source: string): VolumeAttachment {
  const spec = mapAt(raw, 'spec');
  const status = mapAt(raw, 'status');
  return {
    ...slimMeta(raw, 'VolumeAttachment', source),
    attacher: textAt(spec, 'attacher') ?? '',
    node: textAt(spec, 'nodeName') ?? '',
    volume: wordAt(mapAt(spec, 'source'), 'persistentVolumeName'),
    attached: flagAt(status, 'attached') === true,
    error: wordAt(mapAt(status, 'attachError'), 'message') ?? wordAt(mapAt(status, 'detachError'), 'message'),
  };
}
