import type { Meta } from './types/meta.ts';

/** What was read of what a module judges, and where it was told to look. */
export interface Looked {
  /** Cluster-scoped ones and those of a text that names no namespace have an empty one. */
  readonly objects: readonly Pick<Meta, 'namespace'>[];
  /** Namespaces that the input lists; it may list none. */
  readonly namespaces: readonly Pick<Meta, 'name'>[];
  readonly namespace?: string | undefined;
  /** `pod`, `workload, pod or Service`. */
  readonly what: string;
}

/** Why nothing was looked at, so that nothing found is no all-clear; undefined where something was. */
export function nothingAsked({ objects, namespaces, namespace, what }: Looked): string | undefined {
  const isInside = (one: Pick<Meta, 'namespace'>): boolean =>
    namespace === undefined || one.namespace === '' || one.namespace === namespace;
  if (objects.some(isInside)) return undefined;
  if (namespace === undefined) return `nothing to look at: the input has no ${what} as an object`;
  return namespaces.length > 0 && !namespaces.some(({ name }) => name === namespace)
    ? `namespace ${namespace} is not among those of the input`
    : `nothing to look at: the input has no ${what} of namespace ${namespace} as an object`;
}
