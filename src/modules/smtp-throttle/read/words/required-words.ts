import { PatternReader, type Times } from '../../../../core/patterns/pattern-reader.ts';
import { setPlace, type Word, wordOf } from '../../../../core/patterns/places.ts';
import { type Asked, Choice, type Words } from './asked.ts';
import { type Edges, WordRow } from './word-row.ts';

const anything: Asked = {};
const nothing: Asked = { exact: [''] };
const notWord = setPlace('\\W');
/** Where a text begins: behind a line feed (see `Word`), or behind the quotation mark of a field of an object. */
const beginning: Asked = { exact: [`${setPlace('[\\n]')} `, '"'] };
/** How words are told apart. */
export interface Telling {
  /** For patterns that read a text whose white space was collapsed before. */
  readonly edges?: Edges;
  /** So many words of one place at most; 80 unless said. */
  readonly most?: number;
}

/**
 * Words of which one occurs in every text that a pattern matches; undefined where the pattern is too
 * free to ask for any. Looking around counts for little, so the words may occur where the pattern does
 * not match, never the other way round.
 */
export const requiredWords = (pattern: RegExp, { edges, most = 80 }: Telling = {}): readonly Word[] | undefined =>
  new Derivation(pattern, edges, most).words()?.map(wordOf);

/** Reads one pattern. */
class Derivation {
  readonly #reader: PatternReader;
  readonly #edges: Edges | undefined;
  readonly #choice: Choice;
  /** Looking ahead, where the last place may be any set. */
  #ahead = false;

  constructor(pattern: RegExp, edges: Edges | undefined, most: number) {
    this.#reader = new PatternReader(pattern);
    this.#edges = edges;
    this.#choice = new Choice(most);
  }

  words(): Words | undefined {
    return this.#choice.best(this.#alternatives());
  }

  #alternatives(): Asked {
    const options = [this.#sequence()];
    while (this.#reader.skip('|')) options.push(this.#sequence());
    if (options.length === 1) return options[0] as Asked;
    const exact = this.#union(options.map((one) => one.exact));
    const head = exact ?? this.#union(options.map((one) => one.exact ?? one.head));
    const tail = exact ?? this.#union(options.map((one) => one.exact ?? one.tail));
    const needs = options.map((one) => this.#choice.best(one));
    return {
      ...(exact === undefined ? {} : { exact }),
      ...(head === undefined ? {} : { head }),
      ...(tail === undefined ? {} : { tail }),
      ...(needs.every((one) => one !== undefined) ? { needs: needs.flat() } : {}),
      ...(options.every((one) => one.endsBlank) ? { endsBlank: true } : {}),
    };
  }

  #union(words: readonly (Words | undefined)[]): Words | undefined {
    if (!words.every((one) => one !== undefined)) return undefined;
    const all = words.flat();
    return all.length > this.#choice.most ? undefined : all;
  }

  /** Pieces in a row: those that are exact join to longer words. */
  #sequence(): Asked {
    const reader = this.#reader;
    const edges = this.#edges;
    const row = new WordRow(edges, this.#choice);
    while (!reader.atEnd) {
      const boundary = reader.boundary();
      if (boundary === 'before') row.cut(edges === undefined ? notWord : setPlace(edges.before));
      else if (boundary !== undefined) row.close(edges === undefined ? notWord : setPlace(edges.behind));
      else if (edges !== undefined && reader.skip(' ')) row.blank(edges, reader.times().least > 0);
      else this.#piece(row);
    }
    return row.asked();
  }

  #piece(row: WordRow): void {
    const reader = this.#reader;
    const literal = reader.literal();
    if (literal !== '') {
      row.join({ exact: [literal] }, false);
      return;
    }
    const excluded = this.#edges === undefined ? reader.excluded() : undefined;
    if (excluded !== undefined) {
      if (excluded.behind) row.cut(excluded.place);
      else row.ahead({ exact: [excluded.place] });
      return;
    }
    const around = reader.opensLookaround();
    if (around !== undefined) {
      const inner = this.#lookaround(around === 'ahead');
      if (around === 'ahead') row.ahead(inner);
      return;
    }
    const piece = this.#atom();
    const times = reader.times();
    row.join(this.#repeated(piece, times), piece.endsBlank === true && times.most === 1);
  }

  #lookaround(ahead: boolean): Asked {
    const before = this.#ahead;
    this.#ahead = ahead;
    const inner = this.#alternatives();
    this.#reader.skip(')');
    this.#ahead = before;
    return inner;
  }

  #atom(): Asked {
    const reader = this.#reader;
    if (reader.skip('^')) return this.#edges === undefined ? beginning : nothing;
    if (reader.skipAnchor()) return nothing;
    if (reader.opensGroup()) {
      const inner = this.#alternatives();
      reader.skip(')');
      return inner;
    }
    const place = reader.place(this.#edges === undefined, this.#ahead);
    return place === undefined ? anything : { exact: place };
  }

  #repeated(piece: Asked, { least, most }: Times): Asked {
    const { exact } = piece;
    if (least === 1 && most === 1) return piece;
    if (most === 1) return exact === undefined ? anything : { exact: ['', ...exact] };
    const several = exact !== undefined && most <= 4 ? this.#powers(exact, least, most) : undefined;
    if (several !== undefined) return { exact: several };
    if (least === 0) return anything;
    const needs = this.#choice.best(piece);
    const [head, tail] = [exact ?? piece.head, exact ?? piece.tail];
    return {
      ...(needs === undefined ? {} : { needs }),
      ...(head === undefined ? {} : { head }),
      ...(tail === undefined ? {} : { tail }),
    };
  }

  /** So many of these in a row. */
  #powers(words: Words, least: number, most: number): Words | undefined {
    let power: Words | undefined = [''];
    const all: string[] = [];
    for (let i = 0; i <= most; i++) {
      if (power === undefined) return undefined;
      if (i >= least) all.push(...power);
      power = this.#choice.product(power, words);
    }
    return all.length > this.#choice.most ? undefined : all;
  }
}
