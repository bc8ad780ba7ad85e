import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { render } from '../../src/renderers/markdown/report.ts';
import { hostileText, richReport } from '../support/rich-report.ts';
import { casesOf, tried } from '../support/tried.ts';

/** As GitHub shows it, but that nothing is filtered afterwards. */
const html = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });

const tags =
  /<\/?(?:h[1-3]|p|details|summary|ul|ol|li|strong|table|thead|tbody|tr|th|td|pre|hr \/)>|<(?:td|th) align="right">|<code(?: class="language-\w+")?>|<\/code>|<ol start="\d+">/g;

/** What stands in the page beside the tags that the renderer makes itself. */
const strange = (page: string): string[] =>
  page
    .replaceAll(ownLink, '')
    .replace(tags, '')
    .match(/<[^\n]{0,80}/g) ?? [];
const ownLink = '<a href="https://learn.microsoft.com/iis/">https://learn.microsoft.com/iis/</a>';

const report = richReport();
/** Fields that hold words of the tool's own code alone. */
const own = new Set([
  ...['code', 'name', 'severity', 'confidence', 'docs', 'shell', 'applicability', 'status', 'kind', 'tone', 'align'],
  ...['consequenceOf', 'command', 'role', 'layer', 'module', 'generatedAt', 'version', 'format', 'encoding'],
]);

/** The report with a text put into every field that can hold words of an input. */
const with_ = (text: string): typeof report => {
  const change = (value: unknown, key: string): unknown => {
    if (own.has(key)) return value;
    if (typeof value === 'string') return text;
    if (Array.isArray(value)) return value.map((item) => change(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(item, name)]));
  };
  return change(report, '') as typeof report;
};
const page = (text: string): string =>
  [true, false].map((verbose) => html(render(with_(text), { hidden: 0, width: 80, verbose } as never))).join('');

test('the parser of the test finds what GitHub would', () => {
  expect(strange(html('a <img src=x> b'))).toHaveLength(1);
  expect(strange(html('see https://evil.example/x'))).not.toEqual([]);
  expect(strange(html('see www.evil.example'))).not.toEqual([]);
  expect(strange(html('mail anna@contoso.com'))).not.toEqual([]);
  expect(strange(html('[a](b) ![a](b) a~~b~~ *c* [ ] x'))).not.toEqual([]);
});

const texts = [
  hostileText,
  '`|` <img src=x onerror=alert(1)> `|`',
  '``a`<b>x</b>',
  '` <i>`` <b> ```',
  '\\` <b> \\\\` <i> `x',
  'a `b | c` d | <img src=x>',
  'https://evil.example/a_b_c?x=1&y=2',
  'a __https://evil.example _www.evil.example 1https://evil.example',
  'www.evil.example and http://1.2.3.4/x',
  'mailto:x@evil.example anna@contoso.com xmpp:a@b.c',
  '![a](https://evil.example/x.png) [b][c] [c]: https://evil.example',
  '<https://evil.example> <a@b.example> <!-- --> <?x?> <![CDATA[x]]> <!A>',
  '&lt;b&gt; &#60;img&#62; &copy;',
  '# a',
  '- a',
  '+ a',
  '* a',
  '1. a',
  '1) a',
  '> a',
  '    a',
  '~~~',
  '---',
  '===',
  '| a | b |',
  '[ ] a',
  '[^1] a',
  '~~a~~',
  '**a**',
  '__a__',
];

test.each(texts)('%j is shown and acts nowhere', (text) => {
  expect(strange(page(text))).toEqual([]);
});

test('a quoted code span in a cell is one cell', () => {
  const shown = page('`a|b`');
  expect(shown).not.toMatch(/<td>[^<]{0,20}`a/);
  expect(shown).toContain('<td><code>a|b</code></td>');
});

test('no text acts, whatever it is made of', () => {
  const cases = casesOf(400);
  const parts = fc.constantFrom(
    ...[
      '`',
      '``',
      '```',
      '|',
      '<',
      '>',
      '<b>',
      '</td>',
      '<img src=x>',
      '[',
      ']',
      '](',
      '!',
      '\\',
      '&lt;',
      '&#x3c;',
      '*',
      '**',
      '_',
      '__',
      '~',
      '~~',
    ],
    ...[
      '#',
      '- ',
      '1. ',
      '> ',
      ' ',
      '  ',
      'a',
      'http://e.x',
      'https://',
      'www.',
      'www.e.x',
      '@',
      'a@b.c',
      '://',
      'mailto:',
      ':',
      '\n',
      '\t',
      '"',
      "'",
      '(',
      ')',
      '=',
    ],
  );
  fc.assert(
    fc.property(
      fc.array(parts, { maxLength: 14 }).map((all) => all.join('')),
      (text) => {
        expect(strange(page(text))).toEqual([]);
      },
    ),
    { numRuns: cases },
  );
  tried('texts in Markdown', cases);
}, 3_600_000);
