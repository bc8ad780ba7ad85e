import { type HostFiles, textAt } from '../../../kubernetes/host/host-files.ts';
import type { Endpoint, Limit } from '../model.ts';
import type { Program } from './processes.ts';

/** CoreDNS on this host, found without asking the apiserver. */
export interface LocalDns {
  readonly endpoints: readonly { readonly endpoint: Endpoint; readonly paths: readonly string[] }[];
  readonly limits: readonly Limit[];
}

const command = 'kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide';
const maxLogFolders = 5000;

/**
 * A CoreDNS that runs here is in a pod's network: its address stands in the routing table that /proc shows of its
 * process. A log directory alone (/var/log/pods/NAMESPACE_POD_UID) says that a pod was placed here.
 */
export function localDns(host: HostFiles, processes: readonly Program[]): LocalDns {
  const running = processes.filter(({ name }) => name === 'coredns');
  const found = running.map((program) => ({ program, address: addressOf(host, program) }));
  const endpoints = found.flatMap(({ program: { pid }, address }) =>
    address === undefined ? [] : healthOf(address, `process ${pid} (coredns)`),
  );
  const hidden = found.filter(({ address }) => address === undefined);
  const folder = running.length > 0 ? undefined : logFolder(host);
  return {
    endpoints,
    limits: [
      ...hidden.map(({ program: { pid } }) => limit(`the address of process ${pid} (coredns) could not be read`)),
      ...(folder === undefined ? [] : [limit(`${folder} is a pod of CoreDNS, and no process of it is seen here`)]),
    ],
  };
}

const limit = (reason: string): Limit => ({ id: 'coredns-health', reason, command });

/** Plugins `health` and `ready` at their default ports; a Corefile may leave them out. */
const healthOf = (address: string, from: string): LocalDns['endpoints'] => [
  { endpoint: { component: 'coredns', name: 'coredns', url: `http://${address}:8181`, from }, paths: ['/ready'] },
  {
    endpoint: { component: 'coredns', name: 'coredns health', url: `http://${address}:8080`, from, assumed: true },
    paths: ['/health'],
  },
];

/** proc(5) net/fib_trie: `|-- 10.244.0.2` with `/32 host LOCAL` on the next line is an address of its own. */
function addressOf(host: HostFiles, { pid }: Program): string | undefined {
  const text = textAt(host, `/proc/${pid}/net/fib_trie`, 4 * 2 ** 20) ?? '';
  const own = [...text.matchAll(/\|-- (\d{1,3}(?:\.\d{1,3}){3})\n[ \t]*\/32 host LOCAL/g)];
  return own.map(([, address]) => address).find((address) => address?.startsWith('127.') === false);
}

function logFolder(host: HostFiles): string | undefined {
  const folders = host.list('/var/log/pods', maxLogFolders);
  const name = folders.status === 'names' ? folders.names.find((one) => /^kube-system_coredns-/.test(one)) : undefined;
  return name === undefined ? undefined : `/var/log/pods/${name}`;
}
