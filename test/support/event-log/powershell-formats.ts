import { formatInZone } from '../../../src/core/time/zone.ts';
import {
  type ExportFormat,
  type ExportSettings,
  json,
  type LoggedEvent,
  lines,
  quotedCsv,
  wall,
} from './logged-event.ts';

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

/** What PowerShell's cmdlets print and export. */
export const powershellFormats: readonly ExportFormat[] = [
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
];
