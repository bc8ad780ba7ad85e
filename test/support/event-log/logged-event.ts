import { formatInZone } from '../../../src/core/time/zone.ts';

/** An event as Windows knows it, before an export drops half of it. */
export interface LoggedEvent {
  readonly provider: string;
  /** As Get-EventLog and old dialogs call the provider. */
  readonly shortProvider: string;
  readonly id: number;
  readonly channel: 'System' | 'Application';
  readonly recordId: number;
  /** ISO 8601 UTC with milliseconds. */
  readonly utc: string;
  /** EventData in order; unnamed where the name is empty. */
  readonly data: readonly (readonly [name: string, value: string])[];
  readonly message: string;
}

export interface ExportSettings {
  /** Zone of the host, for exports with local times. */
  readonly zone: string;
  readonly computer: string;
}

/** An export format: what it is called, and how it writes events (newest first, as logs are shown). */
export interface ExportFormat {
  readonly name: string;
  /** `diag --tz` is needed to get UTC. */
  readonly local: boolean;
  /** What the format keeps of a time. */
  readonly precision: 'millisecond' | 'second' | 'minute';
  write(events: readonly LoggedEvent[], settings: ExportSettings): string | Buffer;
}
export interface Wall {
  readonly date: readonly [year: string, month: string, day: string];
  readonly time: string;
  readonly us: string;
  readonly german: string;
}

export function wall(utc: string, zone: string): Wall {
  const iso = formatInZone(Date.parse(utc), zone);
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  const time = iso.slice(11, 19);
  const hour = Number(time.slice(0, 2));
  return {
    date: [year, month, day],
    time,
    us: `${Number(month)}/${Number(day)}/${year} ${hour % 12 === 0 ? 12 : hour % 12}${time.slice(2)} ${hour < 12 ? 'AM' : 'PM'}`,
    german: `${day}.${month}.${year} ${time}`,
  };
}

export const lines = (all: readonly string[]): string => `${all.join('\r\n')}\r\n`;
export const csv = (value: string): string => (/[",\t\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
export const quotedCsv = (value: string | number): string => `"${String(value).replaceAll('"', '""')}"`;
export const json = (value: unknown): string => JSON.stringify(value);
export const isoLocal = (utc: string, zone: string): string => {
  const { date, time } = wall(utc, zone);
  return `${date.join('-')} ${time}`;
};
