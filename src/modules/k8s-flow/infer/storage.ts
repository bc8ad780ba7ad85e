import type { Claim, VolumeAttachment } from '../../../kubernetes/objects/types/storage.ts';
import type { Cluster } from './cluster.ts';
import { ofEvent, ofField } from './evidence.ts';
import { blank, type Stop } from './stop.ts';

/** Claims without a volume, or that lost theirs, and volumes that cannot be attached. */
export function storageStops(cluster: Cluster): Stop[] {
  return [
    ...waitingClaims(cluster),
    ...cluster.objects.claims.flatMap(lost),
    ...cluster.objects.attachments.flatMap(unattached),
  ];
}

/** A volume is made within seconds. */
const makingSeconds = 60;

/** The scheduler has chosen a node and waits for the volume there; its pod has no condition yet, and nothing has failed. */
function waitingClaims(cluster: Cluster): Stop[] {
  return cluster.objects.claims.flatMap((one) => {
    const { selectedNode, volumeName, deleted, namespace, name } = one;
    if (selectedNode === undefined || volumeName !== undefined || deleted !== undefined) return [];
    const waits = cluster.objects.pods.some(
      (pod) =>
        pod.namespace === namespace &&
        pod.spec?.nodeName === undefined &&
        pod.spec?.volumes.some(({ object, type }) => object === name && ofClaim.has(type)) === true &&
        cluster.olderThan(pod.created, makingSeconds),
    );
    const events = cluster.eventsOf(one);
    // Why it failed, the provisioner's own event says.
    if (!waits || events.some(({ type }) => type === 'Warning')) return [];
    const event = events.find(({ reason }) => reason === 'ExternalProvisioning');
    // `waiting for a volume to be created, either by external provisioner "csi.example.com" or manually created …`
    const provisioner = /provisioner "([\w./-]{1,253})"/.exec(event?.message ?? '')?.[1];
    const said = `volume.kubernetes.io/selected-node: ${selectedNode}, no spec.volumeName`;
    return [
      {
        ...blank,
        code: 'claimNotBound' as const,
        confidence: 'likely' as const,
        arrow: 4,
        owner: provisioner === undefined ? '' : `provisioner ${provisioner}`,
        kind: 'PersistentVolumeClaim',
        namespace,
        name,
        subject: '',
        said: event?.message ?? said,
        evidence: event === undefined ? ofField(one, 'metadata.annotations', said) : ofEvent(event),
      },
    ];
  });
}

const ofClaim = new Set(['persistentVolumeClaim', 'ephemeral']);

/** `Lost`: the volume controller has seen that the volume it was bound to does not exist any more. */
const lost = (one: Claim): Stop[] =>
  one.phase !== 'Lost' || one.deleted !== undefined
    ? []
    : [
        {
          ...blank,
          code: 'claimNotBound',
          arrow: 4,
          owner: '',
          kind: 'PersistentVolumeClaim',
          namespace: one.namespace,
          name: one.name,
          subject: '',
          said: 'Status Lost',
          evidence: ofField(one, 'status.phase', `Lost, spec.volumeName ${one.volumeName ?? 'empty'}`),
        },
      ];

/** The driver could not attach a volume; the attacher tries again, and clears the error when it succeeds. */
const unattached = (one: VolumeAttachment): Stop[] =>
  one.attached || one.error === undefined || one.deleted !== undefined
    ? []
    : [
        {
          ...blank,
          code: 'volumeAttach',
          arrow: 6,
          owner: '',
          kind: 'VolumeAttachment',
          namespace: '',
          name: one.name,
          subject: one.volume ?? '',
          node: one.node,
          confidence: 'likely',
          said: one.error,
          evidence: ofField(one, 'status.attachError', one.error),
        },
      ];
