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
  const shells = collectors[module];
  if (shells === undefined) {
    throw usageError(`collect: no collector for ${module}`, `there are: ${Object.keys(collectors).join(', ')}`);
  }
  const wanted: CollectorShell | undefined = asked.ps1 ? 'ps1' : asked.sh ? 'sh' : shells[0];
  if (wanted === undefined || !shells.includes(wanted)) {
    throw usageError(`collect: no --${wanted} for ${module}`, `give ${shells.map((one) => `--${one}`).join(' or ')}`);
  }
  io.stdout.write(await readCollector(module, wanted));
  return exitCodes.clean;
}
