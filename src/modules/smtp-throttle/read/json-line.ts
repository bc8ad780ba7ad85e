import { parsedObject } from '../../../core/json.ts';
import type { AppRecord } from './app-record.ts';
import { type Attempt, defined } from './attempt.ts';
import { type Clock, cellTime, epochMs } from './record-time.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A JSON line of an application as a record of text, with the fields that text has no place for. */
export interface JsonRecord extends AppRecord {
  readonly recipient?: string;
  readonly id?: string;
  readonly tookMs?: number;
  /** `false` where a field such as `success` or `level` says so. */
  readonly failed: boolean;
}

export const timeNames = ['time', '@t', '@timestamp', 'timestamp', 'ts', 'date', 'datetime', 'Timestamp', 'eventTime'];
const textNames = [
  'msg',
  'message',
  '@m',
  '@mt',
  'MessageTemplate',
  'Message',
  'RenderedMessage',
  'short_message',
  'event',
  'text',
  'log',
];
const errorNames = [
  'err',
  'error',
  'exception',
  '@x',
  'Exception',
  'stack',
  'stack_trace',
  'exc_info',
  'errorMessage',
  'error_class',
  'error_message',
  'exception_message',
  'response',
  'full_message',
  'reason',
  'detail',
  'cause',
  'context',
  'extra',
  // What Amazon SES and Mailgun tell of a bounce.
  'bounce',
  'delivery-status',
];

/** Reads a JSON line; undefined where it is no object. */
export function readJsonLine(text: string, line: number, clock: Clock): JsonRecord | undefined {
  const fields = parsedObject(text);
  if (fields === undefined) return undefined;
  const words = [...textNames, ...errorNames]
    .map((name) => (templateNames.has(name) ? rendered(fields, name) : wordsOf(fields[name])))
    .filter((part) => part !== '');
  const code = fields['responseCode'] ?? (fields['err'] as Fields | undefined)?.['responseCode'];
  const took = Number(
    fields['durationMs'] ?? fields['duration_ms'] ?? fields['elapsedMs'] ?? fields['responseTime'] ?? Number.NaN,
  );
  return {
    line,
    text: [...words, code === undefined ? '' : `responseCode: ${String(code)}`].join('\n').trim(),
    failed: fails(fields),
    ...defined({
      at: timeOf(fields, clock),
      host: textOf(fields['hostname'] ?? fields['host']),
      recipient: textOf(
        fields['to'] ??
          fields['recipient'] ??
          fields['Recipient'] ??
          fields['email'] ??
          fields['rcpt'] ??
          fields['To'] ??
          propertiesOf(fields)['Recipient'],
      ),
      id: textOf(fields['mailId'] ?? fields['messageId'] ?? fields['message_id'] ?? fields['emailId'] ?? fields['id']),
      tookMs: Number.isFinite(took) ? took : undefined,
    }),
  };
}

/** Serilog's compact form, and its plain one, which keeps the values in `Properties`. */
const templateNames = new Set(['@mt', 'MessageTemplate']);

function propertiesOf({ Properties: inner }: Fields): Fields {
  return typeof inner === 'object' && inner !== null ? (inner as Fields) : {};
}

/** `Sent {Subject} to {Recipient}` with the fields in it, unless the line also has the message whole. */
function rendered(fields: Fields, name: string): string {
  const template = fields[name];
  if (typeof template !== 'string' || fields['RenderedMessage'] !== undefined) return '';
  const values = { ...propertiesOf(fields), ...fields };
  return template.replace(
    /\{[@$]?(\w{1,60})(?:[:,][^{}]{0,40})?\}/g,
    (hole, one: string) => textOf(values[one]) ?? hole,
  );
}

/** Whether a line is an object with a time, of the application itself and not of Docker or journald. */
export function isDatedObject(text: string, clock: Clock): boolean {
  if (!text.endsWith('}') || text.startsWith('{"log":') || text.includes('"MESSAGE"')) return false;
  const fields = parsedObject(text);
  return fields !== undefined && timeOf(fields, clock) !== undefined;
}

function timeOf(fields: Fields, clock: Clock): number | undefined {
  const value = timeNames.map((name) => fields[name]).find((one) => one !== undefined);
  return typeof value === 'number' ? epochMs(value) : typeof value === 'string' ? cellTime(value, clock) : undefined;
}

function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return textOf(value[0]);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Strings of a value, nested ones too, at most three levels deep. */
function wordsOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > 3) return '';
  return Object.entries(value)
    .map(([key, item]) =>
      key === 'code' || key === 'command' ? `${key}: '${String(item)}'` : wordsOf(item, depth + 1),
    )
    .filter((part) => part !== '')
    .join('\n');
}

/** pino and bunyan count levels from 10 to 60, warnings are 40; others name them. */
function fails(fields: Fields): boolean {
  const level = fields['level'] ?? fields['@l'] ?? fields['severity'] ?? fields['Level'] ?? fields['log.level'];
  if (typeof level === 'number') return level >= 40;
  if (typeof level === 'string' && /^(?:warn|err|fatal|crit|alert|emerg)/i.test(level)) return true;
  return errorNames
    .slice(0, 5)
    .some((name) => fields[name] !== undefined && fields[name] !== null && fields[name] !== '');
}

/** An attempt with what the fields of its line say better than its text. */
export function withFields(attempt: Attempt, { recipient, id, tookMs }: JsonRecord): Attempt {
  const startedAt = tookMs === undefined || attempt.at === undefined ? undefined : attempt.at - tookMs;
  return { ...attempt, ...defined({ recipient, id, startedAt }) };
}
