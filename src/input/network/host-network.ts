import { setMaxListeners } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import {
  type CommandGroup,
  commandGroups,
  deviceFiles,
  type Families,
  kernelFiles,
  namedSaves,
  placesOf,
  type ReadCommand,
} from './commands.ts';
import { type ListedPod, podsOf } from './pods.ts';
import { runCommand } from './run-command.ts';

/** A network namespace of this machine. */
export interface ListedNamespace {
  readonly inode: string;
  readonly name?: string;
  /** Lowest first, at most `maxPids`. */
  readonly pids: readonly number[];
}

/** The network of this machine, read when it is asked for. */
export interface HostNetwork {
  readonly host: string;
  /** The namespace diag runs in. */
  readonly own: string;
  readonly namespaces: readonly ListedNamespace[];
  /** One namespace in the text form of the collector's stream: `=== ns …` and its answers. */
  read(inode: string, families: Families): Promise<string>;
  /** Device names by index as far as /proc tells without entering the namespace. */
  devices(inode: string): ReadonlyMap<number, string> | undefined;
  /** The pods whose processes are seen. */
  pods(): readonly ListedPod[];
}

const maxPids = 8;
/** Commands of one namespace that run side by side. */
const atOnce = 6;
/** Each running command listens to the signal. */
const listeners = 64;

/** Lists the namespaces that are named in /run/netns or held by a process, as far as this user may see them. */
export function openNetwork(signal: AbortSignal): HostNetwork {
  setMaxListeners(listeners, signal);
  const own = inodeOf('/proc/self/ns/net') ?? '0';
  const found = new Map<string, { name?: string; pids: number[] }>([[own, { pids: [] }]]);
  const at = (inode: string) => {
    const known = found.get(inode) ?? { pids: [] };
    found.set(inode, known);
    return known;
  };
  for (const name of names('/run/netns')) {
    const inode = statInode(`/run/netns/${name}`);
    if (inode !== undefined) at(inode).name ??= name;
  }
  const pids = names('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  for (const pid of pids.toSorted((a, b) => a - b)) {
    const inode = inodeOf(`/proc/${pid}/ns/net`);
    if (inode === undefined) continue;
    const entry = at(inode);
    if (entry.pids.length < maxPids) entry.pids.push(pid);
  }
  const namespaces = [...found].map(([inode, entry]) => ({ inode, ...entry }));
  return {
    host: hostname(),
    own,
    namespaces,
    read: async (inode, families) => {
      const one = namespaces.find((listed) => listed.inode === inode);
      return one === undefined ? '' : readNamespace(one, one.inode === own, families, signal);
    },
    devices: (inode) => devicesOf(namespaces.find((listed) => listed.inode === inode)?.pids[0]),
    pods: () => podsOf(namespaces),
  };
}

const names = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** `net:[4026531840]` */
const inodeOf = (link: string): string | undefined => {
  try {
    return /\[(\d+)\]/.exec(readlinkSync(link))?.[1];
  } catch {
    return undefined;
  }
};

/** A name whose namespace is gone is a plain file of another file system: it has no processes and nsenter refuses it. */
const statInode = (path: string): string | undefined => {
  try {
    return String(statSync(path).ino);
  } catch {
    return undefined;
  }
};

const fileText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

async function readNamespace(
  { inode, name, pids }: ListedNamespace,
  own: boolean,
  families: Families,
  signal: AbortSignal,
): Promise<string> {
  const file = name === undefined ? `/proc/${pids[0]}/ns/net` : `/run/netns/${name}`;
  const inside = own ? undefined : file;
  const sections = [`=== ns ${[inode, name ?? '-', ...pids].join(' ')}`];
  const groups = commandGroups(families, !namedSaves.flatMap(placesOf).some((path) => existsSync(path)));
  for (let i = 0; i < groups.length; i += atOnce) {
    const batch = groups.slice(i, i + atOnce);
    sections.push(...(await Promise.all(batch.map((group) => answers(group, inside, signal)))));
  }
  if (!sections.some((text) => text.includes('=== ran 0 ip -j -d addr\n'))) {
    sections.push(await answer(kernelFiles, inside, signal));
    if (own) sections.push(await answer(deviceFiles(names('/sys/class/net')), inside, signal));
  }
  for (const path of etcFiles(name, pids)) {
    const text = fileText(path);
    if (text !== undefined) sections.push(section(`cat ${path}`, { status: 0, stdout: text, stderr: '' }));
  }
  return sections.join('\n');
}

/** The answers of a group; where the one process did not say as many lines as it was asked, each command is run. */
async function answers(
  { together, commands }: CommandGroup,
  inside: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const all = together && (await runCommand(together, inside, signal));
  const lines = all?.status === 0 && all.stderr === '' ? all.stdout.trimEnd().split('\n') : [];
  if (lines.length === commands.length)
    return commands
      .map(({ program, words }, i) =>
        section([program, ...words].join(' '), { status: 0, stdout: lines[i] ?? '', stderr: '' }),
      )
      .join('\n');
  const each: string[] = [];
  for (const command of commands) each.push(await answer(command, inside, signal));
  return each.join('\n');
}

const answer = async (command: ReadCommand, inside: string | undefined, signal: AbortSignal): Promise<string> =>
  section([command.program, ...command.words].join(' '), await runCommand(command, inside, signal));

function section(
  words: string,
  { status, stdout, stderr }: { status: number; stdout: string; stderr: string },
): string {
  const escaped = (text: string) => text.replace(/\n$/, '').replace(/^ *=== /gm, ' $&');
  return [
    `=== ran ${status} ${words}`,
    ...(stdout === '' ? [] : [escaped(stdout)]),
    ...(stderr === '' ? [] : ['=== err', escaped(stderr)]),
  ].join('\n');
}

/** Where a namespace's names come from: `ip netns exec` puts /etc/netns/NAME over /etc; a container has its own. */
function etcFiles(name: string | undefined, pids: readonly number[]): string[] {
  const root = pids.map((pid) => `/proc/${pid}/root`).find((path) => otherRoot(path));
  return ['resolv.conf', 'hosts'].flatMap((file) => {
    const named = name === undefined ? undefined : `/etc/netns/${name}/${file}`;
    if (named !== undefined && existsSync(named)) return [named];
    return [root === undefined ? `/etc/${file}` : `${root}/etc/${file}`];
  });
}

const otherRoot = (path: string): boolean => {
  try {
    const there = statSync(path);
    const here = statSync('/');
    return there.dev !== here.dev || there.ino !== here.ino;
  } catch {
    return false;
  }
};

/** `2    eth0            1     0     333300000001` of dev_mcast: every device that is up has such a line. */
function devicesOf(pid: number | undefined): ReadonlyMap<number, string> | undefined {
  const text = pid === undefined ? undefined : fileText(`/proc/${pid}/net/dev_mcast`);
  if (text === undefined) return undefined;
  const rows = text.split('\n').map((line) => /^(\d+)\s+(\S+)\s/.exec(line));
  return new Map(rows.flatMap((row) => (row === null ? [] : [[Number(row[1]), row[2] ?? ''] as const])));
}
