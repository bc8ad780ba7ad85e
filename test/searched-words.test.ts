import { expect, test } from 'vitest';
import { searchedWords } from '../src/modules/smtp-throttle/read/words/searched-words.ts';

test('the build searches for the words that the sources find', async () => {
  const bundler = new URL('../scripts/bundle/searched-words.mjs', import.meta.url).href;
  const { wordsModule }: { wordsModule: () => Promise<string> } = await import(bundler);
  const code = Buffer.from(await wordsModule()).toString('base64');
  const built: { searchedWords: typeof searchedWords } = await import(`data:text/javascript;base64,${code}`);
  const found = searchedWords();
  expect(found.size).toBeGreaterThan(5);
  expect([...built.searchedWords()]).toEqual([...found]);
});
