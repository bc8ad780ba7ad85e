import type { ObserveRange } from '../../../core/module.ts';
import type { SmtpObservations } from '../observations.ts';
import type { ReadOptions } from '../read-options.ts';
import { Tally } from '../tally.ts';
import { MaillogReader } from './maillog.ts';
import { openScanner } from './scanner.ts';

/** Reads a part of a large Postfix log; lines count from its beginning. */
export const observeRange: ObserveRange<ReadOptions, SmtpObservations> = async (fill, options, { source, later }) => {
  const scanner = openScanner();
  if (scanner === undefined) throw new Error('no WebAssembly in this thread');
  const tally = new Tally(options.keepFailures);
  const reader = new MaillogReader(source, options, tally, scanner, later);
  await fill(scanner.data, (filled, last) => reader.block(filled, last));
  return tally.observations([reader.end()]);
};
