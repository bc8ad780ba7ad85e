import type { InputCoverage } from '../../core/coverage.ts';
import { unrecognizedInput } from '../../core/errors.ts';
import type { Ports } from '../../input/ports.ts';
import type { Source } from '../../input/source.ts';
import type { SmtpObservations } from './observations.ts';
import { LogReader } from './read/reader.ts';
import type { ReadOptions } from './read-options.ts';
import { Tally } from './tally.ts';

/** Reads all inputs. Throws an input error where none of them tells of mails. */
export async function observe(ports: Ports, options: ReadOptions): Promise<SmtpObservations> {
  const tally = new Tally(options.keepFailures);
  const inputs: InputCoverage[] = [];
  for (const source of ports.sources) inputs.push(await readSource(source, ports, options, tally));
  checkRecognized(inputs);
  return tally.observations(inputs);
}

async function readSource(source: Source, ports: Ports, options: ReadOptions, tally: Tally): Promise<InputCoverage> {
  const reader = new LogReader(source.name, options, tally);
  const text = ports.text(source);
  for await (const { first, lines } of text.lines()) {
    for (const [i, line] of lines.entries()) reader.line(line, first + i);
  }
  return reader.end(text.encoding);
}

function checkRecognized(inputs: readonly InputCoverage[]): void {
  if (inputs.some(({ format }) => format !== 'unknown')) return;
  const names = inputs.map(({ source }) => source).join(', ');
  const empty = inputs.every(({ lines }) => lines === 0);
  throw unrecognizedInput(
    empty ? `${names}: empty` : `${names}: nothing in it tells of mails that were sent or refused`,
    'give an application log, a mail log, bounces, or a table of sent mails as CSV',
  );
}
