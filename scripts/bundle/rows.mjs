// Rows of tables as a run needs them: without their samples, which are for tests and readers, and with the texts
// that their patterns require, which takes longer to find out than most runs.
import { readFile, writeFile } from 'node:fs/promises';
import { parse } from 'acorn';
import { simple } from 'acorn-walk';
import { exportsOf } from './exports-of.mjs';

const { requiredTexts } = await exportsOf('src/core/patterns/required-texts.ts');
const { tables } = await exportsOf('test/support/tables.ts');

/** Patterns that are put together, by the id of their row; ids are unique in their table only. */
const patterns = new Map();
for (const { id, matches } of tables.flatMap(({ rows }) => rows)) {
  patterns.set(id, patterns.has(id) ? undefined : matches);
}

export const leanRows = {
  name: 'lean-rows',
  setup({ initialOptions, onEnd }) {
    initialOptions.metafile = true;
    onEnd(async ({ metafile }) => {
      for (const path of Object.keys(metafile?.outputs ?? {})) {
        const text = await readFile(path, 'utf8');
        if (text.includes('samples:')) await writeFile(path, lean(text));
      }
    });
  },
};

/** A bundle with its rows so. */
export function lean(text) {
  const edits = [];
  const ObjectExpression = ({ properties }) => {
    const named = (name) => properties.find(({ key, computed }) => !computed && key?.name === name);
    const pattern = (named('matches') ?? named('pattern'))?.value;
    if (pattern === undefined || named('samples') === undefined) return;
    for (const { start, end, value } of [named('samples'), named('not')].filter((one) => one !== undefined))
      if (value.type === 'ArrayExpression') edits.push([start, end, '']);
    const { regex } = pattern;
    const known = regex === undefined ? patterns.get(named('id')?.value.value) : new RegExp(regex.pattern, regex.flags);
    if (known !== undefined)
      edits.push([pattern.end, pattern.end, `,requires:${JSON.stringify(requiredTexts(known))}`]);
  };
  simple(parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true }), { ObjectExpression });
  let from = 0;
  const parts = edits
    .toSorted(([a], [b]) => a - b)
    .map(([start, end, put]) => {
      const part = text.slice(from, start) + put;
      // A member leaves with the comma that follows it.
      from = put === '' && text[end] === ',' ? end + 1 : end;
      return part;
    });
  return parts.join('') + text.slice(from);
}
