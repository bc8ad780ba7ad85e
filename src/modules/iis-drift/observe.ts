import type { InputCoverage } from '../../core/coverage.ts';
import type { Observations } from '../../core/module.ts';
import type { Ports } from '../../input/ports.ts';
import type { IisOptions } from './options.ts';

export interface IisObservations extends Observations {
  readonly inputs: readonly InputCoverage[];
}

export async function observe(_ports: Ports, _options: IisOptions): Promise<IisObservations> {
  return { inputs: [] };
}

export const merge = (a: IisObservations, b: IisObservations): IisObservations => ({
  inputs: [...a.inputs, ...b.inputs],
});
