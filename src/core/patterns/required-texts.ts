import { PatternReader } from './pattern-reader.ts';

/** Shorter texts are in nearly every line; a Chinese letter counts as the three bytes that it is. */
const shortest = 3;
const weightOf = (text: string): number => text.replace(/[^\0-\x7f]/g, '...').length;
/** More alternatives than this of two texts together: measured, they save no more patterns and take more room. */
const most = 4;

/** Texts that stand in a line together, in lower case, the longest first. */
export type Texts = readonly string[];
/** Of the texts of one of these every match contains all; none where nothing is asked for. */
export type Required = readonly Texts[];

/** What every match of a pattern contains; none where the pattern allows no such list. */
export const requiredTexts = (pattern: RegExp): Required => telling(readAlternatives(new PatternReader(pattern)));

/** Whether a text in lower case holds what is required. */
export const holds = (text: string, required: Required): boolean =>
  required.length === 0 || required.some((all) => all.every((one) => text.includes(one)));

const nothing: Required = [];
const longest = ([first = '']: Texts): number => weightOf(first);
const telling = (required: Required): Required =>
  required.every((all) => longest(all) >= shortest) ? required : nothing;
/** How much the alternative that tells least does. */
const worth = (required: Required): number =>
  required.reduce((least, all) => Math.min(least, longest(all)), required.length === 0 ? 0 : Number.POSITIVE_INFINITY);

/** `a|b|c`: a match has what one of them requires; nothing where one of them requires nothing. */
function readAlternatives(reader: PatternReader): Required {
  const all: Texts[] = [];
  let each = true;
  do {
    const one = readSequence(reader);
    each &&= one.length > 0;
    all.push(...one);
  } while (reader.skip('|'));
  return each ? all : nothing;
}

/** Both: each alternative of one with each of the other, or the better of them where that is too many. */
function both(a: Required, b: Required): Required {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  if (a.length * b.length > most) return worth(b) > worth(a) ? b : a;
  return a.flatMap((left) => b.map((right) => [...left, ...right].toSorted((x, y) => weightOf(y) - weightOf(x))));
}

/** What stands one after the other: runs of characters, and groups. */
function readSequence(reader: PatternReader): Required {
  let required = nothing;
  let run = '';
  const keep = (more: Required) => {
    required = both(required, more);
  };
  const endRun = () => {
    if (weightOf(run) >= shortest) keep([[run.toLowerCase()]]);
    run = '';
  };
  while (!reader.atEnd) {
    const literal = reader.literal();
    run += literal;
    if (literal !== '' || reader.boundary() !== undefined || reader.skipAnchor() || looksAround(reader, keep)) continue;
    const { text, ends, group } = readPiece(reader);
    run += text;
    keep(group);
    if (ends) endRun();
  }
  endRun();
  return required;
}

/** A group or a character: what it adds to the run under way, whether that ends, and what the group requires. */
function readPiece(reader: PatternReader): { readonly text: string; readonly ends: boolean; readonly group: Required } {
  const group = reader.opensGroup() ? readGroup(reader) : undefined;
  const char = group === undefined ? reader.char() : undefined;
  const { least, most: last } = reader.times();
  const once = least === 1 && last === 1;
  return {
    text: least > 0 ? (char ?? '') : '',
    ends: char === undefined || !once,
    group: least > 0 ? (group ?? nothing) : nothing,
  };
}

/** What must stand ahead is required too. */
function looksAround(reader: PatternReader, keep: (required: Required) => void): boolean {
  const around = reader.opensLookaround();
  if (around === undefined) return false;
  const inner = readGroup(reader);
  if (around === 'ahead') keep(inner);
  return true;
}

function readGroup(reader: PatternReader): Required {
  const required = readAlternatives(reader);
  reader.skip(')');
  return required;
}
