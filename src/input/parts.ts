import { unrecognizedInput } from '../core/errors.ts';
import { contentLine } from '../core/sections.ts';
import { isTar, tarSource } from './bundle.ts';
import { decode } from './decode.ts';
import { envelopeHead, openEnvelope } from './envelope/open-envelope.ts';
import { beginsIndented, withoutMargin } from './indented.ts';
import { lineBatches } from './lines.ts';
import { type Source, textSource } from './source.ts';
import { peek } from './tee.ts';

/** The first line of a stream in which a collector put several inputs, behind each other. */
const magic = '=== diag parts 1';
/** A magic stands within so many bytes. */
const magicBytes = 512;
const partHead = /^=== part (\S.{0,200})$/;
/** What a collector sends at most; it is held in memory. */
const maxBytes = 256 * 2 ** 20;

/**
 * The inputs within an input: those of a collector's stream under the names it gave them, or the
 * input itself, without a margin that all its lines have and without the envelope of a log store. A line of a
 * part that looks like a head stands in it with a space in front.
 */
export async function partsOf(source: Source): Promise<readonly Source[]> {
  const { head, source: whole } = await peek(source, envelopeHead);
  if (isMagic(head)) return split(whole);
  if (isTar(head)) return [tarSource(whole)];
  // One that is open already was looked at before.
  if (source.envelope !== undefined) return [whole];
  if (!beginsIndented(head)) return [openEnvelope(whole, head) ?? whole];
  const { head: text, source: plain } = await peek(await withoutMargin(whole), envelopeHead);
  return [openEnvelope(plain, text) ?? plain];
}

/** UTF-16 has a NUL in every second byte. */
const isMagic = (head: Buffer): boolean => head.toString('latin1', 0, magicBytes).replaceAll('\0', '').includes(magic);

async function split(source: Source): Promise<readonly Source[]> {
  const parts: { name: string; lines: string[] }[] = [];
  let size = 0;
  for await (const { lines } of lineBatches(decode(source).chunks())) {
    for (const line of lines) {
      const name = partHead.exec(line)?.[1];
      if (name !== undefined) parts.push({ name, lines: [] });
      else parts.at(-1)?.lines.push(contentLine(line));
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
