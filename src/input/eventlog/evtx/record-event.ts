import type { RawEvent } from '../raw-event.ts';
import { EventDraft } from '../xml/event-draft.ts';
import { type BinXml, type ElementNode, type Fragment, isElement, isEmbedded, type Part } from './binxml.ts';
import { textsOf, type ValueRef } from './value.ts';
import type { Values } from './values.ts';

/** More elements than this in one record is an attack: Windows limits an event to 64 KB. */
const maxElements = 20_000;
const maxNesting = 8;

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

  element(element: ElementNode, values: Values | undefined, nesting: number): void {
    if (++this.#elements > maxElements) throw new RangeError('an event of too many elements');
    for (const text of this.#texts(element, values)) this.#one(element, text, values, nesting);
  }

  #one(element: ElementNode, text: string, values: Values | undefined, nesting: number): void {
    const attribute = (name: string): string | undefined => {
      const found = element.attributes.find((one) => one.name === name);
      return found === undefined ? undefined : this.#joined(found.parts, values);
    };
    this.draft.open({ name: element.name, text, attribute });
    for (const content of element.content) {
      if (isElement(content)) this.element(content, values, nesting);
      else if ('index' in content) this.#embedded(values?.at(content.index), nesting);
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
  #texts({ content }: ElementNode, values: Values | undefined): string[] {
    const [only] = content;
    if (content.length !== 1 || only === undefined || isElement(only) || 'literal' in only)
      return [this.#joined(content.filter((one) => !isElement(one)) as Part[], values)];
    const value = values?.at(only.index);
    return value === undefined || isEmbedded(value) ? [''] : textsOf(this.#binXml.bytes, value);
  }

  #joined(parts: readonly Part[], values: Values | undefined): string {
    return parts.map((part) => ('literal' in part ? part.literal : this.#text(values?.at(part.index)))).join('');
  }

  #text(value: ValueRef | undefined): string {
    return value === undefined || isEmbedded(value) ? '' : textsOf(this.#binXml.bytes, value).join(' ');
  }
}
