import { compact, eventIdOf, type RawEvent, type RawTime } from '../raw-event.ts';
import { parseIso } from '../time/iso.ts';

/** An element as it begins, with the text that follows it; entities are resolved. */
export interface OpenElement {
  readonly name: string;
  readonly text: string;
  attribute(name: string): string | undefined;
}

const fieldOf: Readonly<Record<string, 'recordId' | 'channel' | 'computer'>> = {
  EventRecordID: 'recordId',
  Channel: 'channel',
  Computer: 'computer',
};

/** What is gathered while the elements of one event pass by, from XML text or binary XML alike. */
export class EventDraft {
  readonly #path: string[] = [];
  readonly #data: Record<string, string> = {};
  readonly #fields: { recordId?: string; channel?: string; computer?: string } = {};
  #provider: string | undefined;
  #id: number | undefined;
  #time: RawTime;
  #message: string | undefined;
  #unnamed = 0;

  open(element: OpenElement): void {
    const section = this.#path[1];
    if (section === 'System') this.#system(element);
    else if (section === 'EventData' || section === 'UserData') this.#dataOf(element, section);
    else if (section === 'RenderingInfo' && element.name === 'Message') this.#message = element.text.trim();
    this.#path.push(element.name);
  }

  close(name: string): void {
    const depth = this.#path.lastIndexOf(name);
    if (depth >= 0) this.#path.length = depth;
  }

  /** The event; undefined where it has no id. */
  event(line: number | undefined): RawEvent | undefined {
    const time = this.#time;
    if (this.#id === undefined) return undefined;
    const fields = {
      provider: this.#provider,
      id: this.#id,
      ...this.#fields,
      data: this.#data,
      message: this.#message,
      line,
    };
    return { ...compact<RawEvent>({ ...fields, time }), time };
  }

  #system({ name, text, attribute }: OpenElement): void {
    const field = fieldOf[name];
    if (field !== undefined) this.#fields[field] = text.trim();
    else if (name === 'Provider') this.#provider = attribute('Name') || attribute('EventSourceName');
    else if (name === 'EventID') this.#id = eventIdOf(text);
    else if (name === 'TimeCreated') {
      const written = attribute('SystemTime');
      if (written !== undefined) this.#time = parseIso(written, 'UTC') ?? { text: written };
    }
  }

  /** `<Data Name="AppPoolID">` by its name, `<Data>` as param1 …, an element of UserData by its own name. */
  #dataOf({ name, text, attribute }: OpenElement, section: string): void {
    if (name === 'Data') this.#data[attribute('Name') || `param${++this.#unnamed}`] = text;
    else if ((section === 'UserData' || name === 'Binary') && text.trim() !== '') this.#data[name] = text.trim();
  }
}
