import { deliver } from '../cli/deliver.ts';
import { type GlobalOptions, selectionOf } from '../cli/global-options.ts';
import type { Io } from '../cli/io.ts';
import { loadSettings } from '../cli/settings.ts';
import { tool } from '../cli/version.ts';
import { diagnose } from '../core/diagnose.ts';
import { unrecognizedInput, usageError } from '../core/errors.ts';
import { type Incident, isIncident } from '../core/incident.ts';
import { readJsonFile } from '../input/json-file.ts';
import { findEntry } from '../modules/registry.ts';

/** `diag replay FILE…`: analyzes saved incidents again; several of one module are merged. */
export async function replay(files: readonly string[], globals: GlobalOptions, io: Io): Promise<number> {
  const incidents: Incident[] = [];
  for (const file of files) incidents.push(await readIncident(file));
  const [first, ...rest] = incidents;
  if (first === undefined) throw usageError('replay: no file', 'give files written by --save');
  const other = rest.find((incident) => incident.module !== first.module);
  if (other !== undefined) {
    throw usageError(`replay: files of ${first.module} and of ${other.module}`, 'replay one module at a time');
  }
  const module = await findEntry(first.module)?.load();
  if (module === undefined) throw unrecognizedInput(`replay: no module ${first.module}`, 'use a newer diag');
  const zone = globals.tz === undefined ? {} : { zone: { name: globals.tz, provenance: '--tz' as const } };
  const context = { ...latest(incidents).context, ...zone };
  const observations = rest.reduce((sum, { observations }) => module.merge(sum, observations), first.observations);
  const options = module.parseOptions(first.options, context);
  const { suppressions } = await loadSettings(globals, io);
  const settings = { tool, failOn: globals.failOn, selection: selectionOf(globals), suppressions };
  // The paths of module files come from the incident, which somebody else may have written.
  const report = { ...diagnose(module, { observations }, options, context, settings), files: [] };
  return deliver(report, [{ ...first, tool, context, observations }], globals, io);
}

const latest = (incidents: readonly Incident[]): Incident =>
  incidents.reduce((a, b) => (a.context.now >= b.context.now ? a : b));

async function readIncident(file: string): Promise<Incident> {
  const value = await readJsonFile(file);
  if (isIncident(value)) return value;
  throw unrecognizedInput(`${file}: not an incident of this version of diag`, 'replay reads what --save wrote');
}
