// Bundles src/ into dist/, or into the folder given: the program in chunks that load when needed, and the code pages beside it.
import { copyFile, cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { build } from 'esbuild';

const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const out = process.argv[2] ?? 'dist';

/** What takes a start longest and a report in ASCII never needs: tables of Unicode (10 ms), other programs (commander's own). */
const late = {
  name: 'late',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^string-width$/ }, async ({ path, resolveDir, kind, pluginData }) => {
      if (pluginData === 'late') return undefined;
      const found = await resolve(path, { resolveDir, kind, pluginData: 'late' });
      return { path: found.path, namespace: 'late' };
    });
    // A required module is evaluated when its first word is asked for.
    onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({
      contents: `let real; export default (text, options) => /^[ -~]*$/.test(text) ? text.length : (real ??= require(${JSON.stringify(path)}).default)(text, options);`,
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
const builtins = {
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

const worker = 'src/cli/range-worker.ts';
const settings = {
  entryPoints: { cli: 'src/cli.ts', 'range-worker': worker },
  outdir: out,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  define: { DIAG_VERSION: JSON.stringify(version) },
  // Bundled CommonJS packages call require for Node's own modules. Every chunk has this: createRequire costs each a search for packages, so only a Node before 20.16 does that.
  banner: {
    js: "import{createRequire as __r}from'node:module';const require=process.getBuiltinModule??__r(import.meta.url);",
  },
};

/**
 * esbuild makes a chunk of the files that the same entries reach: with many entries (each dynamic import is
 * one) that is dozens of small ones, and each costs a start half a millisecond. So every dynamic entry is made
 * to reach all that a usual run loads, and a worker all of that in core/: that makes two chunks.
 */
async function together(...starts) {
  const { metafile } = await build({ ...settings, plugins: [late, builtins], metafile: true, write: false });
  const importsOf = (path, kind) =>
    (metafile.inputs[path]?.imports ?? []).filter((one) => one.kind === kind && !one.external).map((one) => one.path);
  const usual = new Set(starts);
  for (const path of usual) for (const next of importsOf(path, 'import-statement')) usual.add(next);
  const entries = new Set(Object.keys(metafile.inputs).flatMap((path) => importsOf(path, 'dynamic-import')));
  const reaching = (folder) =>
    [...usual]
      .filter((path) => path.startsWith(folder))
      .map((path) => `import ${JSON.stringify(resolve(path))};`)
      .join('');
  const added = (path) => (entries.has(path) ? reaching('src/') : path === worker ? reaching('src/core/') : undefined);
  return {
    name: 'together',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const more = added(relative('.', path).replaceAll('\\', '/'));
        return more && { contents: `${await readFile(path, 'utf8')}\n${more}`, loader: 'ts' };
      });
    },
  };
}

await rm(out, { recursive: true, force: true });
const usual = await together('src/cli/main.ts', 'src/renderers/terminal/report.ts');
await build({ ...settings, plugins: [late, builtins, usual], logOverride: { 'ignored-bare-import': 'silent' } });

await mkdir(`${out}/codes`, { recursive: true });
for (const module of await readdir('src/modules', { withFileTypes: true })) {
  if (!module.isDirectory()) continue;
  const folder = `src/modules/${module.name}/codes`;
  for (const page of await readdir(folder).catch(() => [])) {
    if (page.endsWith('.md')) await copyFile(`${folder}/${page}`, `${out}/codes/${page}`);
  }
}

await cp('src/collectors', `${out}/collectors`, { recursive: true });
