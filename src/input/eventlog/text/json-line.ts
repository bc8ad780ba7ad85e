import { parsed } from '../../../core/json.ts';
import { eventsOfJson } from '../json/json-event.ts';
import { type Opener, oneLine } from './block.ts';

/** One JSON object a line, as shippers write it. */
export const openJsonLine: Opener = (line, number, sink) => {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const events = eventsOfJson(parsed(text), number);
  for (const event of events) sink.event(event);
  return events.length === 0 ? undefined : oneLine('json-lines');
};
