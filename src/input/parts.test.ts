import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { partsOf } from './parts.ts';
import { fileSource, type Source, textSource } from './source.ts';

const readAll = async (source: Source): Promise<string> => {
  const blocks: Buffer[] = [];
  for await (const block of source.blocks()) blocks.push(Buffer.from(block));
  return Buffer.concat(blocks).toString();
};
const stream =
  '=== diag parts 1\n=== part System.xml\n<Event/>\n === quoted\n   === set in\n=== part empty\n\n=== part w3wp\nrow\n';
const expected = [
  ['System.xml', '<Event/>\n=== quoted\n  === set in\n'],
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
  ["a Markdown block's tabs", '\tMar 10 mx: a\n\t  at b\n\n\tMar 10 mx: c\n', 'Mar 10 mx: a\n  at b\n\nMar 10 mx: c\n'],
  ['four blanks, blank lines first', '\n    a: 1\n      b: 2\r\n    c: 3', '\na: 1\n  b: 2\r\nc: 3'],
  ['marks of a quoted mail', '> Mar 10 mx: a\n>\n> Mar 10 mx: b\n', 'Mar 10 mx: a\n\nMar 10 mx: b\n'],
])('a margin that all lines have is taken off: %s', async (_, text, expected) => {
  expect(await partsIn(text)).toEqual([['stdin', expected]]);
});

test.each([
  ['a line without it', '  a\nb\n  c\n'],
  ['a stack trace', 'Error: x\n    at y\n    at z\n'],
  ['a manifest, in which a tab is the fault', '\tapiVersion: v1\n\tkind: Pod\n'],
  ['tabs and blanks', '\ta\n    b\n'],
])('a text is left as it is: %s', async (_, text) => {
  expect(await partsIn(text)).toEqual([['stdin', text]]);
});

test('of a long text the margin stays', async () => {
  const text = '  a line of a log that was not pasted\n'.repeat(40_000);
  expect(await partsIn(text)).toEqual([['stdin', text]]);
});

test.each([
  ['a log', 'Mar 10 14:30:00 mx postfix/smtp[1]: hello\n'],
  ['nothing', ''],
  ['binary', '\u0000\u0001\u0002'],
])('%s is itself', async (_, text) => {
  expect(await partsIn(text)).toEqual([['stdin', text]]);
});

test.each([
  ['that is indented', '\n  Event Source: W3SVC\nEvent ID: 1009\n'],
  ['in which all lines are', '> a\n> b\n'],
  ['in an envelope', '{"log":"a\\n","stream":"stdout","time":"2026-11-02T09:15:00Z"}\n'],
])('a file %s can be read more than once', async (_, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'diag-parts-'));
  try {
    writeFileSync(join(folder, 'log'), text);
    const [part] = await partsOf(await fileSource(join(folder, 'log')));
    const read = async () => {
      const blocks: string[] = [];
      for await (const block of part?.blocks() ?? []) blocks.push(block.toString());
      return blocks.join('');
    };
    const first = await read();
    expect(first).not.toBe('');
    expect(await read()).toBe(first);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
