// Bundles src/ into dist/, or into the folder given: the program in chunks that load when needed, and the code pages beside it.
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { build } from 'esbuild';

const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const out = process.argv[2] ?? 'dist';
await rm(out, { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/cli.ts', 'range-worker': 'src/cli/range-worker.ts' },
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
  // Bundled CommonJS packages call require for Node's own modules.
  banner: { js: "import{createRequire as __r}from'node:module';const require=__r(import.meta.url);" },
});

await mkdir(`${out}/codes`, { recursive: true });
for (const module of await readdir('src/modules', { withFileTypes: true })) {
  if (!module.isDirectory()) continue;
  const folder = `src/modules/${module.name}/codes`;
  for (const page of await readdir(folder).catch(() => [])) {
    if (page.endsWith('.md')) await copyFile(`${folder}/${page}`, `${out}/codes/${page}`);
  }
}

await mkdir(`${out}/collectors`, { recursive: true });
for (const collector of await readdir('src/collectors')) {
  await copyFile(`src/collectors/${collector}`, `${out}/collectors/${collector}`);
}
