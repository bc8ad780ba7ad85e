import type { HookContext } from '../ruleset.ts';
import type { Way } from '../way.ts';
import { type Expression, expressionOf } from './expression.ts';
import { isObject, type Json } from './json.ts';
import { drawn } from './match.ts';
import { type Elements, elementsOf, type Sets } from './sets.ts';
import type { Value } from './value.ts';

/** What a map may lead to: `null` where it has no such key. */
export interface Found {
  readonly options: readonly { readonly data: Json | undefined; readonly share?: number }[];
  /** Why it is not known which option it is. */
  readonly doubt?: string;
}

export type Lookup = (way: Way, context: HookContext) => Found;

/** `{"key": …, "data": "@name" | {"set": […]}}` of `map` and `vmap`. */
export function lookupOf(inside: Json, sets: Sets): Lookup {
  const object = isObject(inside) ? inside : {};
  const key = expressionOf(object['key'] ?? null);
  const elements = elementsOf(object['data'] ?? null, sets, true);
  const what = `map ${typeof object['data'] === 'string' ? object['data'] : 'with its elements'}`;
  return (way, context) => (elements === undefined ? missing(what) : found(key, elements, way, context));
}

const missing = (what: string): Found => ({ options: [{ data: undefined }], doubt: `${what} is not in the capture` });

function found(key: Expression, elements: Elements, way: Way, context: HookContext): Found {
  const value = key(way, context);
  if (value.is === 'nothing') return { options: [{ data: undefined }] };
  if (value.is === 'one-of') return byDraw(value, elements);
  const options = elements.lookup(value).map((element) => ({ data: element?.data }));
  return options.length === 1
    ? { options }
    : { options, doubt: value.is === 'unknown' ? value.what : 'key of the map' };
}

/** Numbers that lead to the same are one option. */
function byDraw(value: Value & { is: 'one-of' }, elements: Elements): Found {
  const numbers = drawn(value);
  if (numbers === undefined) return missing('an element for each number');
  const counts = new Map<string, { data: Json | undefined; count: number }>();
  for (const one of numbers) {
    const element = elements.lookup(one)[0];
    const text = JSON.stringify(element?.data) ?? '';
    counts.set(text, { data: element?.data, count: (counts.get(text)?.count ?? 0) + 1 });
  }
  const options = [...counts.values()].map(({ data, count }) => ({ data, share: count / numbers.length }));
  if (!value.fixed || options.length === 1) return { options };
  return { options: options.map(({ data }) => ({ data })), doubt: 'a hash of the flow' };
}
