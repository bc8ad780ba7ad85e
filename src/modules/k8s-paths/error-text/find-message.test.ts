import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearly } from '../../../../test/support/nearly.ts';
import { requiredTexts } from '../../../core/patterns/required-texts.ts';
import { RowIndex } from '../../../core/patterns/row-index.ts';
import { finderFor, kubernetesMessages, messages } from './find-message.ts';

const index = new RowIndex(messages.map(({ matches }) => requiredTexts(matches)));

test.each(messages.map((row, rank) => [row.id, rank, row] as const))('%s is found in a long log', (_, rank, row) => {
  for (const text of row.samples) expect(index.candidates(text)).toContain(rank);
  const property = fc.property(nearly(row.matches), (text) => {
    if (row.matches.test(text)) expect(index.candidates(text)).toContain(rank);
  });
  fc.assert(property, { numRuns: 20 });
});

test('a long text and a short one find the same row', () => {
  const [short, long] = [finderFor(1), finderFor(10_000)];
  for (const { samples } of messages) {
    for (const text of samples) {
      const alone = kubernetesMessages.find(text, messages);
      expect(long(text, { whole: text })?.message.id).toBe(alone?.id);
      expect(short(text, { whole: text })?.message.id).toBe(alone?.id);
    }
  }
});

test('known noise does not speak for a line that reports an error beside it', () => {
  const noise = 'If you know what you are doing, you can make a check non-fatal with `--ignore-preflight-errors=...`';
  const idOf = (text: string) => finderFor(1)(text, { whole: text })?.message.kind;
  expect(idOf(noise)).toBe('harmless');
  expect(idOf(`[ERROR Something]: new ${noise}`)).not.toBe('harmless');
});
