// Judges the diagnoses of real inputs: every file that a MANIFEST.tsv lists, by what it says is right.
//
//   npm run corpus -- FOLDER [PATTERN]      PATTERN: kinds or files to judge
//   DIAG_CORPUS=FOLDER npm run corpus
//
// Beside them: every file of FOLDER/envelopes holds one log. With DIAG_FIELD=FOLDER (a folder with an eval.py
// and its cases, see CONTRIBUTING) also texts that people pasted.
// Exit code 1 where more than CORPUS_WRONG (default 0) are wrong, for some labels can be disputed; where an
// envelope is not read; or where more than FIELD_FALSE (default 0) pastes get a false cause or a false all-clear.
import { spawnSync } from 'node:child_process';
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
      stdin: {
        contents: "export * from './test/corpus/main.ts'; export * from './test/corpus/envelopes.ts';",
        resolveDir: join(import.meta.dirname, '..'),
      },
      outfile: join(out, 'main.mjs'),
      bundle: true,
      loader: { '.sh': 'text' },
      format: 'esm',
      platform: 'node',
      packages: 'external',
      define: { DIAG_VERSION: '"corpus"' },
      logLevel: 'error',
    });
    const { judgeCorpus, judgeEnvelopes } = await import(pathToFileURL(join(out, 'main.mjs')).href);
    const print = (line) => process.stdout.write(`${line}\n`);
    const wrong = await judgeCorpus(folder, new RegExp(only), print);
    const envelopes = only === '.' ? await judgeEnvelopes(folder, print) : { wrong: 0 };
    const isWrong = wrong > Number(process.env.CORPUS_WRONG ?? 0) || envelopes.wrong > 0;
    process.exitCode = isWrong || !judgeField(process.env.DIAG_FIELD) ? 1 : 0;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Runs the judge of pasted texts on the built program; whether it says no more falsehoods than are known. */
function judgeField(field) {
  if (field === undefined) return true;
  const cli = join(import.meta.dirname, '../dist/cli.js');
  const minutes = Number(process.env.FIELD_MINUTES ?? 15);
  const { stdout, stderr, error } = spawnSync('python3', [join(field, 'eval.py'), '--set', field, '--bin', cli], {
    encoding: 'utf8',
    timeout: minutes * 60_000,
    maxBuffer: 64 << 20,
  });
  process.stdout.write(stdout);
  const counted = /^field \d+ cases: .*false-clear (\d+), false-cause (\d+)/m.exec(stdout);
  if (counted === null) {
    process.stderr.write(`corpus: the pasted texts were not judged: ${error?.message ?? stderr.slice(0, 400)}\n`);
    return false;
  }
  return Number(counted[1]) + Number(counted[2]) <= Number(process.env.FIELD_FALSE ?? 0);
}
