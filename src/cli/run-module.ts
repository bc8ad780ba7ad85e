import { diagnose, type Observed } from '../core/diagnose.ts';
import { DiagError, usageError } from '../core/errors.ts';
import { type Incident, incidentVersion } from '../core/incident.ts';
import type { AnalysisContext, Observations, RawOptions } from '../core/module.ts';
import type { Report } from '../core/report.ts';
import type { Suppression } from '../core/suppression.ts';
import { runCollector } from '../input/collectors.ts';
import { openPorts } from '../input/open-ports.ts';
import type { Source } from '../input/source.ts';
import type { AnyModule } from '../modules/registry.ts';
import { checkSelection } from './code-names.ts';
import { deliver } from './deliver.ts';
import { type GlobalOptions, selectionOf } from './global-options.ts';
import type { Io } from './io.ts';
import { startProgress } from './progress.ts';
import { loadSettings } from './settings.ts';
import { somethingArrives } from './silent-pipe.ts';
import { noteTerminalInput } from './terminal-input.ts';
import { tool } from './version.ts';
import { watch, watchOf } from './watch.ts';

/** A module with the words it was given. */
export interface ModuleCall {
  readonly module: AnyModule;
  readonly raw: RawOptions;
  /** Paths, `-`, or sources that are open already. */
  readonly inputs: readonly (string | Source)[];
}

/** What came of it. */
export interface ModuleRun {
  readonly report: Report;
  readonly incident: Incident;
}

/** Observes, analyzes and delivers one module's report; returns the exit code. */
export async function runModule(
  module: AnyModule,
  words: readonly string[],
  own: RawOptions,
  globals: GlobalOptions,
  io: Io,
): Promise<number> {
  const takesFiles = module.argument.takes === 'files';
  const raw: RawOptions = takesFiles || words[0] === undefined ? own : { ...own, [module.argument.name]: words[0] };
  checkSelection(globals, [module]);
  const { suppressions } = await loadSettings(globals, io);
  const options = module.parseOptions(raw, contextOf(globals, io));
  const inputs =
    own['live'] === true
      ? [await liveInput(module, io)]
      : await inputFiles(module, options, takesFiles ? words : [], io);
  noteTerminalInput(inputs, globals, io);
  const look = () => run({ module, raw, inputs }, globals, suppressions, io);
  const watched = module.watchable === true && inputs.length === 0 ? watchOf(own, globals) : undefined;
  if (watched !== undefined) return watch(look, watched, own['watch'] === true, globals, io);
  const { report, incident } = await look();
  return deliver(report, [incident], globals, io);
}

async function liveInput(module: AnyModule, io: Io): Promise<Source> {
  if (io.platform !== 'win32') {
    throw usageError('--live: this is no Windows host', `diag collect ${module.id} --ps1 prints what to run on one`);
  }
  return runCollector(module.id, io.signal);
}

/** Observes and analyzes. Throws input and usage errors; a module that fails otherwise becomes a finding. */
export async function run(
  { module, raw, inputs }: ModuleCall,
  globals: GlobalOptions,
  suppressions: readonly Suppression[],
  io: Io,
): Promise<ModuleRun> {
  const context = contextOf(globals, io);
  const options = module.parseOptions(raw, context);
  const observed = await observe({ module, raw, inputs }, options, globals, io);
  const settings = { tool, failOn: globals.failOn, selection: selectionOf(globals), suppressions };
  const observations = 'failure' in observed ? { inputs: [] } : observed.observations;
  return {
    report: diagnose(module, observed, options, context, settings),
    incident: { incident: incidentVersion, tool, module: module.id, context, options: raw, observations },
  };
}

/** Clock and zones of a run. */
export function contextOf(globals: GlobalOptions, io: Io): AnalysisContext {
  return {
    now: io.now().toISOString(),
    machineZone: io.machineZone(),
    ...(globals.tz === undefined ? {} : { zone: { name: globals.tz, provenance: '--tz' } }),
  };
}

async function inputFiles(
  module: AnyModule,
  options: unknown,
  given: readonly string[],
  io: Io,
): Promise<readonly string[]> {
  const need = module.input(options);
  if (given.length > 0 || need === 'none') return given;
  const piped = io.stdin.isTTY !== true;
  if (need === 'optional') return piped && (io.stdinIsEmptyFile || (await somethingArrives(io.stdin))) ? ['-'] : given;
  if (piped) return ['-'];
  throw usageError(`${module.id}: no input`, `give a file, - or a pipe; diag ${module.id} --help shows examples`);
}

async function observe(
  { module, inputs }: ModuleCall,
  options: unknown,
  globals: GlobalOptions,
  io: Io,
): Promise<Observed<Observations>> {
  const progress = startProgress(io, globals);
  try {
    const ports = await openPorts({ inputs, stdin: io.stdin, env: io.env, signal: io.signal, watcher: progress });
    return { observations: await module.observe(ports, options) };
  } catch (error) {
    if (error instanceof DiagError) throw error;
    return { failure: error };
  } finally {
    progress.stop();
  }
}
