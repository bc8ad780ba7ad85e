// The first file that Node runs. It answers --version itself, and loads the one file that the command needs.
import { brotliCompressSync, constants } from 'node:zlib';

/** Words that both entries begin with: an old Node says so itself, and does not stumble over syntax. */
const start = (version) => `#!/usr/bin/env node
'use strict';
var words = process.argv.slice(2);
var release = process.versions.node.split('.').map(Number);
if (release[0] < 20 || (release[0] === 20 && release[1] < 17)) {
  process.stderr.write('diag: Node ' + process.versions.node + ' is too old (use 20.17 or newer, or an archive with Node inside)\\n');
  process.exitCode = 2;
} else if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) say('diag ${version}\\n');
else run();

// A stream costs more than the answer; where it cannot be written at once (a full pipe), a stream does it.
function say(text) {
  try {
    require('fs').writeSync(1, text);
  } catch (error) {
    if (error.code === 'EAGAIN') process.stdout.write(text);
    else if (error.code !== 'EPIPE') { process.stderr.write('diag: standard output cannot be written: ' + error.message + '\\n'); process.exitCode = 2; }
  }
}
`;

/** What the text of a file is wrapped in; compiled code fits this text only. */
export const parameters = 'require,module,exports,__filename,__dirname,DIAG_INSIDE';

/**
 * The entry of a folder of files. With \`runtime\` (\`v24.1.0 linux x64\`) each file may have its compiled code beside
 * it, which is used only by exactly that runtime: one of another patch release is accepted and crashes (nodejs/node#62781).
 */
export const folderEntry = (version, modules, runtime) => `${start(version)}
function run() {
  var modules = ${JSON.stringify(modules)};
  load(modules.indexOf(words[0]) === -1 ? 'all' : words[0]).run(words);
}
${
  runtime === undefined
    ? "function load(name) { return require('./' + name + '.cjs'); }"
    : `function load(name) {
  var fs = require('fs'), path = require('path'), vm = require('vm');
  var file = path.join(__dirname, name + '.cjs'), cachedData;
  if (process.version + ' ' + process.platform + ' ' + process.arch === ${JSON.stringify(runtime)}) {
    try { cachedData = fs.readFileSync(path.join(__dirname, name + '.cache')); } catch (none) {}
  }
  var importModuleDynamically = vm.constants && vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  var script = new vm.Script('(function(${parameters}){' + fs.readFileSync(file, 'latin1') + '\\n})', { filename: file, cachedData: cachedData, importModuleDynamically: importModuleDynamically });
  var module = { exports: {} };
  var from = function (id) { return /^\\.\\/[a-z]+\\.cjs$/.test(id) ? load(id.slice(2, -4)) : require(id); };
  script.runInThisContext()(from, module, module.exports, file, __dirname);
  return module.exports;
}`
}
`;

/** Quality 9 takes seconds for all; 4 is for a build that is only tested. */
const quality = process.argv.includes('--short') ? 4 : 9;
const packed = (text) =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 24 },
  }).toString('base64');

/** The whole program as one file: `files` (name to text) are inside, each packed, and unpacked when it is needed. */
export const oneFile = (version, modules, files) => `${start(version)}
function run() {
  var modules = ${JSON.stringify(modules)};
  load(modules.indexOf(words[0]) === -1 ? 'all' : words[0]).run(words);
}
function inside(path) {
  var text = files()[path];
  return text === undefined ? undefined : require('zlib').brotliDecompressSync(Buffer.from(text, 'base64')).toString('utf8');
}
function load(name) {
  var vm = require('vm');
  var importModuleDynamically = vm.constants && vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  var script = new vm.Script('(function(${parameters}){' + inside(name + '.cjs') + '\\n})', { filename: require('path').join(__dirname, name + '.cjs'), importModuleDynamically: importModuleDynamically });
  var module = { exports: {} };
  var from = function (id) { return /^\\.\\/[a-z]+\\.cjs$/.test(id) ? load(id.slice(2, -4)) : require(id); };
  script.runInThisContext()(from, module, module.exports, __filename, __dirname, inside);
  return module.exports;
}
function files() { return {
${[...files].map(([path, text]) => `${JSON.stringify(path)}:'${packed(text)}'`).join(',\n')}
}; }
`;
