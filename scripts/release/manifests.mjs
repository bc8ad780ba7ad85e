// What package managers want to know of a release: krew, Homebrew, Scoop, winget. Where the files are to be had is not
// known here: DIAG_RELEASE_URL is the folder of a release, DIAG_HOMEPAGE a page about it.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { tarContents } from './archives.mjs';

const summary = 'Incident diagnosis for the person on call';
const description =
  'Give it a log, or run it on the broken host, and read on one screen what is most likely wrong, what proves it, what it is not, and a fix script with check and undo. Offline and read-only.';

/** Writes `manifests/` and the archive for krew into `out`, beside the files of a release that they name. */
export function makeManifests({ out, work, epoch, version }) {
  const base = process.env.DIAG_RELEASE_URL ?? `https://example.invalid/diag/releases/v${version}`;
  const homepage = process.env.DIAG_HOMEPAGE ?? 'https://example.invalid/diag';
  const of = (name) => ({
    url: `${base}/${name}`,
    sha256: createHash('sha256')
      .update(readFileSync(join(out, name)))
      .digest('hex'),
  });
  const write = (path, text) => {
    mkdirSync(dirname(join(out, 'manifests', path)), { recursive: true });
    writeFileSync(join(out, 'manifests', path), text);
  };
  krewArchive(out, work, epoch);
  write('krew/cp-doctor.yaml', krew(version, homepage, of('diag-krew.tar.gz')));
  write('homebrew/diag.rb', formula(version, homepage, of('diag.cjs')));
  write('scoop/diag.json', scoop(version, homepage, of('diag-win-x64.zip')));
  const name = 'Diag.Diag';
  for (const [kind, text] of winget(name, version, homepage, epoch, of('diag-win-x64.zip'))) {
    write(`winget/${name}${kind}.yaml`, text);
  }
}

/** krew unpacks .tar.gz and .zip only, and wants an archive: the one file for any Node, by the name of a plug-in. */
function krewArchive(out, work, epoch) {
  const folder = join(work, 'krew');
  mkdirSync(folder, { recursive: true });
  cpSync(join(out, 'diag.cjs'), join(folder, 'kubectl-cp_doctor'));
  cpSync('LICENSE', join(folder, 'LICENSE'));
  const tar = join(work, 'krew.tar');
  tarContents(folder, tar, epoch);
  writeFileSync(join(out, 'diag-krew.tar.gz'), gzipSync(readFileSync(tar), { level: 9 }));
}

/** https://krew.sigs.k8s.io/docs/developer-guide/plugin-manifest */
const krew = (version, homepage, { url, sha256 }) =>
  stringify({
    apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
    kind: 'Plugin',
    metadata: { name: 'cp-doctor' },
    spec: {
      version: `v${version}`,
      homepage,
      shortDescription: 'Says what of a control plane is broken',
      description: `${description}\nWorks with the apiserver down: \`kubectl cp-doctor k8s-health\` on a node, or of what a node was collected.\n`,
      caveats: 'Needs Node.js 20.17 or newer in PATH.\n',
      platforms: [
        {
          selector: { matchExpressions: [{ key: 'os', operator: 'In', values: ['linux', 'darwin'] }] },
          uri: url,
          sha256,
          bin: 'kubectl-cp_doctor',
        },
      ],
    },
  });

/** https://docs.brew.sh/Formula-Cookbook */
const formula = (version, homepage, { url, sha256 }) => `class Diag < Formula
  desc "${summary}"
  homepage "${homepage}"
  url "${url}", using: :nounzip
  version "${version}"
  sha256 "${sha256}"
  license "MIT"

  depends_on "node"

  def install
    bin.install "diag.cjs" => "diag"
    generate_completions_from_executable(bin/"diag", "completion", shells: [:bash, :zsh, :fish])
    (man1/"diag.1").write Utils.safe_popen_read(bin/"diag", "manual")
  end

  test do
    assert_match "IIS150", shell_output("#{bin}/diag iis-drift --interval 1740")
  end
end
`;

const folderOf = (version) => `diag-${version}-win-x64`;

/** https://github.com/ScoopInstaller/Scoop/wiki/App-Manifests */
const scoop = (version, homepage, { url, sha256 }) =>
  `${JSON.stringify(
    {
      version,
      description: summary,
      homepage,
      license: 'MIT',
      architecture: { '64bit': { url, hash: sha256, extract_dir: folderOf(version) } },
      bin: 'diag.cmd',
    },
    null,
    4,
  )}\n`;

/** https://learn.microsoft.com/windows/package-manager/package/manifest: three files, by what their names end with. */
function winget(name, version, homepage, epoch, { url, sha256 }) {
  const head = { PackageIdentifier: name, PackageVersion: version };
  const file = (type, fields) => {
    const schema = `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${type}.1.9.0.schema.json\n`;
    return schema + stringify({ ...head, ...fields, ManifestType: type, ManifestVersion: '1.9.0' });
  };
  const installer = {
    Architecture: 'x64',
    InstallerUrl: url,
    InstallerSha256: sha256.toUpperCase(),
    NestedInstallerType: 'portable',
    NestedInstallerFiles: [{ RelativeFilePath: `${folderOf(version)}\\diag.cmd`, PortableCommandAlias: 'diag' }],
    // diag.cmd finds Node beside it: no link elsewhere, its own folder comes into PATH.
    ArchiveBinariesDependOnPath: true,
  };
  const date = new Date(epoch * 1000).toISOString().slice(0, 10);
  const locale = {
    ...{ PackageLocale: 'en-US', Publisher: 'diag maintainers', PackageName: 'diag', PackageUrl: homepage },
    ...{
      License: 'MIT',
      ShortDescription: summary,
      Description: description,
      Tags: ['incident', 'iis', 'kubernetes', 'smtp'],
    },
  };
  return [
    ['', file('version', { DefaultLocale: 'en-US' })],
    ['.installer', file('installer', { InstallerType: 'zip', ReleaseDate: date, Installers: [installer] })],
    ['.locale.en-US', file('defaultLocale', locale)],
  ];
}
