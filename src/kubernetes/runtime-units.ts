/** Units of container runtimes by the socket they listen on (their packages' unit files; k3s, RKE2, k0s and MicroK8s start their own). */
const units: readonly (readonly [RegExp, string])[] = [
  [/\/crio\.sock$/, 'crio'],
  [/\/cri-dockerd\.sock$/, 'cri-docker'],
  [/\/docker\.sock$/, 'docker'],
  [/\/k3s\/containerd\//, "'k3s*' 'rke2*'"],
  [/\/k0s\/containerd\.sock$/, "'k0s*'"],
  [/\/snap\/microk8s\//, 'snap.microk8s.daemon-containerd'],
  [/\/containerd\.sock$/, 'containerd'],
];

/** The unit behind a socket, as words for systemctl; undefined for a socket that is nobody's known one. */
export const unitOfSocket = (path: string): string | undefined => units.find(([pattern]) => pattern.test(path))?.[1];

/** What to type to see or restart the runtime behind a socket, with its journal; words where it is not known. */
export function runtimeCommand(socket: string, verb: 'status' | 'restart'): string {
  const unit = unitOfSocket(socket);
  if (unit === undefined) return `${verb} the runtime that listens on ${socket}: which unit that is, is not known`;
  const journal = unit.split(' ').map((one) => `-u ${one}`);
  return `\`systemctl ${verb} ${unit}; journalctl ${journal.join(' ')} -n 50 --no-pager\``;
}
