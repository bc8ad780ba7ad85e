import { describe, expect, test } from 'vitest';
import { eventsOf } from '../../../../test/support/read-events.ts';
import { Tally } from '../tally.ts';
import { wantedOf } from '../wanted.ts';
import { XmlEvents } from './xml-events.ts';

/** What `wevtutil qe System /f:xml` prints: single quotes, no root, no line ends within an event. */
const recycle = (id: number, time: string, pool: string): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-WAS' Guid='{524B5D04-133C-4A62-8362-64E8EDB9CE40}' EventSourceName='WAS'/><EventID Qualifiers='16384'>${id}</EventID><Version>0</Version><Level>4</Level><TimeCreated SystemTime='${time}'/><EventRecordID>136003</EventRecordID><Execution ProcessID='0' ThreadID='0'/><Channel>System</Channel><Computer>WEB01.contoso.com</Computer><Security/></System><EventData><Data Name='AppPoolID'>${pool}</Data><Data Name='ProcessID'>9252</Data><Binary>6D000780</Binary></EventData></Event>`;

describe('wevtutil XML', () => {
  test('without a root, in single quotes, is read whole', async () => {
    const text = `${recycle(5074, '2026-03-10T15:31:36.6922852Z', 'A &amp; B')}\r\n${recycle(5079, '2026-03-11T20:31:40.024615800Z', 'x')}\r\n`;
    const { events, coverage } = await eventsOf(text);
    expect(events[0]).toEqual({
      provider: 'Microsoft-Windows-WAS',
      id: 5074,
      channel: 'System',
      computer: 'WEB01.contoso.com',
      recordId: '136003',
      time: {
        utc: '2026-03-10T15:31:36.692Z',
        precision: 'millisecond',
        zone: { name: 'UTC', provenance: 'from log' },
      },
      data: { AppPoolID: 'A & B', ProcessID: '9252', Binary: '6D000780' },
      source: 'input',
      line: 1,
    });
    expect(events[1]).toMatchObject({ id: 5079, line: 2, time: { utc: '2026-03-11T20:31:40.024Z' } });
    expect(coverage).toMatchObject({ lines: 2, understood: 2, timeZone: { name: 'UTC' } });
  });

  test('ids that are not wanted are counted and not yielded', async () => {
    const text = [5074, 5080, 7036].map((id) => recycle(id, '2026-03-10T15:31:36Z', 'x')).join('\n');
    const { events, coverage } = await eventsOf(text, { wanted: [{ provider: 'WAS', ids: [5080] }] });
    expect(events.map(({ id }) => id)).toEqual([5080]);
    expect(coverage).toMatchObject({ lines: 3, understood: 3 });
  });

  test('the same id of another provider is not wanted', async () => {
    const text = recycle(1033, '2026-03-10T15:31:36Z', 'x').replaceAll('Microsoft-Windows-WAS', 'MsiInstaller');
    const { events } = await eventsOf(text, { wanted: [{ provider: 'IIS ASPNETCORE MODULE V2', ids: [1033] }] });
    expect(events).toEqual([]);
  });

  test('an event that was cut off does not swallow the next one', async () => {
    const text = `${recycle(5074, '2026-03-10T15:31:36Z', 'x').slice(0, 400)}\n${recycle(5075, '2026-03-10T15:31:36Z', 'y')}\n`;
    const { events, coverage } = await eventsOf(text);
    expect(events.map(({ id, line }) => ({ id, line }))).toEqual([{ id: 5075, line: 2 }]);
    expect(coverage).toMatchObject({ lines: 2, understood: 1, firstNotUnderstood: { line: 1 } });
  });

  test('where its blocks are cut does not matter', () => {
    const bytes = Buffer.from(
      `<?xml version="1.0"?>\n<Events>\n${recycle(5074, '2026-03-10T15:31:36Z', 'Ü')}\n\n${recycle(5075, '2026-03-10T15:31:37Z', 'y')}\n</Events>\n`,
    );
    const whole = inBlocks(bytes, bytes.length);
    expect(whole).toMatchObject({ events: [{ id: 5074 }, { id: 5075 }], lines: 6, understood: 6 });
    for (let size = 1; size < bytes.length; size++) expect(inBlocks(bytes, size), `cut at ${size}`).toEqual(whole);
  });
});

function inBlocks(bytes: Buffer, size: number) {
  const tally = new Tally();
  const reader = new XmlEvents(wantedOf(undefined), tally);
  const events = [bytes.subarray(0, size), bytes.subarray(size)].flatMap((block) => reader.take(block));
  reader.end();
  return { events, lines: tally.lines, understood: tally.understood };
}
