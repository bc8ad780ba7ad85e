import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemEnv } from './system-part.ts';

const file = (name: string): string => fileURLToPath(new URL(`../dotnet/${name}`, import.meta.url));

/** One run of a script on a server. */
export interface Step {
  readonly script: string;
  readonly parameters?: Readonly<Record<string, string | boolean>>;
  /** %COMPUTERNAME%; WEB01 by default. */
  readonly computer?: string;
  /** applicationHost.config to put there before; absent: as the step before left it. */
  readonly config?: string;
  readonly shared?: boolean;
  /** CommitChanges fails, as where a policy or another process holds the file. */
  readonly refusesCommit?: boolean;
  /** Events that Get-WinEvent finds; `at` ISO 8601 UTC. */
  readonly events?: readonly {
    readonly id: number;
    readonly pid: string;
    readonly pool: string;
    readonly at: string;
  }[];
}

export interface StepResult {
  readonly parseErrors: readonly string[];
  /** Message of the error that ended the script; '' for none. */
  readonly threw: string;
  readonly exitCode: number;
  readonly said: readonly string[];
  readonly warnings: readonly string[];
  /** applicationHost.config afterwards. */
  readonly config: string;
}

/**
 * A folder with the stand-in of Microsoft.Web.Administration, compiled there; `run` runs scripts in one PowerShell 7
 * that says it is 5.1. Scripts are written as diag writes them, with byte order mark and CRLF.
 */
export function windowsServer(): { run(steps: readonly Step[]): StepResult[]; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'diag-windows-'));
  const assembly = join(folder, 'Microsoft.Web.Administration.dll');
  const env = { ...systemEnv, windir: join(folder, 'windows'), ProgramData: join(folder, 'data'), NO_COLOR: '1' };
  const pwsh = (args: readonly string[]) =>
    execFileSync('pwsh', ['-NoProfile', '-NonInteractive', ...args], { env, encoding: 'utf8', timeout: 120_000 });
  pwsh([
    '-Command',
    `Add-Type -Path '${file('WebAdministration.cs')}' -OutputAssembly '${assembly}' -OutputType Library -ReferencedAssemblies System.Private.Xml.Linq,System.Linq,System.Collections,System.Runtime,System.Runtime.InteropServices,System.Private.Xml,System.Xml.ReaderWriter`,
  ]);
  let runs = 0;
  return {
    run(steps) {
      runs += 1;
      const written = steps.map((step, i) => {
        const script = join(folder, `run${runs}-step${i}.ps1`);
        writeFileSync(script, `\ufeff${step.script.replaceAll('\n', '\r\n')}`);
        return { computer: 'WEB01', events: [], ...step, script };
      });
      const list = join(folder, `steps${runs}.json`);
      writeFileSync(list, JSON.stringify(written));
      const out = join(folder, `results${runs}.json`);
      pwsh(['-File', file('run-steps.ps1'), '-Steps', list, '-Assembly', assembly, '-Out', out]);
      return JSON.parse(readFileSync(out, 'utf8')) as StepResult[];
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
