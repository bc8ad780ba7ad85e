import { bounds, type SmtpObservations } from '../observations.ts';
import { LogReader } from '../read/reader.ts';
import type { ReadOptions } from '../read-options.ts';
import { Tally } from '../tally.ts';

/** Options of a run in March 2026 on a machine that keeps UTC. */
export const readOptionsForTests: ReadOptions = {
  map: {},
  zone: 'UTC',
  zoneProvenance: 'assumed',
  now: Date.UTC(2026, 2, 11, 12),
  keepFailures: bounds.failures,
};

/** Observations of a text, read in the general way. */
export async function readText(text: string, options = readOptionsForTests): Promise<SmtpObservations> {
  const tally = new Tally(options.keepFailures);
  const reader = new LogReader('test.log', options, tally);
  for (const [i, line] of text.replace(/\n$/, '').split('\n').entries()) reader.line(line, i + 1);
  return tally.observations([reader.end('utf-8')]);
}
