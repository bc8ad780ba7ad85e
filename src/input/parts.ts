import { unrecognizedInput } from '../core/errors.ts';
import { decode } from './decode.ts';
import { beginsIndented, withoutMargin } from './indented.ts';
import { lineBatches } from './lines.ts';
import { fileSource, type Source, textSource } from './source.ts';
import { peek } from './tee.ts';

/** The first line of a stream in which a collector put several inputs, behind each other. */
const magic = '=== diag parts 1';
const headBytes = 256;
const partHead = /^=== part (\S.{0,200})$/;
/** What a collector sends at most; it is held in memory. */
const maxBytes = 256 * 2 ** 20;

/**
 * The inputs within an input: those of a collector's stream under the names it gave them, or the
 * input itself, without a margin that all its lines have. A line of a part that begins with `=== ` stands in it with a space in front.
 */
export async function partsOf(source: Source): Promise<readonly Source[]> {
  const { path } = source;
  const { head, source: whole } =
    path === undefined ? await peek(source, headBytes) : { head: await beginning(path), source };
  if (isMagic(head)) return split(path === undefined ? whole : await fileSource(path));
  return [beginsIndented(head) ? await withoutMargin(whole) : whole];
}

async function beginning(path: string): Promise<Buffer> {
  for await (const block of (await fileSource(path)).blocks()) return Buffer.from(block.subarray(0, headBytes));
  return Buffer.alloc(0);
}

/** UTF-16 has a NUL in every second byte. */
const isMagic = (head: Buffer): boolean => head.toString('latin1', 0, headBytes).replaceAll('\0', '').includes(magic);

async function split(source: Source): Promise<readonly Source[]> {
  const parts: { name: string; lines: string[] }[] = [];
  let size = 0;
  for await (const { lines } of lineBatches(decode(source).chunks())) {
    for (const line of lines) {
      const name = partHead.exec(line)?.[1];
      if (name !== undefined) parts.push({ name, lines: [] });
      else parts.at(-1)?.lines.push(line.startsWith(' === ') ? line.slice(1) : line);
      size += line.length;
    }
    if (size > maxBytes) {
      throw unrecognizedInput(`${source.name}: too large for a collector's stream`, 'give its files one by one');
    }
  }
  return parts
    .filter(({ lines }) => lines.some((line) => line.trim() !== ''))
    .map(({ name, lines }) => textSource(name, `${lines.join('\n')}\n`));
}
