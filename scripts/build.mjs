// Bundles src/ into dist/, or into the folder given: the program in chunks that load when needed, and the code pages beside it.
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { derived } from './bundle/derived.mjs';
import { builtins, late } from './bundle/plugins.mjs';
import { leanRows } from './bundle/rows.mjs';
import { thirdPartyLicenses } from './third-party.mjs';

const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const out = process.argv[2] ?? 'dist';

const worker = 'src/cli/range-worker.ts';
const settings = {
  entryPoints: { cli: 'src/cli.ts', 'range-worker': worker },
  outdir: out,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  loader: { '.sh': 'text' },
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  define: { DIAG_VERSION: JSON.stringify(version) },
  // Bundled CommonJS packages call require for Node's own modules. Every chunk has this: createRequire costs each a search for packages, so only a Node before 20.16 does that. A chunk may have a `process` of its own.
  banner: {
    js: "import{createRequire as __r}from'node:module';const require=globalThis.process.getBuiltinModule??__r(import.meta.url);",
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
const { metafile } = await build({
  ...settings,
  plugins: [derived, late, builtins, usual, leanRows],
  metafile: true,
  logOverride: { 'ignored-bare-import': 'silent' },
});
await writeFile(`${out}/THIRD-PARTY-LICENSES.txt`, await thirdPartyLicenses(metafile));

await mkdir(`${out}/codes`, { recursive: true });
for (const module of await readdir('src/modules', { withFileTypes: true })) {
  if (!module.isDirectory()) continue;
  const folder = `src/modules/${module.name}/codes`;
  for (const page of await readdir(folder).catch(() => [])) {
    if (page.endsWith('.md')) await copyFile(`${folder}/${page}`, `${out}/codes/${page}`);
  }
}

await cp('src/collectors', `${out}/collectors`, { recursive: true });
