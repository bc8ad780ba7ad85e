import { expect, test } from 'vitest';
import { partsOf } from './parts.ts';
import { type Source, textSource } from './source.ts';

const readAll = async (source: Source): Promise<string> => {
  const blocks: Buffer[] = [];
  for await (const block of source.blocks()) blocks.push(Buffer.from(block));
  return Buffer.concat(blocks).toString();
};
const stream = '=== diag parts 1\n=== part System.xml\n<Event/>\n === quoted\n=== part empty\n\n=== part w3wp\nrow\n';
const expected = [
  ['System.xml', '<Event/>\n=== quoted\n'],
  ['w3wp', 'row\n'],
];
const partsIn = async (content: string | Buffer) =>
  Promise.all((await partsOf(textSource('stdin', content))).map(async (part) => [part.name, await readAll(part)]));

test.each([
  ['UTF-8', Buffer.from(stream)],
  ['CRLF', Buffer.from(stream.replaceAll('\n', '\r\n'))],
  ['UTF-16, as Windows PowerShell redirects', Buffer.from(`\ufeff${stream.replaceAll('\n', '\r\n')}`, 'utf16le')],
])("a collector's stream is its parts: %s", async (_, bytes) => {
  expect(await partsIn(bytes)).toEqual(expected);
});

test.each([
  ['a log', 'Mar 10 14:30:00 mx postfix/smtp[1]: hello\n'],
  ['nothing', ''],
  ['binary', '\u0000\u0001\u0002'],
])('%s is itself', async (_, text) => {
  expect(await partsIn(text)).toEqual([['stdin', text]]);
});
