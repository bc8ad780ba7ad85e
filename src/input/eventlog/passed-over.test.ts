import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WantedEvents } from '../../core/windows-events/provider.ts';
import { Tally } from './tally.ts';
import { RowFilter } from './text/row-filter.ts';
import { TextEvents } from './text/text-events.ts';
import { type Wanted, wantedOf } from './wanted.ts';
import { XmlEvents } from './xml/xml-events.ts';

const list: readonly WantedEvents[] = [
  { provider: 'WAS', ids: [5074, 5186] },
  { provider: 'SERVICE CONTROL MANAGER', ids: [7036], words: ['World Wide Web', 'WAS'] },
];

/** What a reader makes of a text that comes in blocks of `size`, with the scanner and without it. */
function bothWays(text: string, size: number, read: (blocks: readonly Buffer[], wanted: Wanted) => unknown): unknown[] {
  const bytes = Buffer.from(text);
  const blocks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  const scanned = wantedOf(list);
  const { ids, ...plain } = scanned;
  expect(ids).toBeDefined();
  return [scanned, plain].map((wanted) => read(blocks, wanted));
}

const counted = ({ lines, understood, first }: Tally) => ({ lines, understood, first });

function readXml(blocks: readonly Buffer[], wanted: Wanted) {
  const tally = new Tally();
  const events = new XmlEvents(wanted, tally);
  return [...blocks.flatMap((block) => events.take(block)), ...events.end(), counted(tally)];
}

function readTable(blocks: readonly Buffer[], wanted: Wanted) {
  const tally = new Tally();
  const found: unknown[] = [];
  const events = new TextEvents(
    {
      event: (event) => found.push(event),
      speaks: () => false,
      missed: (line, text) => tally.miss(line, text),
      language: () => undefined,
    },
    tally,
  );
  const rows = new RowFilter(events, wanted, tally, { needsMore: false, see: () => undefined });
  for (const block of blocks) rows.take(block);
  rows.end();
  events.end();
  return [found, counted(tally)];
}

const id = fc.constantFrom('5074', '5186', '7036', '7036', '7040', '37', '0', '1073748860', '12a', '', ' 7036');
const said = fc.constantFrom(
  'The World Wide Web Publishing Service service entered the running state.',
  'The Windows Update service entered the running state.',
  'WA and WWW',
  'of WAS',
);
const size = fc.constantFrom(37, 200, 1000, 100_000);

const element = fc
  .record({
    id,
    said,
    head: fc.constantFrom("<Event xmlns='x'>", '<Event>', '<Event\n>', '<Events>', 'junk <Event>', '- <Event >'),
    provider: fc.constantFrom(
      "<Provider Name='Service Control Manager'/>",
      '<Provider Name="Service Control Manager" Guid=\'{1}\'/>',
      "<Provider Name='Service &amp; Control'/>",
      "<Provider Guid='x' Name='WAS'/>",
      "<Provider Name='WAS'/>",
      '',
    ),
    more: fc.constantFrom('', '\n', '<EventID>7036</EventID>', '<EventRecordID>7</EventRecordID>\r\n', '</Event>'),
    behind: fc.constantFrom('', '\r\n', '\n\n', ' junk '),
  })
  .map(
    ({ id: number, said: words, head, provider, more, behind }) =>
      `${head}<System>${provider}<EventID Qualifiers='1'>${number}</EventID>${more}</System><EventData><Data>${words}</Data></EventData></Event>${behind}`,
  );

test('events of XML are the same with the scanner and without it', () => {
  fc.assert(
    fc.property(fc.array(element, { minLength: 1, maxLength: 12 }), size, (elements, blockSize) => {
      const [scanned, plain] = bothWays(elements.join(''), blockSize, readXml);
      expect(scanned).toEqual(plain);
    }),
    { numRuns: 400 },
  );
});

const cell = (text: string) => fc.constantFrom(text, text, `"${text}"`);
const row = fc
  .tuple(
    fc.constantFrom('Information', '"Information"', '"In ""fo"', ''),
    fc.constantFrom('Service Control Manager', 'WAS', '"WAS"', '', '" "', 'a"b', '"Service Control Manager"'),
    id.chain(cell),
    fc.constantFrom('None', '"No,ne"'),
    said,
    fc.constantFrom('', '\n  second line', ', and "quoted" words', '"'),
    fc.constantFrom('\r\n', '\n'),
  )
  .map(([level, provider, number, task, words, more, end]) => {
    const message = /[\n"]/.test(more) && more !== '"' ? `"${words}${more.replaceAll('"', '""')}"` : `${words}${more}`;
    return `${level},3/17/2026 8:30:09 AM,${provider},${number},${task},${message}${end}`;
  });

test('rows of a table are the same with the scanner and without it', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), size, (rows, blockSize) => {
      const text = `Level,Date and Time,Source,Event ID,Task Category\r\nInformation,3/17/2026 8:30:09 AM,WAS,5074,None,x\r\n${rows.join('')}`;
      const [scanned, plain] = bothWays(text, blockSize, readTable);
      expect(scanned).toEqual(plain);
    }),
    { numRuns: 400 },
  );
});
