import type { Word } from './word-scan.ts';

/** How often a piece of a pattern may occur. */
export interface Times {
  readonly least: number;
  readonly most: number;
}

/** A set of more characters than this is no place of a word. */
const maxSet = 8;
const classes: Readonly<Record<string, string>> = { d: '\\d' };
const lookaround = /\(\?<?[=!]/y;
const opening = /\((?:\?:|\?<[A-Za-z]\w*>)?/y;
const counted = /\{(\d+)(,(\d*))?\}/y;
const anchor = /[\^$]|\\B/y;
/** A boundary in front of a letter or digit, or behind one. */
const leading = /\\b(?=[A-Za-z0-9]|\\d|\[[A-Za-z0-9])/y;
const trailing = /\\b/y;
const set = /\[((?:\\.|[^\]\\])*)\]/sy;

/** Reads the source of a regular expression piece by piece. */
export class PatternReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Whether an alternative ends here. */
  get atEnd(): boolean {
    return this.#at >= this.#source.length || '|)'.includes(this.#source[this.#at] as string);
  }

  /** Takes a character if it is next. */
  skip(char: string): boolean {
    if (this.#source[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  skipAnchor(): boolean {
    return this.#take(anchor) !== undefined;
  }

  /** A boundary of words: in front of one, or perhaps behind. */
  boundary(): 'before' | 'perhaps-behind' | undefined {
    if (this.#take(leading) !== undefined) return 'before';
    return this.#take(trailing) === undefined ? undefined : 'perhaps-behind';
  }

  opensLookaround(): boolean {
    return this.#take(lookaround) !== undefined;
  }

  opensGroup(): boolean {
    return this.#take(opening) !== undefined;
  }

  /** The next character or set as a place of a word; undefined for one that may be almost anything. */
  place(): Word[number] | undefined {
    const inner = this.#take(set)?.[1];
    if (inner !== undefined) return placeOfSet(inner);
    const char = this.#source[this.#at++] as string;
    if (char === '.') return undefined;
    return char === '\\' ? placeOfEscape(this.#source[this.#at++] as string) : plain(char);
  }

  /** The quantifier behind a piece. */
  times(): Times {
    const times = this.#quantifier();
    this.skip('?');
    return times;
  }

  #quantifier(): Times {
    if (this.skip('?')) return { least: 0, most: 1 };
    if (this.skip('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.skip('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
    const count = this.#take(counted);
    if (count === undefined) return { least: 1, most: 1 };
    const least = Number(count[1]);
    if (count[2] === undefined) return { least, most: least };
    return { least, most: count[3] === '' ? Number.POSITIVE_INFINITY : Number(count[3]) };
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }
}

/** Characters of other scripts are several bytes. */
const plain = (char: string): string | undefined => (char.charCodeAt(0) < 128 ? char : undefined);

function placeOfEscape(char: string): string | undefined {
  return classes[char] ?? (/\w/.test(char) ? undefined : plain(char));
}

function placeOfSet(inner: string): string | undefined {
  if (inner.startsWith('^') || /\\[wWsSDbux]/.test(inner)) return undefined;
  const fits = new RegExp(`[${inner}]`);
  const chars = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter((char) => fits.test(char));
  if (/[^\0-\x7f]/.test(inner) || chars.length === 0 || chars.some((char) => /\s/.test(char))) return undefined;
  if (chars.length > maxSet) return chars.join('') === '0123456789' ? '\\d' : undefined;
  return chars.length === 1 ? chars[0] : `[${chars.map((char) => `\\${char}`.replace(/\\(?=\w)/, '')).join('')}]`;
}
