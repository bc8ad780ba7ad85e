import { type Fields, isObject } from '../../core/json.ts';
import type { RecordTime } from './record.ts';
import { timeOf } from './record-time.ts';
import { textIn } from './values.ts';

/** `@timestamp`, `TimeGenerated [UTC]`, `__REALTIME_TIMESTAMP`: a name without what differs from store to store. */
export function plainName(name: string): string {
  const known = plainNames.get(name);
  if (known !== undefined) return known;
  const plain = name
    .replace(/ ?[[(][^\])]{0,20}[\])]$/, '')
    .replace(/[@_. -]/g, '')
    .toLowerCase();
  if (plainNames.size >= maxNames) plainNames.clear();
  plainNames.set(name, plain);
  return plain;
}

const plainNames = new Map<string, string>();
/** Stores have a few dozen names; a hostile input has more. */
const maxNames = 10_000;

/** Fields that hold what was logged, surest first. */
const messageNames = [
  ...['message', 'msg', 'textpayload', 'raw', 'shortmessage', 'log', 'line', 'logmessage', 'syslogmessage', 'logentry'],
  ...[
    'logline',
    'rawmessage',
    'rawlog',
    'rawdata',
    'originalmessage',
    'logoriginal',
    'eventoriginal',
    'renderedmessage',
  ],
  ...[
    'logtext',
    'logmsg',
    'messagetext',
    'eventmessage',
    'body',
    'content',
    'text',
    'event',
    'payload',
    'data',
    'record',
  ],
];
const messageRank = new Map(messageNames.map((name, i) => [name, i]));

/** Objects in which the logged record lies. */
const carriers = [
  ...['source', 'fields', 'result', 'attributes', 'content', 'message', 'jsonpayload', 'body', 'logrecord', 'event'],
  ...['record', 'log', 'map', 'properties', 'data', 'payload', 'doc', 'document', 'entry', 'value', 'msg', 'line'],
];

/** Fields that hold when it was logged, surest first. */
const timeNames = [
  ...['timestamp', 'time', 'sourcerealtimetimestamp', 'realtimetimestamp', 'timeunixnano', 'timegenerated', 'ts', 't'],
  ...[
    'eventtime',
    'eventtimestamp',
    'logtime',
    'logtimestamp',
    'datetime',
    'date',
    'dt',
    'asctime',
    'timestampns',
    'tsns',
  ],
  ...['timestampms', 'messagetime', 'generatedat', 'createdat', 'created', 'timecreated', 'observedtimeunixnano'],
  ...['observedtimestamp', 'receivetimestamp', 'receivedat', 'indextime', 'ingestiontime'],
];
const timeRank = new Map(timeNames.map((name, i) => [name, i]));

/** What was logged: text, or an object that has no text for the whole. */
export interface Found {
  readonly message: string;
  /** The object it stands in. */
  readonly holder: Fields;
  readonly time: RecordTime | undefined;
}

/** The message and the time of a record, however deep it lies; undefined where there is no message. */
export function messageIn(fields: Fields, depth = 0): Found | undefined {
  const own = ownMessage(fields);
  const time = ownTime(fields);
  if (own !== undefined) return { message: own, holder: fields, time };
  if (depth >= 3) return undefined;
  const names = new Map(Object.keys(fields).map((name) => [plainName(name), name]));
  for (const carrier of carriers) {
    const inner = fields[names.get(carrier) ?? ''];
    const found = isObject(inner) ? messageIn(inner, depth + 1) : undefined;
    if (found !== undefined) return { ...found, time: found.time ?? time };
  }
  return undefined;
}

function ownMessage(fields: Fields): string | undefined {
  let best: { rank: number; text: string } | undefined;
  for (const name of Object.keys(fields)) {
    const rank = messageRank.get(plainName(name));
    if (rank === undefined || (best !== undefined && best.rank <= rank)) continue;
    const text = textIn(fields[name]);
    if (text !== undefined && text.trim() !== '') best = { rank, text };
  }
  if (best === undefined) return undefined;
  const full = textIn(fields['full_message']);
  // GELF: the whole with its stack trace (Graylog's specification 1.1).
  return full !== undefined && full.length > best.text.length && full.startsWith(best.text.trim()) ? full : best.text;
}

/** The time of an object by the surest of its names that holds one. */
export function ownTime(fields: Fields): RecordTime | undefined {
  const names = Object.keys(fields)
    .flatMap((name) => {
      const rank = timeRank.get(plainName(name));
      return rank === undefined ? [] : [{ name, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank);
  for (const { name } of names) {
    const time = timeOf(fields[name]);
    if (time !== undefined) return !time.zoned && /\butc\b/i.test(name) ? { ...time, zoned: true } : time;
  }
  return undefined;
}

/** Names of a record's labels, by plain name; of a nested one its own name, and its name behind its parent's. */
export function labelsOf(fields: Fields, depth = 0, labels = new Map<string, string>()): Map<string, string> {
  for (const [name, value] of Object.entries(fields)) {
    const text = typeof value === 'string' ? value : isObject(value) ? undefined : textIn(value);
    if (text !== undefined && text.length <= 200) addLabel(labels, plainName(name), text);
    if (!isObject(value) || depth >= 3) continue;
    for (const [inner, one] of labelsOf(value, depth + 1)) {
      addLabel(labels, `${plainName(name)}${inner}`, one);
      addLabel(labels, inner, one);
    }
  }
  return labels;
}

function addLabel(labels: Map<string, string>, name: string, text: string): void {
  if (!labels.has(name)) labels.set(name, text);
}

const programNames = [
  ...['syslogidentifier', 'containername', 'k8scontainername', 'container', 'programname', 'program', 'appname'],
  ...['applicationname', 'processname', 'comm', 'ident', 'systemdunit', 'unit', 'servicename', 'service', 'app'],
];
const hostNames = ['hostname', 'nodename', 'host', 'computer', 'k8snodename', 'node', 'podname', 'pod', 'instance'];
const idNames = ['id', 'insertid', 'eventid', 'cursor', 'ptr', 'uid', 'uuid', 'messageid', 'bkt', 'gl2messageid', 'cd'];

const first = (labels: ReadonlyMap<string, string>, names: readonly string[], shape: RegExp): string | undefined =>
  names.map((name) => labels.get(name)).find((value) => value !== undefined && shape.test(value));

/** `kubelet` for the unit `kubelet.service`. */
export const programOf = (labels: ReadonlyMap<string, string>): string | undefined =>
  first(labels, programNames, /^[\w./()-]{1,80}$/)?.replace(/\.service$/, '');
export const hostOf = (labels: ReadonlyMap<string, string>): string | undefined =>
  first(labels, hostNames, /^[\w.:-]{1,255}$/);
export const idOf = (labels: ReadonlyMap<string, string>): string | undefined => first(labels, idNames, /./);
