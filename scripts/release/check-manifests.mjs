// check-manifests.mjs FOLDER: that the manifests of a release name its files by their bytes, that what each would run is
// in them and runs, and, where Ruby is, that the formula installs a diag that passes the formula's own test.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse } from 'yaml';

const out = resolve(process.argv[2]);
const read = (path) => readFileSync(join(out, 'manifests', path), 'utf8');
const run = (program, ...words) => execFileSync(program, words, { encoding: 'utf8' });
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
/** The file that a manifest's address ends with has the digest that it names. */
const named = (url, sha256) => {
  const file = join(out, basename(url));
  assert.equal(createHash('sha256').update(readFileSync(file)).digest('hex'), sha256.toLowerCase(), url);
  return file;
};

const work = mkdtempSync('/tmp/diag-manifests-');
try {
  const { metadata, spec } = parse(read('krew/cp-doctor.yaml'));
  assert.match(metadata.name, /^[a-z0-9-]+$/);
  assert.equal(spec.version, `v${version}`);
  assert.ok(spec.shortDescription.length < 50);
  for (const { uri, sha256, bin, selector } of spec.platforms) {
    assert.deepEqual(selector.matchExpressions[0].values, ['linux', 'darwin']);
    run('tar', '-xzf', named(uri, sha256), '-C', work);
    assert.equal(bin, `kubectl-${metadata.name.replaceAll('-', '_')}`);
    assert.equal(run(join(work, bin), '--version'), `diag ${version}\n`);
  }

  const scoop = JSON.parse(read('scoop/diag.json'));
  const { url, hash, extract_dir: folder } = scoop.architecture['64bit'];
  const inZip = new Set(run('unzip', '-Z1', named(url, hash)).split('\n'));
  assert.ok(inZip.has(`${folder}/${scoop.bin}`));

  const winget = ['', '.installer', '.locale.en-US'].map((kind) => parse(read(`winget/Diag.Diag${kind}.yaml`)));
  assert.deepEqual(
    winget.map(({ PackageIdentifier, PackageVersion, ManifestType }) => [
      PackageIdentifier,
      PackageVersion,
      ManifestType,
    ]),
    ['version', 'installer', 'defaultLocale'].map((type) => ['Diag.Diag', version, type]),
  );
  for (const { InstallerUrl, InstallerSha256, NestedInstallerFiles } of winget[1].Installers) {
    named(InstallerUrl, InstallerSha256);
    for (const { RelativeFilePath } of NestedInstallerFiles)
      assert.ok(inZip.has(RelativeFilePath.replaceAll('\\', '/')));
  }

  const formula = read('homebrew/diag.rb');
  named(/url "([^"]+)"/.exec(formula)[1], /sha256 "([0-9a-f]+)"/.exec(formula)[1]);
  if (hasRuby()) {
    run(
      'ruby',
      'scripts/release/install-formula.rb',
      join(out, 'manifests/homebrew/diag.rb'),
      join(out, 'diag.cjs'),
      join(work, 'keg'),
    );
    assert.match(readFileSync(join(work, 'keg/share/man/man1/diag.1'), 'utf8'), /^\.TH DIAG 1/m);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function hasRuby() {
  try {
    run('ruby', '--version');
    return true;
  } catch {
    return false;
  }
}
