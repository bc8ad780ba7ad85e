import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEvtxFile } from 'winevtx';
import { writeEvtx } from '../../../../test/support/event-log/evtx-writer.ts';
import type { LoggedEvent } from '../../../../test/support/event-log/logged-event.ts';
import { eventsOf } from '../../../../test/support/read-events.ts';
import { evtxExportXml, pythonEvtxIds } from '../../../../test/support/system-oracles.ts';
import { describeWith } from '../../../../test/support/system-part.ts';
import type { EventRecord } from '../event.ts';
import { Tally } from '../tally.ts';
import { wantedOf } from '../wanted.ts';
import { EvtxEvents } from './evtx-events.ts';

const corpus = process.env['DIAG_CORPUS'];

/** What both readers must agree on; evtxexport writes nine decimals of times in data, and names no line. */
const comparable = ({ provider, id, channel, computer, recordId, time, data }: EventRecord) => ({
  provider,
  id,
  channel,
  computer,
  recordId,
  utc: time.utc,
  data: Object.entries(data)
    .map(
      ([name, value]) =>
        `${name}=${value
          .trim()
          .replaceAll('\r\n', '\n')
          .replace(/(\.\d{7})\d*Z$/, '$1Z')}`,
    )
    .filter((pair) => !pair.endsWith('='))
    .toSorted(),
});

describeWith(['evtxexport'], 'event logs that Windows wrote (needs DIAG_CORPUS)', () => {
  const folder = `${corpus}/windows`;
  const files =
    corpus === undefined ? ['logs of the corpus'] : readdirSync(folder).filter((name) => name.endsWith('.evtx'));
  test.skipIf(corpus === undefined).each(files)('%s is read as evtxexport reads it', async (file) => {
    const { events } = await eventsOf(readFileSync(`${folder}/${file}`));
    const { events: expected } = await eventsOf(evtxExportXml(`${folder}/${file}`));
    const ours = new Map(events.map((event) => [event.recordId, comparable(event)]));
    expect(events.length).toBeGreaterThanOrEqual(expected.length);
    const missing = expected.filter(({ recordId }) => !ours.has(recordId));
    expect(missing.map(({ recordId }) => recordId)).toEqual([]);
    for (const event of expected) expect(ours.get(event.recordId)).toEqual(comparable(event));
  });
});

const recycles = (count: number): LoggedEvent[] =>
  Array.from({ length: count }, (_, i) => ({
    provider: i % 3 === 0 ? 'IIS AspNetCore Module V2' : 'Microsoft-Windows-WAS',
    shortProvider: i % 3 === 0 ? 'IIS AspNetCore Module V2' : 'WAS',
    id: i % 3 === 0 ? 1033 : 5074,
    channel: i % 3 === 0 ? 'Application' : 'System',
    recordId: i + 1,
    utc: new Date(Date.UTC(2026, 2, 1) + i * 60_000).toISOString(),
    data:
      i % 3 === 0
        ? [['', `Application 'MACHINE/WEBROOT/APPHOST/${i}' has shutdown.`]]
        : [
            ['ProcessID', String(4 * i)],
            ['AppPoolID', `Größe & "${i}"`],
          ],
    message: '',
  }));

describe('event logs that the tests write', () => {
  const written = recycles(700);
  const bytes = writeEvtx(written, 'WEB01');

  test('are read back whole, over several chunks', async () => {
    const { events, coverage } = await eventsOf(bytes);
    expect(bytes.length).toBeGreaterThan(2 * 65_536);
    expect(coverage).toMatchObject({ format: 'evtx', encoding: 'binary', lines: 700, understood: 700 });
    expect(events[1]).toEqual({
      provider: 'Microsoft-Windows-WAS',
      id: 5074,
      channel: 'System',
      computer: 'WEB01',
      recordId: '2',
      time: {
        utc: '2026-03-01T00:01:00.000Z',
        precision: 'millisecond',
        zone: { name: 'UTC', provenance: 'from log' },
      },
      data: { ProcessID: '4', AppPoolID: 'Größe & "1"' },
      source: 'input',
    });
    expect(events[699]?.data).toEqual({ param1: "Application 'MACHINE/WEBROOT/APPHOST/699' has shutdown." });
  });

  test('are read the same whatever blocks they come in', () => {
    const read = (size: number) => {
      const reader = new EvtxEvents(wantedOf(undefined), new Tally());
      const found = [];
      for (let at = 0; at < bytes.length; at += size) found.push(...reader.take(bytes.subarray(at, at + size)));
      return [...found, ...reader.end()];
    };
    const whole = read(bytes.length);
    expect(whole).toHaveLength(700);
    for (const size of [1000, 4096, 65_535, 65_537, 100_000]) expect(read(size)).toEqual(whole);
  });

  test('give the same records whether unwanted ones are skipped or read', async () => {
    const wanted = [{ provider: 'WAS', ids: [5074] }];
    const all = await eventsOf(bytes);
    const { events, coverage } = await eventsOf(bytes, { wanted });
    expect(events).toEqual(all.events.filter(({ id }) => id === 5074));
    expect(coverage).toMatchObject({ lines: 700, understood: 700 });
  });

  test('are read by winevtx alike', () => {
    const ids = [...parseEvtxFile(bytes)].map(({ event }) => {
      const { Event } = event as unknown as { Event: { System: { EventID: { Value: number } }; EventData: object } };
      return [Event.System.EventID.Value, Object.values(Event.EventData)[0]];
    });
    expect(ids).toEqual(written.map(({ id, data }) => [id, data[0]?.[1]]));
  });

  test('lose one record to damage, not the log', async () => {
    const damaged = Buffer.from(bytes);
    const second = damaged.indexOf(Buffer.from([0x2a, 0x2a, 0, 0]), 4096 + 512 + 4);
    damaged.writeUInt32LE(0, second + 4);
    const { events, coverage } = await eventsOf(damaged);
    expect(events).toHaveLength(699);
    expect(coverage).toMatchObject({
      lines: 700,
      understood: 699,
      firstNotUnderstood: { line: 2, text: 'record 2 is damaged: its size is 0 bytes' },
    });
  });

  test('a chunk that is garbage is told, the others are read', async () => {
    const damaged = Buffer.from(bytes);
    damaged.fill(0xa5, 4096, 4096 + 65_536);
    const { events, coverage } = await eventsOf(damaged);
    expect(events.length).toBeGreaterThan(300);
    expect(coverage.firstNotUnderstood?.text).toMatch(/^chunk 1 is damaged/);
    expect(coverage.understood).toBe(coverage.lines - 1);
  });

  test('never throw or hang, whatever bytes are changed or cut off', async () => {
    const small = writeEvtx(recycles(6), 'WEB01').subarray(0, 4096 + 8192);
    const change = fc.tuple(fc.integer({ min: 4096, max: small.length - 1 }), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 12 }),
        fc.integer({ min: 8, max: small.length }),
        async (changes, length) => {
          const damaged = Buffer.from(small);
          for (const [at, byte] of changes) damaged[at] = byte;
          const { events, coverage } = await eventsOf(damaged.subarray(0, length));
          expect(events.length).toBeLessThanOrEqual(6);
          expect(coverage.understood).toBeLessThanOrEqual(coverage.lines);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describeWith(['evtxexport', 'evtx_dump.py'], 'event logs that the tests write, read by others', () => {
  test('evtxexport and python3-evtx find the same', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'diag-evtx-'));
    try {
      const path = join(folder, 'written.evtx');
      const written = recycles(300);
      writeFileSync(path, writeEvtx(written, 'WEB01'));
      const { events } = await eventsOf(readFileSync(path));
      const { events: exported } = await eventsOf(evtxExportXml(path));
      expect(events.map(comparable)).toEqual(exported.map(comparable));
      expect(pythonEvtxIds(path)).toEqual(written.map(({ id }) => id));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
