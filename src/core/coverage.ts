import type { Envelope } from './envelope.ts';

/** The zone behind an input's times: `provenance` says how it is known (`from log`, `--tz`, `derived`, `assumed`, `unknown`). */
export interface TimeZone {
  /** IANA name or offset (`Europe/Berlin`, `UTC`, `+02:00`); `unknown` where nothing tells. */
  readonly name: string;
  readonly provenance: 'from log' | 'derived' | '--tz' | 'assumed' | 'unknown';
}

/** How much of one input was understood; every report shows it. */
export interface InputCoverage {
  /** File name, `stdin` or an endpoint. */
  readonly source: string;
  /** What the input was read as: `event-viewer-csv`, `postfix`, `mixed` … */
  readonly format: string;
  /** `utf-8`, `utf-16le`, `windows-1252`, `binary` … */
  readonly encoding: string;
  /** Lines (records for binary formats) read. */
  readonly lines: number;
  /**
   * Of these, how many a row or a reader explained: a failure, a success, a line known to be harmless.
   * A line that was merely framed (it has a time and a level) is not.
   */
  readonly understood: number;
  /** Of the others, how many are known to be about something else: another daemon, another event provider. */
  readonly outside?: number;
  readonly firstNotUnderstood?: { readonly line: number; readonly text: string };
  readonly timeZone: TimeZone;
  /** What was around the lines: then `lines` counts its records. */
  readonly envelope?: Envelope;
}

/** Lines that nothing explained and that are not known to be about something else. */
export const unexplained = ({ lines, understood, outside = 0 }: InputCoverage): number =>
  Math.max(0, lines - understood - outside);

/** `; times: UTC, from log`, for people; nothing where the input's times play no part. */
export const zoneText = ({ name, provenance }: TimeZone): string =>
  provenance === 'unknown' ? '' : `; times: ${name}, ${provenance}`;
