import { TextDecoder } from 'node:util';
import { unrecognizedInput } from '../core/errors.ts';
import { detectEncoding } from './decode.ts';
import { fileSource, type Source } from './source.ts';

/** A JSON text larger than this is nothing diag wrote. */
const maxBytes = 512 * 2 ** 20;

/** Reads a JSON file (gzip too). Throws input errors. */
export const readJsonFile = async (path: string): Promise<unknown> => readJson(await fileSource(path));

/** Reads JSON in any encoding: Windows PowerShell redirects in UTF-16. Throws input errors. */
export async function readJson(source: Source): Promise<unknown> {
  const blocks: Buffer[] = [];
  let total = 0;
  for await (const block of source.blocks()) {
    total += block.length;
    if (total > maxBytes) throw unrecognizedInput(`${source.name}: larger than any file diag writes`, 'check the path');
    blocks.push(Buffer.from(block));
  }
  const bytes = Buffer.concat(blocks);
  try {
    return JSON.parse(new TextDecoder(detectEncoding(bytes.subarray(0, 1 << 16))).decode(bytes));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw unrecognizedInput(
      `${source.name}: not JSON: ${why}`,
      'replay and diff read what --save and --format json wrote',
    );
  }
}
