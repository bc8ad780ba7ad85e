import type { FileStat, HostFiles, Listing, Missing, StatReading, TailReading, TextReading } from './host-files.ts';
import { type HostRecord, textFile } from './host-record.ts';

/** As Linux: more links than this in one path are a loop. */
const maxLinks = 40;
const defaultMaxBytes = 1 << 20;

/** What was never collected is no answer; no rule takes it for absent. */
const unknown = { status: 'failed', reason: 'not collected' } as const;

/** Where a path leads in a record, links followed, or why it leads nowhere. */
type Place = { readonly path: string } | Extract<Missing, { status: 'absent' | 'denied' | 'failed' }>;

/** The files of a host from what a collector saw of it. */
export function recordedHost(record: HostRecord): HostFiles {
  type Nowhere = Exclude<Place, { path: string }>;
  const at = <T>(path: string, answer: (path: string) => T, followLast = true): T | Nowhere => {
    const found = resolve(record, path, followLast);
    return 'path' in found ? answer(found.path) : found;
  };
  return {
    root: record.host,
    thisMachine: false,
    ...(record.tellsAll ? {} : { tellsAll: false as const }),
    env: {},
    read: (path, maxBytes = defaultMaxBytes) => at(path, (real) => textAt(record, real, maxBytes)),
    head: (path) => {
      const found = at(path, (real) => record.heads.get(real));
      return found === undefined || 'status' in found ? undefined : found;
    },
    tail: (path, bytes) => at(path, (real) => tailAt(record, real, bytes)),
    stat: (path) => at(path, (real) => statAt(record, real)),
    lstat: (path) => at(path, (real) => ownStatAt(record, real), false),
    list: (path, max) => at(path, (real) => listAt(record, real, max)),
    disk: (path) => record.disks.get(path),
    openSize: (path) => record.sizes.get(path) ?? -1,
    connect: async (path) => {
      const found = at(path, (real) => record.sockets.get(real) ?? 'unknown');
      if (typeof found === 'string') return found;
      return found.status === 'failed' ? 'unknown' : found.status;
    },
  };
}

/** Walks a path as the kernel would, as far as the record knows. */
function resolve(record: HostRecord, path: string, followLast: boolean, links = 0): Place {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  let done = '';
  for (const [i, name] of names.entries()) {
    const rest = names.slice(i + 1);
    const step = stepTo(record, done, name, followLast || rest.length > 0);
    if ('ahead' in step) {
      if (links >= maxLinks) return { status: 'failed', reason: 'ELOOP' };
      return resolve(record, [step.ahead, ...rest].join('/'), followLast, links + 1);
    }
    if ('status' in step) return step;
    done = step.path;
  }
  return { path: done === '' ? '/' : done };
}

/** One name further, or where a link leads ahead. */
function stepTo(record: HostRecord, from: string, name: string, follow: boolean): Place | { readonly ahead: string } {
  if (name === '..') return { path: from.slice(0, Math.max(0, from.lastIndexOf('/'))) };
  const next = `${from}/${name}`;
  const link = follow ? linkAt(record, next) : undefined;
  if (link === undefined) return whyNot(record, from, next, name) ?? { path: next };
  if (link.target === undefined) return unknown;
  return { ahead: link.target.startsWith('/') ? link.target : `${from}/${link.target}` };
}

/** A link; without a target where that was not collected. */
function linkAt({ links, stats }: HostRecord, path: string): { readonly target?: string } | undefined {
  const target = links.get(path);
  if (target !== undefined) return { target };
  return stats.get(path)?.kind === 'link' ? {} : undefined;
}

function whyNot(
  record: HostRecord,
  parent: string,
  path: string,
  name: string,
): Exclude<Place, { path: string }> | undefined {
  if (knows(record, path)) return undefined;
  if (record.absent.has(path)) return { status: 'absent' };
  const above = record.stats.get(parent);
  if (above === undefined && record.denied.has(parent)) return { status: 'denied' };
  if (above !== undefined && above.kind !== 'directory') return { status: 'absent' };
  const listing = record.lists.get(parent === '' ? '/' : parent);
  const isListed = listing !== undefined && !listing.truncated && parent !== '/proc';
  return isListed && !listing.names.includes(name) ? { status: 'absent' } : undefined;
}

const knows = ({ stats, texts, tails, lists, links, heads, denied }: HostRecord, path: string): boolean =>
  [stats, texts, tails, lists, links, heads, denied].some((one) => one.has(path));

function statAt(record: HostRecord, path: string): StatReading {
  const stat = record.stats.get(path) ?? (record.texts.has(path) ? textFile : undefined);
  if (stat !== undefined) return { status: 'found', stat };
  return record.denied.has(path) ? { status: 'denied' } : unknown;
}

/** What lies at a path, links not followed. */
function ownStatAt(record: HostRecord, path: string): StatReading {
  const target = record.links.get(path);
  if (target === undefined) return statAt(record, path);
  return { status: 'found', stat: { ...(record.stats.get(path) ?? textFile), kind: 'link', target } };
}

/** A regular file, or why there is nothing to read. */
function fileAt(record: HostRecord, path: string): { readonly stat: FileStat } | Missing {
  const found = statAt(record, path);
  if (found.status !== 'found') return found;
  if (found.stat.kind !== 'file') return { status: 'not-a-file', kind: found.stat.kind };
  return record.denied.has(path) ? { status: 'denied' } : { stat: found.stat };
}

function textAt(record: HostRecord, path: string, maxBytes: number): TextReading {
  const file = fileAt(record, path);
  if (!('stat' in file)) return file;
  const text = record.texts.get(path);
  const bytes = Math.max(file.stat.bytes, text?.length ?? 0);
  if (bytes > maxBytes) return { status: 'too-large', bytes };
  return text === undefined ? unknown : { status: 'text', text, stat: file.stat };
}

function tailAt(record: HostRecord, path: string, bytes: number): TailReading {
  const file = fileAt(record, path);
  if (!('stat' in file)) return file;
  const text = record.tails.get(path);
  return text === undefined
    ? unknown
    : { status: 'text', text: text.slice(-bytes), cut: file.stat.bytes > bytes, stat: file.stat };
}

function listAt(record: HostRecord, path: string, max = Number.POSITIVE_INFINITY): Listing {
  const listing = record.lists.get(path);
  if (listing !== undefined) {
    const names = listing.names.slice(0, max);
    return { status: 'names', names, truncated: listing.truncated || names.length < listing.names.length };
  }
  if (record.denied.has(path)) return { status: 'denied' };
  const kind = record.stats.get(path)?.kind;
  return kind === undefined || kind === 'directory' ? unknown : { status: 'not-a-directory' };
}
