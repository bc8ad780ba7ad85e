import { isObject, parsed } from '../../core/json.ts';
import { type Stamp, stamped, stampedAs, stampedObject, stampedOn } from '../../core/stamp.ts';
import { messageIn, ownTime } from './fields.ts';
import { recordsIn } from './json-records.ts';
import { lineForms } from './line-forms.ts';
import type { LogRecord } from './record.ts';
import { storeOf } from './store.ts';

/** Escapes with which a program colors its lines on a terminal. */
const colors = /\u001b\[[\d;]{0,20}m/g;

/** A message that begins with its own date and time, or with what is no line of a log: XML, a rendered event. */
const ownBeginning =
  /^(?:\[?\d{4}[-/.]\d\d?[-/.]\d\d?[T ,]{1,2}\d|<\d{1,3}>|<(?:\?xml|!--|Events?[\s>])|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d |\[?\d\d?[-/. ](?:\d\d?|[A-Z][a-z]{2})[-/. ]\d{4}[ :,T]{1,2}\d|[A-Z][a-z]{2}, \d\d? [A-Z][a-z]{2} \d{4} |time="?\d|ts=\d|Event\[\d|(?:Log Name|Protokollname): |#(?:Fields|Software): |-- )/;

/** What a runtime put around a message that a store then put around that. */
const innerForms = lineForms.filter(({ name }) => name === 'cri');

/** The lines of a record for whoever reads logs: as they are where they tell their time, otherwise with the store's. */
export function linesOf(record: LogRecord): readonly string[] {
  const inner = opened(record);
  const lines = inner.message
    .replace(colors, '')
    .replace(/[\r\n]+$/, '')
    .split(/\r\n|\n|\r/);
  const [first = '', ...rest] = lines;
  if (first.trim() === '' && rest.length === 0) return [];
  return [framed(inner, first, rest.length > 0), ...rest];
}

/** Takes off what lies within: a message that is itself a record of Docker, of a shipper, of a runtime. */
function opened(record: LogRecord, depth = 0): LogRecord {
  const text = record.message.trim();
  if (depth > 3) return record;
  if (text.startsWith('{') && text.endsWith('}')) {
    const value = parsed(text);
    if (!isObject(value)) return { ...record, message: text };
    const [inner, ...others] = storeOf(value) === undefined ? [] : recordsIn(value);
    if (inner === undefined || others.length > 0 || inner.message === text) return timedObject(record, value, text);
    return opened({ ...record, ...withoutGaps(inner), message: inner.message }, depth + 1);
  }
  for (const form of innerForms) {
    const parts = form.read(record.message);
    if (parts !== undefined) return opened({ ...record, ...withoutGaps(parts), message: parts.message }, depth + 1);
  }
  return record;
}

/** An object of an application: with the store's time where it has none. */
function timedObject(record: LogRecord, value: Readonly<Record<string, unknown>>, text: string): LogRecord {
  const { time } = record;
  const has = ownTime(value) ?? messageIn(value)?.time;
  const line = text.includes('\n') ? JSON.stringify(value) : text;
  return { ...record, message: has === undefined && time !== undefined ? stampedObject(time, line) : line };
}

const withoutGaps = <T extends object>(parts: T): Partial<T> =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<T>;

function framed({ time, host, program }: LogRecord, first: string, several: boolean): string {
  if (time === undefined || first.startsWith('{') || ownBeginning.test(first)) return first;
  const stamp: Stamp = time;
  if (!time.zoned || several) return stamped(stamp, first);
  if (/^[\w./()-]{1,80}\[\d{1,10}\]: /.test(first)) return stampedOn(time.time, host ?? '-', first);
  return program === undefined ? stamped(stamp, first) : stampedAs(time.time, host ?? '-', program, first);
}
