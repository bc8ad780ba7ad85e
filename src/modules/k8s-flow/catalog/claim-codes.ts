import { describe, flowCode } from './flow-code.ts';

export const claimNotBound = flowCode('FLOW145', 'claim-not-bound', {
  severity: 'warning',
  summary: 'A PersistentVolumeClaim finds no volume, and none is made for it.',
  title: ({ who, said }) => {
    const { noClass, failing, why, silent, isLost } = claimWords(said);
    if (isLost) return `${who} has lost its volume: the PersistentVolume that it was bound to is gone.`;
    if (noClass !== undefined) return `${who} gets no volume: its storage class ${noClass} does not exist.`;
    if (failing !== undefined) return `${who} gets no volume: storage class ${failing} makes none: ${why}`;
    if (silent !== undefined) return `${who} gets no volume: it still waits for the provisioner ${silent}.`;
    return `${who} gets no volume: what uses it waits for a node.`;
  },
  next: (f) => {
    const { noClass, failing, silent, isLost } = claimWords(f.said);
    if (isLost)
      return [
        'Does the storage behind it still have the data? Then a new PersistentVolume with the old volume handle, and a new claim.',
        describe(f),
      ];
    if (failing !== undefined)
      return [
        'Correct what that says: quota, credentials or role of the provisioner, zone, parameters of the class.',
        'The whole error is in the log of its controller: kubectl get pods -A | grep -iE "csi|provisioner"',
      ];
    if (silent !== undefined)
      return [
        'Does its controller run, and what does it log? kubectl get pods -A | grep -iE "csi|provisioner"',
        'Is it installed in this cluster at all? kubectl get csidrivers',
      ];
    const classes = 'See which classes there are and which is the default: kubectl get storageclasses';
    if (noClass !== undefined)
      return [classes, 'Make the claim anew with one of them (its class cannot be changed), or make that class.'];
    return [describe(f), classes, 'A class that makes volumes needs its provisioner: look at its pods.'];
  },
  docs: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/'],
});

interface ClaimWords {
  readonly isLost: boolean;
  readonly noClass?: string | undefined;
  /** Class whose provisioner says why it makes no volume. */
  readonly failing?: string | undefined;
  readonly why?: string | undefined;
  /** Provisioner that was asked and has made none. */
  readonly silent?: string | undefined;
}

/** What the volume controller or a provisioner says of a claim. */
function claimWords(said: string): ClaimWords {
  const failed = /failed to provision volume with StorageClass "([^"]{1,253})": (.{1,200})/i.exec(said);
  return {
    isLost: /has lost its PersistentVolume|^Status Lost/.test(said),
    noClass: /storageclass\.storage\.k8s\.io "([^"]{1,253})" not found/.exec(said)?.[1],
    failing: failed?.[1],
    why: failed?.[2],
    silent: /external provisioner ['"]([^'"]{1,253})/.exec(said)?.[1],
  };
}
