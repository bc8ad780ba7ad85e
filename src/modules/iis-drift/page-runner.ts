import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageBlock } from '../../../test/support/code-page.ts';
import { type CliSettings, runCli } from '../../../test/support/run-cli.ts';

interface Document {
  readonly findings?: readonly { readonly code: string }[];
  readonly error?: { readonly message: string };
}

/** Codes of a block: `args` are command-line words; `case` is files under `--- events`, `--- config`, `--- workers`; any other is piped in. */
export async function runBlock(block: PageBlock): Promise<readonly string[]> {
  if (block.language === 'args') return codesOf(block.text.trim().split(/\s+/));
  if (block.language !== 'case') return codesOf(block.args, { stdin: block.text });
  const folder = mkdtempSync(join(tmpdir(), 'diag-page-'));
  try {
    const words = block.text.split(/^--- /m).flatMap((part) => {
      const [name = '', ...lines] = part.split('\n');
      if (lines.length === 0 || name === '') return [];
      const path = join(folder, name.trim());
      writeFileSync(path, lines.join('\n'));
      return name.trim() === 'events' ? [path] : [`--${name.trim()}`, path];
    });
    return await codesOf([...words, ...block.args]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function codesOf(words: readonly string[], settings: CliSettings = {}): Promise<readonly string[]> {
  const { stdout } = await runCli(['iis-drift', ...words, '--format', 'json'], settings);
  const document = JSON.parse(stdout) as Document;
  if (document.findings === undefined) throw new Error(document.error?.message);
  return document.findings.map(({ code }) => code);
}
