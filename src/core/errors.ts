/** Why a run ended without a report. `usage`: the words of the command. `input`: what was to be read. */
export type ErrorCode = 'usage' | 'unreadable-input' | 'unrecognized-input' | 'interrupted' | 'bug';

/** An expected failure: one line for the user, what and where, and a hint what to do. Exit code 2. */
export class DiagError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string) {
    super(message);
    this.name = 'DiagError';
    this.code = code;
    this.hint = hint;
  }
}

/** Wrong words on the command line. */
export const usageError = (message: string, hint: string): DiagError => new DiagError('usage', message, hint);

/** An input that cannot be opened, or not read to its end. */
export const unreadableInput = (message: string, hint: string): DiagError =>
  new DiagError('unreadable-input', message, hint);

/** An input that was read and is nothing a module knows. */
export const unrecognizedInput = (message: string, hint: string): DiagError =>
  new DiagError('unrecognized-input', message, hint);
