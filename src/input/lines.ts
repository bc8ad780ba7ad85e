/** Consecutive lines of a text without their ends. */
export interface LineBatch {
  /** 1-based number of the first line. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** A line longer than this is cut: no format diag reads has such, and memory must stay flat. */
export const maxLineLength = 1 << 20;

/**
 * Splits text into lines, a batch per chunk. LF, CRLF and lone CR end a line; NULs, which
 * crashed writers leave behind, are dropped.
 */
export async function* lineBatches(chunks: AsyncIterable<string>): AsyncGenerator<LineBatch> {
  let number = 1;
  let rest = '';
  for await (const chunk of chunks) {
    const lines = withLineFeeds(rest + chunk).split('\n');
    rest = (lines.pop() ?? '').slice(0, maxLineLength);
    if (lines.length === 0) continue;
    yield { first: number, lines: lines.map((line) => line.slice(0, maxLineLength)) };
    number += lines.length;
  }
  const last = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
  if (last !== '') yield { first: number, lines: [last] };
}

/** A CR at the very end stays: it may be the first half of a CRLF. */
function withLineFeeds(text: string): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return clean.includes('\r') ? clean.replace(/\r\n/g, '\n').replace(/\r(?!$)/g, '\n') : clean;
}
