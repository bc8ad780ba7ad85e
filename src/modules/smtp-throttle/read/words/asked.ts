import { isSetPlace } from '../../../../core/patterns/places.ts';

/** Words under way: see `places.ts`. */
export type Words = readonly string[];

/**
 * What a piece of a pattern asks for: `exact`, a few words and no more; `needs`, words of which one must occur;
 * `head` and `tail`, words of which one stands at its beginning and its end.
 */
export interface Asked {
  readonly exact?: Words;
  readonly needs?: Words;
  readonly head?: Words;
  readonly tail?: Words;
  /** It ends with a blank that is no place of a word. */
  readonly endsBlank?: true;
}

/** A word of less weight is everywhere. */
const leastWeight = 1.5;
const everyday =
  /^(?:a(?:ccount|ctive|ddress|fter|vailable)|c(?:lient|losed?|ommands?|ontent|ount)|d(?:ata|omain|own)|e(?:rror|xception(?:: )?|xist)|f(?:ile|ound|rom)|host ?|i[ns]|invalid|l(?:ist|ocal|ocked)|m(?:essage|inute)s?|no|not|person|re(?:ad|mote|quest|quested|sponse)|se(?:cond|nder|rver|rvice|ssion)s? ?|size|system|to|users?|w(?:hile|ith|rite))$/i;

/** Chooses between words: of many forms of one word the most that are told apart. */
export class Choice {
  readonly most: number;
  /** What a word more costs: the less, the more are wanted. */
  readonly #each: number;

  constructor(most: number) {
    this.most = most;
    this.#each = 64 / most ** 2;
  }

  best({ exact, needs }: Asked): Words | undefined {
    return this.better(this.usable(exact), needs);
  }

  usable(words: Words | undefined): Words | undefined {
    return words !== undefined && this.#weight(words) >= leastWeight ? words : undefined;
  }

  /** The rarer words: those whose shortest is the longer one. */
  better(a: Words | undefined, b: Words | undefined): Words | undefined {
    return a === undefined || (b !== undefined && this.#weight(b) > this.#weight(a)) ? b : a;
  }

  /** Each word with each behind it; undefined where those are too many. */
  product(before: Words, behind: Words): Words | undefined {
    if (behind.length === 1 && before.length === 1) return [`${before[0]}${behind[0]}`];
    if (before.length * behind.length > this.most) return undefined;
    return before.flatMap((one) => behind.map((other) => one + other));
  }

  #weight(words: Words): number {
    let least = Number.POSITIVE_INFINITY;
    for (const word of words) least = Math.min(least, weightOf(word));
    return least - words.length * this.#each;
  }
}

/** A set weighs less than a digit, a digit less than a letter; what every log says weighs little. */
function weightOf(word: string): number {
  let sum = 0;
  let plain = '';
  for (let i = 0; i < word.length; i++) {
    if (isSetPlace(word, i)) sum += 0.4;
    else {
      const char = word[i] as string;
      sum += char >= '0' && char <= '9' ? 0.7 : 1;
      plain += char;
    }
  }
  return plain.length < 12 && everyday.test(plain) ? 2 : sum;
}
