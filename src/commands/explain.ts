import { allCodeWords, codeHint } from '../cli/code-names.ts';
import type { GlobalOptions } from '../cli/global-options.ts';
import type { Io } from '../cli/io.ts';
import { renderOptions } from '../cli/terminal-settings.ts';
import type { AnyCode } from '../core/code.ts';
import { usageError } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import { moduleFailed } from '../core/tool-codes.ts';
import { readCodePage } from '../input/code-pages.ts';
import { registry } from '../modules/registry.ts';
import { forTerminal } from './explain-page.ts';

/** `diag explain CODE`: the page of a code, by number or name; as it was written with `--format markdown`. */
export async function explain(wanted: string, options: GlobalOptions, io: Io): Promise<number> {
  const page = await pageOf(wanted.toLowerCase());
  if (page === undefined) throw usageError(`explain: no code ${wanted}`, codeHint(wanted, await allCodeWords()));
  const { width, color } = renderOptions(options, io, 0);
  io.stdout.write(options.format === 'markdown' ? page : forTerminal(page, width, color));
  return exitCodes.clean;
}

async function pageOf(wanted: string): Promise<string | undefined> {
  const isWanted = ({ entry: { code, name } }: AnyCode) => [code.toLowerCase(), name].includes(wanted);
  if (isWanted(moduleFailed)) return failurePage();
  for (const entry of registry) {
    const code = (await entry.load()).codes.find(isWanted);
    if (code === undefined) continue;
    const page = entry.pages?.[code.entry.code] ?? (await readCodePage(code.entry.code, entry.id));
    if (page === undefined) throw new Error(`no page for ${code.entry.code}`);
    return page;
  }
  return undefined;
}

/** A failure of diag itself belongs to no module, and no input shows it on purpose. */
function failurePage(): string {
  const facts = { module: 'MODULE', message: '…' };
  const failed = moduleFailed(facts, { confidence: 'proven', evidence: [{ source: 'diag', text: '' }] });
  const { summary } = moduleFailed.entry;
  return `# ${failed.code} ${failed.name}\n\n## What it means\n\n${summary} ${failed.why}\n\n## Fix\n\n${failed.next.join(' ')}\n`;
}
