import type { Io } from '../cli/io.ts';
import { exitCodes } from '../core/exit-code.ts';
import { reportJsonSchema } from '../core/report-schema.ts';

/** `diag schema`: the JSON schema of the JSON report. */
export async function schema(io: Io): Promise<number> {
  io.stdout.write(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
  return exitCodes.clean;
}
