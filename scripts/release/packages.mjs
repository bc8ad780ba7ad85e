// Packages for Debian and Red Hat, for every architecture: the program as files, with the Node of the distribution.
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from './run.mjs';

const summary = 'incident diagnosis for the person on call';
const description = [
  'Give it a log, or run it on the broken host, and read on one screen what is',
  'most likely wrong, what proves it, what it is not, and a fix script with',
  'check and undo. Offline and read-only.',
];
const maintainer = 'diag maintainers <diag@example.invalid>';

const write = (path, content) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};

/** The files of both packages under `root`. */
function installTree(root, { program, shared }) {
  const lib = join(root, 'usr/share/diag');
  cpSync(program, lib, { recursive: true });
  chmodSync(join(lib, 'diag.cjs'), 0o755);
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  symlinkSync('../share/diag/diag.cjs', join(root, 'usr/bin/diag'));
  write(join(root, 'usr/share/man/man1/diag.1.gz'), gzipSync(readFileSync(join(shared, 'diag.1')), { level: 9 }));
  const completions = {
    'diag.bash': 'bash-completion/completions/diag',
    _diag: 'zsh/vendor-completions/_diag',
    'diag.fish': 'fish/vendor_completions.d/diag.fish',
  };
  for (const [from, to] of Object.entries(completions)) {
    write(join(root, 'usr/share', to), readFileSync(join(shared, 'completions', from)));
  }
}

const rfc2822 = (epoch) => new Date(epoch * 1000).toUTCString().replace('GMT', '+0000');

/** Makes the .deb; `licenses` are the texts of all that is inside. */
export function makeDeb(parts, { out, work, epoch, version, licenses }) {
  const root = join(work, 'deb');
  installTree(root, parts);
  const doc = join(root, 'usr/share/doc/diag');
  write(join(doc, 'copyright'), copyright(licenses));
  const change = `diag (${version}) unstable; urgency=medium\n\n  * Release ${version}: see CHANGELOG.md in the source.\n\n -- ${maintainer}  ${rfc2822(epoch)}\n`;
  write(join(doc, 'changelog.gz'), gzipSync(change, { level: 9 }));
  // Of files alone: what a folder takes is the file system's business.
  const bytes = run('find', [root, '-type', 'f', '-printf', '%s\\n']).trim().split('\n').map(Number);
  const kib = Math.ceil(bytes.reduce((sum, one) => sum + one, 0) / 1024);
  const control = {
    Package: 'diag',
    Version: version,
    Architecture: 'all',
    Maintainer: maintainer,
    'Installed-Size': kib,
    Depends: 'nodejs (>= 20.17)',
    Section: 'admin',
    Priority: 'optional',
    Description: `${summary}\n${description.map((line) => ` ${line}`).join('\n')}`,
  };
  write(
    join(root, 'DEBIAN/control'),
    `${Object.entries(control)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join('')}`,
  );
  const files = run('find', ['.', '-type', 'f', '-not', '-path', './DEBIAN/*', '-printf', '%P\\n'], { cwd: root });
  write(join(root, 'DEBIAN/md5sums'), run('md5sum', files.trim().split('\n').toSorted(), { cwd: root }));
  run('chmod', ['-R', 'u+rwX,go+rX,go-w', root]);
  run('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', root, out], { env: { SOURCE_DATE_EPOCH: `${epoch}` } });
}

/** A copyright file in Debian's form (DEP-5): the project, and each package inside with its own words. */
function copyright(licenses) {
  const own = readFileSync('LICENSE', 'utf8');
  const quoted = (text) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => (line.trim() === '' ? ' .' : ` ${line}`))
      .join('\n');
  return [
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
    'Upstream-Name: diag',
    '',
    'Files: *',
    `Copyright: ${/^Copyright .*$/m.exec(own)?.[0].replace(/^Copyright (?:\(c\) )?/, '') ?? 'the diag authors'}`,
    'License: Expat',
    quoted(own.replace(/^[\s\S]*?(?=Permission is hereby)/, '')),
    '',
    'Comment: packages bundled into the program, each with its own license:',
    quoted(licenses),
    '',
  ].join('\n');
}

/** Makes the .rpm from the same files. */
export function makeRpm(parts, { out, work, epoch, version, licenses }) {
  const root = join(work, 'rpm-root');
  installTree(root, parts);
  const doc = join(root, 'usr/share/doc/diag');
  write(join(doc, 'THIRD-PARTY.txt'), licenses);
  cpSync('LICENSE', join(root, 'usr/share/licenses/diag/LICENSE'));
  cpSync('CHANGELOG.md', join(doc, 'CHANGELOG.md'));
  // Red Hat's zsh looks here; Debian's in vendor-completions.
  run('mkdir', ['-p', join(root, 'usr/share/zsh/site-functions')]);
  run('mv', [join(root, 'usr/share/zsh/vendor-completions/_diag'), join(root, 'usr/share/zsh/site-functions/_diag')]);
  run('rmdir', [join(root, 'usr/share/zsh/vendor-completions')]);
  run('chmod', ['-R', 'u+rwX,go+rX,go-w', root]);
  const day = new Date(epoch * 1000).toUTCString();
  const date = `${day.slice(0, 3)} ${day.slice(8, 11)} ${day.slice(5, 7)} ${day.slice(12, 16)}`;
  const files = run('find', ['.', '-not', '-type', 'd', '-printf', '/%P\\n'], { cwd: root })
    .trim()
    .split('\n')
    .toSorted();
  const kind = (path) =>
    path.startsWith('/usr/share/doc/') || path.includes('/man/')
      ? `%doc ${path}`
      : path.startsWith('/usr/share/licenses/')
        ? `%license ${path}`
        : path;
  const spec = `Name: diag
Version: ${version}
Release: 1
Summary: ${summary[0].toUpperCase()}${summary.slice(1)}
License: MIT
BuildArch: noarch
Requires: nodejs >= 1:20.17
AutoReqProv: no
%global __os_install_post %{nil}
%global _build_id_links none
%global _buildhost reproducible
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _binary_payload w6.xzdio
%description
${description.join('\n')}
%install
cp -a ${root}/. %{buildroot}/
%files
%dir /usr/share/diag
%dir /usr/share/doc/diag
%dir /usr/share/licenses/diag
${files.map(kind).join('\n')}
%changelog
* ${date} ${maintainer} - ${version}-1
- Release ${version}: see CHANGELOG.md.
`;
  const top = join(work, 'rpm');
  write(join(top, 'diag.spec'), spec);
  // All times the same, also those before it: rpm only clamps later ones.
  run('find', [root, '-exec', 'touch', '-h', '-d', `@${epoch}`, '{}', '+']);
  run(
    'rpmbuild',
    [
      '-bb',
      '--quiet',
      '--define',
      `_topdir ${top}`,
      '--define',
      `_rpmdir ${top}/out`,
      '--define',
      `_dbpath ${top}/db`,
      join(top, 'diag.spec'),
    ],
    { env: { SOURCE_DATE_EPOCH: `${epoch}` } },
  );
  cpSync(join(top, `out/noarch/diag-${version}-1.noarch.rpm`), out);
}
