// Runs a command of the program in FOLDER and writes the compiled code of each file that it loaded beside it, with
// the functions that the run compiled: node write-cache.cjs FOLDER PARAMETERS FILE WORD... It runs in the runtime that is shipped,
// with --predictable: without, its bytes differ from run to run.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const vm = require('node:vm');

// One moment for every build: what a run compiles may depend on the hour.
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

const [folder, parameters, first, ...words] = process.argv.slice(2);
const scripts = new Map();

function load(name) {
  const file = join(folder, `${name}.cjs`);
  const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const text = `(function(${parameters}){${readFileSync(file, 'latin1')}\n})`;
  const script = new vm.Script(text, { filename: file, importModuleDynamically });
  scripts.set(name, script);
  const module = { exports: {} };
  const from = (id) => (/^\.\/[a-z]+\.cjs$/.test(id) ? load(id.slice(2, -4)) : require(id));
  script.runInThisContext()(from, module, module.exports, file, folder);
  return module.exports;
}

process.on('exit', () => {
  for (const [name, script] of scripts) writeFileSync(join(folder, `${name}.cache`), script.createCachedData());
});
load(first).run(words);
