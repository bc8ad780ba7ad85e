import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Source, streamSource } from './source.ts';

/** A shell in which a collector is written. */
export type CollectorShell = 'sh' | 'ps1';

/** Parts that the collectors of Kubernetes nodes begin with. */
const node = ['kubernetes/node.sh', 'kubernetes/credentials.sh'];

/** Which collectors there are, by module: each is its parts, one after the other. */
export const collectors: Readonly<Record<string, Readonly<Partial<Record<CollectorShell, readonly string[]>>>>> = {
  'iis-drift': { ps1: ['iis-drift.ps1'] },
  'smtp-throttle': { sh: ['smtp-throttle.sh'], ps1: ['smtp-throttle.ps1'] },
  'k8s-health': { sh: [...node, 'k8s-health.sh'] },
  'k8s-paths': {
    sh: [
      ...node,
      ...['keys', 'files', 'configuration', 'logs', 'kernel', 'collect'].map((part) => `k8s-paths/${part}.sh`),
    ],
  },
};

/** Parts lie beside the program or its chunks in the package, in `src/collectors` in the source tree. */
async function readPart(part: string): Promise<{ path: string; text: string }> {
  for (const place of ['./collectors/', '../collectors/']) {
    const path = fileURLToPath(new URL(`${place}${part}`, import.meta.url));
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return { path, text };
  }
  throw new Error(`no collector ${part}`);
}

/** The text of a collector; undefined where a module has none for a shell. */
export async function readCollector(module: string, shell: CollectorShell): Promise<string | undefined> {
  const parts = collectors[module]?.[shell];
  return parts && (await Promise.all(parts.map(readPart))).map(({ text }) => text).join('');
}

/** What the PowerShell collector of a module says on this Windows host; it is only read. */
export async function runCollector(module: string, signal: AbortSignal): Promise<Source> {
  const { path } = await readPart(`${module}.ps1`);
  const words = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', path];
  const { spawn } = await import('node:child_process');
  const open = () => {
    const child = spawn('powershell.exe', words, { stdio: ['ignore', 'pipe', 'inherit'], windowsHide: true });
    child.on('error', (error) => child.stdout.destroy(error));
    signal.addEventListener('abort', () => child.kill(), { once: true });
    return child.stdout;
  };
  return streamSource('this host', open, { signal });
}
