import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearly } from '../../../../test/support/nearly.ts';
import { RowIndex } from '../../../core/patterns/row-index.ts';
import { findMessage, kubernetesMessages, messages } from './find-message.ts';

const index = new RowIndex(messages.map(({ matches }) => matches));

test.each(messages.map((row, rank) => [row.id, rank, row] as const))('%s is found in a long log', (_, rank, row) => {
  for (const text of row.samples) expect(index.candidates(text)).toContain(rank);
  const property = fc.property(nearly(row.matches), (text) => {
    if (row.matches.test(text)) expect(index.candidates(text)).toContain(rank);
  });
  fc.assert(property, { numRuns: 20 });
});

test('behind many lines, the same row is found', () => {
  for (let i = 0; i < 1000; i++) findMessage('an informational line', { whole: '' });
  for (const { samples } of messages) {
    for (const text of samples) {
      const alone = kubernetesMessages.find(text, messages);
      expect(findMessage(text, { whole: text })?.message.id).toBe(alone?.id);
    }
  }
});
