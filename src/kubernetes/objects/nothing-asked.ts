import type { Check } from '../../core/check.ts';
import { isKind } from './text/kinds.ts';
import type { Meta } from './types/meta.ts';

type Named = Pick<Meta, 'kind' | 'name' | 'namespace' | 'owner'>;

/** What was read of what a module judges, and where it was told to look. */
export interface Looked {
  /** Cluster-scoped ones and those of a text that names no namespace have an empty one. */
  readonly objects: readonly Named[];
  /** Namespaces that the input lists; it may list none. */
  readonly namespaces: readonly Pick<Meta, 'name'>[];
  readonly namespace?: string | undefined;
  /** `deploy/web`, `pod/web-1` or a bare name. */
  readonly wanted?: string | undefined;
  /** `pod`, `workload, pod or Service`. */
  readonly what: string;
}

/** Why nothing was looked at, so that nothing found is no all-clear; undefined where something was. */
export function nothingAsked({ objects, namespaces, namespace, wanted, what }: Looked): string | undefined {
  const inside = objects.filter((one) => [undefined, one.namespace].includes(namespace) || one.namespace === '');
  const where = namespace === undefined ? '' : ` of namespace ${namespace}`;
  if (inside.length > 0)
    return wanted === undefined || inside.some((one) => isOf(one, wanted))
      ? undefined
      : `nothing to look at: no ${what}${where} is ${wanted} or belongs to it`;
  return namespace !== undefined && namespaces.length > 0 && !namespaces.some(({ name }) => name === namespace)
    ? `namespace ${namespace} is not among those of the input`
    : `nothing to look at: the input has no ${what}${where} as an object`;
}

/** What to say first where nothing that was asked for is in the input: a check `id` of this module says why. */
export function verdictOfNothing(checks: readonly Check[], id: string): { readonly verdict?: string } {
  const { reason } = checks.find((one) => one.id === id && one.status === 'unchecked') ?? {};
  return reason === undefined ? {} : { verdict: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.` };
}

/** It, what it belongs to, or by its name what a workload that is not in the input made. */
function isOf({ kind, name, owner }: Named, wanted: string): boolean {
  const [head = '', tail] = wanted.split('/', 2);
  const asked = tail ?? head;
  const is = (one: { readonly kind: string; readonly name: string }): boolean =>
    one.name === asked && (tail === undefined || isKind(one.kind, head));
  return is({ kind, name }) || (owner !== undefined && is(owner)) || name.startsWith(`${asked}-`);
}
