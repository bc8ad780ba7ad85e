import type { RawEvent } from '../raw-event.ts';
import { EventDraft } from './event-draft.ts';
import { attributeOf, tagsOf, unescapeXml } from './tags.ts';

/** Reads one `<Event>…</Event>`; undefined where it has no id. Message text is trimmed at its ends. */
export function parseEventXml(xml: string, line?: number): RawEvent | undefined {
  const draft = new EventDraft();
  for (const { kind, name, attributes, text } of tagsOf(xml)) {
    if (kind === 'close') {
      draft.close(name);
      continue;
    }
    draft.open({ name, text: unescapeXml(text), attribute: (wanted) => attributeOf(attributes, wanted) });
    if (kind === 'empty') draft.close(name);
  }
  return draft.event(line);
}
