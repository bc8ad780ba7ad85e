/**
 * Places of a word: an ASCII character, a letter in either case; `\d`, a digit; `\w`, a letter, digit or underscore;
 * `\W`, none of these, the ends of a line included; `[…]`, one of a set, its letters as given. A line begins
 * as behind a line feed and a blank.
 */
export type Word = readonly string[];

/**
 * Words under way are strings: an ASCII character stands for itself, a character from U+E000 on for a place that is a
 * set. Longer words are made of shorter ones by the thousand, and nothing joins faster.
 */
export const firstSet = '\ue000';
const sets: string[] = [];
const numbers = new Map<string, string>();

/** A place that is a set, as `Word` has it, as one character. */
export function setPlace(set: string): string {
  const known = numbers.get(set);
  if (known !== undefined) return known;
  const char = String.fromCharCode(firstSet.charCodeAt(0) + sets.push(set) - 1);
  numbers.set(set, char);
  return char;
}

export const isSetPlace = (word: string, at: number): boolean => (word[at] as string) >= firstSet;

/** Places as the scanners take them, which tell no more of a word apart. */
const maxPlaces = 60;
export const wordOf = (places: string): Word =>
  Array.from(places.slice(0, maxPlaces), (char, i) =>
    isSetPlace(places, i) ? (sets[char.charCodeAt(0) - firstSet.charCodeAt(0)] as string) : char,
  );

/** A set of more characters than this is no place of a word. */
const maxSet = 8;

/** A character beyond ASCII is several bytes. */
const bytesOf = (char: string): string =>
  Array.from(Buffer.from(char), (byte) => setPlace(`[\\x${byte.toString(16)}]`)).join('');

/** A character as it may stand in a text: beyond ASCII, in either case where that does not count. */
export function placesOfChar(char: string, ignoresCase: boolean): readonly string[] {
  if (char.charCodeAt(0) < 128) return [char];
  if (!ignoresCase) return [bytesOf(char)];
  return [...new Set([char.toLowerCase(), char.toUpperCase()])].filter((one) => [...one].length === 1).map(bytesOf);
}

const known = new Map<string, readonly string[] | undefined>();

/**
 * Of a set: places of which one stands where it matches; undefined where it holds too much. `blanks`: whether it may
 * hold a blank; `wide`: whether it may hold anything, as the last place of a word may.
 */
export function placesOfSet(
  inner: string,
  ignoresCase: boolean,
  blanks: boolean,
  wide: boolean,
): readonly string[] | undefined {
  const key = `${ignoresCase}${blanks}${wide}${inner}`;
  if (!known.has(key)) known.set(key, readSet(inner, ignoresCase, blanks, wide));
  return known.get(key);
}

/**
 * A place of all but these, at the ends of a text too: undefined where that is not sure, as a line feed or the
 * quotation marks of a field may stand there. Beyond ASCII, any byte may stand there.
 */
export const placeWithout = (inner: string): string | undefined =>
  /[^\0-\x7f]|\\[^wd\W]|"/.test(inner) ? undefined : setPlace(`[^${inner}]`);

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

function readSet(inner: string, ignoresCase: boolean, blanks: boolean, wide: boolean): readonly string[] | undefined {
  const negated = inner.startsWith('^');
  if (negated || /\\[wWsSDbuxpPc]|-[^\0-\x7f]|[^\0-\x7f]-/.test(inner)) {
    return wide && negated && !/[^\0-\x7f]/.test(inner) ? [setPlace(`[${inner}]`)] : undefined;
  }
  const fits = new RegExp(`[${inner}]`, ignoresCase ? 'i' : '');
  const chars = ascii.filter((char) => fits.test(char));
  if (chars.some((char) => /\s/.test(char) && !(blanks && char === ' '))) return undefined;
  const beyond = [...inner].filter((char) => char.charCodeAt(0) >= 128);
  const others = beyond.flatMap((char) => placesOfChar(char, ignoresCase));
  if (chars.length === 0) return others.length === 0 ? undefined : others;
  if (chars.length === 1) return [...chars, ...others];
  if (chars.join('') === '0123456789') return [setPlace('\\d'), ...others];
  if (chars.length > maxSet && !wide) return undefined;
  const members = chars.map((char) => `\\${char}`.replace(/\\(?=[\w ])/, '')).join('');
  return [setPlace(`[${members}]`), ...others];
}
