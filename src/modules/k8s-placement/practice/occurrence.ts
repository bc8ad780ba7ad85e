import type { Evidence } from '../../../core/finding.ts';
import type { Meta } from '../../../kubernetes/objects/types/meta.ts';
import type { PracticeFacts } from '../catalog/practice-codes.ts';

const named = 20;

export const refOf = ({ kind, namespace, name }: Meta): string => `${kind} ${namespace}/${name}`;

export const factsOf = (
  objects: readonly string[],
  more: Partial<Pick<PracticeFacts, 'who' | 'count' | 'nodes' | 'subject'>>,
): PracticeFacts => ({
  who: objects[0] ?? '',
  objects: objects.slice(0, named),
  count: objects.length,
  nodes: [],
  subject: '',
  ...more,
});

/** A field of an object and what it says. */
export const fieldOf = (one: Meta, field: string, text: string): Evidence => ({
  source: one.source,
  record: `${one.kind} ${one.namespace === '' ? '' : `${one.namespace}/`}${one.name} ${field}`,
  text,
});
