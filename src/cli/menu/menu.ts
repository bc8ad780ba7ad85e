import { DiagError } from '../../core/errors.ts';
import { exitCodes } from '../../core/exit-code.ts';
import type { Incident } from '../../core/incident.ts';
import type { RawOptions } from '../../core/module.ts';
import { inertLine } from '../../core/safe-text.ts';
import { type AnyModule, registry } from '../../modules/registry.ts';
import { checkSelection } from '../code-names.ts';
import { complain } from '../complain.ts';
import type { GlobalOptions } from '../global-options.ts';
import { interruptedExit } from '../interruption.ts';
import type { Io } from '../io.ts';
import { modulesOf } from '../recognize.ts';
import { contextOf } from '../run-module.ts';
import { type Choice, createAsker, Interrupted } from './asker.ts';
import { chooseInput, openFile, type Text, usePaste } from './choose-input.ts';
import type { Desk } from './desk.ts';
import { askSymptom, investigate } from './investigate.ts';
import { moduleLook, replayLook } from './look.ts';

/** Prompts hide it. */
const showCursor = '\u001b[?25h';

/** What a choice in the menu does; false ends the menu. */
type Action = () => Promise<boolean>;

/** `diag` at a terminal: choose a symptom, paste, open or probe, until there is nothing more to ask. */
export async function menu(globals: GlobalOptions, io: Io): Promise<number> {
  const asker = await createAsker(io);
  const release = io.atExit(() => asker.output.write(showCursor));
  const modules = await Promise.all(registry.map((entry) => entry.load()));
  checkSelection(globals, modules);
  try {
    asker.tell('diag: what is most likely wrong, what proves it, and a script that fixes it.\n');
    for (let open = true; open; ) {
      const action = await asker.choose('What is the matter?', actions(modules, { asker, globals, io }));
      open = await attempt(action, io);
    }
    return exitCodes.clean;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    asker.output.write('\n');
    return interruptedExit(error.reason);
  } finally {
    release();
    io.stdin.pause();
  }
}

/** An input that cannot be read is said, and the menu goes on. */
async function attempt(action: Action, io: Io): Promise<boolean> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    if (io.signal.aborted) throw new Interrupted(io.signal.reason);
    if (!(error instanceof DiagError)) throw error;
    complain(error, io);
    return true;
  }
}

function actions(modules: readonly AnyModule[], desk: Desk): Choice<Action>[] {
  const { asker, io } = desk;
  const symptoms = modules.flatMap((module) =>
    (module.symptoms ?? []).map((symptom) => ({
      name: symptom.says,
      value: async () => {
        const raw = await askSymptom(module, symptom, desk);
        const text = await chooseInput(module, raw, desk);
        if (text === 'back') return true;
        const incident = text?.parts[0]?.incident;
        return text !== undefined && incident !== undefined
          ? replay(incident, text, desk)
          : look(module, raw, text, desk);
      },
    })),
  );
  const recognized = (text: Text | undefined) => (text === undefined ? true : lookInto(text, modules, desk));
  const probes = modules.filter((module) => probesAlone(module, desk));
  return [
    ...symptoms,
    { name: 'Paste a log', value: async () => recognized(await usePaste(io, asker)) },
    { name: 'Open a file', value: async () => recognized(await openFile(io, asker)) },
    ...(probes.length === 0 ? [] : [{ name: 'Probe this host', value: () => probe(probes, desk) }]),
    { name: 'Quit', value: async () => false },
  ];
}

/** Tells what a text is, asks only where that is open. */
async function lookInto(text: Text, modules: readonly AnyModule[], desk: Desk): Promise<boolean> {
  const { asker } = desk;
  const incident = text.parts.length === 1 ? text.parts[0]?.incident : undefined;
  if (incident !== undefined) return replay(incident, text, desk);
  for (const line of whatIs(text)) asker.tell(line);
  const [best, ...others] = modulesOf(text.parts);
  if (best !== undefined && others.length === 0) return look(best, {}, text, desk);
  const known = best === undefined ? modules : [best, ...others];
  const module = await asker.choose('Read it with', [
    ...known.map((one) => ({ name: `${one.id}: ${one.summary}`, value: one })),
    { name: 'Back', value: undefined },
  ]);
  return module === undefined ? true : look(module, {}, text, desk);
}

/** What a text was recognized as, a line a part. */
function whatIs({ parts }: Text): string[] {
  const [only, ...more] = parts;
  if (more.length > 0) {
    const said = parts.map(({ source, matches: [best] }) =>
      inertLine(
        `- ${source.name}: ${best === undefined ? 'no module knows it' : `${best.module.id}, ${best.because}`}`,
      ),
    );
    return [`The stream of a collector, ${parts.length} parts:`, ...said];
  }
  const [best] = only?.matches ?? [];
  if (best === undefined) return ['No module recognizes this text.'];
  return [inertLine(`Looks like input of ${best.module.id}: ${best.because}.`)];
}

const look = async (module: AnyModule, raw: RawOptions, text: Text | undefined, desk: Desk): Promise<boolean> =>
  investigate(await moduleLook(module, raw, text, desk), desk);

function replay(incident: Incident, text: Text, desk: Desk): Promise<boolean> {
  const { module, context } = incident;
  desk.asker.tell(inertLine(`What diag ${module} saved at ${context.now}: the same analysis again.`));
  return investigate(replayLook(incident, text, desk), desk);
}

async function probe(modules: readonly AnyModule[], desk: Desk): Promise<boolean> {
  const module = await desk.asker.choose('Look at', [
    ...modules.map((one) => ({ name: `${one.id}: ${one.summary}`, value: one })),
    { name: 'Back', value: undefined },
  ]);
  return module === undefined ? true : look(module, {}, undefined, desk);
}

/** Whether a module has something to look at without a file and without words. */
function probesAlone(module: AnyModule, { globals, io }: Desk): boolean {
  try {
    return module.input(module.parseOptions({}, contextOf(globals, io))) !== 'required';
  } catch {
    return false;
  }
}
