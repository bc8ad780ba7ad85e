import { PatternReader } from './pattern-reader.ts';

/** Shorter texts are in nearly every reply. */
const shortest = 3;

export type Texts = readonly string[];

/**
 * Texts, in lower case, of which every match of a pattern contains one; undefined where the pattern
 * allows no such list.
 */
export function requiredTexts(pattern: RegExp): Texts | undefined {
  const texts = readAlternatives(new PatternReader(pattern));
  return isTelling(texts) ? texts : undefined;
}

const shortestOf = (texts: Texts): number =>
  texts.reduce((least, { length }) => Math.min(least, length), texts.length === 0 ? 0 : Number.POSITIVE_INFINITY);
const isTelling = (texts: Texts): boolean => shortestOf(texts) >= shortest;
const better = (a: Texts, b: Texts): Texts => (shortestOf(b) > shortestOf(a) ? b : a);

/** `a|b|c`: a match has a text of one of them; none where one of them requires none. */
function readAlternatives(reader: PatternReader): Texts {
  const all: string[] = [];
  let telling = true;
  do {
    const texts = readSequence(reader);
    telling &&= isTelling(texts);
    all.push(...texts);
  } while (reader.skip('|'));
  return telling ? all : [];
}

/** What stands one after the other: of the runs of characters and the groups in it, the best. */
function readSequence(reader: PatternReader): Texts {
  let best: Texts = [];
  let run = '';
  const keep = (texts: Texts) => {
    best = better(best, texts);
  };
  while (!reader.atEnd) {
    const literal = reader.literal();
    run += literal;
    if (literal !== '' || reader.boundary() !== undefined || reader.skipAnchor() || looksAround(reader, keep)) continue;
    const { text, ends, group } = readPiece(reader);
    run += text;
    keep(group);
    if (!ends) continue;
    keep([run.toLowerCase()]);
    run = '';
  }
  keep([run.toLowerCase()]);
  return best;
}

/** A group or a character: what it adds to the run under way, whether that ends, and what the group requires. */
function readPiece(reader: PatternReader): { readonly text: string; readonly ends: boolean; readonly group: Texts } {
  const group = reader.opensGroup() ? readGroup(reader) : undefined;
  const char = group === undefined ? reader.char() : undefined;
  const { least, most } = reader.times();
  const once = least === 1 && most === 1;
  return {
    text: least > 0 ? (char ?? '') : '',
    ends: char === undefined || !once,
    group: least > 0 ? (group ?? []) : [],
  };
}

/** What must stand ahead is required too. */
function looksAround(reader: PatternReader, keep: (texts: Texts) => void): boolean {
  const around = reader.opensLookaround();
  if (around === undefined) return false;
  const inner = readGroup(reader);
  if (around === 'ahead') keep(inner);
  return true;
}

function readGroup(reader: PatternReader): Texts {
  const texts = readAlternatives(reader);
  reader.skip(')');
  return texts;
}
