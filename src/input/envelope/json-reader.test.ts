import { expect, test } from 'vitest';
import { textSource } from '../source.ts';
import { jsonReader } from './json-reader.ts';

const list = (message: string) => JSON.stringify([{ timestamp: '2026-03-10T15:31:00Z', message }], null, 1);

test('what stands between values is a record of its own, in order; a prompt is none', async () => {
  const text = `$ az monitor x\n${list('one')}\nerror: retry 1\n$ az monitor y\n\n${list('two')} trailing\nlast line\n`;
  const messages: string[] = [];
  for await (const records of jsonReader(text, true)?.records(textSource('x', text)) ?? [])
    messages.push(...records.map(({ message }) => message));
  expect(messages).toEqual(['one', 'error: retry 1', 'two', '] trailing', 'last line']);
});
