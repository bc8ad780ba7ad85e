import { flowCode, onNode, theContainer } from './flow-code.ts';

/** Why a runtime does not start a container, by what it says. */
interface Trouble {
  readonly said: RegExp;
  /** Follows `web-1 cannot start: `; `found` are the groups of `said`. */
  readonly says: (container: string, found: readonly string[]) => string;
  readonly next: (node: string) => string;
  readonly owner: string;
}

/** `error mounting "from" to rootfs at "to"`; before runc 1.0 `mounting "from" to rootfs "root" at "root/to"`, its quotes escaped. */
const mount = String.raw`mounting \\{0,8}"([^"\\]{1,300})\\{0,8}" to rootfs (?:\\{0,8}"[^"\\]{1,300}\\{0,8}" )?at \\{0,8}"([^"\\]{1,300})\\{0,8}"`;

/** First match first. Sources: kubernetes pkg/kubelet/kuberuntime; runc libcontainer (rootfs_linux.go, process_linux.go, init_linux.go). */
const troubles: readonly Trouble[] = [
  {
    // The kubelet gave up waiting, or meets its own earlier try.
    said: /context deadline exceeded|DeadlineExceeded|\bname "[^"]{1,300}" is reserved for/,
    says: (container) => `the runtime of its node does not get ${container} made in time`,
    next: (node) =>
      `${onNode(node)}: is the disk or the CPU busy (iostat, uptime), and what does the runtime log? journalctl -u containerd -u crio -n 100`,
    owner: 'container runtime',
  },
  {
    said: /container init was OOM-killed|memory limit too low/,
    says: (container) => `the memory limit of ${container} is too low even to start it`,
    next: () => 'Raise its memory limit: the runtime itself needs some MiB of it while it starts the program.',
    owner: 'limits.memory',
  },
  {
    said: new RegExp(`${mount}.{0,600}(?:not a directory|vice-versa)`),
    says: (container, [from, to]) =>
      `${from} cannot be mounted at ${to} of ${container}: one is a file, the other a directory`,
    next: () =>
      'Compare mountPath and subPath with what the image has there: a subPath that does not exist, as a key missing in a ConfigMap, is made as a directory.',
    owner: 'volume',
  },
  {
    said: new RegExp(`${mount}.{0,600}(?:operation not permitted|permission denied)`),
    says: (container, [from, to]) => `the runtime may not mount ${from} at ${to} of ${container}`,
    next: (node) =>
      `Is the node itself a container (LXC, rootless), or does a security profile forbid it? ${onNode(node)}: journalctl -k | grep -iE "apparmor|avc"`,
    owner: 'container runtime',
  },
  {
    said: new RegExp(mount),
    says: (container, [from, to]) => `the runtime cannot mount ${from} at ${to} of ${container}`,
    next: () =>
      'The end of the message says why. "read-only file system": the place lies within a volume that is mounted read-only and does not have it. "no such file or directory" of volume-subpaths: its ConfigMap or Secret was changed before a restart; delete the pod, its controller makes it anew.',
    owner: 'volume',
  },
  {
    said: /error running \w{0,20} ?hook|nvidia-container-cli/,
    says: (container) => `a hook of the runtime fails before ${container} starts`,
    next: (node) =>
      `The hook's own words are at the end of the message. NVIDIA: do driver and toolkit of the node fit, and does it see its GPU? ${onNode(node)}: nvidia-smi`,
    owner: 'container runtime',
  },
  {
    said: /chdir to cwd \(\\?"([^"\\]{1,200})\\?"\)/,
    says: (container, [folder]) => `the working directory ${folder} of ${container} cannot be entered`,
    next: () => 'Correct workingDir, or make it in the image; with runAsUser, may that user enter it?',
    owner: 'spec.workingDir',
  },
  {
    said: /exec:|exec format error|executable file not found/,
    says: (container) => `the program of ${container} cannot be started`,
    next: () => 'Check command, working directory and architecture of the image against the message.',
    owner: 'spec.command',
  },
];

const unknown: Omit<Trouble, 'said'> = {
  says: (container) => `the runtime does not start ${container}`,
  next: (node) =>
    `The message says what the runtime could not do. ${onNode(node)}: journalctl -u containerd -u crio -u docker -n 100`,
  owner: 'container runtime',
};

/** The first that fits what was said. */
function troubleIn(said: string): { readonly trouble: Omit<Trouble, 'said'>; readonly found: readonly string[] } {
  for (const trouble of troubles) {
    const match = trouble.said.exec(said);
    if (match !== null) return { trouble, found: match.slice(1) };
  }
  return { trouble: unknown, found: [] };
}

export const cannotStart = flowCode('FLOW201', 'cannot-start', {
  summary: 'The runtime cannot start a container.',
  title: ({ who, container, said }) => {
    const { trouble, found } = troubleIn(said);
    return `${who} cannot start: ${trouble.says(theContainer(container), found)}.`;
  },
  next: ({ node, said }) => [troubleIn(said).trouble.next(node)],
});

/** Who has to act. */
export const startOwner = (said: string): string => troubleIn(said).trouble.owner;
