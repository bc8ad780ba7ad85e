import { agentProcess, serverPaths, serverProcess } from '../../../kubernetes/distributions.ts';
import type { NodeFacts, ProcessFact } from '../observations.ts';
import type { HostReader } from '../reader.ts';
import type { KubeletModel } from './kubelet.ts';
import type { Component } from './manifests.ts';
import { argvName } from './process-name.ts';

/** What a host is in its cluster. */
export type Place = 'control-plane' | 'worker' | 'none';

/** Whether a reader sees something at a path, readable or not. */
export const isThere =
  (reader: HostReader) =>
  (path: string): boolean =>
    ['present', 'denied'].includes(reader.stat(path).status);

/** `k3s server`: with the sub-command, where it has one. */
export const programName = ({ argv }: ProcessFact): string => {
  const name = argvName(argv);
  return /^(?:k3s|rke2|k0s)$/.test(name) ? `${name} ${argv[1] ?? ''}`.trim() : name;
};

/** By what is configured, what runs, and folders that only one of them has. */
export function placeOf(
  reader: HostReader,
  node: NodeFacts,
  kubelet: KubeletModel,
  components: readonly Component[],
): Place {
  const names = (node.processes ?? []).map(programName);
  const runs = (wanted: RegExp): boolean => names.some((name) => wanted.test(name));
  const isServer =
    components.some(({ program }) => program === 'kube-apiserver') ||
    runs(serverProcess) ||
    runs(/^kube-apiserver$/) ||
    serverPaths.some(isThere(reader));
  if (isServer) return 'control-plane';
  const hasKubelet = kubelet.process !== undefined || kubelet.configFile.status === 'present' || runs(agentProcess);
  return hasKubelet ? 'worker' : 'none';
}
