import { expect, test } from 'vitest';
import { type Source, textSource } from './source.ts';
import { peek, tee } from './tee.ts';

const blocksOf = (...texts: string[]): Source => ({
  name: 'test',
  async *blocks() {
    for (const text of texts) yield Buffer.from(text);
  },
});

const readAll = async (source: Source): Promise<string> => {
  let text = '';
  for await (const block of source.blocks()) text += block.toString();
  return text;
};

test('a peeked source still has its beginning', async () => {
  const { head, source } = await peek(blocksOf('abc', 'def', 'ghi'), 4);
  expect(head.toString()).toBe('abcd');
  expect(await readAll(source)).toBe('abcdefghi');
});

test('a text in memory can be peeked and read again and again', async () => {
  const { head, source } = await peek(textSource('text', 'abcdef'), 4);
  expect(head.toString()).toBe('abcd');
  expect([await readAll(source), await readAll(source)]).toEqual(['abcdef', 'abcdef']);
});

test('a branch of a text in memory can be peeked too', async () => {
  const [branch] = tee(textSource('text', 'abcdef'), 1);
  const { source } = await peek(branch?.source ?? textSource('', ''), 4);
  expect(await readAll(source)).toBe('abcdef');
});

test('an empty source peeks empty', async () => {
  const { head, source } = await peek(textSource('empty', ''), 10);
  expect(head.length).toBe(0);
  expect(await readAll(source)).toBe('');
});

test('every branch reads all of it', async () => {
  const branches = tee(blocksOf('a', 'b', 'c'), 3);
  expect(await Promise.all(branches.map(({ source }) => readAll(source)))).toEqual(['abc', 'abc', 'abc']);
});

test('a branch that stops early, or never starts, does not hold up the others', async () => {
  const [stops, never, reads] = tee(blocksOf('a', 'b', 'c'), 3);
  const firstBlock = async () => {
    for await (const block of stops?.source.blocks() ?? []) return block.toString();
    return undefined;
  };
  const reading = Promise.all([firstBlock(), readAll(reads?.source as Source)]);
  never?.close();
  expect(await reading).toEqual(['a', 'abc']);
});

test('a source that fails fails in every branch', async () => {
  const failing: Source = {
    name: 'test',
    // biome-ignore lint/correctness/useYield: it fails before there is anything to yield
    async *blocks() {
      throw new Error('gone');
    },
  };
  const results = await Promise.allSettled(tee(failing, 2).map(({ source }) => readAll(source)));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
