import { decode, type Encoding } from './decode.ts';
import { type LineBatch, lineBatches } from './lines.ts';
import type { Source } from './source.ts';

/** A source as lines of text. */
export interface SourceText {
  /** Known once the first lines were read. */
  readonly encoding: Encoding;
  lines(): AsyncGenerator<LineBatch>;
}

/** Decodes a source and splits it into lines, a batch at a time; memory stays flat. */
export function openText(source: Source): SourceText {
  const decoded = decode(source);
  return {
    get encoding() {
      return decoded.encoding;
    },
    lines: () => lineBatches(decoded.chunks()),
  };
}
