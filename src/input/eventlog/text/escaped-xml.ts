import { unescapeXml } from '../xml/tags.ts';

/** What a web page shows as an event stands in its source with entities for brackets. */
const begins = /&lt;Event(?:\s|&gt;)/;
/** Lines of one event, at most. */
const maxLines = 5000;
/** What the next piece may go on with: an entity, a tag. */
const tail = /&[#\w]{0,8}$|<[^<>]{0,200}$/;

/** One level of entities resolved; what stands there as a tag, a `<br>`, is the page's own. */
const unescaped = (html: string): string => unescapeXml(html.replace(/<[^<>]{1,200}>/g, ''));

/** Text of which everything is escaped, piece by piece. */
export async function* unescapedText(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let open = '';
  for await (const piece of pieces) {
    const text = open + piece;
    const end = text.length - (tail.exec(text.slice(-256))?.[0].length ?? 0);
    open = text.slice(end);
    yield unescaped(text.slice(0, end));
  }
  yield unescaped(open);
}

/** Lines of which some hold escaped events; the others are left as they are. */
export function escapedLines(): (line: string) => string {
  let inside = 0;
  return (line) => {
    if (inside === 0 && !begins.test(line)) return line;
    // An event that is not escaped: the end of the one before is missing.
    if (/<Event[\s>]/.test(line)) {
      inside = 0;
      return line;
    }
    const text = unescaped(line);
    const isOpen = begin(text) > end(text) || (inside > 0 && end(text) < 0);
    inside = isOpen && inside < maxLines ? inside + 1 : 0;
    return text;
  };
}

const begin = (text: string): number => Math.max(text.lastIndexOf('<Event '), text.lastIndexOf('<Event>'));
const end = (text: string): number => text.lastIndexOf('</Event>');
