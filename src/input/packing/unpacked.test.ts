import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { describeWith } from '../../../test/support/system-part.ts';
import { type Source, textSource } from '../source.ts';
import { bombBytes } from './packings.ts';

async function bytesOf(source: Source): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for await (const block of source.blocks()) blocks.push(Buffer.from(block));
  return Buffer.concat(blocks);
}

const log = Buffer.from(
  Array.from({ length: 60_000 }, (_, i) => `Mar 10 15:31:36 mx postfix/smtp[${i}]: x\n`).join(''),
);
const by = (program: string, input: Buffer): Buffer => execFileSync(program, ['-c'], { input, maxBuffer: 1 << 28 });

for (const program of ['bzip2', 'xz', 'zstd']) {
  describeWith([program], `packed by ${program}`, () => {
    test('is read whole, of more than one stream too', async () => {
      const packed = by(program, log);
      expect((await bytesOf(textSource('log', packed))).equals(log)).toBe(true);
      expect((await bytesOf(textSource('log', Buffer.concat([packed, packed])))).length).toBe(2 * log.length);
    });

    test('cut, is an error, not less', async () => {
      const packed = by(program, log);
      const cut = textSource('cut', packed.subarray(0, packed.length >> 1));
      await expect(bytesOf(cut)).rejects.toThrow(new RegExp(`cut: damaged ${program} after \\d+ bytes: \\S`));
    });

    test('a bomb is stopped', async () => {
      const bomb = textSource('bomb', by(program, Buffer.alloc(2 * bombBytes)));
      await expect(bytesOf(bomb)).rejects.toThrow(/bomb: \d+ bytes of \w+ that unpack to more than \d+/);
    });
  });
}

test('the one file of a zip is read, stored or deflated, beside folders and what macOS adds', async () => {
  for (const level of [0, 9] as const) {
    const packed = zipSync(
      { 'logs/': new Uint8Array(), 'logs/mail.log': log, '__MACOSX/logs/._mail.log': log.subarray(0, 9) },
      { level },
    );
    expect((await bytesOf(textSource('logs.zip', Buffer.from(packed)))).equals(log)).toBe(true);
  }
});

test.each([
  ['more than one file', zipSync({ a: log, b: log }), /a zip of more than one file/],
  ['no file', zipSync({ 'logs/': new Uint8Array() }), /a zip without a file/],
  ['an end that is missing', zipSync({ a: log }).subarray(0, 20_000), /damaged zip/],
])('a zip with %s is an error', async (_, packed, says) => {
  await expect(bytesOf(textSource('logs.zip', Buffer.from(packed)))).rejects.toThrow(says);
});

test.each([
  ['7z', "7z\xbc\xaf'\x1c\0\x04"],
  ['RAR', 'Rar!\x1a\x07\x01\0'],
  ['LZ4', '\x04\x22\x4d\x18\x64\x40'],
])('%s is refused by name', async (name, magic) => {
  await expect(bytesOf(textSource('log', Buffer.from(magic, 'latin1')))).rejects.toThrow(`log: is ${name}`);
});

test('who reads only the beginning leaves nothing running', async () => {
  for (const packed of [gzipSync(log), Buffer.from(zipSync({ a: log }))]) {
    for await (const block of textSource('log', packed).blocks()) {
      expect(block.length).toBeGreaterThan(0);
      break;
    }
  }
});
