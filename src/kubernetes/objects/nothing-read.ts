import type { InputCoverage } from '../../core/coverage.ts';
import { type DiagError, unrecognizedInput } from '../../core/errors.ts';

/** That the inputs hold nothing of use: they are empty, or lack what the module reads. */
export function nothingRead(inputs: readonly InputCoverage[], lacks: string): DiagError {
  const names = inputs.map(({ source }) => source).join(', ');
  const isEmpty = inputs.every(
    ({ firstNotUnderstood, outside = 0 }) => firstNotUnderstood === undefined && outside === 0,
  );
  return unrecognizedInput(
    `${names}: ${isEmpty ? 'empty' : lacks}`,
    'diag collect k8s-objects prints the command whose output this reads',
  );
}
