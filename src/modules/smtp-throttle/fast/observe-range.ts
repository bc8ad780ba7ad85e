import type { ObserveRange } from '../../../core/module.ts';
import type { SmtpObservations } from '../observations.ts';
import type { ReadOptions } from '../read-options.ts';
import { Tally } from '../tally.ts';
import { MaillogReader } from './maillog.ts';
import { openScanner } from './scanner.ts';

/** Reads a part of a large Postfix log; lines count from its beginning. */
export const observeRange: ObserveRange<ReadOptions, SmtpObservations> = async (fill, options, origin) => {
  const scanner = openScanner();
  if (scanner === undefined) throw new Error('no WebAssembly in this thread');
  const { source, part, told } = origin;
  const failedBefore = () => told.subarray(0, part).reduce((sum, failures) => sum + failures, 0);
  const tally = new Tally(options.keepFailures, failedBefore);
  const reader = new MaillogReader(source, options, tally, scanner, part > 0);
  await fill(scanner.data, (filled, last) => {
    const used = reader.block(filled, last);
    // Records that earlier parts have enough of need not be kept here.
    told[part] = tally.failuresSeen;
    return used;
  });
  return tally.observations([reader.end()]);
};
