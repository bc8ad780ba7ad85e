import { headOf } from '../../../core/safe-text.ts';
import type { Sink } from './block.ts';

/** Lines of an error page that a browser showed, and characters of it that are kept. */
export const maxPageLines = 80;
const kept = 1500;

/** A line of a page, its blanks as one. */
export const pageLine = (line: string): string => line.trim().replace(/\s+/g, ' ');

/** A page as one message without a time; false, and nothing told, where it has to be one that a row knows and is not. */
export function pageEvent(said: readonly string[], line: number, sink: Sink, mustSpeak: boolean): boolean {
  const message = headOf(said.join(' '), kept);
  if (mustSpeak && !sink.speaks(message)) return false;
  sink.event({ id: 0, idFromWords: true, message, data: {}, line, time: undefined });
  return true;
}
