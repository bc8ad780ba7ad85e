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
  /** Of these, how many belong to something that was understood. */
  readonly understood: number;
  readonly firstNotUnderstood?: { readonly line: number; readonly text: string };
  readonly timeZone: TimeZone;
}

/** `; times: UTC, from log`, for people; nothing where the input's times play no part. */
export const zoneText = ({ name, provenance }: TimeZone): string =>
  provenance === 'unknown' ? '' : `; times: ${name}, ${provenance}`;
