import { crc32 } from 'node:zlib';
import {
  type Content,
  dataTemplate,
  eventTemplate,
  slot,
  stringValue,
  type Tag,
  ticksOf,
  uintValue,
  utf16,
  type Value,
  valueType,
} from './evtx-templates.ts';
import type { LoggedEvent } from './logged-event.ts';

const chunkBytes = 65_536;
const firstRecord = 512;
const noDependency = 0xffff;
/** One chunk while it is filled. Names and templates are written where they are used first. */
export class EvtxChunk {
  readonly #bytes = Buffer.alloc(chunkBytes);
  readonly #names = new Map<string, number>();
  readonly #templates = new Map<string, number>();
  #at = firstRecord;
  #last = 0;
  #first: number | undefined;
  #lastId = 0;

  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  /** Writes a record; false, and nothing happens, where there is no room. */
  add(event: LoggedEvent, computer: string): boolean {
    const start = this.#at;
    const before = { names: new Map(this.#names), templates: new Map(this.#templates) };
    try {
      this.#record(event, computer);
      return true;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#at = start;
      restore(this.#names, before.names);
      restore(this.#templates, before.templates);
      this.#bytes.fill(0, start);
      return false;
    }
  }

  #record(event: LoggedEvent, computer: string): void {
    const start = this.#at;
    this.#at += 24;
    this.#instance(
      'event',
      eventTemplate,
      () => [
        stringValue(event.provider),
        stringValue(event.shortProvider),
        uintValue(16384, 2, valueType.uint16),
        uintValue(event.id, 2, valueType.uint16),
        uintValue(4, 1, valueType.uint8),
        uintValue(ticksOf(event.utc), 8, valueType.fileTime),
        uintValue(event.recordId, 8, valueType.uint64),
        stringValue(event.channel),
        stringValue(computer),
        { type: valueType.binXml, bytes: Buffer.alloc(0) },
      ],
      event,
    );
    const size = this.#at + 4 - start;
    this.#u32(size);
    this.#bytes.writeUInt32LE(0x2a2a, start);
    this.#bytes.writeUInt32LE(size, start + 4);
    this.#bytes.writeBigUInt64LE(BigInt(event.recordId), start + 8);
    this.#bytes.writeBigUInt64LE(ticksOf(event.utc), start + 16);
    this.#last = start;
    this.#first ??= event.recordId;
    this.#lastId = event.recordId;
  }

  /** A template instance; the last value of the event's is its EventData, an instance of its own. */
  #instance(key: string, template: Tag, values: () => Value[], event?: LoggedEvent): void {
    this.#raw(0x0f, 1, 1, 0, 0x0c, 1);
    const known = this.#templates.get(key);
    this.#u32(this.#templateId(key));
    this.#u32(known ?? this.#at + 4);
    if (known === undefined) this.#definition(key, template);
    const all = values();
    this.#u32(all.length);
    const descriptors = this.#at;
    for (const value of all) {
      this.#u16(value.bytes.length);
      this.#raw(value.type, 0);
    }
    for (const value of all) this.#copy(value.bytes);
    if (event === undefined) {
      this.#raw(0);
      return;
    }
    const embedded = this.#at;
    const names = event.data.map(([name]) => name);
    this.#instance(names.join('|'), dataTemplate(names), () => event.data.map(([, value]) => stringValue(value)));
    this.#bytes.writeUInt16LE(this.#at - embedded, descriptors + (all.length - 1) * 4);
    this.#raw(0);
  }

  #templateId(key: string): number {
    return hashOf(key) | 0x10000;
  }

  #definition(key: string, template: Tag): void {
    const start = this.#at;
    this.#u32(this.#chain(384, 32, this.#templateId(key), start));
    this.#u32(this.#templateId(key));
    this.#at += 12;
    const sizeAt = this.#at;
    this.#at += 4;
    this.#raw(0x0f, 1, 1, 0);
    this.#element(template, key === 'event' ? slot(9, valueType.binXml) : undefined);
    this.#raw(0);
    this.#bytes.writeUInt32LE(this.#at - sizeAt - 4, sizeAt);
    this.#templates.set(key, start);
  }

  #element({ name, attributes = [], content }: Tag, tail?: Content): void {
    this.#raw(attributes.length > 0 ? 0x41 : 0x01);
    this.#u16(noDependency);
    const sizeAt = this.#at;
    this.#at += 4;
    this.#name(name);
    if (attributes.length > 0) this.#attributes(attributes);
    if (content === undefined) this.#raw(0x03);
    else {
      this.#raw(0x02);
      if (Array.isArray(content)) for (const tag of content) this.#element(tag);
      else this.#content(content as Content);
      if (tail !== undefined) this.#content(tail);
      this.#raw(0x04);
    }
    this.#bytes.writeUInt32LE(this.#at - sizeAt - 4, sizeAt);
  }

  #attributes(attributes: NonNullable<Tag['attributes']>): void {
    const sizeAt = this.#at;
    this.#at += 4;
    for (const [i, [name, content]] of attributes.entries()) {
      this.#raw(i < attributes.length - 1 ? 0x46 : 0x06);
      this.#name(name);
      this.#content(content);
    }
    this.#bytes.writeUInt32LE(this.#at - sizeAt - 4, sizeAt);
  }

  #content(content: Content): void {
    if (typeof content === 'string') {
      this.#raw(0x05, valueType.string);
      this.#u16(content.length);
      this.#copy(utf16(content));
    } else {
      this.#raw(0x0e);
      this.#u16(content.index);
      this.#raw(content.type);
    }
  }

  #name(name: string): void {
    const known = this.#names.get(name);
    this.#u32(known ?? this.#at + 4);
    if (known !== undefined) return;
    const start = this.#at;
    this.#u32(this.#chain(128, 64, hashOf(name), start));
    this.#u16(hashOf(name));
    this.#u16(name.length);
    this.#copy(utf16(`${name}\0`));
    this.#names.set(name, start);
  }

  /** Puts an offset into a hash table of the chunk header; returns what stood there. */
  #chain(table: number, buckets: number, hash: number, offset: number): number {
    const at = table + (hash % buckets) * 4;
    const next = this.#bytes.readUInt32LE(at);
    this.#bytes.writeUInt32LE(offset, at);
    return next;
  }

  #raw(...bytes: number[]): void {
    this.#copy(Buffer.from(bytes));
  }

  #u16(value: number): void {
    this.#at = this.#bytes.writeUInt16LE(value, this.#at);
  }

  #u32(value: number): void {
    this.#at = this.#bytes.writeUInt32LE(value, this.#at);
  }

  #copy(bytes: Buffer): void {
    if (this.#at + bytes.length > chunkBytes) throw new RangeError('full');
    bytes.copy(this.#bytes, this.#at);
    this.#at += bytes.length;
  }

  /** The chunk with its header and checksums. */
  finish(): Buffer {
    const bytes = this.#bytes;
    bytes.write('ElfChnk\0', 'latin1');
    for (const [at, id] of [
      [8, this.#first ?? 0],
      [16, this.#lastId],
      [24, this.#first ?? 0],
      [32, this.#lastId],
    ] as const) {
      bytes.writeBigUInt64LE(BigInt(id), at);
    }
    bytes.writeUInt32LE(128, 40);
    bytes.writeUInt32LE(this.#last, 44);
    bytes.writeUInt32LE(this.#at, 48);
    bytes.writeUInt32LE(crc32(bytes.subarray(firstRecord, this.#at)), 52);
    bytes.writeUInt32LE(crc32(Buffer.concat([bytes.subarray(0, 120), bytes.subarray(128, firstRecord)])), 124);
    return bytes;
  }
}

/** The hash of names: times 65599, 16 bits of it. */
function hashOf(name: string): number {
  let hash = 0;
  for (const unit of utf16(name).values()) hash = (hash * 65_599 + unit) >>> 0;
  return hash & 0xffff;
}

function restore<K, V>(map: Map<K, V>, from: Map<K, V>): void {
  map.clear();
  for (const [key, value] of from) map.set(key, value);
}
