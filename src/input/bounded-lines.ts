const lineFeed = 10;

/**
 * The blocks of a text without what a line has beyond `most` bytes, so that a reader that must not grow keeps counting
 * lines right: one that it took in pieces would be several. Blocks without such lines are passed on as they are.
 */
export async function* boundedLines(blocks: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  /** Bytes so far of the line that is open. */
  let open = 0;
  for await (const block of blocks) {
    yield fits(block, most, open) ? block : Buffer.concat([...cut(block, most, open)]);
    const last = block.lastIndexOf(lineFeed);
    open = last === -1 ? open + block.length : block.length - last - 1;
  }
}

/** Whether every line of a block, `open` bytes of the first before it, is short enough. */
function fits(block: Buffer, most: number, open: number): boolean {
  let begin = -open;
  while (begin + most < block.length) {
    const end = begin + most < 0 ? -1 : block.lastIndexOf(lineFeed, begin + most);
    if (end < Math.max(0, begin)) return false;
    begin = end + 1;
  }
  return true;
}

/** The lines of a block, each cut. */
function* cut(block: Buffer, most: number, open: number): Generator<Buffer> {
  let room = Math.max(0, most - open);
  for (let at = 0; at < block.length; ) {
    const feed = block.indexOf(lineFeed, at);
    const end = feed === -1 ? block.length : feed;
    yield block.subarray(at, Math.min(end, at + room));
    if (feed !== -1) yield block.subarray(feed, feed + 1);
    at = end + 1;
    room = most;
  }
}
