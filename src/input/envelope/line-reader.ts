import { headOf } from '../../core/safe-text.ts';
import { decode } from '../decode.ts';
import { lineBatches } from '../lines.ts';
import type { Source } from '../source.ts';
import { type LineForm, lineForms } from './line-forms.ts';
import type { EnvelopeReader } from './reader.ts';
import type { LogRecord } from './record.ts';

/** Lines that tell the form; of the first ones a few may be of something else. */
const sample = 40;
const share = 0.8;
/** Forms whose beginning is no mark of theirs alone. */
const weak = new Set(['compose', 'stern', 'cloudwatch', 'kubectl']);
/** Parts of a line are joined up to here, as everywhere (16 KiB a part, CRI). */
const maxJoined = 1 << 20;

/** The reader for lines with a prefix of one form; undefined where they have none. */
export function lineReader(head: string): EnvelopeReader | undefined {
  const lines = head
    .split(/\r?\n/)
    .slice(0, -1)
    .filter((line) => line.trim() !== '')
    .slice(0, sample);
  if (lines.length === 0 && head.trim() !== '') lines.push(head.trim());
  const form = lineForms.find((one) => fits(one, lines));
  if (form === undefined) return undefined;
  return { name: form.name, unit: 'line', streams: false, records: (source) => recordsOf(source, form) };
}

function fits(form: LineForm, lines: readonly string[]): boolean {
  const told = lines.filter((line) => form.notes?.test(line) !== true);
  if (told.length < (weak.has(form.name) ? 2 : 1)) return false;
  const parts = told.flatMap((line) => form.read(line) ?? []);
  if (parts.length < told.length * share) return false;
  // A word that differs from line to line is no name of a stream.
  return form.name !== 'cloudwatch' || new Set(parts.map(({ stream }) => stream)).size <= Math.max(1, parts.length / 3);
}

async function* recordsOf(source: Source, form: LineForm): AsyncGenerator<readonly LogRecord[]> {
  const open = new Map<string, LogRecord>();
  for await (const { first, lines } of lineBatches(decode(source).chunks())) {
    const records: LogRecord[] = [];
    const last = new Map<string, number>();
    for (const [i, line] of lines.entries()) {
      if (line.trim() === '' || form.notes?.test(line) === true) continue;
      const record = join(open, { ...(form.read(line) ?? { message: line }), place: first + i });
      if (record !== undefined && !isContinued(records, last, record)) {
        last.set(speakerOf(record), records.length);
        records.push(record);
      }
    }
    yield records;
  }
  yield [...open.values()];
}

const speakerOf = ({ stream = '', host = '', program = '' }: LogRecord): string => `${stream}\0${host}\0${program}`;

/** The frames of a stack, and what caused it; a line with its own time or level, or an object, is said anew. */
const continuation =
  /^(?:[ \t]+(?!["'[(<{]?(?:\d{4}[-/]\d\d[-/]\d\d|\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:)|[[(<]?(?:trace|debug|info|notice|warn(?:ing)?|err(?:or)?|severe|crit(?:ical)?|fatal|panic|alert|emerg)\b[\]:>)|\s-]|\{|(?:level|lvl|severity|time|ts|msg)=)\S|Caused by: )/i;

/** Adds a line to what its own stream said last, where another stream has spoken in between. */
function isContinued(records: LogRecord[], last: ReadonlyMap<string, number>, record: LogRecord): boolean {
  const { message } = record;
  const at = continuation.test(message) ? last.get(speakerOf(record)) : undefined;
  const before = at === undefined ? undefined : records[at];
  if (at === undefined || before === undefined || at === records.length - 1) return false;
  records[at] = { ...before, message: headOf(`${before.message}\n${message}`, maxJoined) };
  return true;
}

/** A record whole; undefined where it goes on. */
export function join(open: Map<string, LogRecord>, record: LogRecord): LogRecord | undefined {
  const key = record.stream ?? '';
  const before = open.get(key);
  const whole =
    before === undefined ? record : { ...before, message: (before.message + record.message).slice(0, maxJoined) };
  if (record.partial === true) {
    open.set(key, whole);
    return undefined;
  }
  open.delete(key);
  return whole;
}
