import { spawnSync } from 'node:child_process';

/**
 * Runs bash in a copy of this machine that forgets everything: an overlay over /, in a mount and UTS namespace of
 * its own, with `files` in it. Returns what it printed. Needs root.
 */
export function inOverlay(given: Readonly<Record<string, string>>, hostname: string, script: string): string {
  const files = { ...given, '/root/script': script };
  const inside = `set -e
upper=$(mktemp -d /dev/shm/diag-overlay-XXXXXX); mount -t tmpfs tmpfs "$upper"; mkdir "$upper"/{u,w,m}
mount -t overlay overlay -o "lowerdir=/,upperdir=$upper/u,workdir=$upper/w" "$upper/m"
mount --bind /dev "$upper/m/dev"; mount -t proc proc "$upper/m/proc" 2>/dev/null || mount --bind /proc "$upper/m/proc"
mount -t tmpfs tmpfs "$upper/m/tmp"; hostname ${hostname}
${Object.entries(files)
  .map(([path, text]) => {
    const place = `"$upper/m${path}"`;
    return `mkdir -p "$(dirname ${place})"; base64 -d >${place} <<'END'\n${Buffer.from(text).toString('base64')}\nEND\nchmod ${path.includes('/bin/') ? 755 : 600} ${place}`;
  })
  .join('\n')}
cd "$upper/m"; chroot . /bin/bash /root/script || true
cd /; umount -l "$upper/m/tmp" "$upper/m/proc" "$upper/m/dev" "$upper/m" "$upper"; rmdir "$upper"`;
  const { stdout, stderr, status } = spawnSync('unshare', ['--mount', '--uts', '--fork', 'bash', '-c', inside], {
    encoding: 'utf8',
    input: '',
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(`overlay: ${stderr}`);
  return stdout;
}
