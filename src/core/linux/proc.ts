/** A TCP port something listens on. */
export interface Listener {
  /** IPv4 in dotted form, IPv6 in full lower-case hex groups. */
  readonly address: string;
  readonly port: number;
  /** Socket inode, which /proc/PID/fd names. */
  readonly inode: string;
}

/** Listening sockets (state 0A) of /proc/net/tcp or tcp6, proc(5). */
export function readListeners(text: string): readonly Listener[] {
  return text.split('\n').flatMap((line) => {
    const words = line.trim().split(/\s+/);
    const [address, port] = (words[1] ?? '').split(':');
    if (words[3] !== '0A' || address === undefined || port === undefined) return [];
    return [{ address: hexAddress(address), port: Number.parseInt(port, 16), inode: words[9] ?? '' }];
  });
}

/** The kernel prints each 32-bit word in host order, little-endian on every machine Kubernetes runs on but s390x. */
function hexAddress(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) =>
    (word.match(/../g) ?? []).toReversed().map((byte) => Number.parseInt(byte, 16)),
  );
  if (bytes.length === 4) return bytes.join('.');
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (mapped) return bytes.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
  );
  return groups.join(':');
}

/** Local IPv4 addresses of /proc/net/fib_trie: each `host LOCAL` follows its address. */
export function readLocalAddresses(text: string): readonly string[] {
  const found = new Set<string>();
  let last = '';
  for (const line of text.split('\n')) {
    const address = /\|-- ([\d.]+)/.exec(line)?.[1];
    if (address !== undefined) last = address;
    else if (line.includes('/32 host LOCAL')) found.add(last);
  }
  return [...found];
}

/** Addresses of /proc/net/if_inet6 in full lower-case hex groups without leading zeros. */
export function readLocalAddresses6(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const hex = /^([0-9a-f]{32})\s/.exec(line)?.[1];
    return hex === undefined
      ? []
      : [(hex.match(/.{4}/g) ?? []).map((group) => Number.parseInt(group, 16).toString(16)).join(':')];
  });
}

/** A line of /proc/mounts. */
export interface Mount {
  readonly device: string;
  readonly path: string;
  readonly type: string;
  readonly readOnly: boolean;
}

/** Lines of /proc/mounts in their order, octal escapes of paths undone. */
export function readMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [device, path, type, options] = line.split(' ');
    if (device === undefined || path === undefined || type === undefined) return [];
    return [{ device, path: unescapeOctal(path), type, readOnly: (options ?? '').split(',').includes('ro') }];
  });
}

/** The mount a path lies on: the longest that holds it, the last of equals. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  const holds = (mount: Mount) => mount.path === '/' || path === mount.path || path.startsWith(`${mount.path}/`);
  return mounts
    .filter(holds)
    .reduce<Mount | undefined>(
      (best, mount) => (best === undefined || mount.path.length >= best.path.length ? mount : best),
      undefined,
    );
}

/** Names of active swap areas of /proc/swaps. */
export function readSwaps(text: string): readonly string[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => line.trim().split(/\s+/)[0] || []);
}

const unescapeOctal = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
