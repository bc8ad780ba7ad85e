/**
 * The log of an object as evidence beside what is wrong with it: `its log: …`, `log of container web: …`. What such a
 * line is known to mean is a finding of its own.
 */
export const logBeside = (container: string | undefined): string =>
  container === undefined ? 'its log' : `log of container ${container}`;

/** Whether evidence quotes a log so. */
export const quotesLog = (text: string): boolean => /^(?:its log|log of container \S{1,63}): /.test(text);
