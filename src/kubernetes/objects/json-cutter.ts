import { closingLine } from './closing-line.ts';

/** What a document turned out to hold besides its items. */
export interface DocumentEnd {
  /** The text without its items, absent where it is damaged. */
  readonly rest: string;
  /** Whether the items were cut out of it one by one. */
  readonly isList: boolean;
}

/** Told of what is cut. */
export interface CutHandler {
  /**
   * One item of a list, as JSON; `prefix` is what stood before the list, `feeds` how many line feeds are in the item,
   * `value` what it is where it was parsed to find its end.
   */
  item(json: string, prefix: string, feeds: number, value?: object): void;
  end(document: DocumentEnd): void;
}

const feed = 0x0a;
const blank = 0x20;
const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const open = 0x7b;
const close = 0x7d;
const openList = 0x5b;
const closeList = 0x5d;
/** What a byte means: itself where it matters, else 0. */
const table = (...bytes: readonly number[]): Uint8Array => {
  const meanings = new Uint8Array(256);
  for (const byte of bytes) meanings[byte] = byte;
  return meanings;
};
const inString = table(quote, backslash);
const outside = table(feed, quote, comma, colon, open, close, openList, closeList);
/** Nesting deeper than any object's. */
const maxDepth = 1000;

function parsed(json: string): object | undefined {
  try {
    return JSON.parse(json) as object;
  } catch {
    return undefined;
  }
}

/**
 * Cuts a JSON document that may be large into the items of its list (`items`, or the document
 * itself) while it is read: brackets are counted, strings are skipped. State is kept between calls, so
 * that no byte is looked at twice.
 */
export class JsonCutter {
  readonly #handler: CutHandler;
  #depth = 0;
  #inString = false;
  /** Where the current string began, and the last key of the document itself. */
  #stringAt = 0;
  #key = '';
  #string = '';
  /** Depth at which the items stand, 0 where no list has begun. */
  #itemDepth = 0;
  #itemAt = -1;
  #prefix = '';
  #restAt = 0;
  #itemFeeds = 0;
  /** Whether items may be printed as kubectl and jq do: the closing bracket right below the line it was opened on. */
  #isPrinted = true;
  /** Line feeds so far. */
  feeds = 0;
  /** Next byte to look at. */
  #at = 0;

  constructor(handler: CutHandler) {
    this.#handler = handler;
  }

  /**
   * Looks at bytes of one document, which begins at 0 the first time. Returns how many bytes need not be
   * shown again, and whether the document ended there.
   */
  push(bytes: Buffer): { readonly used: number; readonly ended: boolean } {
    let meanings = this.#inString ? inString : outside;
    let i = this.#at;
    for (; i < bytes.length; i++) {
      const meaning = meanings[bytes[i] ?? 0] ?? 0;
      if (meaning === 0) continue;
      // What a backslash escapes is never the end of a string.
      if (meaning === backslash) i += 1;
      else if (this.#meet(meaning, bytes, i)) return { used: i + 1, ended: true };
      else {
        i = this.#jump(bytes, i);
        meanings = this.#inString ? inString : outside;
      }
    }
    return { used: this.#forget(i, bytes.length), ended: false };
  }

  /** True where the byte ends the document. */
  #meet(byte: number, bytes: Buffer, i: number): boolean {
    if (byte === feed) this.feeds += 1;
    else if (byte === quote) this.#quote(bytes, i);
    else if (byte === open || byte === openList) this.#open(bytes, i, byte);
    else if (byte === close || byte === closeList) return this.#close(bytes, i);
    else if (this.#depth === 1) this.#key = byte === colon ? this.#string : '';
    return false;
  }

  /**
   * Takes the item that begins here whole, where it is printed: what can be parsed up to the bracket is the item, so
   * nothing is cut that counting would not cut. Returns its last byte, or where it began.
   */
  #jump(bytes: Buffer, i: number): number {
    if (this.#itemAt !== i || !this.#isPrinted) return i;
    let from = i - 1;
    while (bytes[from] === blank) from -= 1;
    // What came before may be forgotten already.
    if (from < 0) return i;
    this.#isPrinted = bytes[from] === feed;
    const line = this.#isPrinted ? closingLine(bytes, i, i - from - 1) : undefined;
    if (line === undefined) return i;
    const json = bytes.toString('utf8', i, line.at + 1);
    const value = parsed(json);
    this.#isPrinted = value !== undefined;
    if (value === undefined) return i;
    this.feeds += line.feeds;
    this.#depth -= 1;
    this.#itemAt = -1;
    this.#handler.item(json, this.#prefix, line.feeds, value);
    return line.at;
  }

  #quote(bytes: Buffer, i: number): void {
    if (this.#inString) this.#endString(bytes, i);
    else {
      this.#inString = true;
      this.#stringAt = i + 1;
    }
  }

  #endString(bytes: Buffer, i: number): void {
    this.#inString = false;
    if (this.#depth === 1) this.#string = i - this.#stringAt > 20 ? '' : bytes.toString('latin1', this.#stringAt, i);
  }

  #open(bytes: Buffer, i: number, byte: number): void {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new Error('nested too deeply');
    if (this.#itemDepth === 0) {
      if (byte !== openList || !this.#beginsItems(bytes, i)) return;
      this.#itemDepth = this.#depth;
      this.#prefix = bytes.toString('utf8', 0, i + 1);
    } else if (this.#depth === this.#itemDepth + 1 && this.#itemAt < 0) {
      this.#itemAt = i;
      this.#itemFeeds = this.feeds;
    }
  }

  /** `"items": [`, or a document that is a list of objects. */
  #beginsItems(bytes: Buffer, i: number): boolean {
    if (this.#depth === 2) return this.#key === 'items';
    return this.#depth === 1 && /^\[\s*(?:[{\]]|$)/.test(bytes.toString('latin1', i, i + 40));
  }

  /** True where that was the end of the document. */
  #close(bytes: Buffer, i: number): boolean {
    this.#depth -= 1;
    if (this.#itemDepth > 0 && this.#depth === this.#itemDepth && this.#itemAt >= 0) {
      this.#handler.item(bytes.toString('utf8', this.#itemAt, i + 1), this.#prefix, this.feeds - this.#itemFeeds);
      this.#itemAt = -1;
    } else if (this.#itemDepth > 0 && this.#depth === this.#itemDepth - 1) {
      this.#itemDepth = -1;
      this.#restAt = i;
    }
    if (this.#depth > 0) return false;
    const isList = this.#itemDepth === -1;
    this.#handler.end({
      rest: isList ? this.#prefix + bytes.toString('utf8', this.#restAt, i + 1) : bytes.toString('utf8', 0, i + 1),
      isList,
    });
    return true;
  }

  /** Within a list only the item that has begun is needed again. */
  #forget(next: number, length: number): number {
    const keep =
      this.#itemDepth <= 0 ? (this.#itemDepth === -1 ? this.#restAt : 0) : this.#itemAt < 0 ? length : this.#itemAt;
    this.#at = next - keep;
    this.#stringAt -= keep;
    if (this.#itemAt >= 0) this.#itemAt -= keep;
    if (this.#itemDepth === -1) this.#restAt -= keep;
    return keep;
  }
}
