import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readCollector } from '../../../src/input/collectors.ts';

export interface CollectSettings {
  /** The command that starts the shell. */
  readonly shell?: readonly string[];
  /** Folders of its commands. */
  readonly path?: string;
}

/** What the collector of k8s-paths says of a host's tree, run as over ssh: the script is standard input. */
export async function collect(root: string, { shell = ['sh'], path }: CollectSettings = {}): Promise<string> {
  const [program = 'sh', ...words] = shell;
  const env = { ...process.env, DIAG_ROOT: root, ...(path === undefined ? {} : { PATH: path }) };
  const running = promisify(execFile)(program, [...words, '-s'], { env, maxBuffer: 2 ** 26 });
  running.child.stdin?.end(await readCollector('k8s-paths', 'sh'));
  return (await running).stdout;
}
