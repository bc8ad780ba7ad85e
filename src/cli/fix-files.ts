import type { Finding } from '../core/finding.ts';
import { fixExtension } from '../core/fix-script.ts';

export interface FixFile {
  readonly name: string;
  readonly content: string;
  readonly executable: boolean;
}

/** The files `--fix-dir` writes: the recommended fix of each finding, `IIS101-interval-drift.apply.ps1`. */
export function fixFiles(findings: readonly Finding[]): FixFile[] {
  return findings.flatMap(({ code, name, fixes: [fix] }) => {
    if (fix === undefined) return [];
    const parts = { apply: fix.apply, verify: fix.verify, rollback: fix.rollback };
    return Object.entries(parts).flatMap(([part, content]) =>
      content === undefined
        ? []
        : [
            {
              name: `${code}-${name}.${part}.${fixExtension[fix.shell]}`,
              content: fix.shell === 'powershell' ? forPowerShell(content) : content,
              executable: fix.shell === 'bash',
            },
          ],
    );
  });
}

/** Windows PowerShell 5.1 reads a file without a byte order mark as ANSI; CRLF is what its editors expect. */
const forPowerShell = (script: string): string => `\ufeff${script.replace(/\r?\n/g, '\r\n')}`;
