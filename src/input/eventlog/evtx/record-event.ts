import type { RawEvent } from '../raw-event.ts';
import { EventDraft } from '../xml/event-draft.ts';
import { type BinXml, type ElementNode, type Fragment, isElement, isEmbedded, type Part } from './binxml.ts';
import { textsOf, type ValueRef } from './value.ts';

/** More elements than this in one record is an attack: Windows limits an event to 64 KB. */
const maxElements = 20_000;
const maxNesting = 8;

/**
 * The id of a record, found without reading the rest of it; undefined where its template is not
 * of the usual shape.
 */
export function idOf(binXml: BinXml, fragment: Fragment): number | undefined {
  const part = idPartOf(fragment.elements[0]);
  if (part === undefined) return undefined;
  if ('literal' in part) return Number(part.literal) || undefined;
  const value = fragment.values[part.index];
  return value?.type === 6 && value.size === 2 ? binXml.bytes.readUInt16LE(value.at) : undefined;
}

const idParts = new WeakMap<ElementNode, Part | 'none'>();

function idPartOf(event: ElementNode | undefined): Part | undefined {
  if (event === undefined) return undefined;
  const known = idParts.get(event) ?? findIdPart(event) ?? 'none';
  idParts.set(event, known);
  return known === 'none' ? undefined : known;
}

function findIdPart(event: ElementNode): Part | undefined {
  const child = (element: ElementNode | undefined, name: string) =>
    element?.content.filter(isElement).find((one) => one.name === name);
  const content = child(child(event, 'System'), 'EventID')?.content[0];
  return content === undefined || isElement(content) ? undefined : content;
}

/** The whole event. Throws a RangeError for a damaged one; undefined where it has no id. */
export function eventOf(binXml: BinXml, fragment: Fragment): RawEvent | undefined {
  const walk = new Walk(binXml);
  for (const element of fragment.elements) walk.element(element, fragment.values, 0);
  return walk.draft.event(undefined);
}

/** Goes through a fragment, and those embedded in its values, as if it were the tags of an XML text. */
class Walk {
  readonly draft = new EventDraft();
  readonly #binXml: BinXml;
  #elements = 0;

  constructor(binXml: BinXml) {
    this.#binXml = binXml;
  }

  element(element: ElementNode, values: readonly ValueRef[], nesting: number): void {
    if (++this.#elements > maxElements) throw new RangeError('an event of too many elements');
    for (const text of this.#texts(element, values)) this.#one(element, text, values, nesting);
  }

  #one(element: ElementNode, text: string, values: readonly ValueRef[], nesting: number): void {
    const attribute = (name: string): string | undefined => {
      const found = element.attributes.find((one) => one.name === name);
      return found === undefined ? undefined : this.#joined(found.parts, values);
    };
    this.draft.open({ name: element.name, text, attribute });
    for (const content of element.content) {
      if (isElement(content)) this.element(content, values, nesting);
      else if ('index' in content) this.#embedded(values[content.index], nesting);
    }
    this.draft.close(element.name);
  }

  #embedded(value: ValueRef | undefined, nesting: number): void {
    if (!isEmbedded(value) || value.size === 0) return;
    if (nesting >= maxNesting) throw new RangeError('fragments nested too deeply');
    const fragment = this.#binXml.fragment(value.at, value.at + value.size);
    for (const element of fragment.elements) this.element(element, fragment.values, nesting + 1);
  }

  /** An element whose text is an array stands for one element a value, as Windows shows it. */
  #texts({ content }: ElementNode, values: readonly ValueRef[]): string[] {
    const [only] = content;
    if (content.length !== 1 || only === undefined || isElement(only) || 'literal' in only)
      return [this.#joined(content.filter((one) => !isElement(one)) as Part[], values)];
    const value = values[only.index];
    return value === undefined || isEmbedded(value) ? [''] : textsOf(this.#binXml.bytes, value);
  }

  #joined(parts: readonly Part[], values: readonly ValueRef[]): string {
    return parts.map((part) => ('literal' in part ? part.literal : this.#text(values[part.index]))).join('');
  }

  #text(value: ValueRef | undefined): string {
    return value === undefined || isEmbedded(value) ? '' : textsOf(this.#binXml.bytes, value).join(' ');
  }
}
