import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundedLines } from './bounded-lines.ts';

async function bounded(blocks: readonly string[], most: number): Promise<string> {
  async function* source() {
    for (const block of blocks) yield Buffer.from(block, 'latin1');
  }
  let text = '';
  for await (const block of boundedLines(source(), most)) text += block.toString('latin1');
  return text;
}

test('lines keep their numbers and their first bytes, whatever the blocks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n') })),
      fc.integer({ min: 1, max: 9 }),
      async (blocks, most) => {
        const expected = blocks
          .join('')
          .split('\n')
          .map((line) => line.slice(0, most))
          .join('\n');
        expect(await bounded(blocks, most)).toBe(expected);
      },
    ),
  );
});
