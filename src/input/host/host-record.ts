import { unrecognizedInput } from '../../core/errors.ts';
import type { Source } from '../source.ts';
import { peek } from '../tee.ts';
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
  /** Bytes behind descriptor links. */
  readonly sizes: ReadonlyMap<string, number>;
  /** False where the stream ends early: then what is missing from it says nothing. */
  readonly whole: boolean;
}

/** How the stream of the collector begins. */
export const recordHead = '=== diag k8s-paths 1';
/** A collector sends a few hundred KiB; this much is held in memory. */
const maxBytes = 64 * 2 ** 20;
/** A collector lists this many names of a directory at most. */
const maxNames = 10_000;

/** A source as the record of a host, where it begins as one; otherwise the source, unread. */
export async function recordIn(source: Source): Promise<{ record?: HostRecord; source: Source }> {
  const { head, source: whole } = await peek(source, 256);
  if (!textOf(head).startsWith(recordHead)) return { source: whole };
  const blocks: Buffer[] = [];
  let bytes = 0;
  for await (const block of whole.blocks()) {
    blocks.push(Buffer.from(block));
    bytes += block.length;
    if (bytes > maxBytes) throw unrecognizedInput(`${source.name}: too large for a collector's stream`, 'collect anew');
  }
  return { record: readRecord(textOf(Buffer.concat(blocks))), source: whole };
}

/** Windows PowerShell redirects in UTF-16 with a byte order mark. */
const textOf = (bytes: Buffer): string =>
  (bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8')).replace(/^\ufeff/, '');

interface Section {
  readonly word: string;
  readonly rest: string;
  readonly lines: readonly string[];
}

function sectionsOf(given: string): Section[] {
  const text = given.startsWith(`${recordHead}\r\n`) ? given.replaceAll('\r\n', '\n') : given;
  const sections: { word: string; rest: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const head = /^=== ([a-z]{1,10})(?: (.{1,4096}))?$/.exec(line);
    if (head === null) sections.at(-1)?.lines.push(line);
    else sections.push({ word: head[1] ?? '', rest: head[2] ?? '', lines: [] });
  }
  return sections;
}

type Writable = {
  -readonly [Key in keyof HostRecord]: HostRecord[Key] extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : HostRecord[Key] extends ReadonlySet<infer V>
      ? Set<V>
      : HostRecord[Key];
};

/** Reads a collector's stream; lines it does not understand are passed over. */
export function readRecord(text: string): HostRecord {
  const record: Writable = {
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
    whole: false,
  };
  for (const section of sectionsOf(text)) {
    const lines = section.lines.length + 1;
    const read = readers[section.word];
    record.lines += lines;
    if (read === undefined) continue;
    record.understood += lines;
    read(record, section);
  }
  return record;
}

/** A text has its own last line end and one more. */
const bodyOf = ({ lines }: Section): string => lines.map((line) => line.replace(/^ ( *=== )/, '$1')).join('\n');

const readers: Readonly<Record<string, (record: Writable, section: Section) => void>> = {
  diag: (record, { lines }) => {
    record.host = lines.find((line) => line.startsWith('host: '))?.slice(6, 260) ?? record.host;
  },
  entry: ({ stats }, { rest, lines }) => {
    const stat = statOf(lines[0] ?? '');
    if (stat !== undefined) stats.set(rest, stat.stat);
  },
  list: (record, { rest, lines }) => {
    const found = lines.slice(0, maxNames).flatMap((line) => statOf(line) ?? []);
    const names = found.map(({ name }) => name);
    record.lists.set(rest, { names: names.toSorted(), truncated: lines.length > maxNames });
    for (const { name, stat } of found) record.stats.set(`${rest === '/' ? '' : rest}/${name}`, stat);
  },
  link: ({ links }, { rest, lines }) => links.set(rest, lines[0] ?? ''),
  absent: ({ absent }, { rest }) => absent.add(rest),
  denied: ({ denied }, { rest }) => denied.add(rest),
  text: ({ texts }, section) => texts.set(section.rest, bodyOf(section)),
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
