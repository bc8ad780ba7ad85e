import { isObject, parsed } from '../../core/json.ts';
import { decode } from '../decode.ts';
import { type JsonText, JsonValues } from '../eventlog/json/json-values.ts';
import { lineBatches } from '../lines.ts';
import type { Source } from '../source.ts';
import { recordsIn } from './json-records.ts';
import { join } from './line-reader.ts';
import type { EnvelopeReader } from './reader.ts';
import type { LogRecord } from './record.ts';
import { isKubernetesObject, isWindowsEvent } from './store.ts';

/** Values of the beginning that are looked at. */
const sample = 40;
/** Names one of which stands in the beginning of any list of log records. */
const telling =
  /"(?:hits|_source|streams?|values|entries|tables|results?|events|logEvents|resourceLogs|awslogs|messages|[\w@.]{0,20}(?:message|msg|log|line|Payload|_raw|body))"\s{0,3}:/i;

/** The reader for a JSON text that holds records of a log; undefined for any other. */
export function jsonReader(head: string, whole: boolean): EnvelopeReader | undefined {
  const begin = beginOf(head);
  if (begin === undefined) return undefined;
  const text = head.slice(begin);
  const lines = text.split(/\r?\n/, sample);
  const firstLine = parsed(unmarked(lines[0] ?? ''));
  if (isObject(firstLine)) {
    const complete = whole ? lines : lines.slice(0, Math.max(1, lines.length - 1));
    const values = complete.map((line) => parsed(unmarked(line))).filter(isObject);
    const found = readerOf(values, 0);
    return found === undefined ? undefined : { ...found.reader, records: (source) => ofLines(source, found.several) };
  }
  const values: unknown[] = [];
  const cut = new JsonValues(() => {});
  for (const value of cut.take(text).slice(0, sample)) values.push(parsed(value.text));
  const isList = text.startsWith('[');
  if (values.length === 0) return whole || !telling.test(text) || isForeign(text) ? undefined : document('json', false);
  const found = readerOf(values, isList ? 1 : 0);
  return found === undefined ? undefined : document(found.reader.name, isList);
}

/** `$ logcli query …`, `PS C:\\> az monitor …`, `ops@node1:~# …`: the command that printed it. */
const prompt = /^(?:[$#%>❯]|PS [^>\n]{0,100}>|\S{1,80}[$#]) /;

/** Where the JSON begins: behind a few lines such as the command that printed it; undefined where there is none. `[root@n1 ~]#` is no list. */
function beginOf(head: string): number | undefined {
  const m =
    /^\ufeff?(?:\s{0,20}(?:[$#%>❯]|PS [^>\n]{0,100}>|\S{1,80}[$#]) [^\n]{0,400}\n){0,3}\s{0,100}(?:(?:data: |\u001e)?(?:\{|\[(?=\s*(?:[{[\]]|$))))/.exec(
      head,
    );
  if (m === null) return undefined;
  return m[0].length - (/(?:data: |\u001e)?[{[]$/.exec(m[0])?.[0].length ?? 1);
}

/** A line of `journalctl -o json-sse` or `json-seq` without its mark. */
const unmarked = (line: string): string => line.replace(/^(?:data: |\u001e)/, '');

/** Lists of Kubernetes objects, of netfilter's rules and the like have other readers. */
const isForeign = (text: string): boolean => /"apiVersion"\s{0,3}:|"nftables"\s{0,3}:/.test(text.slice(0, 4096));

function readerOf(
  values: readonly unknown[],
  depth: number,
): { readonly reader: Omit<EnvelopeReader, 'records'>; readonly several: boolean } | undefined {
  if (values.some((value) => isObject(value) && (isKubernetesObject(value) || isWindowsEvent(value)))) return undefined;
  const found = values.map((value) => recordsIn(value, undefined, depth));
  const records = found.flat();
  if (records.length === 0 || found.filter((of) => of.length > 0).length * 2 < values.length) return undefined;
  if (records.some(({ isEvent }) => isEvent)) return undefined;
  const several = found.some((of) => of.length > 1);
  const name = records.find(({ store }) => store !== undefined)?.store ?? 'json';
  return { reader: { name, unit: several ? 'record' : 'line', streams: several }, several };
}

function document(name: string, isList: boolean): EnvelopeReader {
  return { name, unit: 'record', streams: true, records: (source) => ofValues(source, isList ? 1 : 0) };
}

/** One value a line; what is none, or holds no record, stays as it is. */
async function* ofLines(source: Source, several: boolean): AsyncGenerator<readonly LogRecord[]> {
  const open = new Map<string, LogRecord>();
  let number = 0;
  for await (const { first, lines } of lineBatches(decode(source).chunks())) {
    yield lines.flatMap((line, i) =>
      recordsOfLine(line).flatMap((one) => {
        const page = first + i;
        number++;
        return join(open, { ...one, ...(several ? { place: number, page } : { place: page }) }) ?? [];
      }),
    );
  }
  yield [...open.values()];
}

function recordsOfLine(line: string): readonly Omit<LogRecord, 'place'>[] {
  if (line.trim() === '' || prompt.test(line)) return [];
  const text = unmarked(line.trim());
  const found = text.startsWith('{') ? valuesOf(text).flatMap((value) => recordsIn(value)) : [];
  return found.length === 0 ? [{ message: line }] : found.map((one) => ({ ...one, ...dockerPart(one) }));
}

/** Docker writes a long line in parts; only the last one ends in a line feed. */
const dockerPart = (one: { readonly store?: string | undefined; readonly message: string }): { partial?: true } =>
  one.store === 'docker' && !one.message.endsWith('\n') && one.message.length >= 16_384 ? { partial: true } : {};

/** The values of a line: Firehose puts several on one without anything between. */
function valuesOf(line: string): readonly unknown[] {
  const value = parsed(line);
  if (value !== undefined || !line.includes('}{')) return value === undefined ? [] : [value];
  return new JsonValues(() => {}).take(line).map(({ text }) => parsed(text));
}

/** Values over several lines, and lists. `depth`: 1 for the members of a list. */
async function* ofValues(source: Source, depth: number): AsyncGenerator<readonly LogRecord[]> {
  let others: JsonText[] = [];
  const values = new JsonValues((line, text) => others.push({ line, text }));
  let number = 0;
  let page = 0;
  let paged = false;
  const numbered = ({ text }: JsonText): readonly LogRecord[] => {
    const records = recordsOfValue(text, depth);
    page++;
    paged ||= records.length > 1 && depth === 0;
    return records.map((one) => ({ ...one, place: ++number, ...(paged ? { page } : {}) }));
  };
  /** What stands between values is a line of its own. */
  const inOrder = (found: readonly JsonText[]): readonly LogRecord[] => {
    const all = others.length === 0 ? found : [...found, ...others].toSorted((a, b) => a.line - b.line);
    others = [];
    return all.flatMap(numbered);
  };
  for await (const chunk of decode(source).chunks()) yield inOrder(values.take(chunk));
  values.end();
  yield inOrder([]);
}

/** Its records; a value that holds none stays one, as does what is no value. */
function recordsOfValue(text: string, depth: number): readonly Omit<LogRecord, 'place'>[] {
  const value = parsed(text);
  if (value === undefined) return prompt.test(text.trim()) ? [] : [{ message: text.trim() }];
  const found = recordsIn(value, undefined, depth);
  return found.length > 0 ? found : [{ message: JSON.stringify(value) }];
}
