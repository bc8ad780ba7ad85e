import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageBlock } from '../../../test/support/code-page.ts';
import { runCli } from '../../../test/support/run-cli.ts';

/** Runs a block of a page: piped in, or, in the language `files`, as the files that `==> NAME <==` lines begin. */
export async function runBlock({ language, args, text }: PageBlock): Promise<readonly string[]> {
  const words = ['smtp-throttle', ...args, '--format', 'json'];
  if (language !== 'files') return codesOf((await runCli(words, { stdin: text })).stdout);
  const directory = await mkdtemp(join(tmpdir(), 'diag-page-'));
  try {
    const paths: string[] = [];
    for (const part of text.split(/^==> /m).slice(1)) {
      const [name = ''] = part.split(' <==\n', 1);
      const path = join(directory, name);
      await writeFile(path, part.slice(name.length + ' <==\n'.length));
      paths.push(path);
    }
    return codesOf((await runCli([...words, ...paths])).stdout);
  } finally {
    await rm(directory, { recursive: true });
  }
}

function codesOf(stdout: string): string[] {
  const report = JSON.parse(stdout) as { findings?: { code: string }[]; error?: { message: string } };
  if (report.findings === undefined) throw new Error(report.error?.message);
  return report.findings.map(({ code }) => code);
}
