import { readdirSync, readFileSync } from 'node:fs';

/** A pod of this machine, and the network namespace of its processes. */
export interface ListedPod {
  /** `NAMESPACE/NAME` */
  readonly pod: string;
  readonly inode: string;
}

/** Where the kubelet keeps logs, NAMESPACE_NAME_UID for each pod (pkg/kubelet/kuberuntime, BuildPodLogsDirectory). */
const logFolder = '/var/log/pods';

/** `…/kubepods-burstable-pod0c1e…_….slice/cri-…`, `/kubepods/burstable/pod0c1e…-…/…`; of static pods a hash. */
const ofCgroup = /[/-]pod([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|[0-9a-f]{32})(?=[./\n]|$)/;

/** Pods by the UID in the cgroup of a process; where no cgroup tells, by the files the kubelet gave the container. */
export function podsOf(
  namespaces: readonly { readonly inode: string; readonly pids: readonly number[] }[],
): readonly ListedPod[] {
  const named = new Map(
    folderOf(logFolder).flatMap((folder) => {
      const [space, name, uid] = folder.split('_');
      return space === undefined || name === undefined || uid === undefined ? [] : [[uid, `${space}/${name}`] as const];
    }),
  );
  return namespaces.flatMap(({ inode, pids }) => {
    const found = pids.flatMap((pid) => {
      const uid = ofCgroup.exec(textOf(`/proc/${pid}/cgroup`))?.[1]?.replaceAll('_', '-');
      const pod = (uid === undefined ? undefined : named.get(uid)) ?? byOwnFiles(pid);
      return pod === undefined ? [] : [pod];
    });
    return [...new Set(found)].map((pod) => ({ pod, inode }));
  });
}

/** The hosts file ends with the pod's address and name, the search list of resolv.conf begins with its namespace. */
function byOwnFiles(pid: number): string | undefined {
  const hosts = textOf(`/proc/${pid}/root/etc/hosts`);
  if (!hosts.startsWith('# Kubernetes-managed hosts file')) return undefined;
  const last = hosts.split('# Entries added by HostAliases')[0]?.trimEnd().split('\n').at(-1) ?? '';
  const name = last.split(/\s+/).at(-1);
  const space = /^search (\S+)\.svc\./m.exec(textOf(`/proc/${pid}/root/etc/resolv.conf`))?.[1];
  return name === undefined || space === undefined ? undefined : `${space}/${name}`;
}

const folderOf = (path: string): string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
