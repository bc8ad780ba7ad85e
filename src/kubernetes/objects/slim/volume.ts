import { flagAt, mapAt, mapsAt, type Raw, scalarAt, textAt, wordAt, wordsAt } from '../raw.ts';
import type { Volume } from '../types/pod-spec.ts';

/** A pod's volume: its kind and whom it names. `podName` makes the name of an ephemeral claim. */
export function slimVolume(raw: Raw, podName: string): Volume {
  const name = textAt(raw, 'name') ?? '';
  const type = Object.keys(raw).find((key) => key !== 'name') ?? 'emptyDir';
  const body = mapAt(raw, type);
  return {
    name,
    type,
    object: objectOf(type, body, name, podName),
    optional: flagAt(body, 'optional'),
    path: type === 'hostPath' ? wordAt(body, 'path') : undefined,
    pathType: type === 'hostPath' ? wordAt(body, 'type') : undefined,
    sizeLimit: scalarAt(body, 'sizeLimit'),
    readOnly: flagAt(body, 'readOnly'),
    disk: diskOf(type, body),
    driver: type === 'csi' ? wordAt(body, 'driver') : undefined,
    sources: type === 'projected' ? sourcesOf(body) : undefined,
  };
}

function objectOf(type: string, body: Raw, name: string, podName: string): string | undefined {
  if (type === 'persistentVolumeClaim') return textAt(body, 'claimName');
  if (type === 'secret') return textAt(body, 'secretName');
  if (type === 'configMap') return textAt(body, 'name');
  // component-helpers/storage/ephemeral: the claim is named after pod and volume.
  return type === 'ephemeral' && podName !== '' ? `${podName}-${name}` : undefined;
}

/** What two pods must not share (plugins/volumerestrictions): the same text is the same disk. */
function diskOf(type: string, body: Raw): string | undefined {
  if (type === 'gcePersistentDisk') return textAt(body, 'pdName');
  if (type === 'awsElasticBlockStore') return textAt(body, 'volumeID');
  if (type === 'iscsi') return textAt(body, 'iqn');
  if (type === 'rbd') {
    const monitors = wordsAt(body, 'monitors').toSorted().join(',');
    return `${monitors}/${textAt(body, 'pool') ?? 'rbd'}/${textAt(body, 'image') ?? ''}`;
  }
  return undefined;
}

const sourcesOf = (body: Raw): NonNullable<Volume['sources']> =>
  mapsAt(body, 'sources').flatMap((source) =>
    (['secret', 'configMap'] as const).flatMap((kind) => {
      const found = mapAt(source, kind);
      const name = textAt(found, 'name');
      return name === undefined ? [] : [{ kind, name, optional: flagAt(found, 'optional') === true }];
    }),
  );
