// What both bundles (build.mjs for the package, release/program.mjs for the artefacts) do to the sources.
import { readFile } from 'node:fs/promises';

/** ASCII, Latin, and the signs of reports (`√ · → ─`): one column a character, whatever stands beside it. */
const narrow = String.raw`/^[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u259f]*$/`;

/** What takes a start longest and most reports never need: tables of Unicode (10 ms), other programs (commander's own). */
export const late = {
  name: 'late',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^string-width$/ }, async ({ path, resolveDir, kind, pluginData }) => {
      // What is required (by cli-table3, in a chunk of its own) is another version, and CommonJS.
      if (pluginData === 'late' || kind === 'require-call') return undefined;
      const found = await resolve(path, { resolveDir, kind, pluginData: 'late' });
      return { path: found.path, namespace: 'late' };
    });
    // A required module is evaluated when its first word is asked for.
    onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({
      contents: `let real; export default (text, options) => ${narrow}.test(text) ? text.length : (real ??= require(${JSON.stringify(path)}).default)(text, options);`,
      resolveDir: '.',
    }));
    onLoad({ filter: /node_modules\/wrap-ansi\/index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const eager = 'const segmenter = new Intl.Segmenter();';
      if (!text.includes(eager)) throw new Error(`${path}: its segmenter is made elsewhere`);
      const made = 'let made; const segmenter = { segment: (text) => (made ??= new Intl.Segmenter()).segment(text) };';
      return { contents: text.replace(eager, made) };
    });
  },
};

/**
 * Imported, a module of Node reads each of its own properties, the costly ones too (streams, of node:fs);
 * required, it is the object itself. Commander needs other programs only for commands of their own.
 */
export const builtins = {
  name: 'builtins',
  setup({ onResolve, onLoad }) {
    const special = {
      'node:process': 'module.exports = process;',
      commander: 'module.exports = { spawn: (...words) => require("child_process").spawn(...words) };',
    };
    onResolve({ filter: /^node:/ }, ({ path, importer, kind }) => {
      if (kind === 'dynamic-import') return undefined;
      const forCommander = path === 'node:child_process' && importer.includes('/commander/');
      return { path: forCommander ? 'commander' : path, namespace: 'builtin' };
    });
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: special[path] ?? `module.exports = require(${JSON.stringify(path.slice('node:'.length))});`,
    }));
  },
};

/**
 * For CommonJS: an imported module of Node is loaded when one of its words is first used. A start then loads
 * none of the 38 that a report in the terminal never needs.
 */
export const builtinsOnUse = {
  name: 'builtins-on-use',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, importer, kind }) => {
      const forCommander = path === 'node:child_process' && importer.includes('/commander/');
      if (forCommander) return { path: 'commander', namespace: 'on-use' };
      // What is required may be called itself, as a class.
      if (kind === 'require-call') return { path: path.slice('node:'.length), external: true };
      return { path, namespace: 'on-use' };
    });
    onLoad({ filter: /.*/, namespace: 'on-use' }, async ({ path }) => {
      if (path === 'node:process') return { contents: 'module.exports = process;' };
      const name = path === 'commander' ? 'child_process' : path.slice('node:'.length);
      const words = Object.keys(await import(`node:${name}`)).filter((word) => word !== 'default');
      const getter = (word) => `get ${word}(){return real().${word}}`;
      return {
        contents: `let loaded; const real = () => (loaded ??= require(${JSON.stringify(name)})); module.exports = {${words.map(getter).join(',')}};`,
      };
    });
  },
};
