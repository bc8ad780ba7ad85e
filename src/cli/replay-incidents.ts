import { diagnose } from '../core/diagnose.ts';
import { unrecognizedInput, usageError } from '../core/errors.ts';
import type { NonEmpty } from '../core/finding.ts';
import type { Incident } from '../core/incident.ts';
import { findEntry } from '../modules/registry.ts';
import { checkSelection } from './code-names.ts';
import { type GlobalOptions, selectionOf } from './global-options.ts';
import type { Io } from './io.ts';
import type { ModuleRun } from './run-module.ts';
import { loadSettings } from './settings.ts';
import { tool } from './version.ts';

/** Analyzes again what runs of one module saved; several are merged into one picture. Throws usage and input errors. */
export async function replayIncidents(
  [first, ...rest]: NonEmpty<Incident>,
  globals: GlobalOptions,
  io: Io,
): Promise<ModuleRun> {
  const other = rest.find((incident) => incident.module !== first.module);
  if (other !== undefined) {
    throw usageError(`replay: files of ${first.module} and of ${other.module}`, 'replay one module at a time');
  }
  const module = await findEntry(first.module)?.load();
  if (module === undefined) throw unrecognizedInput(`replay: no module ${first.module}`, 'use a newer diag');
  checkSelection(globals, [module]);
  const zone = globals.tz === undefined ? {} : { zone: { name: globals.tz, provenance: '--tz' as const } };
  const context = { ...latest([first, ...rest]).context, ...zone };
  const observations = rest.reduce((sum, { observations }) => module.merge(sum, observations), first.observations);
  const options = module.parseOptions(first.options, context);
  const { suppressions } = await loadSettings(globals, io);
  const settings = { tool, failOn: globals.failOn, selection: selectionOf(globals), suppressions };
  // The paths of module files come from the incident, which somebody else may have written.
  const report = { ...diagnose(module, { observations }, options, context, settings), files: [] };
  return { report, incident: { ...first, tool, context, observations } };
}

const latest = (incidents: readonly Incident[]): Incident =>
  incidents.reduce((a, b) => (a.context.now >= b.context.now ? a : b));
