import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportFormats } from '../../../test/support/event-log/export-formats.ts';
import type { LoggedEvent } from '../../../test/support/event-log/logged-event.ts';
import { eventsOf } from '../../../test/support/read-events.ts';
import { DiagError } from '../../core/errors.ts';
import type { Source } from '../source.ts';

const event: LoggedEvent = {
  provider: 'Microsoft-Windows-WAS',
  shortProvider: 'WAS',
  id: 5076,
  channel: 'System',
  recordId: 7,
  utc: '2026-03-04T13:30:00.500Z',
  data: [
    ['ProcessID', '1'],
    ['AppPoolID', 'A'],
  ],
  message: "A worker process with process id of '1' serving application pool 'A' has requested a recycle.",
};
const settings = { zone: 'Europe/Berlin', computer: 'WEB01' };

/** The bytes of a text in blocks of one size. */
const inBlocks = (bytes: Buffer, size: number): Source => ({
  name: 'input',
  async *blocks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  },
});

describe('dates that can be read in two ways', () => {
  const row = (date: string) => `Information,${date},Microsoft-Windows-WAS,5076,None,x\n`;
  const csv = (...dates: string[]) => `Level,Date and Time,Source,Event ID,Task Category\n${dates.map(row).join('')}`;
  const local = async (text: string, dateOrder?: 'dmy' | 'mdy') =>
    (await eventsOf(text, dateOrder === undefined ? {} : { dateOrder })).events.map(({ time }) =>
      time.local?.slice(0, 10),
    );

  test('are settled by another row that can not', async () => {
    expect(await local(csv('03/04/2026 15:31:36', '27/03/2026 15:31:36'))).toEqual(['2026-04-03', '2026-03-27']);
    expect(await local(csv('03/04/2026 15:31:36', '03/27/2026 15:31:36'))).toEqual(['2026-03-04', '2026-03-27']);
  });

  test('are settled by the order of the rows', async () => {
    const dates = ['04/03/2026 15:31:36', '02/03/2026 15:31:36', '28/02/2026 15:31:36'.replace('28', '12')];
    expect(await local(csv(...dates))).toEqual(['2026-03-04', '2026-03-02', '2026-02-12']);
  });

  test('are settled by --date-order, which never turns a date that is sure', async () => {
    expect(await local(csv('03/04/2026 15:31:36'), 'dmy')).toEqual(['2026-04-03']);
    expect(await local(csv('03/04/2026 15:31:36', '03/27/2026 15:31:36'), 'dmy')).toEqual(['2026-04-03', '2026-03-27']);
  });

  test('are refused where nothing settles them', async () => {
    await expect(local(csv('03/04/2026 15:31:36', '05/06/2026 15:31:36'))).rejects.toMatchObject({
      name: 'DiagError',
      message: 'input: 03/04/2026 15:31:36 can be read day first or month first, and nothing in the input tells',
      hint: 'give --date-order dmy or --date-order mdy',
    });
  });

  test('tell the time of day where all is of one day', async () => {
    expect(await local(csv('03/04/2026 15:31:36', '03/04/2026 15:32:00'))).toEqual(['15:31:36', '15:32:00']);
  });

  test('with dots are day first in every culture', async () => {
    expect(await local(csv('03.04.2026 15:31:36'))).toEqual(['2026-04-03']);
  });

  test('a spreadsheet that dropped the seconds is told', async () => {
    const { events } = await eventsOf(csv('1/16/2026 11:41'));
    expect(events[0]?.time).toMatchObject({ local: '2026-01-16T11:41:00', precision: 'minute' });
  });
});

describe('local times', () => {
  const text = (time: string) => `Event[0]:\n  Log Name: System\n  Source: WAS\n  Date: ${time}\n  Event ID: 5076\n`;
  const berlin = { zone: { name: 'Europe/Berlin', provenance: '--tz' } } as const;

  test('become UTC with --tz, in summer and in winter', async () => {
    const both = `${text('2026-03-28T15:00:00.000')}${text('2026-03-29T15:00:00.000')}`;
    const { events } = await eventsOf(both, berlin);
    expect(events.map(({ time }) => time.utc)).toEqual(['2026-03-28T14:00:00.000Z', '2026-03-29T13:00:00.000Z']);
  });

  test('of the repeated hour are told by the event before', async () => {
    const times = ['03:05:00', '02:59:00', '02:01:00', '02:58:00', '01:50:00'];
    const { events } = await eventsOf(times.map((time) => text(`2026-10-25T${time}.000`)).join(''), berlin);
    expect(events.map(({ time }) => time.utc?.slice(11, 16))).toEqual(['02:05', '01:59', '01:01', '00:58', '23:50']);
  });

  test('with UTC beside them give the offset, for what follows too', async () => {
    const paste = `Log Name: System\nSource: Microsoft-Windows-WAS\nDate: 1/16/2023 6:03:09 AM\nEvent ID: 5139\nDescription:\n\nx \n\nEvent Xml:\n<Event xmlns="u">\n  <System>\n    <Provider Name="Microsoft-Windows-WAS" />\n    <EventID Qualifiers="32768">5139</EventID>\n    <TimeCreated SystemTime="2023-01-16T12:03:09.000000000Z" />\n  </System>\n</Event>\nLog Name: System\nSource: Microsoft-Windows-WAS\nDate: 1/16/2023 7:00:00 AM\nEvent ID: 5074\n`;
    const { events } = await eventsOf(paste);
    const derived = { name: '-06:00', provenance: 'derived' };
    expect(events.map(({ id, time }) => ({ id, utc: time.utc, zone: time.zone }))).toEqual([
      { id: 5139, utc: '2023-01-16T12:03:09.000Z', zone: derived },
      { id: 5074, utc: '2023-01-16T13:00:00.000Z', zone: derived },
    ]);
  });
});

describe('what people paste', () => {
  test('notes of shutdowns and starts are events whose ids come from their words', async () => {
    const { events, coverage } = await eventsOf(
      '[15:31:36] ApiGateway shutdown\nprose\n- 15:31:49 Report Server started\n',
    );
    expect(
      events.map(({ id, idFromWords, data, time }) => ({
        id,
        idFromWords,
        data,
        local: time.local,
        lacks: time.lacks,
      })),
    ).toEqual([
      { id: 1033, idFromWords: true, data: { Application: 'ApiGateway' }, local: '15:31:36', lacks: 'date' },
      { id: 1032, idFromWords: true, data: { Application: 'Report Server' }, local: '15:31:49', lacks: 'date' },
    ]);
    expect(coverage).toMatchObject({ lines: 3, understood: 2, firstNotUnderstood: { line: 2, text: 'prose' } });
  });

  const page = (id: number) =>
    `&lt;Event xmlns=&quot;u&quot;&gt;<br>\n&nbsp; &lt;System&gt;&lt;Provider Name=&quot;Microsoft-Windows-WAS&quot; /&gt;<br />\n&nbsp; &lt;EventID&gt;${id}&lt;/EventID&gt;&lt;/System&gt;&lt;EventData&gt;&lt;Data Name=&#39;AppPoolID&#39;&gt;A &amp;amp; B&lt;/Data&gt;&lt;/EventData&gt;&lt;/Event&gt;`;

  test('with entities for brackets, from the source of a web page, between other text', async () => {
    const { events, coverage } = await eventsOf(
      `<p>We saw:</p>\n<pre>${page(5074)}${page(5076)}</pre>\n<p>And &lt;b&gt; too</p>\n`,
    );
    expect(events).toMatchObject([
      { id: 5074, provider: 'Microsoft-Windows-WAS', data: { AppPoolID: 'A & B' }, line: 2 },
      { id: 5076, data: { AppPoolID: 'A & B' }, line: 4 },
    ]);
    expect(coverage).toMatchObject({
      lines: 7,
      understood: 5,
      firstNotUnderstood: { line: 1, text: '<p>We saw:</p>' },
    });
  });

  test('an event with entities whose end is missing does not change the ones after it', async () => {
    const { events } = await eventsOf(
      `see &lt;Event xmlns='u'&gt;\n&lt;System&gt;\n<Event><System><EventID>5074</EventID></System><EventData><Data>x</Data></EventData></Event>\n`,
    );
    expect(events).toMatchObject([{ id: 5074, data: { param1: 'x' } }]);
  });

  test('a catalog of messages is no event', async () => {
    const { events } = await eventsOf(
      "ID: 5074\nSource: Microsoft-Windows-WAS\nMessage: A worker process with process id of '%1' serving application pool '%2'.\n",
    );
    expect(events).toEqual([]);
  });

  test('a lost quote costs its row only', async () => {
    const rows = Array.from(
      { length: 700 },
      (_, i) => `Information,13/3/2026 15:31:${String(i % 60).padStart(2, '0')},WAS,5076,None,text ${i}\n`,
    );
    rows[3] = 'Information,13/3/2026 15:31:03,WAS,5076,None,"lost\n';
    const { events, coverage } = await eventsOf(`Level,Date and Time,Source,Event ID,Task Category\n${rows.join('')}`);
    expect(events).toHaveLength(699);
    expect(coverage).toMatchObject({ lines: 701, understood: 700, firstNotUnderstood: { line: 5 } });
  });
});

describe('any input', () => {
  const samples = exportFormats.map(
    ({ name, write }) => [name, Buffer.from(write([event, { ...event, recordId: 6 }], settings))] as const,
  );
  const reading = {
    zone: { name: 'Europe/Berlin', provenance: '--tz' },
    dateOrder: 'mdy',
    now: '2026-03-20T00:00:00Z',
  } as const;

  test.each(exportFormats)('$name is read the same in blocks of any size', async ({ write }) => {
    // More than the 64 KiB that are read before the format is chosen.
    const many = Array.from({ length: 700 }, (_, i) => ({ ...event, recordId: 1000 - i }));
    const bytes = Buffer.from(write(many, settings));
    const whole = await eventsOf(bytes, reading);
    expect(whole.events).toHaveLength(700);
    for (const size of [997, 65_537]) expect(await eventsOf(inBlocks(bytes, size), reading)).toEqual(whole);
  });

  test('is read or refused in one line, never a crash', async () => {
    const pieces = fc.constantFrom(...samples.map(([, bytes]) => bytes));
    const cut = fc
      .tuple(pieces, fc.nat(4000), fc.nat(4000))
      .map(([bytes, from, length]) => bytes.subarray(from, from + length));
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map(Buffer.from),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      cut,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 4 }), async (parts) => {
        try {
          const { coverage } = await eventsOf(Buffer.concat(parts), { now: '2026-03-20T00:00:00Z' });
          expect(coverage.understood).toBeLessThanOrEqual(coverage.lines);
        } catch (error) {
          expect(error).toBeInstanceOf(DiagError);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('gives the same events whether unwanted rows are passed over or read', async () => {
    const noise = {
      ...event,
      id: 7036,
      provider: 'Service Control Manager',
      message: 'The "x" service,\r\nentered the running state.',
    };
    const many = Array.from({ length: 60 }, (_, i) => ({ ...(i % 7 === 0 ? event : noise), recordId: 1000 - i }));
    for (const { name, write } of exportFormats) {
      const bytes = Buffer.from(write(many, settings));
      const all = await eventsOf(bytes, reading);
      const some = await eventsOf(bytes, { ...reading, wanted: [{ provider: 'WAS', ids: [5076] }] });
      expect(some.events, name).toEqual(all.events.filter(({ id }) => id === 5076));
      expect(some.coverage, name).toEqual(all.coverage);
    }
  });
});
