import { expect, test } from 'vitest';
import { symptoms } from './symptoms.ts';

test.each(symptoms.map(({ id, summary }) => [id, summary]))('%s is one line of an 80-column help', (id, summary) => {
  expect(id.length).toBeLessThan(24);
  expect(2 + 24 + summary.length).toBeLessThanOrEqual(80);
});
