import type { Event } from '../types/event.ts';
import { readAge, readTimes } from './age.ts';
import { type Columns, cellsOf } from './columns.ts';
import { type EventLine, readEventText } from './event-lines.ts';
import { kindNamed } from './kinds.ts';

export function eventOf(told: EventLine, about: Event['about'], source: string, line: number): Event {
  return {
    kind: 'Event',
    name: `${source}:${line}`,
    namespace: about.namespace,
    labels: {},
    finalizers: [],
    from: 'event',
    source,
    line,
    type: told.type,
    reason: told.reason,
    message: told.message.trimEnd(),
    about,
    count: told.count ?? readTimes(told.age),
    age: readAge(told.age),
    reporter: told.reporter,
  };
}

/** An event that a line tells of; `of` is what the page that the line stands on describes. */
export function readEventLine(
  line: string,
  of: Event['about'],
  source: string,
  number: number,
  columns?: Columns,
): Event | undefined {
  const told = readEventText(line);
  if (told === undefined) return undefined;
  const about =
    told.kind === undefined
      ? of
      : { kind: kindNamed(told.kind), name: told.name ?? '', namespace: told.namespace ?? '' };
  return eventOf({ ...told, message: messageIn(line, told, columns) }, about, source, number);
}

/** `-o wide` puts subobject and source before the message, first time, count and name behind it. */
function messageIn(line: string, { message, kind }: EventLine, columns: Columns | undefined): string {
  if (kind === undefined) return message;
  const isWide = columns?.names.includes('SUBOBJECT') === true && columns.names.includes('MESSAGE');
  const cell = isWide && columns !== undefined ? cellsOf(line, columns)?.['MESSAGE'] : undefined;
  if (cell !== undefined && cell !== '' && message.includes(cell)) return cell;
  return message
    .replace(/^spec\.(?:init)?[cC]ontainers\{[^}]{1,253}\}\s+(?:\S+(?:, \S+)?\s{2,})?/, '')
    .replace(/^(?:kubelet|default-scheduler|[a-z-]{3,40}-controller)(?:, \S{1,253})?\s{2,}/, '')
    .replace(/\s{2,}\d{1,6}[smhdy]\S{0,20}\s{2,}\d{1,9}\s{2,}\S{1,253}$/, '');
}
