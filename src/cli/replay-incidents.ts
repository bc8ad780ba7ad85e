import { diagnose } from '../core/diagnose.ts';
import { DiagError, unrecognizedInput, usageError } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import type { NonEmpty } from '../core/finding.ts';
import type { Incident } from '../core/incident.ts';
import type { Report } from '../core/report.ts';
import { headOf } from '../core/safe-text.ts';
import { type AnyModule, findEntry } from '../modules/registry.ts';
import { runBounded } from './bounded-run.ts';
import { checkSelection } from './code-names.ts';
import { type GlobalOptions, selectionOf } from './global-options.ts';
import type { Io } from './io.ts';
import type { ModuleRun } from './module-run.ts';
import { loadSettings } from './settings.ts';
import { tool } from './version.ts';

/** A module that analyzes saved incidents, with what a report depends on besides them. */
export interface Replayer {
  readonly module: AnyModule;
  /** One report over incidents of this module, merged. Throws usage and input errors. */
  replay(incidents: NonEmpty<Incident>): ModuleRun;
}

/** Opens the module that saved an incident. Throws usage and input errors. */
export async function openReplayer({ module: id }: Incident, globals: GlobalOptions, io: Io): Promise<Replayer> {
  const module = await findEntry(id)?.load();
  if (module === undefined) throw unrecognizedInput(`replay: no module ${id}`, 'use a newer diag');
  checkSelection(globals, [module]);
  const zone = globals.tz === undefined ? {} : { zone: { name: globals.tz, provenance: '--tz' as const } };
  const { suppressions } = await loadSettings(globals, io);
  const settings = { tool, failOn: globals.failOn, selection: selectionOf(globals), suppressions };
  const [shape, { reportSchema }] = await Promise.all([module.incidentShape?.(), import('../core/report-schema.ts')]);
  const replay = ([first, ...rest]: NonEmpty<Incident>): ModuleRun => {
    const other = rest.find((incident) => incident.module !== id) ?? (first.module === id ? undefined : first);
    if (other !== undefined) throw otherModule(id, other);
    for (const { observations } of [first, ...rest]) {
      const wrong = shape?.(observations);
      if (wrong !== undefined) throw notOf(id, wrong);
    }
    const context = { ...latest([first, ...rest]).context, ...zone };
    const analyze = () => {
      const observations = rest.reduce((sum, { observations }) => module.merge(sum, observations), first.observations);
      const options = module.parseOptions(first.options, context);
      return { observations, diagnosis: diagnose(module, { observations }, options, context, settings) };
    };
    const { observations, diagnosis } = outcomeOf(analyze, id);
    const [odd] = reportSchema.safeParse(diagnosis).error?.issues ?? [];
    if (odd !== undefined) throw notOf(id, 'its report would be none');
    // The paths of module files come from the incident, which somebody else may have written.
    return { report: { ...diagnosis, files: [] }, incident: { ...first, tool, context, observations } };
  };
  return { module, replay };
}

/** Analyzes again what runs of one module saved; several are merged into one picture. Throws usage and input errors. */
export async function replayIncidents(
  incidents: NonEmpty<Incident>,
  globals: GlobalOptions,
  io: Io,
): Promise<ModuleRun> {
  const [first, ...rest] = incidents;
  const other = rest.find((incident) => incident.module !== first.module);
  if (other !== undefined) throw otherModule(first.module, other);
  return (await openReplayer(first, globals, io)).replay(incidents);
}

const otherModule = (id: string, { module }: Incident) =>
  usageError(`replay: files of ${id} and of ${module}`, 'replay one module at a time');

const latest = (incidents: readonly Incident[]): Incident =>
  incidents.reduce((a, b) => (a.context.now >= b.context.now ? a : b));

/** An analysis that takes longer was given what no observation makes: the largest recorded ones take seconds. */
const maxMilliseconds = 30_000;

/** The error for an incident that no run of a module has saved. */
const notOf = (module: string, why: string): DiagError =>
  unrecognizedInput(`replay: not an incident of ${module}: ${why}`, 'replay reads what --save wrote, unchanged');

/** Nothing is written before it is rendered: what cannot be shown was no observation of the module. */
export const shownOf = (module: string, io: Io, delivered: Promise<number>): Promise<number> =>
  delivered.catch((error: unknown) => {
    throw error instanceof DiagError || io.signal.aborted ? error : notOf(module, 'its report cannot be shown');
  });

/** What was observed may have been written by anybody: what its module cannot analyze is no incident of it. */
function outcomeOf<R extends { readonly diagnosis: Report }>(analyze: () => R, module: string): R {
  try {
    const bounded = runBounded(analyze, maxMilliseconds);
    if (!bounded.ended) throw notOf(module, `its analysis does not end within ${maxMilliseconds / 1000} seconds`);
    const { diagnosis } = bounded.result;
    if (diagnosis.exitCode === exitCodes.bug)
      throw notOf(module, firstLine(diagnosis.checks[0]?.reason ?? 'the module failed'));
    return bounded.result;
  } catch (error) {
    if (error instanceof DiagError) throw error;
    throw notOf(module, firstLine(error instanceof Error ? error.message : String(error)));
  }
}

const firstLine = (text: string): string => headOf(text.split('\n')[0] ?? '', 300);
