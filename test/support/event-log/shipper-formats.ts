import { escapeXml } from './event-xml.ts';
import {
  csv,
  type ExportFormat,
  type ExportSettings,
  isoLocal,
  json,
  type LoggedEvent,
  lines,
  wall,
} from './logged-event.ts';

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

/** What agents, clouds and other tools make of events. */
export const shipperFormats: readonly ExportFormat[] = [
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
