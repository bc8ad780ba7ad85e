// Node itself, as the npm registry has it: the version and the digest of each are written in runtimes.json.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

export const runtimes = JSON.parse(readFileSync(new URL('runtimes.json', import.meta.url), 'utf8'));

/** Tarballs stay here between builds; their digests are checked each time. */
const kept = join('node_modules', '.cache', 'diag-release');

/** Unpacks the runtime of a platform into a folder of its own; returns where program and license are. */
export function unpackRuntime(platform, work) {
  const { package: name, program, integrity } = runtimes[platform];
  const folder = join(work, `node-${platform}`);
  mkdirSync(folder, { recursive: true });
  mkdirSync(kept, { recursive: true });
  const tarball = join(kept, `${name}-${runtimes.version}.tgz`);
  if (!existsSync(tarball)) run('npm', ['pack', '--silent', '--pack-destination', kept, `${name}@${runtimes.version}`]);
  const digest = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (digest !== integrity) throw new Error(`${tarball} has the digest ${digest}, expected ${integrity}`);
  run('tar', [
    '-xzf',
    tarball,
    '-C',
    folder,
    `package/${program}`,
    ...(platform.startsWith('win') ? [] : ['package/LICENSE']),
  ]);
  return { program: join(folder, 'package', program), folder: join(folder, 'package') };
}
