import { readFile } from 'node:fs/promises';

/**
 * The Markdown page of a code. In the package the pages lie in `codes/` beside the program or its chunks; in
 * the source tree in the module's own folder. Undefined where there is none.
 */
export async function readCodePage(code: string, module: string): Promise<string | undefined> {
  const places = [`./codes/${code}.md`, `../codes/${code}.md`, `../modules/${module}/codes/${code}.md`];
  for (const place of places) {
    const text = await readFile(new URL(place, import.meta.url), 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}
