// Archives that are the same bytes whenever and wherever they are made: sorted names, one time, no owner.
import { readdirSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from './run.mjs';

const sorted = (epoch) => [
  '--sort=name',
  '--format=gnu',
  `--mtime=@${epoch}`,
  '--owner=0',
  '--group=0',
  '--numeric-owner',
];

/** `folder` as `out`, compressed by xz; `level` 0 (fast) to 9. */
export function tarXz(folder, out, epoch, level = 6) {
  const words = [...sorted(epoch), '-C', dirname(folder), '-cf', out, '-I', `xz -T1 -${level}`, basename(folder)];
  run('tar', words);
}

/** What is in `folder` as a plain tar, for a layer of an image. */
export const tarContents = (folder, out, epoch) =>
  run('tar', [...sorted(epoch), '-C', folder, '-cf', out, ...readdirSync(folder).toSorted()]);

/** `folder` as `out`, a zip without extra fields. */
export function zip(folder, out, epoch) {
  const names = readdirSync(folder, { recursive: true }).toSorted();
  for (const name of ['', ...names]) utimesSync(join(folder, name), epoch, epoch);
  const inside = names.map((name) => join(basename(folder), name));
  run('zip', ['-X', '-q', '-9', '-D', out, ...inside], { cwd: dirname(folder) });
}
