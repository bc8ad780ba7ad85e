import { replyRows } from '../../replies/table.ts';
import { answers, codeFirst } from '../answers.ts';
import { aMail, failing, mailWords, nameLookup, otherProtocol, smtpWords } from '../context.ts';
import { signPatterns } from '../signs.ts';
import { structPatterns } from '../structs.ts';
import { sentWords } from '../success-rows.ts';
import { fingerprints, wrappers } from '../wrappers.ts';
import { type BlockLines, linesOf } from './block-lines.ts';
import { requiredWords, type Telling } from './required-words.ts';
import { telling } from './telling.ts';
import { WordBlocks } from './word-blocks.ts';
import type { Edges } from './word-row.ts';
import { type Word, WordScan } from './word-scan.ts';

const [lineFeed, carriageReturn] = [10, 13];

/** Replies are read with their white space as blanks, escapes such as `\n` and the ends of fields too. */
const inReplies: Edges = {
  before: '[^A-Zabcdefghijklmopqsuvwxyz]',
  blank: '[\\s\\\\#"\\x80-\\xff]',
  behind: '[^A-Za-z0-9]',
};

/** A code has so many forms: each behind each of the signs in front of it, before words. */
const formsOfCodes = 600;

function wordsOf(patterns: readonly RegExp[], how: Telling = {}): readonly Word[] {
  const words = patterns.flatMap((pattern) => {
    const required = requiredWords(pattern, pattern === codeFirst ? { most: formsOfCodes } : how);
    if (required === undefined) throw new Error(`no word is in all that this matches: ${pattern.source}`);
    return required;
  });
  return withoutLonger(words);
}

/** Where a word stands, the longer ones that hold it say no more. */
function withoutLonger(words: readonly Word[]): readonly Word[] {
  const byText = new Map(words.map((one) => [one.join('').toLowerCase(), one]));
  const all = `\n${[...byText.keys()].join('\n')}\n`;
  const held = (text: string) => all.replace(`\n${text}\n`, '\n').includes(text);
  const shorter = new Set([...byText.keys()].filter(held));
  const holds = (text: string) => [...shorter].some((one) => one !== text && text.includes(one));
  return [...byText].filter(([text]) => !holds(text)).map(([, one]) => one);
}

/** A name as Node and sockets give errors: `ECONNRESET`, as `errorName` of `application.ts` has it; `WordBlocks` finds it by itself. */
const errorName: Word = ['\\W', '[E]', '[A-Z]', '[A-Z]', '[A-Z]', '[A-Z]'];

/**
 * The patterns of the readers, by what they tell of. Whatever a reader matches a record with stands here, or it reads
 * only what another pattern finds.
 */
export const tellingPatterns: ReadonlyMap<number, readonly RegExp[]> = new Map([
  [telling.reply, [...answers, ...structPatterns, ...wrappers.map(({ pattern }) => pattern)]],
  [telling.client, fingerprints.map(([, pattern]) => pattern)],
  [telling.sign, [...signPatterns.map(([, pattern]) => pattern), otherProtocol]],
  [telling.sent, [sentWords]],
  [telling.mail, [mailWords, smtpWords, aMail]],
  [telling.failing, [failing]],
]);

/** Words by what they tell of: in each record that a pattern matches is one of its words. */
const tellingWords = (): ReadonlyMap<number, readonly Word[]> =>
  new Map([...tellingPatterns].map(([tells, patterns]) => [tells, wordsOf(patterns)] as const));

/** `421`: a rule asks for it where the reply begins, which `readFailure` sees for itself. */
const isCode = (one: Word): boolean => one.length === 4 && one.slice(0, 3).every((place) => /^\[?\d+\]?$/.test(place));

const wordsOfRules = (): readonly Word[] => {
  const patterns = replyRows.filter((row) => row.vague !== true).map(({ matches }) => matches);
  return wordsOf([...patterns, nameLookup], { edges: inReplies }).filter((one) => !isCode(one));
};

interface Searches {
  /** For all words. */
  readonly scan: WordScan;
  /** For all but those of rules, which are many and frequent; undefined without WebAssembly. */
  readonly blocks: WordBlocks | undefined;
}

let searches: Searches | undefined;
/** One for all inputs: what it has learned of one text helps with the next. */
function open(): Searches {
  if (searches !== undefined) return searches;
  const words = tellingWords();
  const all = new Map([...words, [telling.rule, wordsOfRules()]]);
  all.set(telling.otherLines, [['[\\x00]'], ['[\\r]', '[^\\n]']]);
  all.set(telling.failing, [...(words.get(telling.failing) ?? []), errorName]);
  searches = { scan: new WordScan(all), blocks: WordBlocks.open(words, telling.failing) };
  return searches;
}

/** What a text may tell of. */
export const tellingIn = (text: string): number => open().scan.groupsIn(text);

/** What the bytes [at, end) may tell of. */
export const tellingInBytes = (bytes: Uint8Array, at: number, end: number): number =>
  open().scan.groupsInBytes(bytes, at, end);

/** Lines of a block and what each may tell of; it may leave out what only rules read in it. */
export function tellingLines(block: Buffer): BlockLines {
  const { scan, blocks } = open();
  const lines = hasOtherLines(block) ? undefined : blocks?.scan(block);
  return lines ?? linesOf(block, scan);
}

function hasOtherLines(block: Buffer): boolean {
  if (block.includes(0)) return true;
  let at = block.indexOf(carriageReturn);
  while (at !== -1 && (block[at + 1] === lineFeed || at + 1 === block.length))
    at = block.indexOf(carriageReturn, at + 1);
  return at !== -1;
}
