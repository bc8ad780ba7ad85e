import { deliver } from '../cli/deliver.ts';
import type { GlobalOptions } from '../cli/global-options.ts';
import type { Io } from '../cli/io.ts';
import { readIncident } from '../cli/recognize.ts';
import { replayIncidents } from '../cli/replay-incidents.ts';
import { noteTerminalInput } from '../cli/terminal-input.ts';
import { usageError } from '../core/errors.ts';
import type { Incident } from '../core/incident.ts';
import { fileSource, streamSource } from '../input/source.ts';

/** `diag replay FILE…`: analyzes saved incidents again; `-` is standard input. */
export async function replay(files: readonly string[], globals: GlobalOptions, io: Io): Promise<number> {
  noteTerminalInput(files, globals, io);
  const incidents: Incident[] = [];
  for (const file of files) {
    incidents.push(await readIncident(file === '-' ? streamSource('stdin', () => io.stdin) : await fileSource(file)));
  }
  const [first, ...rest] = incidents;
  if (first === undefined) throw usageError('replay: no file', 'give files written by --save');
  const { report, incident } = await replayIncidents([first, ...rest], globals, io);
  return deliver(report, [incident], globals, io);
}
