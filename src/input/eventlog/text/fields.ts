import { type Fields, isObject, parsed } from '../../../core/json.ts';
import { compact, eventIdOf, type RawEvent, type RawTime } from '../raw-event.ts';
import { parseIso } from '../time/iso.ts';
import { parseEventXml } from '../xml/event-xml.ts';
import { type Field, labels } from './labels.ts';
import { undescribed } from './not-described.ts';

const ranks = new Map(labels.flatMap(([field, all]) => all.map((name, rank) => [name, { field, rank }] as const)));

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[\s._"\ufeff]/g, '')
    .replace(/’/g, "'");

/** The field a column or key stands for. */
export const fieldOf = (name: string): Field | undefined => ranks.get(plain(name))?.field;

/** Which of several names of a field is the better one: smaller wins. */
export const rankOf = (name: string): number => ranks.get(plain(name))?.rank ?? 99;

/** Field values of one event as text. */
export type FieldValues = Partial<Record<Field, string>>;

/** An event from its fields; undefined where there is no id, or nothing besides it. */
export function eventFrom(
  values: FieldValues,
  line: number | undefined,
  more: Partial<RawEvent> = {},
): RawEvent | undefined {
  const id = eventIdOf(values.id);
  const provider = trimmed(values.provider);
  const channel = trimmed(values.channel);
  const computer = trimmed(values.computer);
  const recordId = trimmed(values.recordId);
  const bare = values.message === undefined ? undefined : undescribed(values.message);
  const { message, messageCut } = bare === undefined ? messageOf(values.message) : none;
  if (id === undefined || isTemplate(message)) return undefined;
  const time = timeOf(values);
  if (time === undefined && provider === undefined && message === undefined) return undefined;
  const data = { ...dataOf(values), ...bare?.data, ...more.data };
  const event = { provider, id, channel, computer, recordId, message, messageCut, line, ...more, data, time };
  return { ...compact<RawEvent>(event), data, time };
}

const none = { message: undefined, messageCut: undefined };

/** A value without what exports put where there is none. */
function trimmed(text: string | undefined): string | undefined {
  const value = text?.trim();
  return value === '' || value === 'N/A' || value === '-' ? undefined : value;
}

/** A message of a catalog, with its parameters open, is no event. */
const isTemplate = (message: string | undefined): boolean =>
  message !== undefined && /['"‘„]%[1-9]['"’“]/.test(message);

/** The text, and whether the export cut it off. */
export function messageOf(text: string | undefined): { message: string | undefined; messageCut: true | undefined } {
  const message = text?.trim();
  if (message === undefined || message === '') return { message: undefined, messageCut: undefined };
  return { message, messageCut: /(?:\.\.\.|…)$/.test(message) ? true : undefined };
}

/** Local text, or UTC where the export says so. */
function timeOf({ time, utc, clock }: FieldValues): RawTime {
  // Windows Server 2003 shows the date and the time of day on lines of their own.
  const day = time === undefined || time.includes(':') || clock === undefined ? time : `${time.trim()} ${clock.trim()}`;
  const text = utc ?? day ?? clock;
  if (text === undefined || text.trim() === '') return undefined;
  return timeFromText(text, utc === undefined ? undefined : 'UTC');
}

/** `\/Date(1773156696000)\/` of Windows PowerShell, ISO 8601 with zone, or text for the clock to read. */
export function timeFromText(text: string, otherwise?: 'UTC'): RawTime {
  const epoch = /^\\?\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?\/$/.exec(text.trim());
  if (epoch !== null) return { utc: Number(epoch[1]), precision: 'millisecond' };
  return parseIso(text, otherwise) ?? (otherwise === 'UTC' ? { text: `${text.trim()} UTC` } : { text });
}

function dataOf({ strings, eventData }: FieldValues): Record<string, string> {
  if (eventData?.trimStart().startsWith('<')) return dataOfXml(eventData);
  if (eventData?.trimStart().startsWith('{')) return flatData(parsed(eventData));
  if (strings === undefined || strings.trim() === '') return {};
  return Object.fromEntries(strings.split('|').map((value, i) => [`param${i + 1}`, value.trim()]));
}

/** EventData as a column of its own: Azure's ParameterXml has `<Param>`, its EventData the element itself. */
function dataOfXml(xml: string): Record<string, string> {
  const inner = xml.replace(/<(\/?)Param>/g, '<$1Data>').replace(/<\/?(?:DataItem|EventData|UserData)\b[^>]*>/g, '');
  return (
    parseEventXml(`<Event><System><EventID>0</EventID></System><EventData>${inner}</EventData></Event>`)?.data ?? {}
  );
}

/**
 * Named values from the many shapes JSON exports give EventData: an object, a list of values, a list
 * of `{"@Name": …, "#text": …}`, either of them under `Data` or `EventData`.
 */
export function flatData(value: unknown): Record<string, string> {
  if (Array.isArray(value)) {
    return Object.assign(
      {},
      ...value.map((one, i) => (isObject(one) ? namedValue(one, i) : { [`param${i + 1}`]: textOf(one) })),
    );
  }
  if (!isObject(value)) return {};
  const inner = value['EventData'] ?? value['Data'];
  if (isObject(inner) || Array.isArray(inner)) return flatData(inner);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null && typeof one !== 'object')
      .map(([name, one]) => [name === 'Data' ? 'param1' : name, textOf(one)]),
  );
}

function namedValue(one: Fields, i: number): Record<string, string> {
  const name = one['@Name'] ?? one['Name'];
  const value = one['#text'] ?? one['Value'] ?? one['Text'];
  return { [typeof name === 'string' ? name : `param${i + 1}`]: textOf(value) };
}

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
