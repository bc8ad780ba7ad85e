import { firstSet, placesOfChar, placesOfSet, placeWithout, setPlace } from './places.ts';

/** How often a piece of a pattern may occur. */
export interface Times {
  readonly least: number;
  readonly most: number;
}

const once: Times = { least: 1, most: 1 };
const counted = /\{(\d+)(,(\d*))?\}/y;
const set = /\[((?:\\.|[^\]\\])*)\]/sy;
/** `(?![\d.])`, `(?<!\w)`: one character that must not be there. */
const without = /\(\?(<?)!(?:\[((?:\\.|[^\]\\^])(?:\\.|[^\]\\])*)\]|(\\[wd]|[\w=:,;<>@/-]))\)/y;
const groupName = /\?(?::|<[A-Za-z]\w*>)/y;
const startsWord = /[A-Za-z0-9]|\\d|\[[A-Za-z0-9]/y;
/** Characters that stand for themselves; not the one that a quantifier follows. */
const literal = /[\w\-/:;,<>=@#&%!~'"]+(?![?*+{])/y;
/** Cyrillic, kana, Chinese, Hangul: letters of one case, or with one of the other each. */
const simple = /[\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
/** None of these begins a literal. */
const special = new Set<string | undefined>(['\\', '(', '[', '.', '^', '$', ' ']);
/** `\x41`, `\u2514`. */
const codePoint = /x([\da-fA-F]{2})|u([\da-fA-F]{4})/y;
/** `\k<name>`, `\p{L}`, `\cJ`, `\u{1f4e7}`: no character that is looked into. */
const longEscape = /k<\w+>|[pPu]\{[^}]*\}|c[A-Za-z]/y;

/** Reads the source of a regular expression piece by piece. */
export class PatternReader {
  readonly #source: string;
  readonly #ignoresCase: boolean;
  #at = 0;

  constructor({ source, ignoreCase }: RegExp) {
    this.#source = source;
    this.#ignoresCase = ignoreCase;
  }

  /** Whether an alternative ends here. */
  get atEnd(): boolean {
    const char = this.#source[this.#at];
    return char === undefined || char === '|' || char === ')';
  }

  /** Takes a text if it is next. */
  skip(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  skipAnchor(): boolean {
    const char = this.#source[this.#at];
    return (char === '^' || char === '$' || char === '\\') && this.skip(char === '\\' ? '\\B' : char);
  }

  /** A boundary of words: in front of one, or perhaps behind. */
  boundary(): 'before' | 'perhaps-behind' | undefined {
    if (this.#source[this.#at] !== '\\' || !this.skip('\\b')) return undefined;
    startsWord.lastIndex = this.#at;
    return startsWord.test(this.#source) ? 'before' : 'perhaps-behind';
  }

  /** Looks around for one character that must not be there: a place of all others. */
  excluded(): { readonly behind: boolean; readonly place: string } | undefined {
    if (this.#source[this.#at] !== '(') return undefined;
    const begin = this.#at;
    const found = this.#take(without);
    const place = placeWithout(found?.[2] ?? found?.[3] ?? '"');
    if (place !== undefined) return { behind: found?.[1] === '<', place };
    this.#at = begin;
    return undefined;
  }

  /** What looks around for what must be there behind, or for anything else. */
  opensLookaround(): 'ahead' | 'other' | undefined {
    if (this.#source[this.#at] !== '(') return undefined;
    if (this.skip('(?=')) return 'ahead';
    return this.skip('(?!') || this.skip('(?<=') || this.skip('(?<!') ? 'other' : undefined;
  }

  opensGroup(): boolean {
    if (!this.skip('(')) return false;
    this.#take(groupName);
    return true;
  }

  /** The next character or set where it is one character of ASCII or of a script with simple cases, in whichever case. */
  char(): string | undefined {
    if (this.#source[this.#at] === '[') {
      const [upper, lower] = this.#take(set)?.[1]?.match(/^[A-Za-z]{2}$/)?.[0] ?? '';
      return lower !== undefined && upper?.toLowerCase() === lower.toLowerCase() ? lower : undefined;
    }
    const char = this.#source[this.#at] as string;
    if (simple.test(char) && this.skip(char)) return char;
    const place = this.place(true, false);
    return place?.length === 1 && (place[0] as string) < firstSet ? place[0] : undefined;
  }

  /** Several characters that stand for themselves. */
  literal(): string {
    return special.has(this.#source[this.#at]) ? '' : (this.#take(literal)?.[0] ?? '');
  }

  /** The next character or set as places of words, of which one stands there; undefined for one that may be almost anything. */
  place(blanks: boolean, wide: boolean): readonly string[] | undefined {
    const inner = this.#source[this.#at] === '[' ? this.#take(set)?.[1] : undefined;
    if (inner !== undefined) return placesOfSet(inner, this.#ignoresCase, blanks, wide && this.atEnd);
    const char = String.fromCodePoint(this.#source.codePointAt(this.#at) as number);
    this.#at += char.length;
    if (char === '.') return undefined;
    return char === '\\' ? this.#escape(wide) : placesOfChar(char, this.#ignoresCase);
  }

  #escape(wide: boolean): readonly string[] | undefined {
    const point = this.#take(codePoint);
    if (point !== undefined) {
      const named = String.fromCharCode(Number.parseInt(point[1] ?? point[2] ?? '', 16));
      return /[\s\ud800-\udfff]/.test(named) ? undefined : placesOfChar(named, this.#ignoresCase);
    }
    if (this.#take(longEscape) !== undefined) return undefined;
    const char = this.#source[this.#at++] as string;
    if (char === 'w' && wide && this.atEnd) return [setPlace('\\w')];
    if (char === 'd') return placesOfSet('\\d', false, false, false);
    return /\w/.test(char) ? undefined : [char];
  }

  /** The quantifier behind a piece. */
  times(): Times {
    const times = this.#quantifier();
    if (times !== once) this.skip('?');
    return times;
  }

  #quantifier(): Times {
    const char = this.#source[this.#at];
    if (char === '?' || char === '*' || char === '+') {
      this.#at++;
      return { least: char === '+' ? 1 : 0, most: char === '?' ? 1 : Number.POSITIVE_INFINITY };
    }
    const count = char === '{' ? this.#take(counted) : undefined;
    if (count === undefined) return once;
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
