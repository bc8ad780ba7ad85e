import type { Ports } from '../../input/ports.ts';
import { noObservations, type SmtpObservations } from './observations.ts';
import type { ReadOptions } from './read-options.ts';

export async function observe(_ports: Ports, _options: ReadOptions): Promise<SmtpObservations> {
  return noObservations;
}
