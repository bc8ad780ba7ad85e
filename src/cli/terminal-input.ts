import type { GlobalOptions } from './global-options.ts';
import type { Io } from './io.ts';

/** Says at once that a run waits for what is typed: without it, `-` at a terminal looks like a run that hangs. */
export function noteTerminalInput(inputs: readonly unknown[], { quiet }: Pick<GlobalOptions, 'quiet'>, io: Io): void {
  if (!inputs.includes('-') || io.stdin.isTTY !== true || quiet === true) return;
  const key = io.platform === 'win32' ? 'Ctrl-Z and Enter' : 'Ctrl-D';
  io.stderr.write(`diag: reading from the terminal until ${key}; to paste long lines, use the menu: diag\n`);
}
