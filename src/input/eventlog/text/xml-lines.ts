import { parseEventXml } from '../xml/event-xml.ts';
import type { Opener } from './block.ts';

/** Lines of one event, at most: a message has some hundred. */
const maxLines = 5000;

const begins = /<Event[\s>]/;

/** An `<Event>` in the middle of other text, over one line or many. */
export const openXmlLines: Opener = (first, number, sink) => {
  const begin = first.search(begins);
  if (begin < 0) return undefined;
  const lines = [first.slice(begin)];
  const isWhole = () => lines.at(-1)?.includes('</Event>') === true;
  let whole = isWhole();
  return {
    format: 'event-xml',
    take(line) {
      // Where another begins, the end of this one was cut off.
      if (whole || lines.length >= maxLines || begins.test(line)) return 'refused';
      lines.push(line);
      whole = isWhole();
      return whole ? 'last' : 'taken';
    },
    end() {
      const event = parseEventXml(lines.join('\n'), number);
      if (event !== undefined) sink.event(event);
      return event !== undefined;
    },
  };
};
