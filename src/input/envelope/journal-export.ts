import { decode } from '../decode.ts';
import { lineBatches } from '../lines.ts';
import type { Source } from '../source.ts';
import { recordsIn } from './json-records.ts';
import type { EnvelopeReader } from './reader.ts';
import type { LogRecord } from './record.ts';

const [lineFeed, equals] = [10, 61];
/** Larger fields (core dumps) are no lines of a log. */
const maxField = 16 << 20;

/** `Mon 2026-11-02 09:15:00.120000 UTC [s=9d;i=1;b=2f;m=1;t=6;x=9]`, the head of an entry of `journalctl -o verbose`. */
const verboseHead = /^[A-Z][a-z]{2} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? [A-Z]{3,5}) \[s=/;

/** `journalctl -o verbose`: a head, and its fields indented below it. */
export function verboseReader(head: string): EnvelopeReader | undefined {
  const isVerbose = verboseHead.test(head) && /^ {4}[A-Z_]{2,64}=/m.test(head);
  return isVerbose ? { name: 'journald', unit: 'line', streams: false, records: verboseEntries } : undefined;
}

async function* verboseEntries(source: Source): AsyncGenerator<readonly LogRecord[]> {
  let entry: { readonly fields: Record<string, string>; readonly place: number; name: string } | undefined;
  const close = (): readonly LogRecord[] => {
    const { fields = {}, place = 0 } = entry ?? {};
    return recordsIn(fields).map((one) => ({ ...one, place }));
  };
  for await (const { first, lines } of lineBatches(decode(source).chunks())) {
    const records: LogRecord[] = [];
    for (const [i, line] of lines.entries()) {
      const at = verboseHead.exec(line)?.[1];
      if (at !== undefined) {
        records.push(...close());
        entry = { fields: { timestamp: at }, place: first + i, name: '' };
      } else if (entry !== undefined) take(entry, line);
    }
    yield records;
  }
  yield close();
}

/** A field of an entry, or a further line of the one before. */
function take(entry: { readonly fields: Record<string, string>; name: string }, line: string): void {
  const m = /^ {4}([A-Z_0-9]{1,64})=(.*)$/.exec(line);
  if (m !== null) {
    entry.name = m[1] ?? '';
    entry.fields[entry.name] = m[2] ?? '';
  } else if (entry.name !== '') entry.fields[entry.name] += `\n${line.trimStart()}`;
}

/** `journalctl -o export`: fields of an entry, an empty line between two (systemd's "Journal Export Formats"). */
export function exportReader(head: string): EnvelopeReader | undefined {
  const isExport = /^__(?:CURSOR|REALTIME_TIMESTAMP)=/.test(head);
  return isExport ? { name: 'journald', unit: 'record', streams: false, records: entriesOf } : undefined;
}

async function* entriesOf(source: Source): AsyncGenerator<readonly LogRecord[]> {
  let rest: Buffer = Buffer.alloc(0);
  let fields: Record<string, string> = {};
  let number = 0;
  for await (const block of source.blocks()) {
    rest = rest.length === 0 ? Buffer.from(block) : Buffer.concat([rest, block]);
    const records: LogRecord[] = [];
    for (let field = fieldAt(rest); field !== undefined; field = fieldAt(rest)) {
      rest = rest.subarray(field.length);
      if (field.name !== '') fields[field.name] = field.value;
      else if (Object.keys(fields).length > 0) {
        number++;
        records.push(...recordsIn(fields).map((one) => ({ ...one, place: number })));
        fields = {};
      }
    }
    yield records;
  }
  yield recordsIn(fields).map((one) => ({ ...one, place: number + 1 }));
}

/** The field that begins here, an empty one for the end of an entry; undefined where it is not whole. */
function fieldAt(
  bytes: Buffer,
): { readonly name: string; readonly value: string; readonly length: number } | undefined {
  const end = bytes.indexOf(lineFeed);
  if (end === -1) return undefined;
  const line = bytes.subarray(0, end);
  const sign = line.indexOf(equals);
  if (sign !== -1 || end === 0) {
    const name = line.toString('utf8', 0, Math.max(0, sign));
    return { name, value: line.toString('utf8', sign + 1), length: end + 1 };
  }
  // A name alone: 8 bytes of length, little-endian, then so many bytes, which may hold line feeds.
  if (bytes.length < end + 9) return undefined;
  const size = Number(bytes.readBigUInt64LE(end + 1));
  if (size > maxField) return { name: line.toString('utf8'), value: '', length: end + 1 };
  const from = end + 9;
  if (bytes.length < from + size + 1) return undefined;
  return { name: line.toString('utf8'), value: bytes.toString('utf8', from, from + size), length: from + size + 1 };
}
