import { ruleTable } from '../../rules/table.ts';
import { failing, mailWords, nameLookup, sentWords, vague } from '../application.ts';
import { signPatterns } from '../signs.ts';
import { fingerprints, wrappers } from '../wrappers.ts';
import { type BlockLines, linesOf } from './block-lines.ts';
import { type Edges, requiredWords } from './required-words.ts';
import { telling } from './telling.ts';
import { WordBlocks } from './word-blocks.ts';
import { type Word, WordScan } from './word-scan.ts';

const [lineFeed, carriageReturn] = [10, 13];

const smtpCodes = [
  '42[12]',
  '432',
  '45[0124589]',
  '471',
  '50[0-4]',
  '51[01235]',
  '52[13]',
  '53[0458]',
  '54[12]',
  '55[0-6]',
  '57[01]',
];

/** What stands before a code in `codeFirst`: nothing, a sign, a dash, the word `code`; perhaps a quotation mark. */
const openings = ['[\\n] ', '[" ] ', '[:>]', '[:>] ', '- ', 'code '].flatMap((sign) => [sign, `${sign}['"(]`]);
/** What follows it: words, but no milliseconds. */
const followings = ['[A-LN-Za-ln-z<*\'"]', 'm[^s]', 'ms\\w'];
/** Bytes of a line drawn and of an arrow, in UTF-8; 255 stands for any character beyond ASCII. */
const drawn = ['[\\x94\\xff][\\x80\\xff]', '[\\x94\\xff][\\x80\\xff] ', '[\\x86\\s\\xff][\\x90\\xff] '];
/** What marks the words of a server in a transcript. */
const marks = ['s: ', '<<< ', 'client:', 'client: ', 'server:', 'server: ', 'in: ', 'out: ', ...drawn];

/** `codeAndStatus`, `codeFirst`, `statusAlone` and `transcript` of `application.ts`. */
const codes = [
  ...smtpCodes.flatMap((code) => [`${code}[ -][245].`, `${code}[ -]#`]),
  ...smtpCodes.flatMap((code) => openings.flatMap((sign) => followings.map((words) => `${sign}${code}[ -]${words}`))),
  ...['.\\d.', '.\\d\\d.', '.\\d\\d\\d.'].map((middle) => `[^\\w.][45]${middle}\\d`),
  ...marks.map((sign) => `${sign}[45]\\d\\d[ -]`),
  // A code behind the text; an object's field.
  ...['smtp code:', 'responsecode'],
];

/** Replies are read with their white space as blanks, escapes such as `\n` and the ends of fields too. */
const inReplies: Edges = {
  before: '[^A-Zabcdefghijklmopqsuvwxyz]',
  blank: '[\\s\\\\#"\\x80-\\xff]',
  behind: '[^A-Za-z0-9]',
};

/** Places of a word as one text. */
const word = (text: string): Word => text.match(/\\[dwW]|\[[^\]]+\]|[\s\S]/g) ?? [];

function wordsOf(patterns: readonly RegExp[], edges?: Edges): readonly Word[] {
  const words = patterns.flatMap((pattern) => {
    const required = requiredWords(pattern, edges);
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

/** A name as Node and sockets give errors: `ECONNRESET`. */
const errorName = word('\\W[E][A-Z][A-Z][A-Z][A-Z]');

/** Words by what they tell of: in each record that a pattern matches is one of its words. */
const tellingWords = (): ReadonlyMap<number, readonly Word[]> =>
  new Map([
    [telling.reply, [...codes.map(word), ...wordsOf(wrappers.map(({ pattern }) => pattern))]],
    [telling.client, wordsOf(fingerprints.map(([, pattern]) => pattern))],
    [telling.sign, wordsOf(signPatterns.map(([, pattern]) => pattern))],
    [telling.sent, wordsOf([sentWords])],
    [telling.mail, wordsOf([mailWords])],
    [telling.failing, wordsOf([failing])],
  ]);

/** `421`: a rule asks for it where the reply begins, which `readFailure` sees for itself. */
const isCode = (one: Word): boolean => one.length === 4 && one.slice(0, 3).every((place) => /^\[?\d+\]?$/.test(place));

const wordsOfRules = (): readonly Word[] => {
  const patterns = ruleTable.filter(({ id }) => !vague.includes(id)).map(({ pattern }) => pattern);
  return wordsOf([...patterns, nameLookup], inReplies).filter((one) => !isCode(one));
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
  all.set(telling.otherLines, ['[\\x00]', '[\\r][^\\n]'].map(word));
  all.set(telling.failing, [...(words.get(telling.failing) ?? []), errorName]);
  searches = { scan: new WordScan(all), blocks: WordBlocks.open(words, telling.failing) };
  return searches;
}

/** What a text may tell of. */
export const tellingIn = (text: string): number => open().scan.groupsIn(text);

/** What the bytes [at, end) may tell of. */
export function tellingInBytes(bytes: Uint8Array, at: number, end: number): number {
  const { scan } = open();
  scan.met = 0;
  for (let line = at; line < end; ) line = scan.lineEnd(bytes, line, end) + 1;
  return scan.met;
}

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
