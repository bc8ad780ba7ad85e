import { type Answer, answerOf, isCommand, type NamespaceCapture } from '../capture/capture.ts';
import { numberOf, objectsIn, recordOf, textOf } from './json.ts';
import { filesOf } from './kernel-files.ts';
import { readLinks } from './links.ts';
import type { Namespace } from './namespace.ts';
import { readFdb, readNeighbors, readVlans } from './neighbors.ts';
import type { Part } from './part.ts';
import { readPolicies } from './policies.ts';
import { readProcNet } from './proc-net.ts';
import { readRoutes } from './routes.ts';
import { readRules } from './rules.ts';
import { readSockets } from './sockets.ts';

/** The model of a namespace from what was read of it. */
export function readNamespace(capture: NamespaceCapture, label: string): Namespace {
  const parts = new Set<Part>();
  const from = <T>(
    part: Part,
    answer: Answer | undefined,
    reader: (answer: Answer) => readonly T[] | undefined,
  ): readonly T[] => {
    const items = answer === undefined ? undefined : reader(answer);
    if (items !== undefined) parts.add(part);
    return items ?? [];
  };
  const tool = (...commands: string[]) => answerOf(capture, ...commands);
  const neighbors = from('neighbors', tool('ip -j neigh show nud all'), readNeighbors);
  const proxies = tool('ip -j neigh show proxy');
  // grep says 2 where one of the files is not there.
  const sysctls = capture.answers.find(({ command, text }) => command.includes('grep -rs . /proc/sys') && text !== '');
  if (sysctls !== undefined) parts.add('sysctls');
  for (const [part, ...commands] of filterCommands) if (tool(...commands) !== undefined) parts.add(part);
  const links = from('links', tool('ip -j -d addr'), readLinks);
  const kernel = parts.has('links') ? undefined : readProcNet(filesOf(capture.answers.filter(isOfFiles)));
  const read: Namespace = {
    host: capture.host,
    inode: capture.inode,
    label,
    capture,
    links,
    routes: [
      ...from('routes4', tool('ip -4 -j -d route'), (answer) => readRoutes(answer, 4)),
      ...from('routes6', tool('ip -6 -j -d route'), (answer) => readRoutes(answer, 6)),
    ],
    rules4: from('rules4', tool('ip -4 -j rule'), (answer) => readRules(answer, 4)),
    rules6: from('rules6', tool('ip -6 -j rule'), (answer) => readRules(answer, 6)),
    neighbors: [...neighbors, ...((proxies && readNeighbors(proxies, true)) ?? [])],
    fdb: from('fdb', tool('bridge -j fdb'), readFdb),
    vlans: from('vlans', tool('bridge -j vlan'), readVlans),
    sockets: from('sockets', tool('ss -Hltun'), readSockets),
    sysctls: sysctls === undefined ? new Map() : readSettings(sysctls),
    trafficHooks: readTrafficHooks(tool('tc -j qdisc')),
    policies: readPolicies(tool('ip xfrm policy')),
    namespaceIds: readIds(tool('ip -j netns list-id')),
    parts,
  };
  if (kernel === undefined) return read;
  const { parts: told, sockets, ...model } = kernel;
  const all = new Set([...parts, ...told]);
  return { ...read, ...model, sockets: parts.has('sockets') ? read.sockets : sockets, parts: all };
}

/** What is read of the kernel's files where no `ip` prints JSON. */
const isOfFiles = ({ command }: Answer): boolean => isCommand(command, 'grep -s .');

const filterCommands: readonly (readonly [Part, ...string[]])[] = [
  ['legacy4', 'iptables-legacy-save', 'iptables-save'],
  ['legacy6', 'ip6tables-legacy-save', 'ip6tables-save'],
  ['nft4', 'iptables-nft-save'],
  ['nft6', 'ip6tables-nft-save'],
  ['nft', 'nft -j list ruleset'],
];

const settingsRoot = '/proc/sys/net/';

/** `/proc/sys/net/ipv4/ip_forward:1` */
export const isSetting = (line: string): boolean => line.startsWith(settingsRoot);

/** `/proc/sys/net/ipv4/ip_forward:1`, as `grep -rs .` prints files. */
function readSettings(answer: Answer): Namespace['sysctls'] {
  const settings = new Map<string, { value: string; record: ReturnType<typeof recordOf> }>();
  for (const [offset, line] of answer.text.split('\n').entries()) {
    const [path = '', ...value] = line.split(':');
    if (!isSetting(line)) continue;
    settings.set(path.slice(settingsRoot.length), {
      value: value.join(':').trim(),
      record: recordOf(answer, line, offset),
    });
  }
  return settings;
}

/** `[{"kind":"clsact","dev":"eth0","parent":"ffff:fff1"}]`: where filters of tc may sit. */
function readTrafficHooks(answer: Answer | undefined): Namespace['trafficHooks'] {
  const rows = answer === undefined ? [] : (objectsIn(answer) ?? []);
  return new Map(
    rows.flatMap(({ object, record }) => {
      const device = textOf(object['dev']);
      const hooks = object['kind'] === 'clsact' || object['kind'] === 'ingress';
      return device !== undefined && hooks ? [[device, record] as const] : [];
    }),
  );
}

function readIds(answer: Answer | undefined): Namespace['namespaceIds'] {
  const rows = answer === undefined ? [] : (objectsIn(answer) ?? []);
  return new Map(
    rows.flatMap(({ object }) => {
      const id = numberOf(object['nsid']);
      return id === undefined ? [] : [[id, textOf(object['name'])] as const];
    }),
  );
}
