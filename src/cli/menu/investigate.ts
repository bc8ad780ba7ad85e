import type { RawOptions, Symptom } from '../../core/module.ts';
import type { Report } from '../../core/report.ts';
import { isZone } from '../../core/time/zone.ts';
import type { AnyModule } from '../../modules/registry.ts';
import { deliver } from '../deliver.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { ModuleRun } from '../module-run.ts';
import { type Outputs, openOutputs } from '../outputs.ts';
import { Interrupted } from './asker.ts';
import type { Desk } from './desk.ts';
import { followUp } from './follow-up.ts';
import { checkOf, type Look } from './look.ts';
import type { Step } from './steps.ts';

/** Runs, asks for the zone where only the user knows it, reports, and goes on from there; false ends the menu. */
export async function investigate(look: Look, desk: Desk): Promise<boolean> {
  const { asker, io } = desk;
  // A zone that was answered is not asked for again.
  for (let globals = desk.globals, again = true; again; ) {
    const outputs = await openOutputs(globals, [], io);
    const zoned = await runAndAskZone(look, { ...desk, globals }, outputs);
    const { ran } = zoned;
    globals = zoned.globals;
    // Before the report, whose last line says the verdict: that stays above the question.
    asker.say(`\nThe same from the command line: ${look.line(globals)}\n`);
    await deliver(ran.report, [ran.incident], globals, io, outputs);
    if (io.signal.aborted) throw new Interrupted(io.signal.reason);
    asker.say('');
    const next = await followUp(ran, { ...desk, globals }, outputs);
    if (next === 'quit') return false;
    again = next === 'again';
  }
  return true;
}

/** A step for each thing of a symptom that only the user can know. */
export const symptomSteps = (module: AnyModule, { asks = [] }: Symptom, desk: Desk): Step<RawOptions>[] =>
  asks.map(({ option, question, usual }) => async (raw) => {
    const answer = await desk.asker.ask(question, usual, checkOf(module, raw, option, desk));
    return { ...raw, [option]: answer };
  });

/** Runs, and once more where the input did not say its time zone and the user knows it. */
async function runAndAskZone(
  look: Look,
  { asker, globals, io }: Desk,
  outputs: Outputs,
): Promise<{ ran: ModuleRun; globals: GlobalOptions }> {
  const ran = await look.run(globals, outputs);
  if (globals.tz !== undefined || io.signal.aborted || !lacksZone(ran.report)) return { ran, globals };
  const usual = io.machineZone();
  const tz = await asker.ask('The input does not say its time zone. Which is it?', usual, (answer) =>
    isZone(answer.trim()) ? undefined : 'Write it as Europe/Berlin, UTC or +02:00.',
  );
  const zoned = { ...globals, tz };
  return { ran: await look.run(zoned, outputs), globals: zoned };
}

/** Inputs of which no module reads a time: of routes and of what ping said nobody asks in which zone. */
const timeless = new Set(['net-path', 'network-session']);

const lacksZone = ({ inputs }: Report): boolean =>
  inputs.some(
    ({ format, timeZone: { provenance } }) =>
      !timeless.has(format) && (provenance === 'assumed' || provenance === 'unknown'),
  );
