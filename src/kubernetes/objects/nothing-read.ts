import { type DiagError, unrecognizedInput } from '../../core/errors.ts';
import type { ObjectReading } from './reader.ts';

/** That the inputs hold nothing of use: they are empty, or lack what the module reads. */
export function nothingRead(inputs: readonly Pick<ObjectReading, 'coverage' | 'isBlank'>[], lacks: string): DiagError {
  const names = inputs.map(({ coverage }) => coverage.source).join(', ');
  return unrecognizedInput(
    `${names}: ${inputs.every(({ isBlank }) => isBlank) ? 'empty' : lacks}`,
    'diag collect k8s-objects prints the command whose output this reads',
  );
}
