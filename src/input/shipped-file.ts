import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** In a build of one file: the text of what is inside it (`codes/IIS101.md`); not defined where files lie beside it. */
declare const DIAG_INSIDE: ((path: string) => string | undefined) | undefined;

/** Text that is shipped with the program; `path` is its file, absent where it is inside the program. */
export interface Shipped {
  readonly text: string;
  readonly path?: string;
}

/** A file inside the program; undefined where the program is not one file, or lacks it. */
export const insideProgram = (path: string): string | undefined =>
  typeof DIAG_INSIDE === 'undefined' ? undefined : DIAG_INSIDE(path);

/**
 * Reads a file that is shipped with the program: from inside it, from beside it or its chunks in the package, or
 * from where it lies in the source tree. Undefined where there is none.
 */
export async function readShipped(path: string, inSources: string): Promise<Shipped | undefined> {
  const inside = insideProgram(path);
  if (inside !== undefined) return { text: inside };
  for (const place of [`./${path}`, `../${path}`, inSources]) {
    const url = new URL(place, import.meta.url);
    const text = await readFile(url, 'utf8').catch(() => undefined);
    if (text !== undefined) return { text, path: fileURLToPath(url) };
  }
  return undefined;
}
