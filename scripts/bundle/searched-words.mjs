// What smtp-throttle searches logs for follows from its patterns alone: both bundles have the words in the
// place of the file that finds them, which takes a third of a second.
import { build } from 'esbuild';

const file = 'src/modules/smtp-throttle/read/words/searched-words.ts';

export const searchedWords = {
  name: 'searched-words',
  setup({ onLoad }) {
    onLoad({ filter: /\/searched-words\.ts$/ }, async () => ({ contents: await wordsModule(), loader: 'js' }));
  },
};

/** A module of the words: each is its places, one character or the number of a set. */
export async function wordsModule() {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, format: 'esm', write: false });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const { searchedWords: find } = await import(`data:text/javascript;base64,${code}`);
  const sets = [];
  const numbers = new Map();
  const number = (set) => numbers.get(set) ?? numbers.set(set, 0xe000 + sets.push(set) - 1).get(set);
  const place = (one) => (one.length === 1 ? one : String.fromCharCode(number(one)));
  const groups = [...find()].map(([tells, words]) => [tells, words.map((word) => word.map(place).join(''))]);
  return `const sets=${JSON.stringify(sets)},groups=${JSON.stringify(groups)};
const place=(char)=>char<"\\ue000"?char:sets[char.charCodeAt(0)-0xe000];
export const searchedWords=()=>new Map(groups.map(([tells,words])=>[tells,words.map((word)=>Array.from(word,place))]));`;
}
