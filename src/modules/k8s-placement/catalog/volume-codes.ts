import { shellWord } from '../../../core/quote.ts';
import { type PlaceFacts, placeCode, sayPlaces } from './place-code.ts';

const volumes = ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/'];

/** ` data -n shop`: the claim, where it is known, in the namespace of its pod. */
function claimOf({ subject, pods: [pod = ''] }: Pick<PlaceFacts, 'subject' | 'pods'>): string {
  const [namespace, name] = pod.split('/', 2);
  return `${subject === '' ? '' : ` ${shellWord(subject)}`}${name === undefined || namespace === undefined ? '' : ` -n ${shellWord(namespace)}`}`;
}

export const claimMissing = placeCode({
  code: 'PLACE118',
  name: 'claim-missing',
  summary: 'A claim that the pod names does not exist, is being deleted or has lost its volume.',
  title: ({ who, because }) => `${who} cannot be placed: ${because}.`,
  why: ({ note }) => note,
  next: (f) => [`kubectl get pvc${claimOf(f)}`],
  docs: volumes,
});

export const claimUnbound = placeCode({
  code: 'PLACE119',
  name: 'claim-unbound',
  summary: 'A claim that should be bound before the pod is placed is not bound.',
  title: ({ who, subject }) =>
    `${who} cannot be placed: ${subject === '' ? 'one of its claims' : `claim ${subject}`} is not bound.`,
  why: ({ note }) => note,
  next: (f) => [`kubectl describe pvc${claimOf(f)}`],
  docs: volumes,
});

export const provisionerSilent = placeCode({
  code: 'PLACE120',
  name: 'provisioner-silent',
  summary: 'The scheduler has chosen a node, and the provisioner makes no volume for it.',
  title: ({ who, subject, note, because }) =>
    `${who} waits for the volume of claim ${subject}: ${note === '' ? 'its provisioner' : note} ${because}.`,
  next: (f) => [
    `Its controller makes volumes: is it there, and what does its log say? kubectl get pods -A -o wide | grep -iE ${shellWord(`csi|provisioner${/^[\w.-]{1,80}$/.test(f.note) ? `|${f.note.split('.', 1)[0]}` : ''}`)}`,
    `kubectl describe pvc${claimOf(f)}`,
  ],
  docs: ['https://kubernetes.io/docs/concepts/storage/dynamic-provisioning/'],
});

export const volumeElsewhere = placeCode({
  code: 'PLACE121',
  name: 'volume-elsewhere',
  summary: 'A volume of the pod can be reached from other nodes or zones only.',
  title: (f) => `${f.who} cannot run on ${sayPlaces(f)}: ${f.because}.`,
  why: ({ note }) => note,
  look: 'See where the volume is (kubectl describe pv: Node Affinity): a node there must be up, uncordoned and have room.',
  docs: ['https://kubernetes.io/docs/setup/best-practices/multiple-zones/'],
});

export const volumeLimit = placeCode({
  code: 'PLACE122',
  name: 'volume-limit',
  summary: 'The nodes have as many volumes of a driver attached as they can.',
  title: (f) => `${f.who} fits no node: ${sayPlaces(f)}: ${f.because}.`,
  docs: ['https://kubernetes.io/docs/concepts/storage/storage-limits/'],
});

export const claimExclusive = placeCode({
  code: 'PLACE123',
  name: 'claim-exclusive',
  summary: 'Only one pod may use the volume, and another one does.',
  title: ({ who, because }) => `${who} cannot be placed: ${because}.`,
  why: ({ note }) => note,
  docs: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
});
