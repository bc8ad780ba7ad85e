import { type ErrorReading, isFault } from './reading.ts';
import type { PlainLine } from './unwrap.ts';

/**
 * What a text may be about beside its roots: error lines that no row knows. A state that is merely shown may be due
 * to one of them, and is possible then; so is a cause, where the program ended for a reason that no row knows.
 */
export function doubted(
  readings: readonly ErrorReading[],
  lines: readonly PlainLine[],
  known: ReadonlySet<number>,
): ErrorReading[] {
  const unread = lines.filter(
    ({ number, level, isCommand }) =>
      !known.has(number) && isCommand !== true && (level === 'fatal' || level === 'error'),
  );
  if (unread.length === 0) return [...readings];
  return readings.map((one) => (isDoubtful(one, unread) ? { ...one, confidence: 'possible' } : one));
}

function isDoubtful(one: ErrorReading, unread: readonly PlainLine[]): boolean {
  if (!isFault(one) || one.becauseOf !== undefined || one.over === true || one.confidence === 'possible') return false;
  if (one.kind !== 'cause') return true;
  return one.level !== 'fatal' && unread.some(({ level, number }) => level === 'fatal' && number > (one.line ?? 0));
}
