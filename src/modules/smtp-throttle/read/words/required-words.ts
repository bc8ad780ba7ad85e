import { PatternReader, type Times } from './pattern-reader.ts';
import type { Word } from './word-scan.ts';

/** What stood around a word, for patterns that read a text whose white space was collapsed before. */
export interface Edges {
  /** A set for what was in front of a word that has a blank, or a boundary, in front. */
  readonly before: string;
  /** A set for what was behind a word that has a blank behind. */
  readonly blank: string;
  /** A set for what was behind a word that ends at a boundary, or a code in front of a blank. */
  readonly behind: string;
}

/** What a piece of a pattern asks for: `exact`, a few words and no more; `needs`, words of which one must occur. */
interface Asked {
  readonly exact?: readonly Word[];
  readonly needs?: readonly Word[];
  /** It ends with a blank that is no place of a word. */
  readonly endsBlank?: true;
}

const anything: Asked = {};
const nothing: Asked = { exact: [[]] };
/** More words than this are not told apart. */
const maxWords = 80;
/** A word of less weight is everywhere. */
const leastWeight = 1.5;
const everyday =
  /^(?:a(?:ccount|ctive|ddress|fter|vailable)|c(?:lient|losed?|ommands?|ontent|ount)|d(?:ata|omain|own)|e(?:rror|xception(?:: )?|xist)|f(?:ile|ound|rom)|host ?|i[ns]|invalid|l(?:ist|ocal|ocked)|m(?:essage|inute)s?|no|not|person|re(?:ad|mote|quest|quested|sponse)|se(?:cond|nder|rver|rvice|ssion)s? ?|size|system|to|users?|w(?:hile|ith|rite))$/i;

/**
 * Words of which one occurs in every text that a pattern matches; undefined where the pattern is too
 * free to ask for any. Looking around counts for nothing, so the words may occur where the pattern does
 * not match, never the other way round.
 */
export function requiredWords({ source }: RegExp, edges?: Edges): readonly Word[] | undefined {
  return best(alternatives(new PatternReader(source), edges));
}

const best = ({ exact, needs }: Asked): readonly Word[] | undefined => better(usable(exact), needs);

const usable = (words: readonly Word[] | undefined): readonly Word[] | undefined =>
  words !== undefined && weight(words) >= leastWeight ? words : undefined;

/** The rarer words: those whose shortest is the longer one. */
function better(a: readonly Word[] | undefined, b: readonly Word[] | undefined): readonly Word[] | undefined {
  return a === undefined || (b !== undefined && weight(b) > weight(a)) ? b : a;
}

const weight = (words: readonly Word[]): number => Math.min(...words.map(weightOf)) - words.length / 100;

/** A set weighs less than a digit, a digit less than a letter; what every log says weighs little. */
function weightOf(word: Word): number {
  const plain = word.filter((place) => place.length === 1).join('');
  if (everyday.test(plain)) return 2;
  return plain.length - 0.3 * plain.replace(/\D/g, '').length + 0.4 * (word.length - plain.length);
}

function alternatives(reader: PatternReader, edges: Edges | undefined): Asked {
  const options = [sequence(reader, edges)];
  while (reader.skip('|')) options.push(sequence(reader, edges));
  const exact = options.every((one) => one.exact !== undefined) ? options.flatMap((one) => one.exact ?? []) : undefined;
  const needs = options.map(best);
  return {
    ...(exact === undefined || exact.length > maxWords ? {} : { exact }),
    ...(needs.every((one) => one !== undefined) ? { needs: needs.flat() } : {}),
    ...(options.every((one) => one.endsBlank) ? { endsBlank: true } : {}),
  };
}

/** Pieces in a row: those that are exact join to longer words. */
function sequence(reader: PatternReader, edges: Edges | undefined): Asked {
  const row = new Row(edges);
  while (!reader.atEnd) {
    const boundary = reader.boundary();
    if (boundary === 'before') row.cut([edges?.before ?? '\\W']);
    else if (boundary !== undefined) row.close(edges?.behind ?? '\\W');
    else if (edges !== undefined && reader.skip(' ')) row.blank(edges, reader.times().least > 0);
    else {
      const piece = atom(reader, edges);
      const times = reader.times();
      row.join(repeated(piece, times), piece.endsBlank === true && times.most === 1);
    }
  }
  return row.asked();
}

const letterOrDigit = /^(?:[A-Za-z0-9]|\\d|\[[A-Za-z0-9]+\])$/;

/** Pieces in a row, as far as they were read. */
class Row {
  readonly #fresh: Word;
  /** Words that the last pieces make. */
  #run: readonly Word[] = [[]];
  /** Words that may stand for them: they ended at a blank that need not be there. */
  #ended: readonly Word[] = [];
  #needs: readonly Word[] | undefined;
  #whole = true;
  #endsBlank = false;

  constructor(edges: Edges | undefined) {
    this.#fresh = edges === undefined ? [] : [edges.before];
  }

  /** Adds a piece: to the words under way if that can be, else behind them. `toBlank`: it may be missing, or ends with a blank. */
  join(piece: Asked, toBlank: boolean): void {
    if (toBlank && this.#endsBlank) return;
    this.#endsBlank = false;
    if (piece.exact !== undefined && this.#add(piece.exact)) return;
    this.cut([]);
    this.#needs = better(this.#needs, best(piece));
    this.#run = piece.exact ?? this.#run;
  }

  #add(words: readonly Word[]): boolean {
    const longer = product(this.#run, words);
    this.#run = longer ?? this.#run;
    return longer !== undefined;
  }

  /** A blank: behind it begins another word. */
  blank({ blank, behind }: Edges, sure: boolean): void {
    const ended = this.#run.map((word) => [...word, /^(?:\d|\\d|\[\d)/.test(word.at(-1) ?? '') ? behind : blank]);
    if (sure) {
      this.#run = ended;
      this.cut(this.#fresh);
      this.#endsBlank = true;
    } else this.#ended = [...this.#ended, ...ended];
  }

  /** Behind a boundary that ends words, as all of those under way may. */
  close(behind: string): void {
    if (this.#run.every((word) => letterOrDigit.test(word.at(-1) ?? ''))) this.#add([[behind]]);
    this.cut([]);
  }

  /** What comes is not joined to what was: it begins with `begin`. */
  cut(begin: Word): void {
    this.#needs = better(this.#needs, usable([...this.#ended, ...this.#run]));
    this.#ended = [];
    this.#run = [begin];
    this.#whole = false;
    this.#endsBlank = false;
  }

  asked(): Asked {
    const blank = this.#endsBlank ? { endsBlank: true as const } : {};
    if (this.#whole && this.#ended.length === 0) return { exact: this.#run };
    this.cut([]);
    return { ...blank, ...(this.#needs === undefined ? {} : { needs: this.#needs }) };
  }
}

function atom(reader: PatternReader, edges: Edges | undefined): Asked {
  if (reader.skipAnchor()) return nothing;
  const aside = reader.opensLookaround();
  if (aside || reader.opensGroup()) {
    const inner = alternatives(reader, edges);
    reader.skip(')');
    return aside ? nothing : inner;
  }
  const place = reader.place();
  return place === undefined ? anything : { exact: [[place]] };
}

function repeated(piece: Asked, { least, most }: Times): Asked {
  const { exact } = piece;
  if (most === 1) return least === 1 ? piece : exact === undefined ? anything : { exact: [[], ...exact] };
  if (exact !== undefined && least === most && most <= 4) {
    const words = Array.from({ length: least }, () => exact).reduce<readonly Word[] | undefined>(
      (all, one) => (all === undefined ? undefined : product(all, one)),
      [[]],
    );
    if (words !== undefined) return { exact: words };
  }
  const needs = least > 0 ? best(piece) : undefined;
  return needs === undefined ? anything : { needs };
}

function product(before: readonly Word[], behind: readonly Word[]): readonly Word[] | undefined {
  if (before.length * behind.length > maxWords) return undefined;
  return before.flatMap((one) => behind.map((other) => [...one, ...other]));
}
