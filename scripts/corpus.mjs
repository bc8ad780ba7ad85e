// Judges the diagnoses of real inputs: every file that a MANIFEST.tsv lists, by what it says is right.
//
//   npm run corpus -- FOLDER [PATTERN]      PATTERN: kinds or files to judge
//   DIAG_CORPUS=FOLDER npm run corpus
//
// Exit code 1 where more than CORPUS_WRONG (default 0) are wrong: some labels can be disputed.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [folder = process.env.DIAG_CORPUS, only = '.'] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('corpus: name a folder with a MANIFEST.tsv, or set DIAG_CORPUS\n');
  process.exitCode = 2;
} else {
  // Inside the project, so that packages are found.
  const out = await mkdtemp(join(import.meta.dirname, '../node_modules/.corpus-'));
  try {
    await build({
      entryPoints: [join(import.meta.dirname, '../test/corpus/main.ts')],
      outfile: join(out, 'main.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      define: { DIAG_VERSION: '"corpus"' },
      logLevel: 'error',
    });
    const { judgeCorpus } = await import(pathToFileURL(join(out, 'main.mjs')).href);
    const wrong = await judgeCorpus(folder, new RegExp(only), (line) => process.stdout.write(`${line}\n`));
    process.exitCode = wrong > Number(process.env.CORPUS_WRONG ?? 0) ? 1 : 0;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
