import { usageError } from '../../../core/errors.ts';
import { type Address, sameAddress } from '../address/address.ts';
import { type Capture, type NamespaceCapture, read } from '../capture/capture.ts';
import type { Namespace } from './namespace.ts';
import { readNamespace } from './read-namespace.ts';

/** All namespaces that were read, and whose `host` is. */
export interface World {
  readonly namespaces: readonly Namespace[];
  /** Listed, not read. */
  readonly unread: readonly NamespaceCapture[];
  readonly host: Namespace;
  /** Peers that the walk asked for in namespaces that were not read: their index, and the namespace's name where known. */
  readonly wanted: { readonly index: number; readonly name?: string }[];
}

const isPid = (text: string): boolean => /^\d{1,10}$/.test(text);

/** Whether a namespace is called so: a name of /run/netns, a PID, `netns:NAME`, `pid:N`, `pod:NS/NAME`. */
export function isCalled(
  { name, pids, pods }: Pick<NamespaceCapture, 'name' | 'pids' | 'pods'>,
  word: string,
): boolean {
  if (word.startsWith('pod:')) return pods?.includes(word.slice('pod:'.length)) === true;
  const plain = word.replace(/^(?:netns|pid):/, '');
  return name === plain || (isPid(plain) && pids.includes(Number(plain)));
}

/** The namespace that is `host`: the one of `--netns`, else the one the collector ran in. */
export function hostOf(
  namespaces: readonly NamespaceCapture[],
  netns: string | undefined,
): NamespaceCapture | undefined {
  if (netns !== undefined) return namespaces.find((one) => isCalled(one, netns));
  return namespaces.find(({ own }) => own) ?? namespaces[0];
}

/** Reads all namespaces of a capture. Throws a usage error where `--netns` names none of them. */
export function buildWorld({ namespaces }: Capture, netns: string | undefined): World {
  const host = hostOf(namespaces, netns);
  if (host === undefined) {
    throw usageError(
      netns === undefined ? 'net-path: no namespace was read' : `--netns ${netns}: no such network namespace`,
      `there are: ${namespaces.map(({ name, pids }) => name ?? pids[0]).join(', ')}`,
    );
  }
  const model = (one: NamespaceCapture): Namespace => readNamespace(one, one === host ? 'host' : labelOf(one));
  const own = model(host);
  const others = namespaces.filter((one) => one !== host);
  return {
    wanted: [],
    host: own,
    namespaces: [...(read(host) ? [own] : []), ...others.filter(read).map(model)],
    unread: namespaces.filter((one) => !read(one)),
  };
}

export const labelOf = ({ name, pids, inode }: NamespaceCapture): string => name ?? String(pids[0] ?? inode);

export const owns = (ns: Namespace, address: Address): boolean =>
  ns.links.some(({ addresses }) => addresses.some((one) => sameAddress(one, address)));
