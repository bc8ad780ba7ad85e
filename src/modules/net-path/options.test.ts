import { expect, test } from 'vitest';
import { parseOptions } from './options.ts';

const asked = (...words: readonly string[]) => parseOptions({ words: [...words] }, {} as never);

test.each([
  [['host'], 'to where?'],
  [['10.0.0.5:80', '-'], 'diag net-path host 10.0.0.5:80 -'],
  [['https://web/'], 'without the scheme'],
  [['paste.txt/'], 'diag triage FILE'],
  [['10.0.0.5:70000'], 'write it as'],
])('%j: what is wrong, and how it is written', (words, told) => {
  const failed = (): string => {
    try {
      return JSON.stringify(asked(...words));
    } catch (error) {
      return `${(error as Error).message} ${(error as { hint?: string }).hint}`;
    }
  };
  expect(failed()).toContain(told);
});

test('words are FROM, TO and captures, and none is what was copied out of a terminal', () => {
  expect(asked('10.0.0.5:80')).toMatchObject({ from: 'host', to: { name: '10.0.0.5', port: 80 }, captures: [] });
  expect(asked('red', 'web', '-')).toMatchObject({ from: 'red', to: { name: 'web' }, captures: ['-'] });
  expect(asked()).toMatchObject({ captures: ['-'] });
});
