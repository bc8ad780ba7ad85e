import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { describe } from 'vitest';

/** Whether a command is installed; `root`: whether this runs as root. `npm run system-parts` installs what the tests can use. */
export function hasPart(command: string): boolean {
  if (command === 'root') return process.getuid?.() === 0;
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', command], { stdio: 'ignore', env: systemEnv });
    return true;
  } catch {
    return false;
  }
}

/** Debian keeps servers in /usr/sbin, .NET its tools at home: a user's PATH lacks both. */
export const systemEnv = {
  ...process.env,
  PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:${homedir()}/.dotnet/tools`,
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  POWERSHELL_TELEMETRY_OPTOUT: '1',
};

/**
 * `describe` for tests that need parts of the system; without them they are skipped by name.
 * With DIAG_ALL_PARTS=1 a missing part is a failure instead: there, nothing is skipped.
 */
export function describeWith(parts: readonly string[], name: string, tests: () => void): void {
  const missing = parts.filter((part) => !hasPart(part));
  if (missing.length === 0) return void describe(name, tests);
  if (process.env['DIAG_ALL_PARTS'] === '1') throw new Error(`${name}: not here: ${missing.join(', ')}`);
  const hint = missing.every((part) => part === 'root') ? '' : '; npm run system-parts installs them';
  describe.skip(`${name} (needs ${missing.join(', ')}${hint})`, tests);
}
