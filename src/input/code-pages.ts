import { readShipped } from './shipped-file.ts';

/** The Markdown page of a code; undefined where there is none. */
export async function readCodePage(code: string, module: string): Promise<string | undefined> {
  return (await readShipped(`codes/${code}.md`, `../modules/${module}/codes/${code}.md`))?.text;
}
