// An OCI image, written as the image specification has it: no daemon, no base image but the C and C++ libraries.
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tarContents } from './archives.mjs';
import { run } from './run.mjs';

/** Debian's packages that Node's program is linked against. */
const libraries = ['libc6', 'libgcc-s1', 'libstdc++6'];

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The libraries, with their copyright files: without a shell, nothing else is needed. */
function addLibraries(root, work) {
  const folder = join(work, 'debian');
  mkdirSync(folder, { recursive: true });
  run('apt-get', ['download', '-qq', ...libraries], { cwd: folder });
  const versions = {};
  for (const file of run('ls', [folder]).trim().split('\n')) {
    const path = join(folder, file);
    const [name, version] = run('dpkg-deb', ['-f', path, 'Package', 'Version']).match(/(?<=: ).*/g);
    versions[name] = version;
    const unpacked = join(folder, name);
    run('dpkg-deb', ['-x', path, unpacked]);
    for (const part of ['lib', 'lib64', 'usr/lib', 'usr/share/doc'].filter((one) => existsSync(join(unpacked, one)))) {
      // Character sets and audit modules are loaded by nobody here.
      const filter = (from) => !/gconv|\/audit\b/.test(from);
      cpSync(join(unpacked, part), join(root, part), { recursive: true, verbatimSymlinks: true, filter });
    }
  }
  return versions;
}

/** Makes `out`, an OCI archive for `podman load`, `skopeo` and `ctr image import`; returns the Debian versions inside. */
export function makeImage({ tree, out, work, epoch, version }) {
  const root = join(work, 'image-root');
  const layout = join(work, 'image');
  rmSync(layout, { recursive: true, force: true });
  mkdirSync(join(root, 'tmp'), { recursive: true });
  chmodSync(join(root, 'tmp'), 0o1777);
  const versions = addLibraries(root, work);
  cpSync(tree, join(root, 'opt/diag'), { recursive: true });
  mkdirSync(join(root, 'etc'), { recursive: true });
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/sbin/nologin\n');
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  // kubectl debug … -- diag: the program itself, for there is no shell to run a script.
  symlinkSync('/opt/diag/lib/node', join(root, 'usr/bin/node'));
  const entry = readFileSync(join(root, 'opt/diag/lib/diag.cjs'), 'utf8');
  writeFileSync(join(root, 'opt/diag/lib/diag'), entry.replace(/^#!.*/, '#!/opt/diag/lib/node'), { mode: 0o755 });
  symlinkSync('/opt/diag/lib/diag', join(root, 'usr/bin/diag'));
  const tar = join(work, 'layer.tar');
  tarContents(root, tar, epoch);
  const layer = readFileSync(tar);
  const packed = gzipSync(layer, { level: 9 });
  const created = new Date(epoch * 1000).toISOString().replace('.000', '');
  const config = JSON.stringify({
    created,
    architecture: 'amd64',
    os: 'linux',
    config: {
      Env: ['PATH=/usr/bin', 'LANG=C.UTF-8'],
      Entrypoint: ['/usr/bin/node', '/opt/diag/lib/diag.cjs'],
      Labels: { 'org.opencontainers.image.version': version, 'org.opencontainers.image.licenses': 'MIT' },
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] },
    history: [{ created, created_by: 'npm run release' }],
  });
  writeLayout(layout, packed, config, version);
  tarContents(layout, out, epoch);
  return versions;
}

/** Blobs by their digests, and the index that names the image. */
function writeLayout(layout, packed, config, version) {
  const blob = (bytes, mediaType) => {
    const digest = sha256(bytes);
    const path = join(layout, 'blobs/sha256', digest);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    return { mediaType, digest: `sha256:${digest}`, size: Buffer.byteLength(bytes) };
  };
  const type = (name) => `application/vnd.oci.image.${name}`;
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: type('manifest.v1+json'),
    config: blob(config, type('config.v1+json')),
    layers: [blob(packed, type('layer.v1.tar+gzip'))],
  });
  const named = {
    ...blob(manifest, type('manifest.v1+json')),
    platform: { architecture: 'amd64', os: 'linux' },
    annotations: { 'org.opencontainers.image.ref.name': version },
  };
  writeFileSync(
    join(layout, 'index.json'),
    JSON.stringify({ schemaVersion: 2, mediaType: type('index.v1+json'), manifests: [named] }),
  );
  writeFileSync(join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
}
