import { diagnose, type Observed } from '../core/diagnose.ts';
import { DiagError, usageError } from '../core/errors.ts';
import { type Incident, incidentVersion } from '../core/incident.ts';
import type { AnalysisContext, Observations, RawOptions } from '../core/module.ts';
import { openPorts, type PortSettings } from '../input/open-ports.ts';
import type { AnyModule } from '../modules/registry.ts';
import { deliver } from './deliver.ts';
import { type GlobalOptions, selectionOf } from './global-options.ts';
import type { Io } from './io.ts';
import { startProgress } from './progress.ts';
import { tool } from './version.ts';

/** Observes, analyzes and delivers one module's report; returns the exit code. */
export async function runModule(
  module: AnyModule,
  words: readonly string[],
  own: RawOptions,
  globals: GlobalOptions,
  io: Io,
): Promise<number> {
  const context = contextOf(globals, io);
  const takesFiles = module.argument.takes === 'files';
  const raw: RawOptions = takesFiles || words[0] === undefined ? own : { ...own, [module.argument.name]: words[0] };
  const options = module.parseOptions(raw, context);
  const files = inputFiles(module, options, takesFiles ? words : [], io);
  const progress = startProgress(io, globals);
  const observed = await observe(module, options, {
    files,
    stdin: io.stdin,
    env: io.env,
    signal: io.signal,
    watcher: progress,
  });
  progress.stop();
  const settings = { tool, failOn: globals.failOn, selection: selectionOf(globals) };
  const report = diagnose(module, observed, options, context, settings);
  const observations = 'failure' in observed ? { inputs: [] } : observed.observations;
  const incident: Incident = {
    incident: incidentVersion,
    tool,
    module: module.id,
    context,
    options: raw,
    observations,
  };
  return deliver(report, incident, globals, io);
}

/** Clock and zones of a run. */
export function contextOf(globals: GlobalOptions, io: Io): AnalysisContext {
  return {
    now: io.now().toISOString(),
    machineZone: io.machineZone(),
    ...(globals.tz === undefined ? {} : { zone: { name: globals.tz, provenance: '--tz' } }),
  };
}

function inputFiles(module: AnyModule, options: unknown, given: readonly string[], io: Io): readonly string[] {
  if (given.length > 0 || module.input(options) === 'none') return given;
  if (io.stdin.isTTY !== true) return ['-'];
  if (module.input(options) === 'optional') return given;
  throw usageError(`${module.id}: no input`, `give a file, - or a pipe; diag ${module.id} --help shows examples`);
}

async function observe(module: AnyModule, options: unknown, settings: PortSettings): Promise<Observed<Observations>> {
  const ports = await openPorts(settings);
  try {
    return { observations: await module.observe(ports, options) };
  } catch (error) {
    if (error instanceof DiagError) throw error;
    return { failure: error };
  }
}
