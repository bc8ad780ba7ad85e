import { type ValueRef, valueType } from './value.ts';
import { Values } from './values.ts';

/** A piece of text in an element: written out, or the value of a substitution. */
export type Part = { readonly literal: string } | { readonly index: number };

/** An element of binary XML, its substitutions still open. */
export interface ElementNode {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly parts: readonly Part[] }[];
  readonly content: readonly (Part | ElementNode)[];
}

/** A fragment: elements, and the values for their substitutions. */
export interface Fragment {
  readonly elements: readonly ElementNode[];
  /** Absent where the fragment is written out, without a template. */
  readonly values?: Values;
}

/** Deeper nesting is damage. */
const maxDepth = 40;

const token = {
  end: 0x00,
  open: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  endElement: 0x04,
  value: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  charRef: 0x08,
  entityRef: 0x09,
  piTarget: 0x0a,
  piData: 0x0b,
  template: 0x0c,
  substitution: 0x0d,
  optional: 0x0e,
  header: 0x0f,
} as const;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads the binary XML of one chunk (libevtx, "Windows XML Event Log (EVTX)", binary XML). Names
 * and templates are offsets into the chunk and shared by its records; both are kept. Anything out
 * of bounds throws a RangeError, which costs one record.
 */
export class BinXml {
  readonly bytes: Buffer;
  readonly #names = new Map<number, { text: string; end: number }>();
  readonly #templates = new Map<number, readonly ElementNode[]>();
  #at = 0;

  constructor(chunk: Buffer) {
    this.bytes = chunk;
  }

  /** The fragment between two offsets of the chunk. */
  fragment(at: number, end: number): Fragment {
    this.#at = at;
    if (this.bytes[this.#at] === token.header) this.#at += 4;
    if ((this.bytes[this.#at] ?? 0) === token.template) return this.#instance(end);
    return { elements: this.#elements(end) };
  }

  /** 0c, one byte, template id, offset of its definition, which follows where it is used first; then the values. */
  #instance(end: number): Fragment {
    const definition = this.bytes.readUInt32LE(this.#at + 6);
    this.#at += 10;
    const isHere = definition === this.#at;
    const dataSize = this.bytes.readUInt32LE(definition + 20);
    const elements = this.#template(definition, dataSize);
    this.#at = isHere ? definition + 24 + dataSize : this.#at;
    return { elements, values: new Values(this.bytes, this.#at, end) };
  }

  #template(definition: number, dataSize: number): readonly ElementNode[] {
    const known = this.#templates.get(definition);
    if (known !== undefined) return known;
    const back = this.#at;
    this.#at = definition + 24;
    if (this.bytes[this.#at] === token.header) this.#at += 4;
    const elements = this.#elements(Math.min(definition + 24 + dataSize, this.bytes.length));
    this.#at = back;
    this.#templates.set(definition, elements);
    return elements;
  }

  #elements(end: number): ElementNode[] {
    const elements: ElementNode[] = [];
    while (this.#at < end && this.#token() === token.open) elements.push(this.#element(0));
    return elements;
  }

  #token(): number {
    return (this.bytes[this.#at] ?? 0) & 0x3f;
  }

  #element(depth: number): ElementNode {
    if (depth > maxDepth) throw new RangeError('elements nested too deeply');
    const hasAttributes = ((this.bytes[this.#at] ?? 0) & 0x40) !== 0;
    this.#at += 7;
    const name = this.#name();
    if (hasAttributes) this.#at += 4;
    const attributes: { name: string; parts: Part[] }[] = [];
    while (this.#token() === token.attribute) {
      this.#at += 1;
      attributes.push({ name: this.#name(), parts: this.#parts() });
    }
    const closing = this.#token();
    this.#at += 1;
    if (closing === token.closeEmpty) return { name, attributes, content: [] };
    if (closing !== token.closeStart) throw new RangeError(`token ${closing} where a start tag ends`);
    return { name, attributes, content: this.#content(depth) };
  }

  #content(depth: number): (Part | ElementNode)[] {
    const content: (Part | ElementNode)[] = [];
    for (;;) {
      if (this.#token() === token.open) content.push(this.#element(depth + 1));
      else if (this.#token() === token.endElement) {
        this.#at += 1;
        return content;
      } else {
        const parts = this.#parts();
        if (parts.length === 0 && !this.#skipInstruction())
          throw new RangeError(`token ${this.#token()} within an element`);
        content.push(...parts);
      }
    }
  }

  #parts(): Part[] {
    const parts: Part[] = [];
    for (let part = this.#part(); part !== undefined; part = this.#part()) parts.push(part);
    return parts;
  }

  #part(): Part | undefined {
    const { bytes } = this;
    const at = this.#at;
    switch (this.#token()) {
      case token.value:
        return { literal: this.#counted(at + 2) };
      case token.cdata:
        return { literal: this.#counted(at + 1) };
      case token.charRef:
        this.#at += 3;
        return { literal: String.fromCharCode(bytes.readUInt16LE(at + 1)) };
      case token.entityRef: {
        this.#at += 1;
        const name = this.#name();
        return { literal: entities[name] ?? `&${name};` };
      }
      case token.substitution:
      case token.optional:
        this.#at += 4;
        return { index: bytes.readUInt16LE(at + 1) };
      default:
        return undefined;
    }
  }

  /** Processing instructions say nothing of an event. */
  #skipInstruction(): boolean {
    if (this.#token() === token.piTarget) {
      this.#at += 1;
      this.#name();
    } else if (this.#token() === token.piData) this.#counted(this.#at + 1);
    else return false;
    return true;
  }

  /** A count of UTF-16 units and the units. */
  #counted(at: number): string {
    const length = this.bytes.readUInt16LE(at) * 2;
    this.#at = at + 2 + length;
    if (this.#at > this.bytes.length) throw new RangeError('a text reaches beyond its chunk');
    return this.bytes.toString('utf16le', at + 2, this.#at);
  }

  /** A name by its offset; where it is used first it stands right behind the offset. */
  #name(): string {
    const offset = this.bytes.readUInt32LE(this.#at);
    this.#at += 4;
    let name = this.#names.get(offset);
    if (name === undefined) {
      const length = this.bytes.readUInt16LE(offset + 6) * 2;
      const end = offset + 8 + length;
      if (end > this.bytes.length) throw new RangeError('a name reaches beyond its chunk');
      name = { text: this.bytes.toString('utf16le', offset + 8, end), end: end + 2 };
      this.#names.set(offset, name);
    }
    if (offset === this.#at) this.#at = name.end;
    return name.text;
  }
}

export const isElement = (content: Part | ElementNode): content is ElementNode => 'name' in content;
export const isEmbedded = (value: ValueRef | undefined): value is ValueRef => value?.type === valueType.binXml;
