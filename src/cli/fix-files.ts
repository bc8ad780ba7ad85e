import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { unreadableInput } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { fixExtension } from '../core/fix-script.ts';
import type { Report } from '../core/report.ts';
import type { Io } from './io.ts';
import { makeDirectory, write } from './output-file.ts';

export interface FixFile {
  readonly name: string;
  readonly content: string;
  readonly executable: boolean;
}

/**
 * The files `--fix-dir` writes: the recommended fix of each finding, `IIS101-interval-drift.apply.ps1`.
 * A second finding of the same code gets a number: `PATH101-manifest-yaml-invalid-2.apply.sh`.
 */
export function fixFiles(findings: readonly Finding[]): FixFile[] {
  const seen = new Map<string, number>();
  return findings.flatMap(({ code, name, fixes: [fix] }) => {
    if (fix === undefined) return [];
    const count = (seen.get(code) ?? 0) + 1;
    seen.set(code, count);
    const stem = `${code}-${name}${count > 1 ? `-${count}` : ''}`;
    const parts = { apply: fix.apply, verify: fix.verify, rollback: fix.rollback };
    return Object.entries(parts).flatMap(([part, content]) =>
      content === undefined
        ? []
        : [
            {
              name: `${stem}.${part}.${fixExtension[fix.shell]}`,
              content: fix.shell === 'powershell' ? forPowerShell(content) : content,
              executable: fix.shell === 'bash',
            },
          ],
    );
  });
}

/** Windows PowerShell 5.1 reads a file without a byte order mark as ANSI; CRLF is what its editors expect. */
const forPowerShell = (script: string): string => `\ufeff${script.replace(/\r?\n/g, '\r\n')}`;

/**
 * Writes them as they must run: nothing in them is redacted. A file that is there and differs is kept, and nothing
 * is written: it may have been edited, or be the way back from a fix that was applied.
 */
export async function writeFixScripts(report: Report, directory: string, quiet: boolean, io: Io): Promise<void> {
  const files = fixFiles(report.findings);
  if (files.length > 0) {
    await makeDirectory(resolve(directory)).catch((error: Error) => {
      throw unreadableInput(`${directory}: ${error.message}`, 'choose another directory');
    });
  }
  for (const { name, content } of files) {
    const path = join(directory, name);
    const there = await readFile(path, 'utf8').catch(() => content);
    if (there !== content) {
      throw unreadableInput(
        `${path}: is there already and differs; no fix script was written`,
        'choose another directory',
      );
    }
  }
  for (const { name, content, executable } of files) {
    await write(join(directory, name), content, executable ? 0o755 : 0o644);
  }
  const said = files.length === 0 ? 'no finding has a fix script' : `wrote ${files.length} fix scripts to ${directory}`;
  if (!quiet) io.stderr.write(`diag: ${said}\n`);
}
