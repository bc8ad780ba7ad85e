import {
  type Kubeconfig,
  type KubeconfigCluster,
  type KubeconfigContext,
  type KubeconfigUser,
  readKubeconfig,
} from './kubeconfig.ts';

/** A file's text; undefined where it cannot be read. */
export type TextAt = (path: string) => string | undefined;

/** An entry and the file it stands in: paths in it are relative to that file's folder. */
export type Placed<T> = T & { readonly path: string };

/**
 * One kubeconfig, or several as kubectl merges them (client-go, clientcmd/loader.go): of one name the entry of the
 * first file counts, whole, so it is the first to be found here; the first current-context that is not empty counts.
 */
export interface KubeconfigSet {
  /** As the files are called in a sentence. */
  readonly name: string;
  readonly currentContext: string;
  readonly contexts: readonly Placed<KubeconfigContext>[];
  readonly clusters: readonly Placed<KubeconfigCluster>[];
  readonly users: readonly Placed<KubeconfigUser>[];
}

/** What files hold together, or why kubectl would take none of them; undefined where none can be read. */
export function readKubeconfigs(
  textAt: TextAt,
  paths: readonly string[],
): KubeconfigSet | { readonly problem: string } | undefined {
  const files: (Kubeconfig & { readonly path: string })[] = [];
  for (const path of paths) {
    const text = textAt(path);
    if (text === undefined) continue;
    const reading = readKubeconfig(text);
    if (reading.status !== 'kubeconfig') return { problem: `${path} is no kubeconfig: ${reading.problem.message}` };
    files.push({ ...reading.kubeconfig, path });
  }
  if (files.length === 0) return undefined;
  const all = <T>(entries: (file: Kubeconfig) => readonly T[]): Placed<T>[] =>
    files.flatMap((file) => entries(file).map((entry) => ({ ...entry, path: file.path })));
  return {
    name: files.map(({ path }) => path).join(':'),
    currentContext: files.find(({ currentContext }) => currentContext !== '')?.currentContext ?? '',
    contexts: all(({ contexts }) => contexts),
    clusters: all(({ clusters }) => clusters),
    users: all(({ users }) => users),
  };
}
