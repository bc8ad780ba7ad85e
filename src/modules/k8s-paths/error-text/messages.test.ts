import { expect, test } from 'vitest';
import { codeNamed } from '../codes.ts';
import { messages } from './find-message.ts';

test('a row stands for a code of the catalog, or for none', () => {
  for (const { name } of messages) if (name !== undefined) expect(codeNamed(name).entry.name).toBe(name);
});
