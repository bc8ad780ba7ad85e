import type { ValueRef } from './value.ts';

/** The values of a template instance: a count, size and type of each, then the values one after the other. */
export class Values {
  readonly #bytes: Buffer;
  readonly #first: number;
  readonly #count: number;
  readonly #end: number;
  #all: ValueRef[] | undefined;

  /** `at` is the count's place, `end` the record's end. Throws a RangeError for more values than there is room for. */
  constructor(bytes: Buffer, at: number, end: number) {
    this.#bytes = bytes;
    this.#first = at + 4;
    this.#count = bytes.readUInt32LE(at);
    this.#end = end;
    if (this.#count > (end - this.#first) / 4) throw new RangeError('more values than the record has room for');
  }

  /** One value, found without listing all; for the few that decide whether a record is wanted. */
  peek(index: number): ValueRef | undefined {
    if (index >= this.#count) return undefined;
    let at = this.#first + this.#count * 4;
    for (let i = 0; i < index; i++) at += this.#bytes.readUInt16LE(this.#first + i * 4);
    return this.#ref(index, at);
  }

  at(index: number): ValueRef | undefined {
    this.#all ??= this.#list();
    return this.#all[index];
  }

  #list(): ValueRef[] {
    const all: ValueRef[] = [];
    let at = this.#first + this.#count * 4;
    for (let i = 0; i < this.#count; i++) {
      const value = this.#ref(i, at);
      all.push(value);
      at += value.size;
    }
    if (at > this.#end) throw new RangeError('values reach beyond their record');
    return all;
  }

  #ref(index: number, at: number): ValueRef {
    const descriptor = this.#first + index * 4;
    return { at, size: this.#bytes.readUInt16LE(descriptor), type: this.#bytes[descriptor + 2] ?? 0 };
  }
}
