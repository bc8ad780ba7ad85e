// Assembles each .wat file of the sources into a `*-code.ts` beside it: node scripts/assemble.mjs
// With --check nothing is written; it fails where a file is not what its text says.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import wabtModule from 'wabt';

const wabt = await wabtModule();
const check = process.argv.includes('--check');
const texts = readdirSync('src', { recursive: true }).filter((path) => /(?<!\.part)\.wat$/.test(path));

/** A text with the parts that it includes: functions, in files beside it. */
const textOf = (path) =>
  readFileSync(path, 'utf8').replace(/^ *;; include (\S+)$/gm, (_, part) =>
    readFileSync(join(dirname(path), part), 'utf8'),
  );

/** `word-scanner.wat` becomes `wordScannerCode` in `word-scanner-code.ts`. */
function codeOf(path) {
  const name = basename(path);
  const module = wabt.parseWat(name, textOf(path));
  module.validate();
  const bytes = Buffer.from(module.toBinary({}).buffer);
  const constant = name.replace('.wat', '').replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  return `// Written by scripts/assemble.mjs from ${name}.\n\n/** WebAssembly, ${bytes.length} bytes. */\nexport const ${constant}Code =\n  '${bytes.toString('base64')}';\n`;
}

for (const text of texts) {
  const path = join('src', text);
  const file = path.replace(/\.wat$/, '-code.ts');
  const code = codeOf(path);
  if (!check) writeFileSync(file, code);
  else if (readFileSync(file, 'utf8') !== code) {
    process.stderr.write(`${file} is not what ${text} says: run node scripts/assemble.mjs\n`);
    process.exitCode = 1;
  }
}
