// Writes what collectors leave out, for sh (perl where it is there) and PowerShell, from the rows of src/core/secrets:
// src/collectors/masks.sh, and the part between "# masks" lines of each PowerShell collector.
// With --check nothing is written; it fails where a file is not what the rows say.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { dotNetPattern, perlPattern } from './mask-dialects.mjs';

const check = process.argv.includes('--check');
const folder = 'src/collectors';
const { outputFiles } = await build({
  stdin: {
    contents:
      "export * from './src/core/redact.ts'; export * from './src/core/secrets/addresses.ts'; export * from './src/core/secrets/layers.ts';",
    resolveDir: '.',
    loader: 'ts',
  },
  ...{ bundle: true, write: false, format: 'esm', logLevel: 'error' },
});
const rows = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);

/** Kind, pattern, replacement, in the order of the redactor. */
const steps = [
  ...rows.layers.map(({ pattern, id }) => ['layer', pattern, id]),
  ...rows.secretShapes.map(({ pattern, replacement, analyzed }) => [analyzed ? 'text' : 'any', pattern, replacement]),
  ['id', rows.messageId, ''],
  ['any', rows.displayName, '$1"[name]$1"'],
  ['address', rows.email, ''],
  ['field', rows.emailOfField, ''],
];

const write = (path, text) => {
  if (!check) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    process.stderr.write(`${path} is not what src/core/secrets says: run node scripts/masks.mjs\n`);
    process.exitCode = 1;
  }
};

const sh = (text) => `'${text}'`;
const table = steps.map(
  ([kind, pattern, replacement]) => `    ${[kind, perlPattern(pattern), replacement].map(sh).join(' ')}`,
);
write(
  join(folder, 'masks.sh'),
  readFileSync('scripts/masks-template.sh', 'utf8').replace('    @ROWS@', () => table.join(' \\\n')),
);

const ps1 = (text) => `'${text.replaceAll("'", "''")}'`;
const lines = steps.map(
  ([kind, pattern, replacement]) => `    @(${[kind, dotNetPattern(pattern), replacement].map(ps1).join(', ')})`,
);
const part = readFileSync('scripts/masks-template.ps1', 'utf8').replace('    @ROWS@', () => lines.join(',\n'));
for (const name of readdirSync(folder).filter((one) => one.endsWith('.ps1'))) {
  const path = join(folder, name);
  write(
    path,
    readFileSync(path, 'utf8').replace(/^# masks: .*\n[\s\S]*?^# masks end\n/m, () => part),
  );
}
