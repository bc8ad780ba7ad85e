import { DiagError } from '../../core/errors.ts';
import type { RawOptions, Symptom } from '../../core/module.ts';
import type { Report } from '../../core/report.ts';
import { isZone } from '../../core/time/zone.ts';
import type { AnyModule } from '../../modules/registry.ts';
import { deliver } from '../deliver.ts';
import type { GlobalOptions } from '../global-options.ts';
import { contextOf, type ModuleRun, run } from '../run-module.ts';
import { loadSettings } from '../settings.ts';
import { Interrupted } from './asker.ts';
import type { Text } from './choose-input.ts';
import { commandLine } from './command-line.ts';
import type { Desk } from './desk.ts';
import { followUp } from './follow-up.ts';

/** A module, the words that are settled, and the text it is to read, if any. */
export interface Case {
  readonly module: AnyModule;
  readonly raw: RawOptions;
  readonly text: Text | undefined;
}

/** Asks what is missing, runs, reports, and goes on from there; false ends the menu. */
export async function investigate({ module, raw, text }: Case, desk: Desk): Promise<boolean> {
  const { asker, io } = desk;
  const words = { ...raw, ...(await askHours(module, raw, desk)) };
  // A zone that was answered is not asked for again.
  for (let globals = desk.globals, again = true; again; ) {
    const zoned = await runAndAskZone({ module, raw: words, text }, { ...desk, globals });
    const { ran } = zoned;
    globals = zoned.globals;
    await deliver(ran.report, [ran.incident], globals, io);
    if (io.signal.aborted) throw new Interrupted(io.signal.reason);
    const line = commandLine(module, words, text === undefined ? [] : [text.word], globals.tz, io.platform);
    asker.say(`\nThe same from the command line: ${line}${text?.word === '-' ? ' < FILE' : ''}\n`);
    const next = await followUp(ran, { ...desk, globals });
    if (next === 'quit') return false;
    again = next === 'again';
  }
  return true;
}

/** What a symptom settles, and what only the user can know. */
export async function askSymptom(module: AnyModule, { raw = {}, asks = [] }: Symptom, desk: Desk): Promise<RawOptions> {
  let words = raw;
  for (const { option, question, usual } of asks) {
    const answer = await desk.asker.ask(question, usual, checkOf(module, words, option, desk));
    words = { ...words, [option]: answer };
  }
  return words;
}

/** Business hours, where a module has them and nothing settled them. */
async function askHours(module: AnyModule, raw: RawOptions, desk: Desk): Promise<RawOptions> {
  const has = module.options.some(({ flags }) => flags.startsWith('--business-hours'));
  if (!has || raw['businessHours'] !== undefined) return {};
  const usual = '08:00-18:00';
  const businessHours = await desk.asker.ask(
    'When do people work?',
    usual,
    checkOf(module, raw, 'businessHours', desk),
  );
  return businessHours === usual ? {} : { businessHours };
}

/** Says what the module says of an answer it refuses. */
function checkOf(module: AnyModule, raw: RawOptions, option: string, { globals, io }: Desk) {
  return (answer: string): string | undefined => {
    try {
      module.parseOptions({ ...raw, [option]: answer.trim() }, contextOf(globals, io));
      return undefined;
    } catch (error) {
      return error instanceof DiagError ? `${error.message} (${error.hint})` : String(error);
    }
  };
}

/** Runs, and once more where the input did not say its time zone and the user knows it. */
async function runAndAskZone(one: Case, desk: Desk): Promise<{ ran: ModuleRun; globals: GlobalOptions }> {
  const { asker, globals, io } = desk;
  const ran = await runCase(one, globals, desk);
  if (globals.tz !== undefined || io.signal.aborted || !lacksZone(ran.report)) return { ran, globals };
  const usual = io.machineZone();
  const tz = await asker.ask('The input does not say its time zone. Which is it?', usual, (answer) =>
    isZone(answer.trim()) ? undefined : 'Write it as Europe/Berlin, UTC or +02:00.',
  );
  const zoned = { ...globals, tz };
  return { ran: await runCase(one, zoned, desk), globals: zoned };
}

async function runCase({ module, raw, text }: Case, globals: GlobalOptions, { io }: Desk): Promise<ModuleRun> {
  const { suppressions } = await loadSettings(globals, io);
  return run({ module, raw, inputs: text === undefined ? [] : [text.input] }, globals, suppressions, io);
}

const lacksZone = ({ inputs }: Report): boolean =>
  inputs.some(({ timeZone }) => timeZone.provenance === 'assumed' || timeZone.provenance === 'unknown');
