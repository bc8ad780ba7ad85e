// What smtp-throttle searches logs and replies for follows from its patterns alone: both bundles have the words in
// the place of the files that find them, which takes a third of a second.
import { exportsOf } from './exports-of.mjs';

const folder = 'src/modules/smtp-throttle';

export const derived = {
  name: 'derived',
  setup({ onLoad }) {
    const put = (filter, write) => onLoad({ filter }, async () => ({ contents: await write(), loader: 'js' }));
    put(/\/searched-words\.ts$/, wordsModule);
    put(/\/sought-texts\.ts$/, textsModule);
  },
};

/** A module of the texts, a row each. */
export async function textsModule() {
  const { soughtTexts } = await exportsOf(`${folder}/replies/sought-texts.ts`);
  return `export const soughtTexts=()=>${JSON.stringify(soughtTexts())};`;
}

/** A module of the words: each is its places, one character or the number of a set. */
export async function wordsModule() {
  const { searchedWords } = await exportsOf(`${folder}/read/words/searched-words.ts`);
  const sets = [];
  const numbers = new Map();
  const number = (set) => numbers.get(set) ?? numbers.set(set, 0xe000 + sets.push(set) - 1).get(set);
  const place = (one) => (one.length === 1 ? one : String.fromCharCode(number(one)));
  const groups = [...searchedWords()].map(([tells, words]) => [tells, words.map((word) => word.map(place).join(''))]);
  return `const sets=${JSON.stringify(sets)},groups=${JSON.stringify(groups)};
const place=(char)=>char<"\\ue000"?char:sets[char.charCodeAt(0)-0xe000];
export const searchedWords=()=>new Map(groups.map(([tells,words])=>[tells,words.map((word)=>Array.from(word,place))]));`;
}
