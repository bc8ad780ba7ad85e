import { headOf } from '../../../core/safe-text.ts';
import type { HostFiles } from '../../../kubernetes/host/host-files.ts';
import { signatureOf } from '../log-signatures.ts';
import type { LogFact, LogLine } from '../observations.ts';
import { containerLines, isError, isFatal } from './log-lines.ts';

/** How much of the end of each log is read. */
const tailBytes = 64 * 1024;
/** Pod directories looked at; nodes run at most a few hundred pods, tests make ten thousand. */
const maxPods = 60;
const errorsKept = 8;
/** A fatal line among the last so many lines means that the run ended with it. */
const endLines = 12;

/** Files of the host that hold the kubelet's journal where it is written as text. */
const hostLogs = [
  '/var/log/syslog',
  '/var/log/messages',
  '/var/log/daemon.log',
  '/var/log/kubelet.log',
  '/var/lib/rancher/rke2/agent/logs/kubelet.log',
];

/** Reads the ends of the logs of these pods (names without the node) and of the host's text logs. */
export function observeLogs(host: HostFiles, podNames: readonly string[]): LogFact[] {
  const directories = host.list('/var/log/pods');
  const names = directories.status === 'names' ? directories.names : [];
  const wanted = names.filter((name) => {
    const pod = name.split('_')[1] ?? '';
    return podNames.some((one) => pod === one || pod.startsWith(`${one}-`));
  });
  const pods = wanted.slice(0, maxPods).flatMap((name) => podLogs(host, name));
  return [...pods, ...hostLogs.flatMap((path) => hostLog(host, path))];
}

function podLogs(host: HostFiles, name: string): LogFact[] {
  const [namespace = '', pod = ''] = name.split('_');
  const top = `/var/log/pods/${name}`;
  const containers = host.list(top, 20);
  if (containers.status !== 'names') return [];
  return containers.names.map((container) => {
    const directory = `${top}/${container}`;
    const listing = host.list(directory, 500);
    const files = listing.status === 'names' ? listing.names.filter((one) => /^\d+\.log$/.test(one)) : [];
    const newestFirst = files.toSorted((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10)).slice(0, 2);
    const runs = newestFirst.map((file) => readRun(host, `${directory}/${file}`));
    return {
      namespace,
      pod,
      container,
      directory,
      newest: newestFirst[0] === undefined ? -1 : Number.parseInt(newestFirst[0], 10),
      fileCount: files.length,
      writtenAt: runs.flatMap(({ writtenAt }) => writtenAt ?? []),
      ...(runs[0]?.endsAt === undefined ? {} : { endsAt: runs[0].endsAt }),
      errors: runs.toReversed().flatMap(({ errors }) => errors),
    };
  });
}

interface Run {
  readonly errors: readonly LogLine[];
  readonly writtenAt?: string;
  readonly endsAt?: string;
}

function readRun(host: HostFiles, file: string): Run {
  const tail = host.tail(file, tailBytes);
  if (tail.status !== 'text') return { errors: [] };
  const lines = containerLines(tail.text).slice(tail.cut ? 1 : 0);
  const endsAt = lines.at(-1)?.at;
  return {
    errors: errorLines(file, lines),
    writtenAt: tail.stat.modifiedAt,
    ...(endsAt === undefined ? {} : { endsAt }),
  };
}

/** Lines with a meaning of their own, once each with their count, and the last errors. */
function errorLines(file: string, lines: readonly { at?: string; text: string }[]): LogLine[] {
  const last = lines.length - endLines;
  const marked = lines.map((line, i): LogLine => {
    const name = signatureOf(line.text);
    const ends = i >= last && isFatal(line.text);
    return { file, ...line, ...(name === undefined ? {} : { name }), ...(ends ? { fatal: true } : {}) };
  });
  const cured = marked.findLastIndex(({ text }) => leaderElected.test(text));
  const meaning = marked.filter(({ name }, i) => {
    const isLast = name !== undefined && marked.findLastIndex((one) => one.name === name) === i;
    return isLast && !(name === 'etcd-no-leader' && i < cured);
  });
  const counted = meaning.map((line) => ({ ...line, count: marked.filter(({ name }) => name === line.name).length }));
  const errors = marked.filter(({ name, text, fatal }) => name === undefined && (fatal === true || isError(text)));
  return [...counted, ...errors.slice(-errorsKept)];
}

/** etcd has a leader again. */
const leaderElected = /elected leader [0-9a-f]{4,16} at term/;

function hostLog(host: HostFiles, path: string): LogFact[] {
  const tail = host.tail(path, 4 * tailBytes);
  if (tail.status !== 'text') return [];
  const lines = tail.text.split('\n').map((text) => ({ text: headOf(text, 600) }));
  const errors = errorLines(path, lines).filter(({ name }) => name !== undefined);
  if (errors.length === 0) return [];
  const empty = { namespace: '', pod: '', container: '', newest: 0, fileCount: 1 };
  return [{ ...empty, directory: path, writtenAt: [tail.stat.modifiedAt], errors }];
}

/** Links of /var/log/containers whose log and its folder are gone. */
export function observeDanglingLogs(host: HostFiles): string[] {
  const listing = host.list('/var/log/containers');
  if (listing.status !== 'names') return [];
  return listing.names
    .slice(0, 2000)
    .map((name) => `/var/log/containers/${name}`)
    .filter((path) => leadsNowhere(host, path));
}

/** A rotated or restarted container leaves such links for a while; without any log beside it the logs were deleted. */
function leadsNowhere(host: HostFiles, path: string): boolean {
  const link = host.lstat(path);
  const target = link.status === 'found' ? (link.stat.target ?? '') : '';
  if (!target.startsWith('/') || host.stat(path).status !== 'absent') return false;
  const folder = target.slice(0, target.lastIndexOf('/'));
  if (host.stat(folder).status === 'absent') return true;
  const beside = host.list(folder, 500);
  return beside.status === 'names' && !beside.names.some((name) => /^\d+\.log/.test(name));
}
