import { type ContextWish, nodeFiles } from '../../../kubernetes/access.ts';
import type { HostFiles } from '../../../kubernetes/host/host-files.ts';

/** Kubeconfigs by priority: asked for, this shell's, the node's, the home's. */
export function kubeconfigPaths(host: HostFiles, asked: string | undefined): readonly string[] {
  if (asked !== undefined) return [asked];
  const shell = (host.env['KUBECONFIG'] ?? '').split(':').filter((path) => path.startsWith('/'));
  const home = host.thisMachine ? (host.env['HOME'] ?? '/root') : '/root';
  const all = [...shell, ...nodeFiles, `${home}/.kube/config`];
  return all.filter((path) => host.stat(path).status === 'found');
}

/** The context that is current; in a node's own file, which is for one server, the first where none is. */
export const contextIn = (path: string): ContextWish => ({ orFirst: nodeFiles.includes(path) });
