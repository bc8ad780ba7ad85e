import { isOpenRow, splitRow } from '../../core/csv-row.ts';
import type { Fields } from '../../core/json.ts';
import { decode } from '../decode.ts';
import { lineBatches } from '../lines.ts';
import type { Source } from '../source.ts';
import { messageIn, ownTime, plainName } from './fields.ts';
import { recordsIn } from './json-records.ts';
import type { EnvelopeReader } from './reader.ts';
import type { LogRecord } from './record.ts';
import { isWindowsEvent, storeOf } from './store.ts';

/** A message may have this many characters; a lost quote must not swallow a log. */
const maxRow = 1 << 18;
/** A column of a table of mails: smtp-throttle reads such tables itself. */
const ofMails =
  /^(?:to|recipients?\w{0,20}|rcpt\w{0,10}|e?mail\w{0,20}|\w{0,20}address|subject|sent\w{0,10}|empf\w{1,20})$/;

interface Layout {
  readonly delimiter: string;
  readonly names: readonly string[];
}

/** The reader for a table with a column of messages and one of times; undefined for any other text. */
export function csvReader(head: string): EnvelopeReader | undefined {
  const lines = head.replace(/^\ufeff/, '').split(/\r?\n/, 5);
  const at = lines.findIndex((line) => line.trim() !== '' && !/^sep=.$/.test(line));
  const layout = layoutOf(lines[at] ?? '');
  if (layout === undefined) return undefined;
  const names = Object.fromEntries(layout.names.map((name) => [name, 'x']));
  const name = storeOf(names) ?? 'csv';
  return { name, unit: 'line', streams: false, records: (source) => rowsOf(source, layout, at + 1) };
}

function layoutOf(line: string): Layout | undefined {
  for (const delimiter of [',', '\t', ';']) {
    const names = splitRow(line, delimiter);
    if (names.length < 2 || !names.every((name) => name.length <= 80 && /^[\p{L}_@#][^"=]*$/u.test(name))) continue;
    if (isLogHeader(names)) return { delimiter, names };
  }
  return undefined;
}

function isLogHeader(names: readonly string[]): boolean {
  const as = (value: string): Fields => Object.fromEntries(names.map((name) => [name, value]));
  const hasBoth = messageIn(as('x')) !== undefined && ownTime(as('2026-03-10T15:31:00Z')) !== undefined;
  return hasBoth && !names.map(plainName).some((name) => ofMails.test(name)) && !isWindowsEvent(as('x'));
}

async function* rowsOf(source: Source, layout: Layout, header: number): AsyncGenerator<readonly LogRecord[]> {
  let open: { text: string; line: number } | undefined;
  /** Takes a line; returns what the row that it ends is. */
  const take = (line: string, number: number): readonly LogRecord[] => {
    if (number <= header || (open === undefined && line.trim() === '')) return [];
    const row = open === undefined ? { text: line, line: number } : { ...open, text: `${open.text}\n${line}` };
    open = isOpenRow(row.text) && row.text.length < maxRow ? row : undefined;
    return open === undefined ? rowRecords(row.text, row.line, layout) : [];
  };
  for await (const { first, lines } of lineBatches(decode(source).chunks())) {
    yield lines.flatMap((line, i) => take(line, first + i));
  }
  if (open !== undefined) yield rowRecords(open.text, open.line, layout);
}

function rowRecords(text: string, place: number, { delimiter, names }: Layout): readonly LogRecord[] {
  const cells = splitRow(text, delimiter);
  const fields = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  const found = messageIn(fields);
  if (found === undefined) return [];
  // A row is a message with labels, whatever its other columns are called.
  const [record] = recordsIn(fields, undefined, 1);
  return [{ time: found.time, ...record, message: found.message, place }];
}
