import { expect, test } from 'vitest';
import { decode, detectEncoding } from './decode.ts';
import { lineBatches } from './lines.ts';
import type { Source } from './source.ts';

const text = 'Ebene,Datum und Uhrzeit\r\nÜberwachung,10.03.2026\r\n監視 🚨\r\n';
const utf16be = (s: string) => Buffer.from(s, 'utf16le').swap16();

/** A source that hands its bytes out in blocks of a size, so that every boundary is met. */
const inBlocks = (bytes: Buffer, size: number): Source => ({
  name: 'test',
  async *blocks() {
    for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
  },
});

async function read(bytes: Buffer, size: number): Promise<{ lines: string[]; encoding: string }> {
  const decoded = decode(inBlocks(bytes, size));
  const lines: string[] = [];
  for await (const batch of lineBatches(decoded.chunks())) {
    expect(batch.first).toBe(lines.length + 1);
    lines.push(...batch.lines);
  }
  return { lines, encoding: decoded.encoding };
}

const expected = ['Ebene,Datum und Uhrzeit', 'Überwachung,10.03.2026', '監視 🚨'];

test.each([
  ['UTF-8', Buffer.from(text), 'utf-8'],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
  ['UTF-16LE with one', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
  ['UTF-16BE with one', utf16be(`\ufeff${text}`), 'utf-16be'],
  ['UTF-16LE without', Buffer.from(text, 'utf16le'), 'utf-16le'],
  ['UTF-16BE without', utf16be(text), 'utf-16be'],
])('%s reads the same, wherever a block ends', async (_, bytes, encoding) => {
  for (const size of [bytes.length, 64, 17]) {
    const result = await read(bytes, size);
    expect(result).toEqual({ lines: expected, encoding });
  }
});

test('windows-1252 is what is not UTF-8, also where that shows late', async () => {
  const bytes = Buffer.from('plain\nÜberwachung – fällig\n'.replace('–', '\u0096'), 'latin1');
  expect(await read(bytes, bytes.length)).toEqual({
    lines: ['plain', 'Überwachung – fällig'],
    encoding: 'windows-1252',
  });
  expect((await read(bytes, 4)).lines).toEqual(['plain', 'Überwachung – fällig']);
});

test('a UTF-8 text cut inside its last character keeps the rest', async () => {
  const { lines } = await read(Buffer.from('a\nfünf').subarray(0, 4), 2);
  expect(lines[0]).toBe('a');
});

test('stray NULs of a crashed writer are dropped and do not look like UTF-16', async () => {
  expect(detectEncoding(Buffer.from('one\0\0\0\0two'))).toBe('utf-8');
  expect((await read(Buffer.from('one\0\0\0\0two\n'), 5)).lines).toEqual(['onetwo']);
});

test.each([
  ['LF', 'a\nb\n\nc'],
  ['CRLF', 'a\r\nb\r\n\r\nc'],
  ['lone CR', 'a\rb\r\rc'],
])('%s ends a line', async (_, lines) => {
  for (const size of [1, 2, 3, 100]) expect((await read(Buffer.from(lines), size)).lines).toEqual(['a', 'b', '', 'c']);
});
