import { expect, test } from 'vitest';
import { unescapedText } from './escaped-xml.ts';

async function* piecesOf(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

test.each([1, 2, 3, 7, 50, 1000])(
  'one level of entities is resolved and tags are left out, in pieces of %i',
  async (size) => {
    const page =
      '&lt;Event xmlns=&quot;u&quot;&gt;<br class="x">\n&lt;Data&gt;A &amp;amp; B &#228; &unknown; & C&lt;/Data&gt;&lt;/Event&gt;</pre>';
    let text = '';
    for await (const piece of unescapedText(piecesOf(page, size))) text += piece;
    expect(text).toBe('<Event xmlns="u">\n<Data>A &amp; B ä &unknown; & C</Data></Event>');
  },
);
