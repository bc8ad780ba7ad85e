import type { EventRecord } from './event.ts';

/** A time as found in an export, before zone and date order are known. */
export type RawTime =
  | { readonly utc: number; readonly precision: 'millisecond' | 'second' }
  | { readonly text: string }
  | undefined;

/** An event as one format gives it; `settle` makes an EventRecord of it. */
export interface RawEvent extends Omit<EventRecord, 'time' | 'source'> {
  readonly time: RawTime;
  /** The same instant in UTC where an export shows both (a forum paste): the offset follows. */
  readonly utcToo?: number;
}

/** The id without the qualifiers in the upper half (`Get-EventLog` InstanceId); undefined for anything but a number. */
export function eventIdOf(text: string | number | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = typeof text === 'number' ? text : /^\s*\d{1,10}\s*$/.test(text) ? Number(text) : Number.NaN;
  return Number.isInteger(value) && value >= 0 && value < 2 ** 32 ? value % 65_536 : undefined;
}

/** Drops absent values, so that records of all formats have the same shape. */
export function compact<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T {
  const present: { [K in keyof T]?: T[K] } = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined && value !== '') present[key] = value;
  }
  return present as T;
}
