import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
export function windowsServer(): {
  run(steps: readonly Step[], also?: Readonly<Record<string, string>>): StepResult[];
  remove(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'diag-windows-'));
  const assembly = join(folder, 'Microsoft.Web.Administration.dll');
  const env = { ...systemEnv, windir: join(folder, 'windows'), ProgramData: join(folder, 'data'), NO_COLOR: '1' };
  const pwsh = (args: readonly string[], also: Readonly<Record<string, string>> = {}) =>
    execFileSync('pwsh', ['-NoProfile', '-NonInteractive', ...args], {
      env: { ...env, ...also },
      encoding: 'utf8',
      timeout: 120_000,
    });
  pwsh([
    '-Command',
    `Add-Type -Path '${file('WebAdministration.cs')}' -OutputAssembly '${assembly}' -OutputType Library -ReferencedAssemblies System.Private.Xml.Linq,System.Linq,System.Collections,System.Runtime,System.Runtime.InteropServices,System.Private.Xml,System.Xml.ReaderWriter`,
  ]);
  let runs = 0;
  return {
    run(steps, also) {
      runs += 1;
      const written = steps.map((step, i) => {
        const script = join(folder, `run${runs}-step${i}.ps1`);
        writeFileSync(script, `\ufeff${step.script.replaceAll('\n', '\r\n')}`);
        return { computer: 'WEB01', events: [], ...step, script };
      });
      const list = join(folder, `steps${runs}.json`);
      writeFileSync(list, JSON.stringify(written));
      const out = join(folder, `results${runs}.json`);
      pwsh(['-File', file('run-steps.ps1'), '-Steps', list, '-Assembly', assembly, '-Out', out], also);
      return JSON.parse(readFileSync(out, 'utf8')) as StepResult[];
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What the collectors find on a server. */
export interface StandInServer {
  readonly computer: string;
  /** Oldest first; `log` is the name of the event log. */
  readonly events: readonly { readonly log: string; readonly xml: string }[];
  /** Worker processes; `at` is when each was started, ISO 8601 UTC. */
  readonly workers: readonly { readonly pid: number; readonly command: string; readonly at: string }[];
  /** WMI refuses, as without rights. */
  readonly noCim?: boolean;
  /** Files below %windir%. */
  readonly files: Readonly<Record<string, string>>;
}

export interface CollectorRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

/** Lays a server out in a folder: what runs a script there in PowerShell, and its environment. */
function layOut(server: StandInServer) {
  const folder = mkdtempSync(join(tmpdir(), 'diag-collector-'));
  const windows = join(folder, 'windows');
  for (const [path, text] of Object.entries(server.files)) {
    mkdirSync(dirname(join(windows, path)), { recursive: true });
    writeFileSync(join(windows, path), text);
  }
  const json = join(folder, 'server.json');
  writeFileSync(json, JSON.stringify(server));
  const words = ['-NoProfile', '-NonInteractive', '-File', file('run-collector.ps1'), '-Server', json];
  return { folder, words, env: { ...systemEnv, windir: windows, NO_COLOR: '1' } };
}

/** Runs a collector of src/collectors as somebody does who was sent it: in PowerShell, by -File, output redirected. */
export function runCollector(name: string, server: StandInServer, parameters: object = {}): CollectorRun {
  const { folder, words, env } = layOut(server);
  try {
    const script = fileURLToPath(new URL(`../../src/collectors/${name}`, import.meta.url));
    const call = [...words, '-Script', script, '-Parameters', JSON.stringify(parameters)];
    const ran = spawnSync('pwsh', call, { env, encoding: 'utf8', timeout: 110_000, maxBuffer: 1e9 });
    return { stdout: ran.stdout, stderr: ran.stderr, exitCode: ran.status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder for PATH whose `powershell.exe` runs scripts on a server as PowerShell 5.1 would. */
export function powershellExe(server: StandInServer): { readonly bin: string; remove(): void } {
  const { folder, words, env } = layOut(server);
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const lines = [
    '#!/bin/sh',
    'while [ "$1" != -File ]; do shift; done',
    `PATH='${env.PATH}' windir='${env.windir}' exec pwsh ${quoted} -Script "$2"`,
  ];
  writeFileSync(join(folder, 'powershell.exe'), `${lines.join('\n')}\n`, { mode: 0o755 });
  return { bin: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
