import { deliver } from '../cli/deliver.ts';
import type { GlobalOptions } from '../cli/global-options.ts';
import { type FromFile, incidentsIn } from '../cli/incident-stream.ts';
import type { Io } from '../cli/io.ts';
import { openOutputs } from '../cli/outputs.ts';
import { readOnce } from '../cli/read-once.ts';
import { openReplayer, type Replayer, shownOf } from '../cli/replay-incidents.ts';
import { noteTerminalInput } from '../cli/terminal-input.ts';
import { usageError } from '../core/errors.ts';
import { nonEmpty } from '../core/finding.ts';
import { addHost, type Fleet, noFleet, reportOfFleet } from '../core/fleet.ts';
import { fileSource, streamSource } from '../input/source.ts';

/** `diag replay FILE…`: analyzes saved incidents again; `-` is standard input, a line an incident. */
export async function replay(files: readonly string[], globals: GlobalOptions, io: Io): Promise<number> {
  const outputs = await openOutputs(globals, files, io);
  noteTerminalInput(files, globals, io);
  // Held until there are more hosts than one picture has; from then on each is analyzed and forgotten.
  const held: FromFile[] = [];
  let replayer: Replayer | undefined;
  let fleet: Fleet | undefined;
  for await (const one of allIncidents(await readOnce(files, globals, io), io)) {
    replayer ??= await openReplayer(one.incident, globals, io);
    if (fleet !== undefined) addTo(fleet, replayer, one);
    else if (isFleet(replayer, held.concat(one))) {
      fleet = noFleet();
      for (const earlier of held.splice(0).concat(one)) addTo(fleet, replayer, earlier);
    } else held.push(one);
  }
  if (fleet !== undefined) {
    if (globals.save !== undefined) throw usageError('--save: these hosts are no one incident', 'keep their own files');
    return deliver(reportOfFleet(fleet, globals.failOn), [], globals, io, outputs);
  }
  if (replayer === undefined) throw usageError('replay: no incident', 'give files written by --save');
  const { report, incident } = replayer.replay(nonEmpty(held.map((one) => one.incident)));
  return shownOf(incident.module, io, deliver(report, [incident], globals, io, outputs));
}

async function* allIncidents(files: readonly string[], io: Io): AsyncGenerator<FromFile> {
  for (const file of files) {
    yield* incidentsIn(file === '-' ? streamSource('stdin', () => io.stdin) : await fileSource(file));
  }
}

/** Whether these are of more hosts than the module analyzes together. */
function isFleet({ module }: Replayer, incidents: readonly FromFile[]): boolean {
  const { hosts } = module;
  if (hosts === undefined || incidents.length <= hosts.mergeUpTo) return false;
  return new Set(incidents.map((one) => nameOf(module, one))).size > hosts.mergeUpTo;
}

const nameOf = ({ hosts }: Replayer['module'], { incident, name }: FromFile): string =>
  hosts?.of(incident.observations) ?? name;

function addTo(fleet: Fleet, { module, replay: analyze }: Replayer, one: FromFile): void {
  addHost(fleet, nameOf(module, one), analyze([one.incident]).report);
}
