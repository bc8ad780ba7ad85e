import { headOf } from '../../../core/safe-text.ts';

/** A value longer than this is no list of events one can hold. */
const maxLength = 64 << 20;

/** A top-level JSON value's text, and the line it begins in. */
export interface JsonText {
  readonly text: string;
  readonly line: number;
}

/**
 * Cuts a JSON text that arrives in chunks into its objects: the members of a list at the top, or
 * objects one after the other, with commas, line ends or nothing between. Only braces outside
 * strings count. Text between objects is handed to `onOther`.
 */
export class JsonValues {
  readonly #onOther: (line: number, text: string) => void;
  #text = '';
  /** Where the scan stands in `#text`; what is before `#start` was dealt with. */
  #at = 0;
  #start = -1;
  #startLine = 1;
  #depth = 0;
  #inString = false;
  #line = 1;
  #other = '';

  constructor(onOther: (line: number, text: string) => void) {
    this.#onOther = onOther;
  }

  /** Lines seen so far. */
  get line(): number {
    return this.#line;
  }

  take(chunk: string): JsonText[] {
    this.#text += chunk;
    const values: JsonText[] = [];
    for (; this.#at < this.#text.length; this.#at++) {
      const value = this.#step(this.#text.charCodeAt(this.#at));
      if (value !== undefined) values.push(value);
    }
    this.#drop();
    return values;
  }

  end(): void {
    if (this.#start >= 0) this.#onOther(this.#startLine, this.#text.slice(this.#start));
    this.#flushOther();
  }

  #step(code: number): JsonText | undefined {
    if (code === 10) this.#lineFeed();
    if (this.#inString) {
      if (code === 92) this.#at++;
      else if (code === 34) this.#inString = false;
      return undefined;
    }
    if (this.#depth > 0) return this.#within(code);
    if (code === 123) this.#open();
    else this.#other += this.#text[this.#at];
    return undefined;
  }

  #within(code: number): JsonText | undefined {
    if (code === 34) this.#inString = true;
    else if (code === 123) this.#depth++;
    else if (code === 125) {
      this.#depth--;
      if (this.#depth === 0) return this.#close();
    }
    return undefined;
  }

  #open(): void {
    this.#flushOther();
    this.#depth = 1;
    this.#start = this.#at;
    this.#startLine = this.#line;
  }

  #close(): JsonText {
    const value = { text: this.#text.slice(this.#start, this.#at + 1), line: this.#startLine };
    this.#start = -1;
    return value;
  }

  #lineFeed(): void {
    if (this.#depth === 0) this.#flushOther();
    this.#line++;
  }

  /** Between objects only the punctuation of a list says nothing. */
  #flushOther(): void {
    const text = this.#other;
    this.#other = '';
    if (!/^[\s,[\]\u001e]*$/.test(text)) this.#onOther(this.#line, text);
  }

  /** Forgets what was read; an object that never ends is given up. */
  #drop(): void {
    const keep = this.#start < 0 ? this.#text.length : this.#start;
    this.#text = this.#text.slice(keep);
    this.#at -= keep;
    if (this.#start >= 0) this.#start = 0;
    if (this.#text.length <= maxLength) return;
    this.#onOther(this.#startLine, headOf(this.#text, 200));
    this.#text = '';
    this.#at = 0;
    this.#start = -1;
    this.#depth = 0;
    this.#inString = false;
  }
}
