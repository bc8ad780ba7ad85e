// npm run release: everything that is given away, into release/, from packages of the registries alone.
// npm run release -- --test: and each of it tested as shipped; -- --short: no archives with Node for other machines, no image.
// npm run release -- --twice: made once more elsewhere, and compared byte by byte.

import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { packagesOf, thirdPartyLicenses } from '../third-party.mjs';
import { tarXz, zip } from './archives.mjs';
import { billOfMaterials } from './bill.mjs';
import { folderEntry, oneFile, parameters } from './entry.mjs';
import { makeImage } from './image.mjs';
import { makeManifests } from './manifests.mjs';
import { makeDeb, makeRpm } from './packages.mjs';
import { buildProgram, moduleIds } from './program.mjs';
import { run } from './run.mjs';
import { runtimes, unpackRuntime } from './runtime.mjs';
import { warmUps } from './warm-ups.mjs';

const asked = process.argv.slice(2);
const short = asked.includes('--short');
const out = resolve(process.env.DIAG_RELEASE_FOLDER ?? 'release');
const work = mkdtempSync('/tmp/diag-release-');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const epoch = Number(process.env.SOURCE_DATE_EPOCH ?? run('git', ['log', '-1', '--format=%ct']).trim());

const nodeLicense = join(work, 'NODE-LICENSE.txt');

const say = (text) => process.stderr.write(`release: ${text}\n`);
const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** What all forms have: manual page, completions, licenses, changelog. */
function writeShared(diag, licenses) {
  const shared = join(work, 'shared');
  mkdirSync(join(shared, 'completions'), { recursive: true });
  writeFileSync(join(shared, 'diag.1'), run(process.execPath, [diag, 'manual']));
  const shells = { bash: 'diag.bash', zsh: '_diag', fish: 'diag.fish', powershell: 'diag.ps1' };
  for (const [shell, file] of Object.entries(shells)) {
    writeFileSync(join(shared, 'completions', file), run(process.execPath, [diag, 'completion', shell]));
  }
  writeFileSync(join(shared, 'THIRD-PARTY.txt'), licenses);
  for (const file of ['LICENSE', 'CHANGELOG.md']) cpSync(file, join(shared, file));
  return shared;
}

/** A folder that runs by itself: Node, the program, and, where this machine can make it, its compiled code. */
function makeTree(platform, program, shared) {
  const runtime = unpackRuntime(platform, work);
  const tree = join(work, `diag-${version}-${platform}`);
  const lib = join(tree, 'lib');
  const windows = platform.startsWith('win');
  cpSync(shared, tree, { recursive: true });
  cpSync(program, lib, { recursive: true });
  cpSync(join('scripts/release', windows ? 'diag.cmd' : 'diag.sh'), join(tree, windows ? 'diag.cmd' : 'diag'));
  cpSync(runtime.program, join(lib, windows ? 'node.exe' : 'node'));
  // Of one release, the same for all; the package for Windows has none.
  if (existsSync(join(runtime.folder, 'LICENSE'))) cpSync(join(runtime.folder, 'LICENSE'), nodeLicense);
  cpSync(nodeLicense, join(tree, 'NODE-LICENSE.txt'));
  if (!windows) for (const file of ['diag', 'lib/node']) chmodSync(join(tree, file), 0o755);
  if (platform === `${process.platform}-${process.arch}`) {
    for (const [file, words, input] of warmUps) {
      const call = [lib, parameters, file, ...words, ...(input === undefined ? [] : [input])];
      // Findings are what most of these inputs are for.
      run(join(lib, 'node'), ['--predictable', 'scripts/release/write-cache.cjs', ...call], { exits: [0, 1, 3] });
    }
    writeFileSync(
      join(lib, 'diag.cjs'),
      folderEntry(version, moduleIds, `v${runtimes.version} ${platform.replace('-', ' ')}`),
    );
  }
  return tree;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
try {
  say(`diag ${version}, Node ${runtimes.version}, times as of ${new Date(epoch * 1000).toISOString()}`);
  // The build for the package is there: npm run release makes it first where a source is newer.
  const program = join(work, 'program');
  const { names, metafiles } = await buildProgram(program, version);
  for (const folder of ['codes', 'collectors'])
    cpSync(join('dist', folder), join(program, folder), { recursive: true });
  writeFileSync(join(program, 'diag.cjs'), folderEntry(version, moduleIds), { mode: 0o755 });
  const packages = await packagesOf(...metafiles);
  const licenses = await thirdPartyLicenses(...metafiles);

  const inside = readdirSync(program, { recursive: true })
    .filter((path) => /\.(?:cjs|md|sh|ps1)$/.test(path) && path !== 'diag.cjs')
    .toSorted()
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(program, path), 'utf8')]);
  const single = join(out, 'diag.cjs');
  writeFileSync(single, oneFile(version, moduleIds, inside), { mode: 0o755 });
  say(`diag.cjs: ${names.length} files inside`);
  const shared = writeShared(single, licenses);
  writeFileSync(join(out, 'THIRD-PARTY.txt'), licenses);

  run('npm', ['pack', '--silent', '--pack-destination', out]);
  for (const [module, shell, script] of collectorsIn(single)) {
    writeFileSync(join(out, `collect-${module}.${shell}`), script, { mode: 0o755 });
  }
  const parts = { program, shared };
  const packageSettings = { work, epoch, version, licenses };
  makeDeb(parts, { ...packageSettings, out: join(out, `diag_${version}_all.deb`) });
  makeRpm(parts, { ...packageSettings, out: join(out, `diag-${version}-1.noarch.rpm`) });
  say('packages made');

  let debian = {};
  const here = makeTree('linux-x64', program, shared);
  tarXz(here, join(out, 'diag-linux-x64.tar.xz'), epoch, short ? 0 : 6);
  if (!short) {
    debian = makeImage({ tree: here, out: join(out, 'diag-oci-linux-x64.tar'), work, epoch, version });
    tarXz(makeTree('linux-arm64', program, shared), join(out, 'diag-linux-arm64.tar.xz'), epoch);
    zip(makeTree('win-x64', program, shared), join(out, 'diag-win-x64.zip'), epoch);
    makeManifests({ out, work, epoch, version });
  }
  say('archives made');
  const bill = billOfMaterials({ version, epoch, packages, runtimes, debian });
  writeFileSync(join(out, 'diag.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
  const sums = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => relative(out, join(parentPath, name)))
    .toSorted()
    .map((name) => `${sha256(join(out, name))}  ${name}\n`);
  writeFileSync(join(out, 'SHA256SUMS'), sums.join(''));
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (asked.includes('--twice')) {
  const again = mkdtempSync('/tmp/diag-release-again-');
  try {
    const words = asked.filter((one) => one === '--short');
    run(process.execPath, ['scripts/release/main.mjs', ...words], { env: { DIAG_RELEASE_FOLDER: again } });
    run('diff', ['-r', out, again], { stdio: 'inherit' });
    say(
      `made twice, ${readFileSync(join(out, 'SHA256SUMS'), 'utf8').trimEnd().split('\n').length} files are the same bytes`,
    );
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
}
if (asked.includes('--test'))
  run('bash', ['scripts/release/test.sh', out, short ? 'short' : 'all'], { stdio: 'inherit' });

/** The collectors that a program has: module, shell, text. The error that names a wrong module lists all. */
function collectorsIn(diag) {
  const collect = (words) =>
    run(process.execPath, [diag, 'collect', ...words], { exits: [0, 2], stdio: ['ignore', 'pipe', 'pipe'] });
  const offered = JSON.parse(collect(['none', '--format', 'json']))
    .error.hint.replace(/^there are: /, '')
    .split(', ');
  return offered
    .flatMap((module) => ['sh', 'ps1'].map((shell) => [module, shell, collect([module, `--${shell}`])]))
    .filter(([, , script]) => script !== '');
}
