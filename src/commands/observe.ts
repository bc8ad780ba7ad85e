import type { Io } from '../cli/io.ts';
import type { Run } from '../cli/outcome.ts';
import { usageError } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import { registry } from '../modules/registry.ts';

/**
 * `diag observe MODULE…`: what `--save` writes, on standard output; the report is made where all hosts meet.
 * `words` are those behind `observe`. Findings and gaps are no failure of observing: exit code 0.
 */
export async function observe(words: readonly string[], io: Io, run: Run): Promise<number> {
  const [id] = words;
  if (!registry.some((entry) => entry.id === id)) {
    throw usageError(`observe: no module ${id ?? ''}`, `modules: ${registry.map((one) => one.id).join(', ')}`);
  }
  const exitCode = await run([...words, '--save', '-', '--quiet'], io);
  const seen: readonly number[] = [exitCodes.findings, exitCodes.incomplete];
  return seen.includes(exitCode) ? exitCodes.clean : exitCode;
}
