import { type Flag, readFlags } from './flags.ts';

/** Where MicroK8s keeps a file of flags for each program, by the program's name. */
export const microk8sArguments = '/var/snap/microk8s/current/args';

/** snapd's variables in them. */
const snapFolders: Readonly<Record<string, string>> = {
  SNAP: '/snap/microk8s/current',
  SNAP_DATA: '/var/snap/microk8s/current',
  SNAP_COMMON: '/var/snap/microk8s/common',
};

/** Flags of a file that has one a line; `index` is its line from 0. Comments and other lines are none. */
export function readArgumentFile(text: string): readonly Flag[] {
  const lines = text
    .replace(/\$\{?(SNAP(?:_DATA|_COMMON)?)\b\}?/g, (whole, name: string) => snapFolders[name] ?? whole)
    .split('\n')
    .map((line) => line.trim());
  return readFlags(lines.map((line) => (line.startsWith('-') ? line.replace(/^(--?[\w-]+)\s+/, '$1=') : '')));
}
