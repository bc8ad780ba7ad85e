import { type Fields, isObject } from '../../core/json.ts';
import { plainName } from './fields.ts';

/** A log store or shipper, by what its records have around the message. */
interface Store {
  readonly name: string;
  owns(fields: Fields): boolean;
}

const has =
  (...names: readonly string[]) =>
  (fields: Fields): boolean =>
    names.every((name) => name in fields);
const any =
  (...names: readonly string[]) =>
  (fields: Fields): boolean =>
    names.some((name) => name in fields);
const isText = (value: unknown): boolean => typeof value === 'string';
const inner = (fields: Fields, name: string): Fields => {
  const value = fields[name];
  return isObject(value) ? value : {};
};

/**
 * In order; the first decides. From the stores' documents: Docker's json-file driver, systemd.journal-fields(7),
 * Elasticsearch's search API and ECS, logcli, CloudWatch Logs' FilterLogEvents, GCP's LogEntry, Splunk's search
 * export, Azure's Log Analytics tables, GELF 1.1, Datadog's logs API, stern, fluent-bit's Kubernetes filter, Vector.
 */
const stores: readonly Store[] = [
  {
    name: 'docker',
    owns: (fields) => isText(fields['log']) && any('stream', 'time')(fields) && !('kubernetes' in fields),
  },
  {
    name: 'journald',
    owns: (fields) => 'MESSAGE' in fields && Object.keys(fields).some((name) => /^_|^SYSLOG_/.test(name)),
  },
  {
    name: 'elasticsearch',
    owns: (fields) =>
      isObject(fields['_source']) ||
      (has('_index')(fields) && any('fields', '_id')(fields)) ||
      (has('@timestamp')(fields) && any('ecs.version', 'ecs', 'agent', '@version', 'beat', 'agent.type')(fields)),
  },
  { name: 'loki', owns: (fields) => isText(fields['line']) && any('labels', 'timestamp', 'ts')(fields) },
  {
    name: 'cloudwatch',
    owns: (fields) => any('@message', '@ptr', 'ingestionTime', '@ingestionTime', 'logStreamName')(fields),
  },
  {
    name: 'google-cloud',
    owns: (fields) =>
      isText(fields['textPayload']) || isObject(fields['jsonPayload']) || has('insertId', 'logName')(fields),
  },
  { name: 'splunk', owns: (fields) => isText(fields['_raw']) || any('_raw', '_time')(inner(fields, 'result')) },
  { name: 'splunk', owns: (fields) => 'event' in fields && has('sourcetype')(fields) },
  { name: 'sumo-logic', owns: (fields) => any('_raw', '_messagetime')(inner(fields, 'map')) },
  { name: 'azure', owns: (fields) => Object.keys(fields).some((name) => /^TimeGenerated\b/.test(name)) },
  {
    name: 'azure',
    owns: (fields) => has('category', 'properties')(fields) && any('resourceId', 'operationName')(fields),
  },
  {
    name: 'graylog',
    owns: (fields) => isText(fields['short_message']) || isText(inner(fields, 'message')['message']),
  },
  {
    name: 'datadog',
    owns: (fields) => ['attributes', 'content'].some((name) => isText(inner(fields, name)['message'])),
  },
  { name: 'otlp', owns: (fields) => isObject(fields['body']) && any('timeUnixNano', 'observedTimeUnixNano')(fields) },
  { name: 'stern', owns: has('podName', 'containerName') },
  {
    name: 'kubernetes',
    owns: (fields) => Object.keys(fields).some((name) => /^kubernetes(?:[._]|$)/.test(name)),
  },
  { name: 'vector', owns: has('source_type', 'message') },
  { name: 'victorialogs', owns: has('_msg', '_time') },
];

/** The store that wrote an object around a message; undefined where it is an object of an application, or another. */
export const storeOf = (fields: Fields): string | undefined => stores.find((store) => store.owns(fields))?.name;

/** What says more of a mail, an error or an answer than the message does: then the whole object is the record. */
const details =
  /^(?:err|errors?|errormessage|errorcode|exception\w{0,20}|exc|excinfo|stack|stacktrace|response\w{0,10}|reply|reason|details?|cause|to|recipients?|rcpt\w{0,5}|email|mailto|subject|from|sender|messageid|mailid|smtp\w{0,20}|durationms|command)$/;

export const hasDetails = (fields: Fields): boolean =>
  Object.entries(fields).some(
    ([name, value]) => details.test(plainName(name)) && value !== null && value !== '' && value !== false,
  );

/** An object of Kubernetes: its own modules read it. */
export const isKubernetesObject = (fields: Fields): boolean => isText(fields['apiVersion']) && isText(fields['kind']);

const eventIds = new Set(['eventid', 'eventidentifier', 'eventcode', 'instanceid', 'id']);
const eventProviders = new Set([
  'providername',
  'provider',
  'sourcename',
  'eventlog',
  'channel',
  'logname',
  'eventsource',
]);

/** A Windows event with its fields, in an export that the event readers know as it is. */
export function isWindowsEvent(fields: Fields, depth = 0): boolean {
  const names = Object.keys(fields).map(plainName);
  if (names.includes('winlog') || (names.includes('system') && names.includes('eventdata'))) return true;
  if (names.some((name) => eventIds.has(name)) && names.some((name) => eventProviders.has(name))) return true;
  if (names.includes('logentry') && isObject(fields['LogEntry'])) return true;
  return (
    depth < 2 &&
    ['_source', 'result', 'Event', 'event', 'attributes', 'fields'].some(
      (name) => isObject(fields[name]) && isWindowsEvent(fields[name] as Fields, depth + 1),
    )
  );
}
