import { checkSelection, hasCode } from '../cli/code-names.ts';
import { deliver } from '../cli/deliver.ts';
import { type GlobalOptions, selectionOf } from '../cli/global-options.ts';
import type { Io } from '../cli/io.ts';
import type { ModuleRun } from '../cli/module-run.ts';
import { type Outputs, openOutputs } from '../cli/outputs.ts';
import { type Progress, startProgress } from '../cli/progress.ts';
import { readOnce } from '../cli/read-once.ts';
import { modulesOf, type Recognized, recognizeInput } from '../cli/recognize.ts';
import { replayIncidents, shownOf } from '../cli/replay-incidents.ts';
import { run, unreadCheck } from '../cli/run-module.ts';
import { loadSettings } from '../cli/settings.ts';
import { noteTerminalInput } from '../cli/terminal-input.ts';
import { noText } from '../cli/what-it-is.ts';
import { type Check, passed, skipped, unchecked } from '../core/check.ts';
import { combine } from '../core/combine.ts';
import { unexplained } from '../core/coverage.ts';
import { DiagError, unrecognizedInput, usageError } from '../core/errors.ts';
import { nonEmpty } from '../core/finding.ts';
import { groupBy } from '../core/group.ts';
import { notLookedFor, type Selection } from '../core/selection.ts';
import type { Suppression } from '../core/suppression.ts';
import { fileSource, type Source, streamSource } from '../input/source.ts';
import { tee } from '../input/tee.ts';
import { type AnyModule, registry } from '../modules/registry.ts';

/** One input, the modules that know it, and a way for each of them to read it. */
interface Shared extends Recognized {
  /** As many as there are matches. */
  readonly readers: readonly { readonly input: string | Source; close(): void }[];
}

/** Nothing came through the pipe. */
export const emptyPipe = unrecognizedInput('stdin: empty', 'pipe a log in, or give files');

/** `diag triage [FILE…]`: runs every module that knows an input; one verdict over all. */
export async function triage(files: readonly string[], globals: GlobalOptions, io: Io): Promise<number> {
  if (files.length === 0 && io.stdin.isTTY === true) {
    throw usageError('triage: no input', 'give files or a pipe; diag alone opens the menu');
  }
  checkSelection(globals, await Promise.all(registry.map((entry) => entry.load())));
  const { suppressions } = await loadSettings(globals, io);
  const names = files.length === 0 ? ['-'] : await readOnce(files, globals, io);
  const outputs = await openOutputs(globals, names, io);
  noteTerminalInput(names, globals, io);
  const progress = startProgress(io, globals);
  try {
    const { inputs, unread } = await recognizeAll(names, progress, io);
    return await triageInputs(inputs, unread, globals, suppressions, io, outputs);
  } finally {
    progress.stop();
  }
}

/** A file that cannot be read does not stop the others; it is an error only where none can. */
async function recognizeAll(
  names: readonly string[],
  progress: Progress,
  io: Io,
): Promise<{ inputs: readonly Shared[]; unread: readonly Check[] }> {
  const inputs: Shared[] = [];
  const errors: DiagError[] = [];
  for (const name of names) {
    try {
      inputs.push(...(await recognizeNamed(name, progress, io)));
    } catch (error) {
      if (!(error instanceof DiagError) || io.signal.aborted) throw error;
      errors.push(error);
    }
  }
  if (inputs.length === 0 && errors[0] !== undefined) throw errors[0];
  return { inputs, unread: errors.map((error) => unreadCheck(error, io)) };
}

async function triageInputs(
  inputs: readonly Shared[],
  unread: readonly Check[],
  globals: GlobalOptions,
  suppressions: readonly Suppression[],
  io: Io,
  outputs: Outputs,
): Promise<number> {
  const modules = modulesOf(inputs);
  const saved = inputs.flatMap(({ incident }) => (incident === undefined ? [] : [incident]));
  const incidents = groupBy(saved, ({ module }) => module);
  if (modules.length + incidents.size === 0) {
    const [first] = inputs;
    if (first?.binary !== undefined) throw noText(first.source.name, first.binary);
    if (first?.isEmpty === true) throw unrecognizedInput(`${first.source.name}: empty`, 'give a log, or pipe one in');
    const what = inputs.map(({ source }) => source.name).join(', ');
    throw unrecognizedInput(
      `${what}: nothing a module of diag knows`,
      'diag list shows the modules and what they read',
    );
  }
  const tried = await Promise.all(
    modules.map((module) => tryModule(module, inputs, globals, suppressions, io, outputs)),
  );
  const replayed = [...incidents.values()].map((of) => replayIncidents(nonEmpty(of), globals, io));
  const runs = [...tried.flatMap((one) => ('run' in one ? [one.run] : [])), ...(await Promise.all(replayed))];
  const refusals = tried.flatMap((one) => ('refusal' in one ? [one] : []));
  if (runs.length === 0 && refusals[0] !== undefined) throw refusals[0].refusal;
  const checks = [
    ...inputs.map(checkOf),
    ...unread,
    ...notRun(selectionOf(globals), modules),
    ...refusals.map((one) => refusedCheck(one, inputs, runs)),
  ];
  const general = modules.flatMap(({ codes }) =>
    codes.flatMap(({ entry }) => (entry.general === undefined ? [] : [[entry.code, entry.general] as const])),
  );
  const report = combine(nonEmpty(runs.map((one) => one.report)), checks, globals.failOn, new Map(general));
  const delivered = deliver(
    report,
    runs.map(({ incident }) => incident),
    globals,
    io,
    outputs,
  );
  return saved[0] === undefined ? delivered : shownOf(saved[0].module, io, delivered);
}

/** A module that could not use what it seemed to know has missed nothing where another read every line of it. */
function refusedCheck(
  { module, refusal }: { readonly module: AnyModule; readonly refusal: DiagError },
  inputs: readonly Shared[],
  runs: readonly ModuleRun[],
): Check {
  const read = runs.flatMap(({ report }) => report.inputs).filter((one) => one.lines > 0 && unexplained(one) === 0);
  const own = inputs.filter(({ matches }) => matches.some((match) => match.module === module));
  return refusal.code === 'unrecognized-input' &&
    own.every(({ source }) => read.some((one) => one.source === source.name))
    ? skipped(module.id, refusal.message)
    : unchecked(module.id, refusal.message, `diag ${module.id} --help`);
}

/** Codes of `--only` whose module knows none of the inputs: nobody looked for them. */
function notRun({ only, skip }: Selection, modules: readonly AnyModule[]): readonly Check[] {
  const unasked = only.filter((word) => !hasCode(word, modules));
  return unasked.length === 0 ? [] : [notLookedFor({ only: unasked, skip })];
}

/** A module that recognized an input and could not use it after all does not stop the others. */
async function tryModule(
  module: AnyModule,
  ...rest: [readonly Shared[], GlobalOptions, readonly Suppression[], Io, Outputs]
): Promise<{ readonly run: ModuleRun } | { readonly module: AnyModule; readonly refusal: DiagError }> {
  try {
    return { run: await runOver(module, ...rest) };
  } catch (error) {
    if (!(error instanceof DiagError)) throw error;
    return { module, refusal: error };
  }
}

async function recognizeNamed(name: string, watcher: Progress, io: Io): Promise<readonly Shared[]> {
  const settings = { signal: io.signal, onBytes: watcher.onBytes };
  const source = name === '-' ? streamSource('stdin', () => io.stdin, settings) : await fileSource(name);
  const parts = await recognizeInput(source);
  if (parts.some(({ source: { name: part }, isEmpty }) => isEmpty && part === 'stdin')) throw emptyPipe;
  return parts.map((part) => ({ ...part, readers: readersOf(part) }));
}

/** A file is opened by each module, so that it can read ranges of it; a pipe is shared. */
function readersOf({ source, matches }: Recognized): Shared['readers'] {
  const { path } = source;
  return path === undefined
    ? tee(source, matches.length).map((branch) => ({ input: branch.source, close: branch.close }))
    : matches.map(() => ({ input: path, close: () => {} }));
}

/** Runs a module over all inputs that it knows. */
async function runOver(
  module: AnyModule,
  inputs: readonly Shared[],
  globals: GlobalOptions,
  suppressions: readonly Suppression[],
  io: Io,
  outputs: Outputs,
): Promise<ModuleRun> {
  const own = inputs.flatMap(({ matches, readers }) => readers.filter((_, i) => matches[i]?.module === module));
  try {
    return await run({ module, raw: {}, inputs: own.map(({ input }) => input) }, globals, suppressions, io, outputs);
  } finally {
    // One that stops reading must not hold up the others.
    for (const { close } of own) close();
  }
}

/** Says for each input what it was taken for, or that nothing knew it. */
function checkOf({ source: { name }, matches, incident }: Recognized): Check {
  if (incident !== undefined)
    return { ...passed('recognized', [name]), reason: `${name} is what ${incident.module} saved` };
  if (matches.length === 0) {
    return unchecked('recognized', `${name}: nothing a module of diag knows`, 'diag list');
  }
  const said = matches.map(({ module, because }) => `${module.id}: ${because}`).join('; ');
  return { ...passed('recognized', [name]), reason: `${name} is ${said}` };
}
