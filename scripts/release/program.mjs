// The program as CommonJS: one file a module with all that a run of it needs, one with everything, and the
// thread that reads ranges. Measured: one file is compiled faster than chunks are found and read.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { derived } from '../bundle/derived.mjs';
import { builtinsOnUse, late } from '../bundle/plugins.mjs';
import { leanRows } from '../bundle/rows.mjs';

/** The ids of the modules, which are their folders. */
export const moduleIds = readdirSync('src/modules', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

/** Global words of the wrapper that every file is run in, see entry.cjs. */
const locations = "const __here = require('url').pathToFileURL(__filename).href;";

const program = `
  import { leaveLostTerminal, processIo } from './cli/io.ts';
  import { main } from './cli/main.ts';
  import { optimizeLater } from './input/v8-flags.ts';
  import { registry } from './modules/registry.ts';
  export async function run(words) {
    await optimizeLater();
    process.exitCode = await main(words, processIo());
    leaveLostTerminal();
  }
  export const load = (id) => registry.find((entry) => entry.id === id).load();`;

/**
 * In the file of one module, the others (whose codes settings may name) come from the file with everything; menu
 * and other commands are never reached, for the entry takes that file only where the module is the command.
 */
const alone = (id, { ranges = false } = {}) => ({
  name: 'alone',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/[\w-]+\// }, ({ path, importer, kind }) => {
      const [, other, file] = path.split('/');
      if (kind !== 'dynamic-import' || !importer.endsWith('/modules/registry.ts') || other === id) return undefined;
      if (ranges && file !== 'index.ts') return undefined;
      return file === 'index.ts' ? { path: other, namespace: 'other-module' } : { path, namespace: 'never' };
    });
    // A promise as `default`: the registry's own `load` is asynchronous and waits for it.
    onLoad({ filter: /.*/, namespace: 'other-module' }, ({ path }) => ({
      contents: `module.exports = { __esModule: true, default: require('./all.cjs').load(${JSON.stringify(path)}) };`,
    }));
    onResolve({ filter: /(?:^|\/)(?:menu\/menu|commands\/.*)\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace: 'never' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'never' }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(`${path} is not in this file`)});`,
    }));
  },
});

/** Packages that few runs need and that are large: a file of their own, which all share. */
const packages = {
  yaml: ['yaml'],
  zod: ['zod'],
  mcp: ['@modelcontextprotocol/sdk/server/mcp.js', '@modelcontextprotocol/sdk/server/stdio.js'],
};
const packagesApart = {
  name: 'packages-apart',
  setup({ onResolve }) {
    for (const [file, names] of Object.entries(packages)) {
      const filter = new RegExp(`^(?:${names.join('|').replaceAll('.', '\\.')})$`);
      onResolve({ filter }, () => ({ path: `./${file}.cjs`, external: true }));
    }
  },
};

/** The names of the files, and the metafiles of those with all that is inside. */
export async function buildProgram(out, version) {
  const settings = {
    bundle: true,
    loader: { '.sh': 'text' },
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'ascii',
    external: ['./all.cjs'],
    define: { DIAG_VERSION: JSON.stringify(version), 'import.meta.url': '__here' },
    banner: { js: locations },
    logLevel: 'error',
    metafile: true,
  };
  const one = (name, plugins, entry = { stdin: { contents: program, resolveDir: 'src', loader: 'ts' } }) =>
    build({
      ...settings,
      ...entry,
      outfile: join(out, `${name}.cjs`),
      plugins: [derived, late, builtinsOnUse, ...plugins, leanRows],
    });
  const sharing = (...plugins) => [packagesApart, ...plugins];
  const all = await one('all', sharing());
  const metafiles = [all.metafile];
  for (const [file, names] of Object.entries(packages)) {
    const contents = names.map((name) => `export * from ${JSON.stringify(name)};`).join('\n');
    const { metafile } = await one(file, [], { stdin: { contents, resolveDir: '.', loader: 'js' } });
    metafiles.push(metafile);
  }
  for (const id of moduleIds) await one(id, sharing(alone(id)));
  await one('range-worker', [alone('none', { ranges: true })], { entryPoints: ['src/cli/range-worker.ts'] });
  return { names: [...moduleIds, 'all', 'range-worker', ...Object.keys(packages)], metafiles };
}
