import { readFields, type Section } from '../../core/sections.ts';
import type { DiskSpace, FileKind, FileStat, SocketState } from './host-files.ts';

/** What a collector saw of a host, by the paths of that host. */
export interface HostRecord {
  readonly host: string;
  /** Lines of the stream, and how many of them stand in a section that is known. */
  readonly lines: number;
  readonly understood: number;
  /** Kind, mode and owner of what lies at a path without links in it. */
  readonly stats: ReadonlyMap<string, FileStat>;
  readonly links: ReadonlyMap<string, string>;
  readonly absent: ReadonlySet<string>;
  readonly denied: ReadonlySet<string>;
  /** Names of directories that were listed. */
  readonly lists: ReadonlyMap<string, { readonly names: readonly string[]; readonly truncated: boolean }>;
  readonly texts: ReadonlyMap<string, string>;
  readonly tails: ReadonlyMap<string, string>;
  readonly heads: ReadonlyMap<string, Uint8Array>;
  readonly disks: ReadonlyMap<string, DiskSpace>;
  readonly sockets: ReadonlyMap<string, SocketState>;
  /** Variables of the collector's environment that matter. */
  readonly env: Readonly<Record<string, string>>;
  /** Bytes behind descriptor links. */
  readonly sizes: ReadonlyMap<string, number>;
  /** False where the stream ends early: then what is missing from it says nothing. */
  readonly whole: boolean;
  /** False where people wrote it down, or it is more than is held: of the rest of the host it says nothing. */
  readonly tellsAll: boolean;
}

/** A collector lists this many names of a directory at most. */
const maxNames = 10_000;
/** Sections that are held; a collector writes some thousand, of which each process has up to three. */
const maxSections = 250_000;
/** Paths of which only the name is told; people write a few. */
const maxBare = 10_000;

type Writable = {
  -readonly [Key in keyof HostRecord]: HostRecord[Key] extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : HostRecord[Key] extends ReadonlySet<infer V>
      ? Set<V>
      : HostRecord[Key];
} & {
  /** Paths of which only the name is told. */
  readonly bare: string[];
};

const emptyRecord = (): Writable => ({
  host: 'collected host',
  lines: 0,
  understood: 0,
  stats: new Map(),
  links: new Map(),
  absent: new Set(),
  denied: new Set(),
  lists: new Map(),
  texts: new Map(),
  tails: new Map(),
  heads: new Map(),
  disks: new Map(),
  sockets: new Map(),
  sizes: new Map(),
  env: {},
  bare: [],
  whole: false,
  tellsAll: true,
});

/** What is known of a file by its text alone: `/proc` has no more. */
export const textFile: FileStat = {
  kind: 'file',
  bytes: 0,
  mode: 0o444,
  uid: 0,
  gid: 0,
  modifiedAt: new Date(0).toISOString(),
  identity: '',
};

/** Reads the sections of a collector's stream; those it does not know are passed over. */
export function readRecord(sections: readonly Section[]): HostRecord {
  const record = emptyRecord();
  for (const [i, section] of sections.entries()) {
    const lines = section.lines.length + 1;
    const read = i < maxSections || section.word === 'done' ? readers[section.word] : undefined;
    record.lines += lines;
    if (read === undefined) continue;
    record.understood += lines;
    read(record, section);
  }
  // A collector says of each file what lies there.
  record.tellsAll = record.stats.size > 0 && record.bare.length === 0 && sections.length <= maxSections;
  addBareNames(record);
  return record;
}

/** The words that `readRecord` knows. */
export const recordedWords = (): ReadonlySet<string> => new Set(Object.keys(readers));

/** What stands there without a line of stat, as people write it, lies in its folders; of their other names it says nothing. */
function addBareNames(record: Writable): void {
  const { stats, texts, bare } = record;
  const folders = new Map<string, Set<string>>();
  const add = (path: string): void => {
    const cut = path.lastIndexOf('/');
    if (cut < 0 || path === '/') return;
    const folder = path.slice(0, cut) || '/';
    const names = folders.get(folder);
    folders.set(folder, (names ?? new Set()).add(path.slice(cut + 1)));
    if (!stats.has(path)) stats.set(path, textFile);
    if (names === undefined) add(folder);
  };
  for (const path of [...texts.keys(), ...bare]) if (!stats.has(path)) add(path);
  for (const [path, names] of folders) {
    if (stats.get(path)?.kind !== 'directory') stats.set(path, { ...textFile, kind: 'directory' });
    if (!record.lists.has(path)) record.lists.set(path, { names: [...names].toSorted(), truncated: true });
  }
}

/** A text has its own last line end and one more. */
const bodyOf = ({ lines }: Section): string => lines.join('\n');

const readers: Readonly<Record<string, (record: Writable, section: Section) => void>> = {
  diag: (record, { lines }) => {
    record.host = readFields(lines)['host']?.slice(0, 254) ?? record.host;
  },
  entry: ({ stats }, { rest, lines }) => {
    const stat = statOf(lines[0] ?? '');
    if (stat !== undefined) stats.set(rest, stat.stat);
  },
  list: (record, { rest, lines }) => {
    const found = lines.slice(0, maxNames).flatMap((line) => statOf(line) ?? []);
    const untold = found.length === 0 ? lines.filter((name) => name !== '' && name.length <= 255) : [];
    const bare = untold.slice(0, Math.max(0, maxBare - record.bare.length));
    record.bare.push(...bare.map((name) => `${rest === '/' ? '' : rest}/${name}`));
    if (untold.length > 0) return;
    const names = found.map(({ name }) => name);
    record.lists.set(rest, { names: names.toSorted(), truncated: lines.length > maxNames });
    for (const { name, stat } of found) record.stats.set(`${rest === '/' ? '' : rest}/${name}`, stat);
  },
  link: ({ links }, { rest, lines }) => links.set(rest, lines[0] ?? ''),
  absent: ({ absent }, { rest }) => absent.add(rest),
  denied: ({ denied }, { rest }) => denied.add(rest),
  text: ({ texts }, section) => texts.set(section.rest, bodyOf(section)),
  /** The same, as recordings written by hand and by collectors of before say it. */
  file: ({ texts }, section) => texts.set(section.rest, bodyOf(section)),
  env: (record, { lines }) => {
    record.env = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s) as [string, string]));
  },
  /** One a line: a number, a space, the command line with single spaces. */
  processes: ({ texts }, { lines }) => {
    for (const line of lines) {
      const [pid = '', ...words] = line.trim().split(' ');
      if (/^\d{1,10}$/.test(pid)) texts.set(`/proc/${pid}/cmdline`, words.join('\0'));
    }
  },
  tail: ({ tails }, section) => tails.set(section.rest, bodyOf(section)),
  head: ({ heads }, { rest, lines }) => heads.set(rest, Buffer.from((lines[0] ?? '').slice(0, 64), 'hex')),
  disk: ({ disks }, { rest, lines }) => {
    const [unit, blocks, available, inodes, freeInodes] = (lines[0] ?? '').split(' ').map(Number);
    if (![unit, blocks, available, inodes, freeInodes].every(Number.isSafeInteger)) return;
    const size = unit ?? 0;
    disks.set(rest, {
      bytes: (blocks ?? 0) * size,
      availableBytes: (available ?? 0) * size,
      inodes: inodes ?? 0,
      freeInodes: freeInodes ?? 0,
    });
  },
  socket: ({ sockets }, { rest }) => {
    const [path = '', state] = rest.split(' ');
    if (state === 'accepts' || state === 'refused' || state === 'denied') sockets.set(path, state);
  },
  pids: ({ lists }, { lines }) => {
    lists.set('/proc', { names: lines.filter((line) => /^\d{1,10}$/.test(line)), truncated: false });
  },
  argv: ({ texts }, section) =>
    texts.set(`/proc/${section.rest}/cmdline`, `${bodyOf(section).trimEnd().replaceAll('\n', '\0')}\0`),
  fds: ({ lists, links }, { rest, lines }) => {
    const found = lines.flatMap((line) => {
      const [, name, target] = /^(\d{1,10}) (.{1,4096})$/.exec(line) ?? [];
      return name === undefined || target === undefined ? [] : [{ name, target }];
    });
    lists.set(`/proc/${rest}/fd`, { names: found.map(({ name }) => name), truncated: false });
    for (const { name, target } of found) links.set(`/proc/${rest}/fd/${name}`, target);
  },
  size: ({ sizes }, { rest, lines }) => {
    const [pid, descriptor] = rest.split(' ');
    if (/^\d{1,15}$/.test(lines[0] ?? '')) sizes.set(`/proc/${pid}/fd/${descriptor}`, Number(lines[0]));
  },
  /** What follows a text of its own line ends. */
  end: () => {},
  done: (record) => {
    record.whole = true;
  },
};

const kinds: Readonly<Record<number, FileKind>> = {
  32768: 'file',
  16384: 'directory',
  40960: 'link',
  49152: 'socket',
  4096: 'fifo',
};

/** A line of stat(1): raw mode in hex, bytes, owner, group, seconds, device and inode, name. */
function statOf(line: string): { name: string; stat: FileStat } | undefined {
  const found =
    /^([0-9a-f]{1,8}) (\d{1,15}) (\d{1,10}) (\d{1,10}) (-?\d{1,11}) (\d{1,20}:\d{1,20})(?: \.\/([^/\0]{1,255}))?$/.exec(
      line,
    );
  if (found === null) return undefined;
  const [, mode = '0', bytes, uid, gid, seconds, identity = '', name = ''] = found;
  const raw = Number.parseInt(mode, 16);
  return {
    name,
    stat: {
      kind: kinds[raw & 0xf000] ?? 'device',
      bytes: Number(bytes),
      mode: raw & 0o7777,
      uid: Number(uid),
      gid: Number(gid),
      modifiedAt: new Date(Math.max(0, Number(seconds)) * 1000).toISOString(),
      identity,
    },
  };
}
