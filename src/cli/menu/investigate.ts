import type { RawOptions, Symptom } from '../../core/module.ts';
import type { Report } from '../../core/report.ts';
import { isZone } from '../../core/time/zone.ts';
import type { AnyModule } from '../../modules/registry.ts';
import { deliver } from '../deliver.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { ModuleRun } from '../run-module.ts';
import { Interrupted } from './asker.ts';
import type { Desk } from './desk.ts';
import { followUp } from './follow-up.ts';
import { checkOf, type Look } from './look.ts';

/** Runs, asks for the zone where only the user knows it, reports, and goes on from there; false ends the menu. */
export async function investigate(look: Look, desk: Desk): Promise<boolean> {
  const { asker, io } = desk;
  // A zone that was answered is not asked for again.
  for (let globals = desk.globals, again = true; again; ) {
    const zoned = await runAndAskZone(look, { ...desk, globals });
    const { ran } = zoned;
    globals = zoned.globals;
    await deliver(ran.report, [ran.incident], globals, io);
    if (io.signal.aborted) throw new Interrupted(io.signal.reason);
    asker.say(`\nThe same from the command line: ${look.line(globals)}\n`);
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

/** Runs, and once more where the input did not say its time zone and the user knows it. */
async function runAndAskZone(
  look: Look,
  { asker, globals, io }: Desk,
): Promise<{ ran: ModuleRun; globals: GlobalOptions }> {
  const ran = await look.run(globals);
  if (globals.tz !== undefined || io.signal.aborted || !lacksZone(ran.report)) return { ran, globals };
  const usual = io.machineZone();
  const tz = await asker.ask('The input does not say its time zone. Which is it?', usual, (answer) =>
    isZone(answer.trim()) ? undefined : 'Write it as Europe/Berlin, UTC or +02:00.',
  );
  const zoned = { ...globals, tz };
  return { ran: await look.run(zoned), globals: zoned };
}

const lacksZone = ({ inputs }: Report): boolean =>
  inputs.some(({ timeZone }) => timeZone.provenance === 'assumed' || timeZone.provenance === 'unknown');
