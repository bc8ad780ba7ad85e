import { unreadableInput, unrecognizedInput } from '../../core/errors.ts';
import { readSections } from '../../core/sections.ts';
import type { HostFiles } from '../../kubernetes/host/host-files.ts';
import { readRecord } from '../../kubernetes/host/host-record.ts';
import { recordedHost } from '../../kubernetes/host/recorded-host.ts';
import type { Source } from '../source.ts';
import { peek } from '../tee.ts';

/** A host from a collector's stream, with the lines of that stream and how many of them were understood. */
export interface CollectedHost {
  readonly host: HostFiles;
  readonly lines: number;
  readonly understood: number;
}

/** How the stream of the collector begins. */
const magic = '=== diag k8s-paths 1';
/** A collector sends a few hundred KiB; this much is held in memory. */
const maxBytes = 64 * 2 ** 20;

/** The host a source is the stream of; otherwise the source. A stream that ends early is refused: what it lacks is unknown. */
export async function collectedHost(source: Source): Promise<CollectedHost | { readonly source: Source }> {
  const { head, source: whole } = await peek(source, 256);
  if (!textOf(head).startsWith(magic)) return { source: whole };
  const blocks: Buffer[] = [];
  let bytes = 0;
  for await (const block of whole.blocks()) {
    blocks.push(Buffer.from(block));
    bytes += block.length;
    if (bytes > maxBytes) throw unrecognizedInput(`${source.name}: too large for a collector's stream`, 'collect anew');
  }
  const record = readRecord(readSections(textOf(Buffer.concat(blocks))));
  if (!record.whole) {
    throw unreadableInput(`${source.name}: the collector's stream ends early`, 'run the collector again');
  }
  return { host: recordedHost(record), lines: record.lines, understood: record.understood };
}

/** Windows PowerShell redirects in UTF-16 with a byte order mark. */
const textOf = (bytes: Buffer): string =>
  (bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8')).replace(/^\ufeff/, '');
