import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readShipped, type Shipped } from './shipped-file.ts';
import { type Source, streamSource } from './source.ts';

/** A shell in which a collector is written. */
export type CollectorShell = 'sh' | 'ps1';

/** Parts that the collectors of Kubernetes nodes begin with. */
const node = [
  'kubernetes/node.sh',
  'masks.sh',
  ...['credentials', 'keys', 'files', 'processes', 'configuration'].map((part) => `kubernetes/${part}.sh`),
];

/** What masks secrets stands between the head of a collector and the rest. */
const masked = (module: string): readonly string[] => [`${module}/head.sh`, 'masks.sh', `${module}/collect.sh`];

/** Which collectors there are, by module: each is its parts, one after the other. */
export const collectors: Readonly<Record<string, Readonly<Partial<Record<CollectorShell, readonly string[]>>>>> = {
  'iis-drift': { ps1: ['iis-drift.ps1'] },
  'smtp-throttle': { sh: masked('smtp-throttle'), ps1: ['smtp-throttle.ps1'] },
  'k8s-health': { sh: [...node, 'k8s-health/collect.sh'] },
  'net-path': { sh: masked('net-path') },
  'k8s-paths': {
    sh: [...node, ...['places', 'logs', 'kernel', 'collect'].map((part) => `k8s-paths/${part}.sh`)],
  },
  'k8s-objects': { sh: masked('k8s-objects') },
};

async function readPart(part: string): Promise<Shipped> {
  const shipped = await readShipped(`collectors/${part}`, `../collectors/${part}`);
  if (shipped === undefined) throw new Error(`no collector ${part}`);
  return shipped;
}

/** The text of a collector; undefined where a module has none for a shell. */
export async function readCollector(module: string, shell: CollectorShell): Promise<string | undefined> {
  const parts = collectors[module]?.[shell];
  return parts && (await Promise.all(parts.map(readPart))).map(({ text }) => text).join('');
}

/** The file of a collector, for a program that reads no script from elsewhere; `remove` takes away what was written. */
async function collectorFile(part: string): Promise<{ readonly file: string; remove(): void }> {
  const { path, text } = await readPart(part);
  if (path !== undefined) return { file: path, remove: () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'diag-collect-'));
  const file = join(folder, part);
  await writeFile(file, text);
  return { file, remove: () => void rm(folder, { recursive: true, force: true }).catch(() => {}) };
}

/** What the PowerShell collector of a module says on this Windows host; it is only read. */
export async function runCollector(module: string, signal: AbortSignal): Promise<Source> {
  const { file, remove } = await collectorFile(`${module}.ps1`);
  const words = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', file];
  const { spawn } = await import('node:child_process');
  const open = () => {
    const child = spawn('powershell.exe', words, { stdio: ['ignore', 'pipe', 'inherit'], windowsHide: true });
    child.on('error', (error) => child.stdout.destroy(error));
    child.on('close', remove);
    signal.addEventListener('abort', () => child.kill(), { once: true });
    return child.stdout;
  };
  return streamSource('this host', open, { signal });
}
