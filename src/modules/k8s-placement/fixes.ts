import type { FixScript } from '../../core/fix-script.ts';
import {
  type PatchFix,
  type PatchOperation,
  patchFix,
  pathPart,
  pointerPart,
  removing,
} from '../../kubernetes/kubectl-fix.ts';
import type { Node } from '../../kubernetes/objects/types/node.ts';
import type { Opening } from './changes.ts';

/** A script for the smallest change, where it is one of a node that can be tested and taken back. */
export function fixesOf(best: Opening | undefined, code: string, nodes: readonly Node[]): readonly FixScript[] {
  const [only, other] = best?.changes ?? [];
  const node = nodes.find(({ name }) => name === only?.node?.name);
  if (only === undefined || other !== undefined || node?.from !== 'object') return [];
  const opens = best?.opens.length ?? 0;
  const frame = {
    code,
    applicability: 'review' as const,
    target: { kind: 'node', name: node.name, namespace: '', uid: node.uid },
  };
  if (only.does === 'uncordon') return patchFix({ ...frame, ...uncordon(node) });
  const labels = Object.entries(only.labels ?? {});
  const [label] = labels;
  // An empty label prints as an absent one: a script could not tell whether it is there.
  const isTestable = label !== undefined && labels.length === 1 && label[1] !== '';
  return isTestable ? patchFix({ ...frame, ...labeled(node, ...label, opens) }) : [];
}

type Own = Pick<PatchFix, 'id' | 'title' | 'effect' | 'field' | 'was' | 'becomes' | 'change' | 'undo'>;

const uncordon = ({ name }: Node): Own => ({
  id: 'uncordon',
  title: `Uncordon ${name}`,
  effect: 'New pods may go there, whoever cordoned it: ask whether an upgrade or a drain is under way.',
  field: '{.spec.unschedulable}',
  was: 'true',
  becomes: '',
  ...removing('/spec/unschedulable', true),
});

function labeled({ name, labels }: Node, key: string, value: string, opens: number): Own {
  const path = `/metadata/labels/${pointerPart(key)}`;
  const was = Object.hasOwn(labels, key) ? labels[key] : undefined;
  const test = (stands: string): PatchOperation => ({ op: 'test', path, value: stands });
  return {
    id: 'label-node',
    title: `Label ${name} ${key}=${value}`,
    effect: `Whatever selects ${key}=${value} may go there too; the pod fits ${opens === 1 ? 'there' : `${opens} nodes`} then.`,
    field: `{.metadata.labels.${pathPart(key)}}`,
    was: was ?? '',
    becomes: value,
    change: [...(was === undefined ? [] : [test(was)]), { op: 'add', path, value }],
    undo: [test(value), was === undefined ? { op: 'remove', path } : { op: 'replace', path, value: was }],
  };
}
