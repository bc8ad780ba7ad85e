import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileSource, type Source, textSource } from './source.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diag-source-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function bytesOf(source: Source): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for await (const block of source.blocks()) blocks.push(Buffer.from(block));
  return Buffer.concat(blocks);
}

const log = Buffer.from('Mar 10 15:31:36 mx postfix/smtp[1]: status=deferred\n'.repeat(40_000));

describe('a file', () => {
  test('is read whole, plain or gzip', async () => {
    await writeFile(join(folder, 'plain'), log);
    await writeFile(join(folder, 'packed.gz'), gzipSync(log));
    expect((await bytesOf(await fileSource(join(folder, 'plain')))).equals(log)).toBe(true);
    expect((await bytesOf(await fileSource(join(folder, 'packed.gz')))).equals(log)).toBe(true);
  });

  test('that is empty has no blocks', async () => {
    await writeFile(join(folder, 'empty'), '');
    expect(await bytesOf(await fileSource(join(folder, 'empty')))).toHaveLength(0);
  });

  test('reports the bytes read so far', async () => {
    const seen: number[] = [];
    await writeFile(join(folder, 'plain'), log);
    await bytesOf(await fileSource(join(folder, 'plain'), { onBytes: (_, bytes) => seen.push(bytes) }));
    expect(seen.at(-1)).toBe(log.length);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  test('stops being read when the run is interrupted', async () => {
    await writeFile(join(folder, 'plain'), Buffer.alloc(8 << 20, 'x'));
    const interrupt = new AbortController();
    const settings = { signal: interrupt.signal, onBytes: () => interrupt.abort() };
    const bytes = await bytesOf(await fileSource(join(folder, 'plain'), settings));
    expect(bytes.length).toBeLessThan(8 << 20);
  });
});

describe('what cannot be read is one clear error', () => {
  test('no such file', async () => {
    await expect(fileSource(join(folder, 'nowhere'))).rejects.toThrow(/nowhere: no such file/);
  });
  test('a directory', async () => {
    await expect(fileSource(folder)).rejects.toThrow(/is a directory/);
  });
  test('a gzip that ends early', async () => {
    const cut = gzipSync(log).subarray(0, 500);
    await expect(bytesOf(textSource('cut.gz', cut))).rejects.toThrow(/cut.gz: damaged gzip/);
  });
});
