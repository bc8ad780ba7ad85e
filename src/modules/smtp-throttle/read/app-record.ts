import type { Attempt } from './attempt.ts';

/** A record of an application log: its text, lines joined by line feeds. */
export interface AppRecord {
  readonly line: number;
  readonly text: string;
  readonly at?: number;
  readonly host?: string;
  /** syslog tag. */
  readonly program?: string;
}

/** Whether a transcript shows the server's words and a later record may show them again. */
export interface AppReading {
  readonly attempt: Attempt;
  readonly transcript: boolean;
  /** Without a word of mail in it: counts only if nothing else in the input is better. */
  readonly weak?: true;
  /** A line of a reply of several: the next line with this code goes on. */
  readonly goesOn?: string;
  /** It says that a mail failed and not why: counts only if no record beside it says more. */
  readonly bare?: true;
}
