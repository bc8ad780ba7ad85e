import { DiagError } from '../../core/errors.ts';
import type { Incident } from '../../core/incident.ts';
import type { RawOptions } from '../../core/module.ts';
import type { AnyModule } from '../../modules/registry.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { ModuleRun } from '../module-run.ts';
import type { Outputs } from '../outputs.ts';
import { replayIncidents } from '../replay-incidents.ts';
import { contextOf, run } from '../run-module.ts';
import { loadSettings } from '../settings.ts';
import type { Text } from './choose-input.ts';
import { commandLine, quoteWord } from './command-line.ts';
import type { Desk } from './desk.ts';

/** Something that can be looked at again and again. */
export interface Look {
  run(globals: GlobalOptions, outputs: Outputs): Promise<ModuleRun>;
  /** The command line that does the same. */
  line(globals: GlobalOptions): string;
}

/** A module's look at a text, at the host or at its options alone. */
export function moduleLook(module: AnyModule, raw: RawOptions, text: Text | undefined, { io }: Desk): Look {
  const inputs = inputsOf(module, text);
  return {
    run: async (globals, outputs) => {
      const { suppressions } = await loadSettings(globals, io);
      return run({ module, raw, inputs }, globals, suppressions, io, outputs);
    },
    line: ({ tz }) => withInput(commandLine(module, raw, text === undefined ? [] : [text.word], tz, io.platform), text),
  };
}

/** Another look at what an earlier run saved. */
export function replayLook(incident: Incident, text: Text, { io }: Desk): Look {
  return {
    run: async (globals, outputs) => {
      if (text.word !== '-') await outputs.protect(text.word);
      return replayIncidents([incident], globals, io);
    },
    line: ({ tz }) => {
      const words = ['replay', ...(tz === undefined ? [] : ['--tz', tz]), text.word];
      return withInput(['diag', ...words.map((word) => quoteWord(word, io.platform))].join(' '), text);
    },
  };
}

const withInput = (line: string, text: Text | undefined): string => (text?.word === '-' ? `${line} < FILE` : line);

/** Of a collector's stream the parts that the module knows; all of it where it knows none, for the user says so. */
function inputsOf(module: AnyModule, text: Text | undefined): Parameters<typeof run>[0]['inputs'] {
  if (text === undefined) return [];
  const own = text.parts.filter(({ matches }) => matches.some((match) => match.module === module));
  return text.parts.length > 1 && own.length > 0 ? own.map(({ source }) => source) : [text.input];
}

/** Business hours, where a module has them and nothing settled them; the same options where nothing was asked. */
export async function askHours(module: AnyModule, raw: RawOptions, desk: Desk): Promise<RawOptions> {
  const has = module.options.some(({ flags }) => flags.startsWith('--business-hours'));
  if (!has || raw['businessHours'] !== undefined) return raw;
  const usual = '08:00-18:00';
  const check = checkOf(module, raw, 'businessHours', desk);
  const businessHours = await desk.asker.ask('When do people work?', usual, check);
  return businessHours === usual ? { ...raw } : { ...raw, businessHours };
}

/** Says what the module says of an answer it refuses. */
export function checkOf(module: AnyModule, raw: RawOptions, option: string, { globals, io }: Desk) {
  return (answer: string): string | undefined => {
    try {
      module.parseOptions({ ...raw, [option]: answer.trim() }, contextOf(globals, io));
      return undefined;
    } catch (error) {
      return error instanceof DiagError ? `${error.message} (${error.hint})` : String(error);
    }
  };
}
