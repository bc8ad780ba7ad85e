import { describe, expect, test } from 'vitest';
import { exportFormats } from '../../../test/support/event-log/export-formats.ts';
import type { LoggedEvent } from '../../../test/support/event-log/logged-event.ts';
import { eventsOf } from '../../../test/support/read-events.ts';
import type { EventSettings } from './event.ts';

const was = { provider: 'Microsoft-Windows-WAS', shortProvider: 'WAS', channel: 'System' } as const;
const ancm = {
  provider: 'IIS AspNetCore Module V2',
  shortProvider: 'IIS AspNetCore Module V2',
  channel: 'Application',
} as const;
const recycle =
  "A worker process with process id of '9252' serving application pool 'Änderung, [x] \"y\"' has requested a recycle because the worker process reached its allowed processing time limit.";
const stopped =
  "Application 'MACHINE/WEBROOT/APPHOST/APIGATEWAY' has shutdown.\r\n\r\nProcess Id: 9252.\r\nFile Version: 13.1.";
const started = "Application 'C:\\www\\' started successfully.";

/** Newest first, over midnight in Berlin and past the 12th, so that dates tell their order. */
const incident: readonly LoggedEvent[] = [
  { ...ancm, id: 1032, recordId: 904, utc: '2026-03-13T15:31:58.123Z', data: [['', started]], message: started },
  { ...ancm, id: 1033, recordId: 903, utc: '2026-03-13T15:31:36.456Z', data: [['', stopped]], message: stopped },
  {
    ...was,
    id: 5074,
    recordId: 136004,
    utc: '2026-03-12T23:31:36.692Z',
    data: [
      ['ProcessID', '9252'],
      ['AppPoolID', 'Änderung, [x] "y"'],
    ],
    message: recycle,
  },
  {
    ...was,
    id: 5074,
    recordId: 136003,
    utc: '2026-03-11T18:31:30.024Z',
    data: [
      ['ProcessID', '9100'],
      ['AppPoolID', 'Änderung, [x] "y"'],
    ],
    message: recycle,
  },
];
const settings = { zone: 'Europe/Berlin', computer: 'WEB01.contoso.com' };
const reading: EventSettings = { zone: { name: 'Europe/Berlin', provenance: '--tz' }, now: '2026-03-20T00:00:00Z' };
const cutTo = { millisecond: 23, second: 19, minute: 16 } as const;

describe.each(exportFormats)('$name', (format) => {
  const bytes = format.write(incident, settings);

  test('keeps id, time and all that the format has of an incident', async () => {
    const { events, coverage } = await eventsOf(bytes, reading);
    const short = (text: string | undefined) => text?.slice(0, cutTo[format.precision]);
    const sorted = (all: readonly { id: number; utc: string | undefined }[]) =>
      all.map(({ id, utc }) => `${id} ${short(utc)}`).toSorted();
    expect(sorted(events.map(({ id, time }) => ({ id, utc: time.utc })))).toEqual(sorted(incident));
    expect(coverage.firstNotUnderstood).toBeUndefined();
    expect(coverage.understood).toBe(coverage.lines);
    expect(coverage.lines).toBeGreaterThan(0);
    for (const { provider } of events) expect([undefined, was.provider, 'WAS', ancm.provider]).toContain(provider);
    const texts = events
      .filter(({ id }) => id === 5074)
      .map(({ message, data }) => message ?? Object.values(data).join(' '));
    for (const text of texts) expect(text).toMatch(/Änderung, \[x\] "y"|\.\.\.$/);
    expect(events.filter(({ messageCut }) => messageCut).every(({ message }) => message?.endsWith('...'))).toBe(true);
  });

  test('has local times of an unknown zone, or UTC, without --tz', async () => {
    const { events, coverage } = await eventsOf(bytes, { now: '2026-03-20T00:00:00Z' });
    expect(events).toHaveLength(incident.length);
    expect(coverage.timeZone.provenance === 'unknown').toBe(format.local);
    for (const { time } of events) expect(time.utc === undefined).toBe(format.local);
  });

  test('yields only what is wanted', async () => {
    const { events, coverage } = await eventsOf(bytes, { ...reading, wanted: [{ provider: 'WAS', ids: [5074] }] });
    const all = await eventsOf(bytes, reading);
    expect(events).toEqual(all.events.filter(({ id }) => id === 5074));
    expect(coverage.understood).toBe(coverage.lines);
  });
});
