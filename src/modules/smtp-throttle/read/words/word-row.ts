import { setPlace, wordOf } from '../../../../core/patterns/places.ts';
import type { Asked, Choice, Words } from './asked.ts';

/** What stood around a word, for patterns that read a text whose white space was collapsed before. */
export interface Edges {
  /** A set for what was in front of a word that has a blank, or a boundary, in front. */
  readonly before: string;
  /** A set for what was behind a word that has a blank behind. */
  readonly blank: string;
  /** A set for what was behind a word that ends at a boundary, or a code in front of a blank. */
  readonly behind: string;
}

/** Pieces in a row, as far as they were read. */
export class WordRow {
  readonly #fresh: string;
  readonly #edged: boolean;
  readonly #choice: Choice;
  /** Words that the last pieces make. */
  #run: Words = [''];
  /** Words that may stand for them: they ended at a blank that need not be there. */
  #ended: Words = [];
  #needs: Words | undefined;
  /** Words that it begins with. */
  #head: Words | undefined;
  /** What stands behind the words under way and is not of them. */
  #behind: Words | undefined;
  #whole = true;
  #endsBlank = false;

  constructor(edges: Edges | undefined, choice: Choice) {
    this.#fresh = edges === undefined ? '' : setPlace(edges.before);
    this.#edged = edges !== undefined;
    this.#choice = choice;
  }

  /** Adds a piece: to the words under way if that can be, else behind them. `toBlank`: it may be missing, or ends with a blank. */
  join(piece: Asked, toBlank: boolean): void {
    if (toBlank && this.#endsBlank) return;
    this.#endsBlank = false;
    if (piece.exact !== undefined && this.#add(piece.exact)) return;
    if (piece.exact === undefined && piece.head !== undefined) this.#addHead(piece.head);
    this.cut('');
    this.#needs = this.#choice.better(this.#needs, this.#choice.best(piece));
    this.#run = piece.exact ?? piece.tail ?? this.#run;
  }

  /** What stands behind is known, and does not belong to the words under way. */
  ahead({ exact }: Asked): void {
    this.#behind = exact;
  }

  #add(words: Words): boolean {
    const longer = this.#choice.product(this.#run, words);
    this.#run = longer ?? this.#run;
    if (longer !== undefined) this.#behind = undefined;
    return longer !== undefined;
  }

  /** Adds what a piece begins with, or so much of it as can be told apart. */
  #addHead(words: Words): void {
    let head = words;
    for (let length = Math.max(...words.map((word) => word.length)); length > 0 && !this.#add(head); ) {
      length--;
      head = [...new Set(words.map((word) => word.slice(0, length)))];
    }
  }

  /** A blank: behind it begins another word. */
  blank({ blank, behind }: Edges, sure: boolean): void {
    const ended = this.#run.map((word) => word + setPlace(endsDigit(word) ? behind : blank));
    if (sure) {
      this.#run = ended;
      this.cut(this.#fresh);
      this.#endsBlank = true;
    } else this.#ended = [...this.#ended, ...ended];
  }

  /** Behind a boundary that ends words, as all of those under way may. */
  close(behind: string): void {
    if (this.#run.every(letterOrDigit)) this.#add([behind]);
    this.cut('');
  }

  /** What comes is not joined to what was: it begins with `begin`. */
  cut(begin: string): void {
    const run = (this.#behind && this.#choice.product(this.#run, this.#behind)) ?? this.#run;
    this.#needs = this.#choice.better(this.#needs, this.#choice.usable([...this.#ended, ...run]));
    this.#head ??= run;
    this.#behind = undefined;
    this.#ended = [];
    this.#run = [begin];
    this.#whole = false;
    this.#endsBlank = false;
  }

  asked(): Asked {
    const blank = this.#endsBlank ? { endsBlank: true as const } : {};
    if (this.#whole && this.#ended.length === 0 && this.#behind === undefined) return { exact: this.#run };
    const tail = this.#run;
    this.cut('');
    const sides = this.#edged || this.#head === undefined ? {} : { head: this.#head, tail };
    return { ...blank, ...sides, ...(this.#needs === undefined ? {} : { needs: this.#needs }) };
  }
}

const letterOrDigit = (word: string): boolean => {
  const last = wordOf(word.slice(-1))[0] ?? '';
  return /^(?:[A-Za-z0-9]|\\d|\[[A-Za-z0-9]+\])$/.test(last);
};

const endsDigit = (word: string): boolean => /^(?:\d|\\d|\[\d)/.test(wordOf(word.slice(-1))[0] ?? '');
