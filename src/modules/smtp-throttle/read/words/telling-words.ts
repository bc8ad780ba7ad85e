import type { Word } from '../../../../core/patterns/places.ts';
import { type BlockLines, linesOf } from './block-lines.ts';
import { searchedWords } from './searched-words.ts';
import { telling } from './telling.ts';
import { WordBlocks } from './word-blocks.ts';
import { WordScan } from './word-scan.ts';

const [lineFeed, carriageReturn] = [10, 13];

/** A name as Node and sockets give errors: `ECONNRESET`, as `errorName` of `application.ts` has it; `WordBlocks` finds it by itself. */
const errorName: Word = ['\\W', '[E]', '[A-Z]', '[A-Z]', '[A-Z]', '[A-Z]'];

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
  const all = new Map(searchedWords());
  const words = new Map([...all].filter(([tells]) => tells !== telling.rule));
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
