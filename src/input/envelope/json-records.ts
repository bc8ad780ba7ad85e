import { type Fields, isObject } from '../../core/json.ts';
import { type Found, hostOf, idOf, labelsOf, messageIn, programOf } from './fields.ts';
import { decoded, isPacked } from './packed.ts';
import type { LogRecord } from './record.ts';
import { timeOf } from './record-time.ts';
import { hasDetails, isKubernetesObject, isWindowsEvent, storeOf } from './store.ts';
import { rowsOf } from './tables.ts';
import { textIn } from './values.ts';

/** A record without its place in the input, and the store that its object is of. */
export interface JsonRecord extends Omit<LogRecord, 'place'> {
  readonly store?: string | undefined;
  /** A Windows event with its fields. */
  readonly isEvent?: true;
}

const maxDepth = 8;

/** Labels of the list that records stand in. */
type Context = ReadonlyMap<string, string>;
const nothing: Context = new Map();

/** The records in a JSON value: itself, those of a list however deep, of a table, of a packed payload. */
export function recordsIn(value: unknown, context: Context = nothing, depth = 0): readonly JsonRecord[] {
  if (depth > maxDepth) return [];
  const deeper = (one: unknown) => recordsIn(one, context, depth + 1);
  if (typeof value === 'string') return depth > 0 ? deeper(decoded(value)) : [];
  const list = rowsOf(value) ?? (Array.isArray(value) ? value : undefined);
  if (list !== undefined) return list.flatMap(deeper);
  if (!isObject(value) || isKubernetesObject(value)) return [];
  return pairsIn(value, context) ?? storedRecord(value, context) ?? inLists(value, context, depth);
}

/** The record that an object of a known store is. */
function storedRecord(value: Fields, context: Context): readonly JsonRecord[] | undefined {
  const store = storeOf(value);
  const record = store === undefined ? undefined : recordOf(value, context, store);
  return record === undefined ? undefined : [record];
}

/**
 * Records in lists of an object; otherwise itself, where it stands in a list. One that stands alone is a record of its
 * application, unless its message is a line of a log by itself, or of what runs applications.
 */
function inLists(value: Fields, context: Context, depth: number): readonly JsonRecord[] {
  const within = listsIn(value, context, depth);
  if (within.length > 0) return within;
  const plain = recordOf(value, context, undefined);
  return plain?.time !== undefined && (depth > 0 || isShaped(plain.message) || ofHosts.test(plain.message))
    ? [plain]
    : [];
}

/** Records in the members of an object that is none itself. */
function listsIn(value: Fields, context: Context, depth: number): readonly JsonRecord[] {
  const labels = new Map([...context, ...labelsOf(resourceOf(value))]);
  return Object.values(value).flatMap((one) => {
    const mayHold = typeof one === 'string' ? isPacked(one) || depth > 0 : typeof one === 'object' && one !== null;
    return mayHold ? recordsIn(one, labels, depth + 1) : [];
  });
}

/** What an answer says of all records in it: OTLP's resource, a subscription's log group. */
function resourceOf(value: Fields): Fields {
  const { resource, logGroup, logStream } = value;
  const attributes = isObject(resource) ? attributesOf(resource['attributes']) : {};
  return {
    ...attributes,
    ...(logGroup === undefined ? {} : { logGroup }),
    ...(logStream === undefined ? {} : { logStream }),
  };
}

/** OTLP's list of keys and values as an object. */
function attributesOf(list: unknown): Fields {
  if (!Array.isArray(list)) return {};
  return Object.fromEntries(
    list.filter(isObject).map((one) => [String(one['key']), textIn(one['value']) ?? one['value']]),
  );
}

/** Loki's streams: labels beside pairs of a time and a line; its push API has objects in their place. */
function pairsIn(value: Fields, context: Context): readonly JsonRecord[] | undefined {
  const list = value['values'] ?? value['entries'];
  const stream = value['stream'] ?? value['labels'] ?? value['metric'];
  if (!Array.isArray(list) || list.length === 0 || stream === undefined) return undefined;
  const labels = new Map([...labelsOf(isObject(stream) ? stream : labelsInText(String(stream))), ...context]);
  const records = list.map((one) => pairOf(one, labels));
  return records.every((record) => record !== undefined) ? records : undefined;
}

function pairOf(one: unknown, labels: Context): JsonRecord | undefined {
  const [at, line] = Array.isArray(one) ? one : isObject(one) ? [one['ts'] ?? one['timestamp'], one['line']] : [];
  const time = timeOf(at);
  if (time === undefined || typeof line !== 'string') return undefined;
  return { message: line, time, program: programOf(labels), host: hostOf(labels), store: 'loki' };
}

/** `{app="mailer", pod="mailer-1"}`. */
export const labelsInText = (text: string): Fields =>
  Object.fromEntries([...text.matchAll(/([\w.]{1,100})="([^"]{0,200})"/g)].map((m) => [m[1] ?? '', m[2] ?? '']));

/** The record that an object is. */
function recordOf(fields: Fields, context: Context, store: string | undefined): JsonRecord | undefined {
  const found = messageIn(fields) ?? structured(fields);
  if (found === undefined) return undefined;
  const labels = new Map([...labelsOf(fields), ...labelsOf(attributesOf(fields['attributes'])), ...context]);
  const { holder, time } = found;
  // An event with its fields, and a record that has more to say than its message, stay whole.
  const isEvent = isWindowsEvent(holder);
  const message = isEvent || hasDetails(holder) ? JSON.stringify(holder) : found.message;
  return {
    message,
    time,
    program: programOf(labels),
    host: hostOf(labels),
    id: idOf(labels),
    store,
    ...(isEvent ? { isEvent } : {}),
  };
}

/** A payload of fields without a text for the whole. */
function structured(fields: Fields): Found | undefined {
  const payload = [fields['jsonPayload'], fields['_source'], fields['protoPayload']].find(isObject);
  return payload === undefined
    ? undefined
    : { message: JSON.stringify(payload), holder: payload, time: timeOf(fields['timestamp'] ?? payload['@timestamp']) };
}

/** A message that is a line of a log by itself: it begins with a level or a time, as klog or syslog do, or is XML. */
const isShaped = (message: string): boolean =>
  /^(?:\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE|INF|WRN|ERR|FTL)\b|[IWEF]\d{4} \d\d:\d\d|\[?\d{4}[-/]\d\d[-/]\d\d[T ]|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |<\d{1,3}>|<\?xml|<Event|time="|level=|Event\[\d)/.test(
    message,
  );

/** What IIS and Kubernetes say of themselves: no application writes it, a shipper does. */
const ofHosts =
  /application pool|worker process|w3wp\.exe|Windows Process Activation|World Wide Web Publishing|\bkube[a-z-]{1,30}\b|\betcd\b|Unable to connect to the server|Error from server|pod sandbox|containerd/i;
