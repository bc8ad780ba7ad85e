import { isObject, type Json, type JsonObject, listOf, nameOf } from './json.ts';
import type { Kind } from './names.ts';
import { fits, keyOf, type Pattern, patternOf } from './pattern.ts';
import type { Value } from './value.ts';

interface Element {
  readonly pattern: Pattern | undefined;
  /** Of a map: what it leads to. */
  readonly data: Json;
  readonly json: Json;
}

/** Elements of a set or a map; read once for the kinds of the key that asks. */
export class Elements {
  readonly #json: readonly Json[];
  readonly #isMap: boolean;
  #exact: ReadonlyMap<string, Element> | undefined;
  #others: readonly Element[] = [];

  constructor(json: readonly Json[], isMap: boolean) {
    this.#json = json;
    this.#isMap = isMap;
  }

  get json(): readonly Json[] {
    return this.#json;
  }

  #read(kinds: readonly Kind[]): ReadonlyMap<string, Element> {
    if (this.#exact !== undefined) return this.#exact;
    const exact = new Map<string, Element>();
    const others: Element[] = [];
    for (const json of this.#json) {
      const [key, data] = this.#isMap ? listOf(json) : [json, null];
      const element: Element = { pattern: patternOf(key ?? null, kinds), data: data ?? null, json };
      const text = keyOf(element.pattern);
      if (text === undefined) others.push(element);
      else exact.set(text, element);
    }
    this.#exact = exact;
    // `*` stands for what no other element has.
    this.#others = others.toSorted((a, b) => Number(a.pattern?.is === 'any') - Number(b.pattern?.is === 'any'));
    return exact;
  }

  /** Elements that have, or could have, the value; the last is `undefined` where none may have it. */
  lookup(value: Value): readonly (Element | undefined)[] {
    const exact = this.#read(kindsOf(value));
    const key = keyOf(value);
    if (key !== undefined) {
      const found = exact.get(key);
      return found === undefined ? candidates(value, this.#others) : [found];
    }
    return candidates(value, [...exact.values(), ...this.#others]);
  }
}

function candidates(value: Value, elements: readonly Element[]): readonly (Element | undefined)[] {
  const found: Element[] = [];
  for (const element of elements) {
    const answer = fits(value, element.pattern);
    if (answer === true) return [...found, element];
    if (answer === undefined) found.push(element);
  }
  return [...found, undefined];
}

export function kindsOf(value: Value): readonly Kind[] {
  if (value.is === 'parts') return value.parts.map((part) => kindsOf(part)[0] ?? 'integer');
  return value.is === 'number' || value.is === 'name' ? [value.kind] : ['integer'];
}

/** Sets and maps of a table by name. */
export type Sets = ReadonlyMap<string, Elements>;

/** `"@name"`, `{"set": […]}`, or a constant, as elements; undefined for a set that is not in the capture. */
export function elementsOf(json: Json, sets: Sets, isMap: boolean): Elements | undefined {
  if (typeof json === 'string' && json.startsWith('@')) return sets.get(json.slice(1));
  const found = nameOf(json);
  return new Elements(found?.name === 'set' ? listOf(found.inside) : [json], isMap);
}

/** Of `{"set": …}` and `{"map": …}` objects. */
export const declaredElements = (object: JsonObject, isMap: boolean): Elements =>
  new Elements(isObject(object) ? listOf(object['elem']) : [], isMap);
