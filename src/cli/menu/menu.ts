import { DiagError } from '../../core/errors.ts';
import { exitCodes } from '../../core/exit-code.ts';
import type { RawOptions } from '../../core/module.ts';
import { type AnyModule, registry } from '../../modules/registry.ts';
import { complain } from '../complain.ts';
import type { GlobalOptions } from '../global-options.ts';
import { interruptedExit } from '../interruption.ts';
import type { Io } from '../io.ts';
import { contextOf } from '../run-module.ts';
import { type Choice, createAsker, Interrupted } from './asker.ts';
import { chooseInput, openFile, type Text, usePaste } from './choose-input.ts';
import type { Desk } from './desk.ts';
import { askSymptom, investigate } from './investigate.ts';

/** Prompts hide it. */
const showCursor = '\u001b[?25h';

/** What a choice in the menu does; false ends the menu. */
type Action = () => Promise<boolean>;

/** `diag` at a terminal: choose a symptom, paste, open or probe, until there is nothing more to ask. */
export async function menu(globals: GlobalOptions, io: Io): Promise<number> {
  const asker = await createAsker(io);
  const release = io.atExit(() => asker.output.write(showCursor));
  const modules = await Promise.all(registry.map((entry) => entry.load()));
  try {
    asker.say('diag: what is most likely wrong, what proves it, and a script that fixes it.\n');
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
  const look = (module: AnyModule, raw: RawOptions, text?: Text) => investigate({ module, raw, text }, desk);
  const symptoms = modules.flatMap((module) =>
    (module.symptoms ?? []).map((symptom) => ({
      name: symptom.says,
      value: async () => {
        const raw = await askSymptom(module, symptom, desk);
        const text = await chooseInput(module, raw, desk);
        return text === 'back' ? true : look(module, raw, text);
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
  const { recognize } = await import('../recognize.ts');
  const [best, ...others] = await recognize(text.head);
  if (best !== undefined) {
    desk.asker.say(`Looks like input of ${best.module.id}: ${best.because}.`);
    if (others.length === 0) return investigate({ module: best.module, raw: {}, text }, desk);
  } else {
    desk.asker.say('No module recognizes this text.');
  }
  const known = best === undefined ? modules : [best, ...others].map(({ module }) => module);
  const module = await desk.asker.choose('Read it with', [
    ...known.map((one) => ({ name: `${one.id}: ${one.summary}`, value: one })),
    { name: 'Back', value: undefined },
  ]);
  return module === undefined ? true : investigate({ module, raw: {}, text }, desk);
}

async function probe(modules: readonly AnyModule[], desk: Desk): Promise<boolean> {
  const module = await desk.asker.choose('Look at', [
    ...modules.map((one) => ({ name: `${one.id}: ${one.summary}`, value: one })),
    { name: 'Back', value: undefined },
  ]);
  return module === undefined ? true : investigate({ module, raw: {}, text: undefined }, desk);
}

/** Whether a module has something to look at without a file and without words. */
function probesAlone(module: AnyModule, { globals, io }: Desk): boolean {
  try {
    return module.input(module.parseOptions({}, contextOf(globals, io))) !== 'required';
  } catch {
    return false;
  }
}
