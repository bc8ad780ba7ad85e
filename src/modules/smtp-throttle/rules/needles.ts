/** Shorter texts are in nearly every reply. */
const shortest = 3;

/**
 * Texts, in lower case, of which every match of a pattern contains one; undefined where the pattern
 * allows no such list. Compiling a pattern takes longer than to look for words in a hundred replies,
 * and of all the rules only a handful come near one reply.
 */
export function needlesOf({ source }: RegExp): readonly string[] | undefined {
  const { needles, end } = readAlternatives(source, 0);
  // An end within the source is a bracket that was not understood.
  return end === source.length && isTelling(needles) ? needles : undefined;
}

/** Whether a text in lower case may match a pattern with these needles. */
export const mayMatch = (text: string, needles: readonly string[] | undefined): boolean =>
  needles === undefined || needles.some((needle) => text.includes(needle));

const none: readonly string[] = [];

/** Needles, none where there are no such texts, and where the part of the source ends that was read. */
interface Read {
  readonly needles: readonly string[];
  readonly end: number;
}

const shortestOf = (needles: readonly string[]): number =>
  needles.reduce((least, { length }) => Math.min(least, length), needles.length === 0 ? 0 : Number.POSITIVE_INFINITY);
const isTelling = (needles: readonly string[]): boolean => shortestOf(needles) >= shortest;
const better = (a: readonly string[], b: readonly string[]): readonly string[] =>
  shortestOf(b) > shortestOf(a) ? b : a;

/** `a|b|c` up to the end or the bracket that closes it: a match has a needle of one of them. */
function readAlternatives(source: string, from: number): Read {
  const all: string[] = [];
  let telling = true;
  for (let at = from; ; at++) {
    const { needles, end } = readSequence(source, at);
    telling &&= isTelling(needles);
    all.push(...needles);
    at = end;
    if (source[at] !== '|') return { needles: telling ? all : [], end: at };
  }
}

/** Characters that stand for themselves, all of them required. */
const plain = /[\w \-/:;,<>=@#&%!~'"]+(?![?*+{])/y;

/** Characters as they stand in matches, a group's needles, or neither. */
interface Atom extends Read {
  readonly literal?: string;
  /** Matches nothing but a place: what stands before and behind it stands together. */
  readonly place?: boolean;
}

/** What stands one after the other: of the runs of characters and the groups in it, the best. */
function readSequence(source: string, from: number): Read {
  let best: readonly string[] = [];
  let run = '';
  const endRun = () => {
    if (run.length > shortestOf(best)) best = [run];
    run = '';
  };
  let at = from;
  while (at < source.length && source[at] !== '|' && source[at] !== ')') {
    const atom = readAtom(source, at);
    at = endOfQuantifier(source, atom.end);
    const first = at === atom.end ? '' : source[atom.end];
    const optional = first === '?' || first === '*' || (first === '{' && source[atom.end + 1] === '0');
    if (!optional) {
      run += atom.literal ?? '';
      best = better(best, atom.needles);
    }
    if (first !== '' || (atom.literal === undefined && atom.place !== true)) endRun();
  }
  endRun();
  return { needles: best, end: at };
}

/** `?`, `*`, `+`, `{1,4}`, each with a `?` or without. */
function endOfQuantifier(source: string, at: number): number {
  const char = source[at];
  if (char !== '?' && char !== '*' && char !== '+' && char !== '{') return at;
  const end = char === '{' ? source.indexOf('}', at) + 1 : at + 1;
  return source[end] === '?' ? end + 1 : end;
}

function readAtom(source: string, at: number): Atom {
  const char = source[at] as string;
  if (char === '(') return readGroup(source, at);
  if (char === '[') return { needles: none, end: endOfClass(source, at) };
  if (char === '\\') return readEscape(source, at);
  if (char === '^' || char === '$') return { needles: none, place: true, end: at + 1 };
  if (char === '.' || char > '~') return { needles: none, end: at + 1 };
  plain.lastIndex = at;
  const literal = plain.exec(source)?.[0] ?? char;
  return { literal: literal.toLowerCase(), needles: none, end: at + literal.length };
}

/** A group must match, unless it looks for what must not be there. */
function readGroup(source: string, at: number): Atom {
  const sign = source[at + 1] === '?' ? at + (source[at + 2] === '<' ? 3 : 2) : at;
  const begin = '(:=!'.includes(source[sign] as string) ? sign : source.indexOf('>', sign);
  const { needles, end } = readAlternatives(source, begin + 1);
  return { needles: source[begin] === '!' ? none : needles, end: end + 1 };
}

/** `\.` stands for its character, `\b` for a place, `\d`, `\x41` and the like for what is not looked into. */
function readEscape(source: string, at: number): Atom {
  const char = source[at + 1] as string;
  if (char === 'b') return { needles: none, place: true, end: at + 2 };
  if (!/\w/.test(char)) return { literal: char, needles: none, end: at + 2 };
  const length = char === 'x' ? 4 : char === 'u' ? 6 : 2;
  return { needles: none, end: at + length };
}

function endOfClass(source: string, at: number): number {
  let end = at + 1;
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  return end + 1;
}
