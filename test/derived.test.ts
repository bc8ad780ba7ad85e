import { expect, test } from 'vitest';
import { searchedWords } from '../src/modules/smtp-throttle/read/words/searched-words.ts';
import { soughtTexts } from '../src/modules/smtp-throttle/replies/sought-texts.ts';

interface Bundler {
  readonly wordsModule: () => Promise<string>;
  readonly textsModule: () => Promise<string>;
}

const { wordsModule, textsModule }: Bundler = await import(
  new URL('../scripts/bundle/derived.mjs', import.meta.url).href
);

/** What the build puts in the place of a file. */
const built = <T>(code: string): Promise<T> =>
  import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);

test('the build searches for the words that the sources find', async () => {
  const module = await built<{ searchedWords: typeof searchedWords }>(await wordsModule());
  const found = searchedWords();
  expect(found.size).toBeGreaterThan(5);
  expect([...module.searchedWords()]).toEqual([...found]);
});

test('the build looks in replies for the texts that the rows require', async () => {
  const module = await built<{ soughtTexts: typeof soughtTexts }>(await textsModule());
  const found = soughtTexts();
  expect(found.length).toBeGreaterThan(300);
  expect(module.soughtTexts()).toEqual(found);
});
