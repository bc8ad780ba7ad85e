import { compact, eventIdOf, type RawEvent, type RawTime } from '../raw-event.ts';
import { parseIso } from '../time/iso.ts';
import { attributeOf, type Tag, tagsOf, unescapeXml } from './tags.ts';

/** What is gathered while the tags of one event pass by. */
interface Draft {
  provider?: string | undefined;
  id?: number | undefined;
  time?: RawTime;
  recordId?: string;
  channel?: string;
  computer?: string;
  message?: string;
  readonly data: Record<string, string>;
  unnamed: number;
}

const fieldOf: Readonly<Record<string, 'recordId' | 'channel' | 'computer'>> = {
  EventRecordID: 'recordId',
  Channel: 'channel',
  Computer: 'computer',
};

/** Reads one `<Event>…</Event>`; undefined where it has no id. Message text is trimmed at its ends. */
export function parseEventXml(xml: string, line?: number): RawEvent | undefined {
  const draft: Draft = { data: {}, unnamed: 0 };
  const path: string[] = [];
  for (const tag of tagsOf(xml)) {
    if (tag.kind === 'close') {
      const depth = path.lastIndexOf(tag.name);
      if (depth >= 0) path.length = depth;
      continue;
    }
    takeTag(draft, tag, path);
    if (tag.kind === 'open') path.push(tag.name);
  }
  if (draft.id === undefined) return undefined;
  const { provider, id, time, recordId, channel, computer, data, message } = draft;
  return { ...compact<RawEvent>({ provider, id, recordId, channel, computer, data, message, line, time }), time };
}

function takeTag(draft: Draft, tag: Tag, path: readonly string[]): void {
  const section = path[1];
  if (section === 'System') takeSystem(draft, tag);
  else if (section === 'EventData' || section === 'UserData') takeData(draft, tag, section);
  else if (section === 'RenderingInfo' && tag.name === 'Message' && tag.kind === 'open')
    draft.message = unescapeXml(tag.text).trim();
}

function takeSystem(draft: Draft, tag: Tag): void {
  const field = fieldOf[tag.name];
  if (field !== undefined) draft[field] = unescapeXml(tag.text).trim();
  else if (tag.name === 'Provider')
    draft.provider = attributeOf(tag.attributes, 'Name') || attributeOf(tag.attributes, 'EventSourceName');
  else if (tag.name === 'EventID') draft.id = eventIdOf(tag.text);
  else if (tag.name === 'TimeCreated') {
    const written = attributeOf(tag.attributes, 'SystemTime');
    if (written !== undefined) draft.time = parseIso(written, 'UTC') ?? { text: written };
  }
}

/** `<Data Name="AppPoolID">` by its name, `<Data>` as param1 …, an element of UserData by its own name. */
function takeData(draft: Draft, tag: Tag, section: string): void {
  const text = unescapeXml(tag.text);
  const isData = tag.name === 'Data';
  const name = isData ? attributeOf(tag.attributes, 'Name') : tag.name;
  if (isData && !name) draft.data[`param${++draft.unnamed}`] = text;
  else if (name !== undefined && (isData || section === 'UserData' || tag.name === 'Binary')) {
    if (isData || text.trim() !== '') draft.data[name] = isData ? text : text.trim();
  }
}
