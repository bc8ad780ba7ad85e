import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { unreadableInput } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { type FixScript, fixExtension } from '../core/fix-script.ts';
import type { Redactor } from '../core/redact.ts';
import type { Report } from '../core/report.ts';
import type { Io } from './io.ts';
import { makeDirectory } from './make-directory.ts';
import { writeWhole } from './outputs.ts';
import { holdsSecret } from './redact-report.ts';

export interface FixFile {
  readonly name: string;
  readonly content: string;
  readonly executable: boolean;
  /** The finding's fix, to tell whether only its owner may read it. */
  readonly fix: FixScript;
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
              fix,
            },
          ],
    );
  });
}

/** Windows PowerShell 5.1 reads a file without a byte order mark as ANSI; CRLF is what its editors expect. */
const forPowerShell = (script: string): string => `\ufeff${script.replace(/\r?\n/g, '\r\n')}`;

/**
 * Writes them as they must run: nothing in them is redacted, and what is not printed only its owner can read. A file that is there and differs is kept, and nothing
 * is written: it may have been edited, or be the way back from a fix that was applied.
 */
export async function writeFixScripts(
  report: Report,
  directory: string,
  redactor: Redactor,
  quiet: boolean,
  io: Io,
): Promise<void> {
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
  for (const { name, content, executable, fix } of files) {
    const open = executable ? 0o755 : 0o644;
    await writeWhole(join(directory, name), content, holdsSecret(fix, redactor) ? 0o600 : open);
  }
  const said =
    files.length === 0
      ? 'no finding has a fix script'
      : `wrote ${files.length === 1 ? '1 fix script' : `${files.length} fix scripts`} to ${directory}`;
  if (!quiet) io.stderr.write(`diag: ${said}\n`);
}
