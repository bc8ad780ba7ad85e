import { DiagError } from '../../core/errors.ts';
import { exitCodes } from '../../core/exit-code.ts';
import type { Incident } from '../../core/incident.ts';
import type { RawOptions, Symptom } from '../../core/module.ts';
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
import { investigate, symptomSteps } from './investigate.ts';
import { askHours, moduleLook, replayLook } from './look.ts';
import { inSteps, orBack, type Step, WentBack } from './steps.ts';

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
      const action = await orBack(asker.choose('What is the matter?', actions(modules, { asker, globals, io })));
      open = action === undefined || (await attempt(action, io));
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
    if (error instanceof WentBack) return true;
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
      value: () => lookAtSymptom(module, symptom, desk),
    })),
  );
  const recognized = (text: () => Promise<Text>) => lookInto(text, modules, desk);
  const probes = modules.filter((module) => probesAlone(module, desk));
  return [
    ...symptoms,
    { name: 'Paste a log', value: () => recognized(() => usePaste(io, asker)) },
    { name: 'Open a file', value: () => recognized(() => openFile(io, asker)) },
    ...(probes.length === 0 ? [] : [{ name: 'Probe this host', value: () => probe(probes, desk) }]),
    { name: 'Quit', value: async () => false },
  ];
}

/** What is known of what is to be looked at; `open` once it was, and whether the menu goes on. */
interface Known {
  readonly raw: RawOptions;
  readonly text?: Text | undefined;
  readonly module?: AnyModule;
  readonly open?: boolean;
}

/** Asks what only the user knows, one step after the other, and looks. */
async function lookAtSymptom(module: AnyModule, symptom: Symptom, desk: Desk): Promise<boolean> {
  const asks = symptomSteps(module, symptom, desk).map(
    (ask): Step<Known> =>
      async (known) => ({
        ...known,
        raw: await ask(known.raw),
      }),
  );
  const input: Step<Known> = async (known) => {
    const text = await chooseInput(module, known.raw, desk);
    return text === undefined ? known : { ...known, text };
  };
  const start: Known = { raw: symptom.raw ?? {}, module };
  return (await inSteps(start, [...asks, input, ...lookSteps(desk)])).open ?? true;
}

/** The hours of work where they matter, and the look itself. */
const lookSteps = (desk: Desk): Step<Known>[] => [
  async (known) => {
    if (known.module === undefined || known.text?.parts[0]?.incident !== undefined) return known;
    const raw = await askHours(known.module, known.raw, desk);
    return raw === known.raw ? known : { ...known, raw };
  },
  async (known) => ({ ...known, open: await look(known, desk) }),
];

async function look({ module, raw, text }: Known, desk: Desk): Promise<boolean> {
  const incident = text !== undefined && text.parts.length === 1 ? text.parts[0]?.incident : undefined;
  if (text !== undefined && incident !== undefined) return replay(incident, text, desk);
  return module === undefined ? true : investigate(moduleLook(module, raw, text, desk), desk);
}

/** Tells what a text is, asks only where that is open. */
async function lookInto(bring: () => Promise<Text>, modules: readonly AnyModule[], desk: Desk): Promise<boolean> {
  const choose: Step<Known> = async (known) => {
    const { text } = known;
    if (text === undefined || (text.parts.length === 1 && text.parts[0]?.incident !== undefined)) return known;
    for (const line of whatIs(text)) desk.asker.tell(line);
    const [best, ...others] = modulesOf(text.parts);
    if (best !== undefined && others.length === 0) return { ...known, module: best };
    return {
      ...known,
      module: await chooseModule('Read it with', best === undefined ? modules : [best, ...others], desk),
    };
  };
  const read: Step<Known> = async (known) => ({ ...known, text: await bring() });
  return (await inSteps<Known>({ raw: {} }, [read, choose, ...lookSteps(desk)])).open ?? true;
}

async function chooseModule(message: string, modules: readonly AnyModule[], { asker }: Desk): Promise<AnyModule> {
  const module = await asker.choose(message, [
    ...modules.map((one) => ({ name: `${one.id}: ${one.summary}`, value: one })),
    { name: 'Back', value: undefined },
  ]);
  if (module === undefined) throw new WentBack();
  return module;
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

function replay(incident: Incident, text: Text, desk: Desk): Promise<boolean> {
  const { module, context } = incident;
  desk.asker.tell(inertLine(`What diag ${module} saved at ${context.now}: the same analysis again.`));
  return investigate(replayLook(incident, text, desk), desk);
}

const probe = async (modules: readonly AnyModule[], desk: Desk): Promise<boolean> =>
  (
    await inSteps<Known>({ raw: {} }, [
      async (known) => ({ ...known, module: await chooseModule('Look at', modules, desk) }),
      ...lookSteps(desk),
    ])
  ).open ?? true;

/** Whether a module has something to look at without a file and without words. */
function probesAlone(module: AnyModule, { globals, io }: Desk): boolean {
  try {
    return module.input(module.parseOptions({}, contextOf(globals, io))) !== 'required';
  } catch {
    return false;
  }
}
