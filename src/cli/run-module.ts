import { coverRecords } from '../core/as-given.ts';
import { type Check, unchecked } from '../core/check.ts';
import { diagnose, type Observed } from '../core/diagnose.ts';
import { DiagError, usageError } from '../core/errors.ts';
import { incidentVersion } from '../core/incident.ts';
import type { AnalysisContext, Observations, RawOptions } from '../core/module.ts';
import type { Suppression } from '../core/suppression.ts';
import { runCollector } from '../input/collectors.ts';
import { endsAtOnce, hearSignals } from '../input/ends-at-once.ts';
import { openPorts } from '../input/open-ports.ts';
import type { Source } from '../input/source.ts';
import type { AnyModule } from '../modules/registry.ts';
import { checkSelection } from './code-names.ts';
import { complain } from './complain.ts';
import { deliver } from './deliver.ts';
import { type GlobalOptions, selectionOf } from './global-options.ts';
import type { Io } from './io.ts';
import type { ModuleRun } from './module-run.ts';
import { refuseBesideInput } from './of-this-host.ts';
import { type Outputs, openOutputs } from './outputs.ts';
import { startProgress } from './progress.ts';
import { readOnce } from './read-once.ts';
import { loadSettings } from './settings.ts';
import { somethingArrives } from './silent-pipe.ts';
import { noteTerminalInput } from './terminal-input.ts';
import { tool } from './version.ts';
import { watch, watchOf, watchOptions } from './watch.ts';
import { withWhatItIs } from './what-it-is.ts';

/** A module with the words it was given. */
export interface ModuleCall {
  readonly module: AnyModule;
  readonly raw: RawOptions;
  /** Paths, `-`, or sources that are open already. */
  readonly inputs: readonly (string | Source)[];
}

/** Observes, analyzes and delivers one module's report; returns the exit code. */
export async function runModule(
  module: AnyModule,
  words: readonly string[],
  own: RawOptions,
  globals: GlobalOptions,
  io: Io,
): Promise<number> {
  const { takes, name } = module.argument;
  const raw: RawOptions =
    takes === 'files' || words[0] === undefined ? own : { ...own, [name]: takes === 'words' ? words : words[0] };
  checkSelection(globals, [module]);
  const { suppressions } = await loadSettings(globals, io);
  const options = module.parseOptions(raw, contextOf(globals, io));
  const inputs =
    own['live'] === true && !readsLive(module)
      ? [await liveInput(module, io)]
      : await inputFiles(module, options, takes === 'files' ? words : (module.files?.(options) ?? []), globals, io);
  if (typeof inputs[0] === 'string') refuseBesideInput([...module.options, ...watchOptions], own, inputs[0]);
  const outputs = await openOutputs(globals, inputs, io);
  noteTerminalInput(inputs, globals, io);
  const look = () => run({ module, raw, inputs }, globals, suppressions, io, outputs);
  const watched = module.watchable === true && inputs.length === 0 ? watchOf(own, globals) : undefined;
  if (watched !== undefined) return watch(look, watched, own['watch'] === true, globals, io, outputs);
  const { report, incident } = await look();
  return deliver(report, [incident], globals, io, outputs);
}

/** Its `--live` is its own and no collector of this host. */
const readsLive = ({ options }: AnyModule): boolean => options.some(({ flags }) => flags === '--live');

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
  outputs: Pick<Outputs, 'protect'>,
): Promise<ModuleRun> {
  const context = contextOf(globals, io);
  const options = module.parseOptions(raw, context);
  const { observed, unread } = await observe({ module, raw, inputs }, options, globals, io, outputs);
  const settings = { tool, failOn: globals.failOn, selection: selectionOf(globals), suppressions, checks: unread };
  const observations = 'failure' in observed ? { inputs: [] } : observed.observations;
  return {
    report: endsAtOnce(() => diagnose(module, observed, options, context, settings)),
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
  globals: GlobalOptions,
  io: Io,
): Promise<readonly string[]> {
  const need = module.input(options);
  if (given.length > 0) return readOnce(given, globals, io);
  if (need === 'none') return given;
  const piped = io.stdin.isTTY !== true;
  if (need === 'optional') return piped && (io.stdinIsEmptyFile || (await somethingArrives(io.stdin))) ? ['-'] : given;
  if (piped) return ['-'];
  throw usageError(`${module.id}: no input`, `give a file, - or a pipe; diag ${module.id} --help shows examples`);
}

/** An input that cannot be read while others can: a line at once, and a check that was not made. */
export function unreadCheck(error: DiagError, io: Io): Check {
  complain(error, io);
  return unchecked('input', error.message);
}

async function observe(
  { module, inputs }: ModuleCall,
  options: unknown,
  globals: GlobalOptions,
  io: Io,
  outputs: Pick<Outputs, 'protect'>,
): Promise<{ readonly observed: Observed<Observations>; readonly unread: readonly Check[] }> {
  const progress = startProgress(io, globals);
  let unread: readonly Check[] = [];
  let sources: readonly Source[] = [];
  try {
    const { stdin, env, signal } = io;
    const opened = await openPorts({ inputs, stdin, env, signal, watcher: progress, onRead: outputs.protect });
    unread = opened.unread.map((error) => unreadCheck(error, io));
    sources = opened.ports.sources;
    const observations = await module.observe(opened.ports, options);
    await hearSignals();
    return { observed: { observations: recordsOf(observations, sources) }, unread };
  } catch (error) {
    if (error instanceof DiagError) throw await withWhatItIs(error, module, sources);
    return { observed: { failure: error }, unread };
  } finally {
    progress.stop();
  }
}

/** Observations whose coverage counts the records of a log store where lines were read out of its envelope. */
function recordsOf(observations: Observations, sources: readonly Source[]): Observations {
  const envelopes = new Map(
    sources.flatMap(({ name, envelope }) => (envelope === undefined ? [] : [[name, envelope()] as const])),
  );
  if (envelopes.size === 0) return observations;
  const inputs = observations.inputs.map((input) => {
    const envelope = envelopes.get(input.source);
    return envelope === undefined ? input : coverRecords(input, envelope);
  });
  return { ...observations, inputs };
}
