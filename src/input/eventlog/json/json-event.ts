import { type Fields, isObject } from '../../../core/json.ts';
import type { RawEvent } from '../raw-event.ts';
import { eventFrom, type FieldValues, fieldOf, flatData, rankOf } from '../text/fields.ts';
import type { Field } from '../text/labels.ts';

/** Wrappers around an event: LogMonitor, Elasticsearch, Splunk, Chainsaw and EvtxECmd. */
const wrappers = ['LogEntry', '_source', 'result', 'Event', 'event'];
/** Objects whose members are the event's own fields: Winlogbeat's `winlog`, the `System` of an event. */
const nested = ['winlog', 'System', 'Event', 'log'];
const maxEvents = 1_000_000;

/** The events of one JSON value; none where it is something else. */
export function eventsOfJson(value: unknown, line?: number): RawEvent[] {
  if (Array.isArray(value)) return value.flatMap((one) => eventsOfJson(one, line)).slice(0, maxEvents);
  if (!isObject(value)) return [];
  const tables = tablesOf(value);
  if (tables !== undefined) return tables.flatMap((row) => eventsOfJson(row, line));
  const event = eventOf(value, line);
  return event === undefined ? [] : [event];
}

/** A list in a wrapper (`value`, `hits.hits`, `records`), or Azure Monitor's answer: names apart from the rows. */
function tablesOf(value: Fields): unknown[] | undefined {
  const hits = value['hits'];
  if (isObject(hits) && Array.isArray(hits['hits'])) return hits['hits'];
  for (const name of ['value', 'records', 'Events', 'events']) {
    const list = value[name];
    if (Array.isArray(list)) return list;
  }
  const tables = value['tables'] ?? value['Tables'];
  if (!Array.isArray(tables)) return undefined;
  return tables.flatMap((table) => (isObject(table) ? rowsOf(table) : []));
}

function rowsOf(table: Fields): Fields[] {
  const columns = table['columns'] ?? table['Columns'];
  const rows = table['rows'] ?? table['Rows'];
  if (!Array.isArray(columns) || !Array.isArray(rows)) return [];
  const names = columns.map((column) => (isObject(column) ? String(column['name'] ?? column['ColumnName']) : ''));
  return rows.filter(Array.isArray).map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
}

function eventOf(value: Fields, line: number | undefined): RawEvent | undefined {
  const values: FieldValues = {};
  const ranks: Partial<Record<Field, number>> = {};
  const data: Record<string, string> = {};
  gather(value, values, ranks, data, 0);
  return eventFrom(values, line, { data });
}

function gather(
  from: Fields,
  values: FieldValues,
  ranks: Partial<Record<Field, number>>,
  data: Record<string, string>,
  depth: number,
): void {
  for (const [name, value] of Object.entries(from)) {
    const flat = /^(?:winlog\.)?event_data\.(\w+)$/.exec(name)?.[1];
    if (flat !== undefined) Object.assign(data, flatData({ [flat]: value }));
    else if (isData(name)) Object.assign(data, typeof value === 'string' ? jsonData(value, values) : flatData(value));
    else if (isObject(value) && depth < 4 && opens(name)) gather(value, values, ranks, data, depth + 1);
    else put(from, name, value, values, ranks);
  }
}

const isData = (name: string): boolean =>
  /^(?:EventData|event_data|UserData|Properties|ReplacementStrings|StringInserts|InsertionStrings)$/i.test(name);
const opens = (name: string): boolean => wrappers.includes(name) || nested.includes(name);

/** EventData as text goes the way of a column. */
function jsonData(text: string, values: FieldValues): Record<string, string> {
  values.eventData = text;
  return {};
}

function put(
  from: Fields,
  name: string,
  value: unknown,
  values: FieldValues,
  ranks: Partial<Record<Field, number>>,
): void {
  const field = memberField(name, value);
  const text = textOf(name, value);
  if (field === undefined || text === undefined || text === '') return;
  // LogMonitor's outer "Source": "EventLog" says where the line comes from, not who logged the event.
  if (field === 'provider' && isObject(from['LogEntry'])) return;
  const rank = rankOf(name) + (name === 'Source' ? 50 : 0);
  if (rank >= (ranks[field] ?? 1000)) return;
  ranks[field] = rank;
  values[field] = text;
}

function memberField(name: string, value: unknown): Field | undefined {
  if (name === 'Provider' && isObject(value)) return 'provider';
  if (name === 'code' || name === 'event.code') return 'id';
  return fieldOf(name);
}

/** A value as text: attributes of an element (`{"Name": …}`, `{"SystemTime": …}`) and PowerShell's dates included. */
function textOf(name: string, value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (!isObject(value)) return undefined;
  const attributes = isObject(value['#attributes']) ? value['#attributes'] : value;
  const inner = attributes['SystemTime'] ?? attributes['@SystemTime'] ?? attributes['Name'] ?? attributes['@Name'];
  const text = name === 'Provider' || name === 'TimeCreated' ? inner : undefined;
  const whole = text ?? value['#text'] ?? value['Value'] ?? value['value'] ?? value['name'] ?? value['DateTime'];
  return typeof whole === 'string' || typeof whole === 'number' ? String(whole) : undefined;
}
