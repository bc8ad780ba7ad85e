import { unrecognizedInput } from '../core/errors.ts';
import { fileSource } from './source.ts';

/** A JSON file larger than this is nothing diag wrote. */
const maxBytes = 512 * 2 ** 20;

/** Reads a JSON file (gzip too). Throws input errors. */
export async function readJsonFile(path: string): Promise<unknown> {
  const blocks: Buffer[] = [];
  let total = 0;
  for await (const block of (await fileSource(path)).blocks()) {
    total += block.length;
    if (total > maxBytes) throw unrecognizedInput(`${path}: larger than any file diag writes`, 'check the path');
    blocks.push(Buffer.from(block));
  }
  try {
    return JSON.parse(Buffer.concat(blocks).toString('utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw unrecognizedInput(`${path}: not JSON: ${why}`, 'replay and diff read what --save and --format json wrote');
  }
}
