// Runs a command of the program in FOLDER and writes the compiled code of each file that it loaded beside it, with
// the functions that the run compiled: node write-cache.cjs FOLDER PARAMETERS FILE WORD... It runs in the runtime that is shipped,
// with --predictable: without, its bytes differ from run to run.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');

// Compiled code that was not used for a while is thrown away by a collection of garbage, whenever that comes. The flag is
// part of what a cache is checked by, so it is taken back before one is written.
v8.setFlagsFromString('--no-flush-bytecode');

// One moment for every build: what a run compiles may depend on the hour …
const RealDate = Date;
const now = RealDate.UTC(2026, 0, 1);
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now] : parts));
  }
  static now() {
    return now;
  }
};

// … and on how long it took: who reads for long gives others a turn.
Object.defineProperty(performance, 'now', { value: () => 0 });

const [folder, parameters, first, ...words] = process.argv.slice(2);
const scripts = new Map();

function load(name) {
  const file = join(folder, `${name}.cjs`);
  const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const text = `(function(${parameters}){${readFileSync(file, 'latin1')}\n})`;
  // The name goes into the compiled code: that of the folder is another one in every build.
  const script = new vm.Script(text, { filename: `${name}.cjs`, importModuleDynamically });
  scripts.set(name, script);
  const module = { exports: {} };
  const from = (id) => (/^\.\/[a-z]+\.cjs$/.test(id) ? load(id.slice(2, -4)) : require(id));
  script.runInThisContext()(from, module, module.exports, file, folder);
  return module.exports;
}

process.on('exit', () => {
  v8.setFlagsFromString('--flush-bytecode');
  for (const [name, script] of scripts) writeFileSync(join(folder, `${name}.cache`), script.createCachedData());
});
load(first).run(words);
