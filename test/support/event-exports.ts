import { formatInZone } from '../../src/core/time/zone.ts';
import { writeEvtx } from './evtx-writer.ts';

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

interface Wall {
  readonly date: readonly [year: string, month: string, day: string];
  readonly time: string;
  readonly us: string;
  readonly german: string;
}

function wall(utc: string, zone: string): Wall {
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

const lines = (all: readonly string[]): string => `${all.join('\r\n')}\r\n`;
const csv = (value: string): string => (/[",\t\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const quotedCsv = (value: string | number): string => `"${String(value).replaceAll('"', '""')}"`;
const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&apos;');

function eventXml(event: LoggedEvent, computer: string, quote: "'" | '"', message = ''): string {
  const q = (text: string | number) => `${quote}${escapeXml(String(text))}${quote}`;
  const data = event.data.map(([name, value]) =>
    name === '' ? `<Data>${escapeXml(value)}</Data>` : `<Data Name=${q(name)}>${escapeXml(value)}</Data>`,
  );
  return `<Event xmlns=${q('http://schemas.microsoft.com/win/2004/08/events/event')}><System><Provider Name=${q(event.provider)} EventSourceName=${q(event.shortProvider)}/><EventID Qualifiers=${q(16384)}>${event.id}</EventID><Level>4</Level><TimeCreated SystemTime=${q(event.utc.replace('Z', '6922Z'))}/><EventRecordID>${event.recordId}</EventRecordID><Execution ProcessID=${q(0)} ThreadID=${q(0)}/><Channel>${event.channel}</Channel><Computer>${computer}</Computer><Security/></System><EventData>${data.join('')}</EventData>${message}</Event>`;
}

const rendering = (event: LoggedEvent): string =>
  `<RenderingInfo Culture='en-US'><Message>${escapeXml(event.message)}</Message><Level>Information</Level></RenderingInfo>`;

const viewerCsv = (event: LoggedEvent, date: string, level: string, delimiter: string, category: string): string =>
  [level, date, event.provider, event.id, category, csv(event.message)].join(delimiter);

const epoch = (utc: string): string => `\\/Date(${Date.parse(utc)})\\/`;

function winEvent(event: LoggedEvent, computer: string, time: string): Record<string, unknown> {
  return {
    Message: event.message,
    Id: event.id,
    Version: 0,
    Qualifiers: 16384,
    Level: 4,
    RecordId: event.recordId,
    ProviderName: event.provider,
    LogName: event.channel,
    ProcessId: 0,
    MachineName: computer,
    TimeCreated: time,
    LevelDisplayName: 'Information',
    Properties: event.data.map(([, Value]) => ({ Value })),
  };
}

/** What `ConvertTo-Json` prints, with Windows PowerShell's dates: JSON.stringify would double the backslash. */
const powershellJson = (events: readonly LoggedEvent[], { computer }: ExportSettings): string =>
  JSON.stringify(
    events.map((event) => winEvent(event, computer, `@@${event.utc}@@`)),
    null,
    4,
  ).replace(/@@(.+?)@@/g, (_, utc) => epoch(utc));

function winEventList(event: LoggedEvent, { zone, computer }: ExportSettings): string[] {
  return [
    `Message              : ${event.message}`,
    `Id                   : ${event.id}`,
    'Qualifiers           : 16384',
    `RecordId             : ${event.recordId}`,
    `ProviderName         : ${event.provider}`,
    `LogName              : ${event.channel}`,
    'ProcessId            : 0',
    `MachineName          : ${computer}`,
    `TimeCreated          : ${wall(event.utc, zone).us}`,
    'ContainerLog         : c:\\windows\\system32\\winevt\\logs\\system.evtx',
    'Properties           : {System.Diagnostics.Eventing.Reader.EventProperty}',
    '',
  ];
}

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

/** The columns of a table as PowerShell lays them out: 26 for the time, 8 for the id, 17 for the level, 80 in all. */
function winEventTable(events: readonly LoggedEvent[], { zone }: ExportSettings): string[] {
  const groups = [...new Set(events.map(({ provider }) => provider))];
  return groups.flatMap((provider) => [
    '',
    `   ProviderName: ${provider}`,
    '',
    `${'TimeCreated'.padEnd(27)}${'Id'.padStart(8)} ${'LevelDisplayName'.padEnd(16)} Message`,
    `${'-----------'.padEnd(27)}${'--'.padStart(8)} ${'----------------'.padEnd(16)} -------`,
    ...events
      .filter((event) => event.provider === provider)
      .map((event) => {
        const message = event.message.length > 26 ? `${event.message.slice(0, 23)}...` : event.message;
        return `${wall(event.utc, zone).us.padEnd(27)}${String(event.id).padStart(8)} ${'Information'.padEnd(16)} ${message}`;
      }),
  ]);
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function eventLogTable(events: readonly LoggedEvent[], { zone }: ExportSettings): string[] {
  return [
    '',
    '   Index Time          EntryType   Source                 InstanceID Message',
    '   ----- ----          ---------   ------                 ---------- -------',
    ...events.map((event) => {
      const { date, time } = wall(event.utc, zone);
      const when = `${monthNames[Number(date[1]) - 1]} ${date[2]} ${time.slice(0, 5)}`;
      const message = event.message.length > 40 ? `${event.message.slice(0, 37)}...` : event.message;
      const source = event.shortProvider.length > 22 ? `${event.shortProvider.slice(0, 19)}...` : event.shortProvider;
      return `${String(event.recordId).padStart(8)} ${when}  ${'Information'.padEnd(11)} ${source.padEnd(22)} ${String(1_073_741_824 + event.id).padStart(10)} ${message}`;
    }),
  ];
}

const json = (value: unknown): string => JSON.stringify(value);
const isoLocal = (utc: string, zone: string): string => {
  const { date, time } = wall(utc, zone);
  return `${date.join('-')} ${time}`;
};

function winlogbeat(event: LoggedEvent, { computer }: ExportSettings): string {
  const data = Object.fromEntries(event.data.map(([name, value], i) => [name || `param${i + 1}`, value]));
  return json({
    '@timestamp': event.utc,
    event: { code: String(event.id), kind: 'event', provider: event.provider, created: '2026-03-12T00:00:00.000Z' },
    winlog: {
      event_id: String(event.id),
      provider_name: event.provider,
      channel: event.channel,
      computer_name: computer,
      record_id: event.recordId,
      event_data: data,
    },
    log: { level: 'information' },
    message: event.message,
    host: { name: computer },
  });
}

/** Every format people export events in, newest first; .evtx files keep them oldest first. */
export const exportFormats: readonly ExportFormat[] = [
  {
    name: 'EVTX',
    local: false,
    precision: 'millisecond',
    write: (events, { computer }) => writeEvtx(events.toReversed(), computer),
  },
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
    name: 'Event Viewer Copy with XML',
    local: false,
    precision: 'second',
    write: (events, settings) => lines(events.flatMap((event) => viewerCopy(event, settings))),
  },
  {
    name: 'Get-WinEvent | Export-Csv, semicolons',
    local: true,
    precision: 'second',
    write: (events, { zone, computer }) =>
      lines([
        '#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord',
        [
          'Message',
          'Id',
          'Version',
          'Qualifiers',
          'RecordId',
          'ProviderName',
          'LogName',
          'MachineName',
          'UserId',
          'TimeCreated',
          'LevelDisplayName',
        ]
          .map(quotedCsv)
          .join(';'),
        ...events.map((event) =>
          [
            event.message,
            event.id,
            0,
            16384,
            event.recordId,
            event.provider,
            event.channel,
            computer,
            '',
            wall(event.utc, zone).us,
            'Information',
          ]
            .map(quotedCsv)
            .join(';'),
        ),
      ]),
  },
  {
    name: 'Get-WinEvent | Format-List *',
    local: true,
    precision: 'second',
    write: (events, settings) => lines(['', ...events.flatMap((event) => winEventList(event, settings))]),
  },
  {
    name: 'Get-WinEvent, table',
    local: true,
    precision: 'second',
    write: (events, settings) => Buffer.from(`\ufeff${lines(winEventTable(events, settings))}`, 'utf16le'),
  },
  {
    name: 'Get-WinEvent | ConvertTo-Json, Windows PowerShell',
    local: false,
    precision: 'millisecond',
    write: powershellJson,
  },
  {
    name: 'Get-WinEvent | ConvertTo-Json, PowerShell 7',
    local: false,
    precision: 'millisecond',
    write: (events, { zone, computer }) =>
      json(
        events.map((event) =>
          winEvent(
            event,
            computer,
            formatInZone(Date.parse(event.utc), zone).replace(/(:\d\d)([+-])/, `$1${event.utc.slice(19, 23)}0000$2`),
          ),
        ),
      ),
  },
  {
    name: 'Get-EventLog, table',
    local: true,
    precision: 'minute',
    write: (events, settings) => lines(eventLogTable(events, settings)),
  },
  {
    name: 'Get-EventLog | Export-Csv',
    local: true,
    precision: 'second',
    write: (events, { zone, computer }) =>
      lines([
        [
          'EventID',
          'MachineName',
          'Data',
          'Index',
          'EntryType',
          'Message',
          'Source',
          'InstanceId',
          'TimeGenerated',
          'TimeWritten',
        ]
          .map(quotedCsv)
          .join(','),
        ...events.map((event) => {
          const time = wall(event.utc, zone).us;
          return [
            event.id,
            computer,
            'System.Byte[]',
            event.recordId,
            'Information',
            event.message,
            event.shortProvider,
            1_073_741_824 + event.id,
            time,
            time,
          ]
            .map(quotedCsv)
            .join(',');
        }),
      ]),
  },
  {
    name: 'Get-EventLog | Format-List',
    local: true,
    precision: 'second',
    write: (events, { zone }) =>
      lines(
        events.flatMap((event) => [
          '',
          `Index              : ${event.recordId}`,
          'EntryType          : Information',
          `InstanceId         : ${1_073_741_824 + event.id}`,
          `Message            : ${event.message.slice(0, 60).trimEnd()}`,
          ...(event.message.length > 60 ? [`                     ${event.message.slice(60).trim()}`] : []),
          'Category           : (0)',
          `ReplacementStrings : {${event.data.map(([, value]) => value).join(', ')}}`,
          `Source             : ${event.shortProvider}`,
          `TimeGenerated      : ${wall(event.utc, zone).us}`,
          `TimeWritten        : ${wall(event.utc, zone).us}`,
        ]),
      ),
  },
  {
    name: 'Winlogbeat',
    local: false,
    precision: 'millisecond',
    write: (events, settings) => lines(events.map((event) => winlogbeat(event, settings))),
  },
  {
    name: 'Winlogbeat 6',
    local: false,
    precision: 'millisecond',
    write: (events, { computer }) =>
      lines(
        events.map((event) =>
          json({
            '@timestamp': event.utc,
            event_id: event.id,
            source_name: event.provider,
            log_name: event.channel,
            record_number: String(event.recordId),
            computer_name: computer,
            message: event.message,
          }),
        ),
      ),
  },
  {
    name: 'LogMonitor',
    local: false,
    precision: 'millisecond',
    write: (events) =>
      lines(
        events.map(({ utc, channel, id, message }) =>
          json({
            Source: 'EventLog',
            LogEntry: { Time: utc, Channel: channel, Level: 'Information', EventId: id, Message: message },
          }),
        ),
      ),
  },
  {
    name: 'NXLog',
    local: true,
    precision: 'second',
    write: (events, { zone, computer }) =>
      lines(
        events.map((event) =>
          json({
            EventTime: isoLocal(event.utc, zone),
            EventReceivedTime: '2026-03-12 00:00:00',
            Hostname: computer,
            EventID: event.id,
            SourceName: event.provider,
            Channel: event.channel,
            RecordNumber: event.recordId,
            Message: event.message,
          }),
        ),
      ),
  },
  {
    name: 'Azure Monitor Event, CSV',
    local: false,
    precision: 'millisecond',
    write: (events, { computer }) =>
      lines([
        'TimeGenerated [UTC],Computer,Source,EventLog,EventID,EventLevelName,RenderedDescription',
        ...events.map((event) => {
          const time = wall(event.utc, 'UTC')
            .us.replace(' ', ', ')
            .replace(/ ([AP]M)/, `${event.utc.slice(19, 23)} $1`);
          return [csv(time), computer, event.provider, event.channel, event.id, 'Information', csv(event.message)].join(
            ',',
          );
        }),
      ]),
  },
  {
    name: 'Azure Monitor Event, JSON',
    local: false,
    precision: 'millisecond',
    write: (events, { computer }) =>
      json({
        tables: [
          {
            name: 'PrimaryResult',
            columns: ['TimeGenerated', 'Computer', 'Source', 'EventLog', 'EventID', 'RenderedDescription'].map(
              (name) => ({ name }),
            ),
            rows: events.map((event) => [event.utc, computer, event.provider, event.channel, event.id, event.message]),
          },
        ],
      }),
  },
  {
    name: 'App Service eventlog.xml',
    local: false,
    precision: 'second',
    write: (events, { computer }) =>
      `<Events>${events.map((event) => `<Event><System><Provider Name="${event.provider}"/><EventID>${event.id}</EventID><Level>4</Level><TimeCreated SystemTime="${event.utc.slice(0, 19)}Z"/><EventRecordID>${event.recordId}</EventRecordID><Channel>${event.channel}</Channel><Computer>${computer}</Computer><Security/></System><EventData><Data>${escapeXml(event.message)}</Data></EventData></Event>`).join('')}</Events>`,
  },
  {
    name: 'LogParser',
    local: true,
    precision: 'second',
    write: (events, { zone, computer }) =>
      lines([
        'EventLog,RecordNumber,TimeGenerated,TimeWritten,EventID,EventType,EventTypeName,EventCategory,EventCategoryName,SourceName,Strings,ComputerName,SID,Message,Data',
        ...events.map((event) => {
          const time = isoLocal(event.utc, zone);
          const strings = event.data.map(([, value]) => value).join('|');
          return [
            event.channel,
            event.recordId,
            time,
            time,
            event.id,
            4,
            'Information event',
            0,
            'None',
            event.shortProvider,
            csv(strings),
            computer,
            '',
            csv(event.message),
            '',
          ].join(',');
        }),
      ]),
  },
];
