import type { Io } from '../cli/io.ts';
import { usageError } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import { type CollectorShell, collectors, readCollector } from '../input/collectors.ts';

/** `diag collect MODULE`: prints the collector to run where diag is not installed. */
export async function collect(
  module: string,
  asked: { readonly sh?: boolean; readonly ps1?: boolean },
  io: Io,
): Promise<number> {
  const offered = collectors[module];
  if (offered === undefined) {
    throw usageError(`collect: no collector for ${module}`, `there are: ${Object.keys(collectors).join(', ')}`);
  }
  const shells = Object.keys(offered) as CollectorShell[];
  const wanted = asked.ps1 ? 'ps1' : asked.sh ? 'sh' : shells[0];
  const script = wanted && (await readCollector(module, wanted));
  if (script === undefined) {
    throw usageError(`collect: no --${wanted} for ${module}`, `give ${shells.map((one) => `--${one}`).join(' or ')}`);
  }
  io.stdout.write(script);
  return exitCodes.clean;
}
