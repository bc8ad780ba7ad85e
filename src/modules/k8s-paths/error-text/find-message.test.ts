import { expect, test } from 'vitest';
import { findMessage } from './find-message.ts';

test('known noise does not speak for a line that reports an error beside it', () => {
  const noise = 'If you know what you are doing, you can make a check non-fatal with `--ignore-preflight-errors=...`';
  const idOf = (text: string) => findMessage(text, { whole: text })?.message.kind;
  expect(idOf(noise)).toBe('harmless');
  expect(idOf(`[ERROR Something]: new ${noise}`)).not.toBe('harmless');
});
