import { allCodeWords, codeHint } from '../cli/code-names.ts';
import type { Io } from '../cli/io.ts';
import { usageError } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import { readCodePage } from '../input/code-pages.ts';
import { registry } from '../modules/registry.ts';

/** `diag explain CODE`: the page of a code, by number or name. */
export async function explain(wanted: string, io: Io): Promise<number> {
  for (const entry of registry) {
    const { codes } = await entry.load();
    const code = codes.find(({ entry: { code, name } }) => [code.toLowerCase(), name].includes(wanted.toLowerCase()));
    if (code === undefined) continue;
    const page = await readCodePage(code.entry.code, entry.id);
    if (page === undefined) throw new Error(`no page for ${code.entry.code}`);
    io.stdout.write(io.stdout.isTTY === true ? await toWidth(page, io.stdout.columns ?? 80) : page);
    return exitCodes.clean;
  }
  throw usageError(`explain: no code ${wanted}`, codeHint(wanted, await allCodeWords()));
}

/** Prose broken between words, for people; what stands in a fence stays as it is, to be copied. */
async function toWidth(page: string, columns: number): Promise<string> {
  const { default: wrapAnsi } = await import('wrap-ansi');
  const parts = page.split(/^(```[\s\S]*?^```)$/m);
  return parts.map((part, i) => (i % 2 === 1 ? part : wrapAnsi(part, Math.max(40, columns)))).join('');
}
