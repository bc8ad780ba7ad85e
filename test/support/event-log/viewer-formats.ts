import { eventXml, rendering } from './event-xml.ts';
import { csv, type ExportFormat, type ExportSettings, type LoggedEvent, lines, wall } from './logged-event.ts';

const viewerCsv = (event: LoggedEvent, date: string, level: string, delimiter: string, category: string): string =>
  [level, date, event.provider, event.id, category, csv(event.message)].join(delimiter);

function viewerCopy(event: LoggedEvent, { zone, computer }: ExportSettings): string[] {
  return [
    `Log Name:      ${event.channel}`,
    `Source:        ${event.provider}`,
    `Date:          ${wall(event.utc, zone).us}`,
    `Event ID:      ${event.id}`,
    'Task Category: None',
    'Level:         Information',
    'Keywords:      Classic',
    'User:          N/A',
    `Computer:      ${computer}`,
    'Description:',
    event.message,
    'Event Xml:',
    eventXml(event, computer, '"').replaceAll('><', '>\r\n  <'),
    '',
  ];
}

function wevtutilText(event: LoggedEvent, i: number, { zone, computer }: ExportSettings): string[] {
  const { date, time } = wall(event.utc, zone);
  return [
    `Event[${i}]:`,
    `  Log Name: ${event.channel}`,
    `  Source: ${event.provider}`,
    `  Date: ${date.join('-')}T${time}${event.utc.slice(19, 23)}`,
    `  Event ID: ${event.id}`,
    '  Task: N/A',
    '  Level: Information',
    '  Opcode: N/A',
    '  Keyword: Classic',
    '  User: N/A',
    '  User Name: N/A',
    `  Computer: ${computer}`,
    '  Description: ',
    event.message,
    '',
  ];
}

/** Exports of Event Viewer and wevtutil. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

export const viewerFormats: readonly ExportFormat[] = [
  {
    name: 'Event Viewer CSV',
    local: true,
    precision: 'second',
    write: (events, { zone }) =>
      lines([
        'Level,Date and Time,Source,Event ID,Task Category',
        ...events.map((event) => viewerCsv(event, wall(event.utc, zone).us, 'Information', ',', 'None')),
      ]),
  },
  {
    name: 'Event Viewer CSV, German, UTF-8 with byte order mark',
    local: true,
    precision: 'second',
    write: (events, { zone }) =>
      `\ufeff${lines([
        'Ebene,Datum und Uhrzeit,Quelle,Ereignis-ID,Aufgabenkategorie',
        ...events.map((event) => viewerCsv(event, wall(event.utc, zone).german, 'Informationen', ',', 'Keine')),
      ])}`,
  },
  {
    name: 'Event Viewer TXT, UTF-16',
    local: true,
    precision: 'second',
    write: (events, { zone }) =>
      Buffer.from(
        `\ufeff${lines([
          'Level\tDate and Time\tSource\tEvent ID\tTask Category',
          ...events.map((event) => viewerCsv(event, wall(event.utc, zone).us, 'Information', '\t', 'None')),
        ])}`,
        'utf16le',
      ),
  },
  {
    name: 'Event Viewer XML',
    local: false,
    precision: 'millisecond',
    write: (events, { computer }) =>
      `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Events>${events.map((event) => eventXml(event, computer, "'", rendering(event))).join('')}</Events>`,
  },
  {
    name: 'wevtutil /f:xml',
    local: false,
    precision: 'millisecond',
    write: (events, { computer }) => lines(events.map((event) => eventXml(event, computer, "'"))),
  },
  {
    name: 'wevtutil /f:RenderedXml /e:Events',
    local: false,
    precision: 'millisecond',
    write: (events, { computer }) =>
      lines(['<Events>', ...events.map((event) => eventXml(event, computer, "'", rendering(event))), '</Events>']),
  },
  {
    name: 'wevtutil /f:text',
    local: true,
    precision: 'millisecond',
    write: (events, settings) => lines(events.flatMap((event, i) => wevtutilText(event, i, settings))),
  },
  {
    name: 'XML in the source of a web page',
    local: false,
    precision: 'millisecond',
    write: (events, { computer }) =>
      `<pre>${escaped(lines(events.map((event) => eventXml(event, computer, "'", rendering(event)))))}`,
  },
  {
    name: 'XML copied from the source of a web page',
    local: false,
    precision: 'millisecond',
    write: (events, { computer }) =>
      `${escaped(`<Events>${events.map((event) => eventXml(event, computer, '"')).join('\r\n')}</Events>`)}</code></pre>\r\n`,
  },
  {
    name: 'Event Viewer Copy with XML',
    local: false,
    precision: 'second',
    write: (events, settings) => lines(events.flatMap((event) => viewerCopy(event, settings))),
  },
];
