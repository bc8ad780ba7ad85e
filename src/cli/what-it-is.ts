import { DiagError, unrecognizedInput } from '../core/errors.ts';
import { shellWord } from '../core/quote.ts';
import { binaryKind } from '../input/binary.ts';
import type { Source } from '../input/source.ts';
import type { AnyModule } from '../modules/registry.ts';
import { headOf, matchesOf, textOf } from './recognize.ts';

/** What is said of an input that is no text. */
export const noText = (name: string, kind: string): DiagError =>
  unrecognizedInput(`${name}: is ${kind}`, 'give text: a log, an export, or what a command printed');

/** A module's refusal, with what the input is instead: no text, or what another module knows. */
export async function withWhatItIs(
  error: DiagError,
  module: AnyModule,
  sources: readonly Source[],
): Promise<DiagError> {
  if (error.code !== 'unrecognized-input') return error;
  for (const source of sources) {
    const head = await headOf(source);
    const other = (await matchesOf(textOf(head))).find((match) => match.module.id !== module.id)?.module.id;
    if (other !== undefined) {
      const name = source.path === undefined ? '-' : shellWord(source.path);
      return new DiagError(error.code, error.message, `${other} knows it: diag ${other} ${name}`);
    }
    const kind = binaryKind(head);
    if (kind !== undefined) return noText(source.name, kind);
  }
  return error;
}
