import { noObjects } from './collection.ts';
import type { ClusterObjects } from './types/cluster-objects.ts';
import type { Meta } from './types/meta.ts';

/** Objects of both inputs; one that is in both is taken from where it is whole, else from the second. */
export function mergeObjects(a: ClusterObjects, b: ClusterObjects): ClusterObjects {
  const merged: Record<string, readonly Meta[]> = {};
  for (const part of Object.keys(noObjects()) as (keyof ClusterObjects)[])
    merged[part] = mergeLists(a[part] ?? [], b[part] ?? []);
  return merged as unknown as ClusterObjects;
}

function mergeLists(a: readonly Meta[], b: readonly Meta[]): readonly Meta[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const byKey = new Map<string, Meta>();
  for (const one of [...a, ...b]) {
    const key = `${one.kind} ${one.namespace}/${one.name}`;
    const known = byKey.get(key);
    if (known === undefined || known.from !== 'object' || one.from === 'object') byKey.set(key, one);
  }
  return [...byKey.values()];
}

/** How many objects of each kind both inputs held. */
export const mergeKinds = (
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((kind) => [kind, (a[kind] ?? 0) + (b[kind] ?? 0)]),
  );
