import { boundedLines } from './bounded-lines.ts';
import { decode, type Encoding } from './decode.ts';
import { JoinedBlocks } from './joined-blocks.ts';
import { type LineBatch, lineBatches, maxLineLength } from './lines.ts';
import type { Source } from './source.ts';

/** A source as lines of text. */
export interface SourceText {
  /** Known once the first lines were read. */
  readonly encoding: Encoding;
  lines(): AsyncGenerator<LineBatch>;
  /**
   * Instead of lines, the text as UTF-8 bytes. `use` gets what is there and whether it is the last, and
   * returns how many bytes it used; the rest stands first the next time. The bytes are valid until it returns. Of a
   * line longer than `maxLineLength` they have the beginning.
   */
  bytes(use: (bytes: Buffer, last: boolean) => number): Promise<void>;
}

/** Decodes a source and splits it into lines, a batch at a time; memory stays flat. */
export function openText(source: Source): SourceText {
  const decoded = decode(source);
  return {
    get encoding() {
      return decoded.encoding;
    },
    lines: () => lineBatches(decoded.chunks()),
    bytes: async (use) => {
      const joined = new JoinedBlocks();
      for await (const block of boundedLines(decoded.utf8(), maxLineLength - 1))
        joined.keep(use(joined.add(block), false));
      use(joined.rest, true);
    },
  };
}
