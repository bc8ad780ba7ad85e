import { shellWord } from '../../../core/quote.ts';
import { type Access, whyNowhere } from '../../../kubernetes/access.ts';
import { type HostFiles, textAt } from '../../../kubernetes/host/host-files.ts';
import type { Limit, Place } from '../model.ts';
import { contextIn } from './kubeconfigs.ts';

/** What is known of a host before it is probed. */
interface Planned {
  readonly host: HostFiles;
  /** Kubeconfigs that were looked at. */
  readonly paths: readonly string[];
  readonly accesses: readonly Access[];
  readonly place: Place;
  /** URLs that are going to be probed. */
  readonly servers: readonly string[];
}

/** What will not be read or asked, and the command that would. */
export function limitsOf({ host, paths, accesses, place, servers }: Planned): readonly Limit[] {
  const denied = ['/etc/kubernetes/manifests', '/etc/kubernetes/pki/ca.crt', '/etc/kubernetes/admin.conf'].filter(
    (path) => isDenied(host, path),
  );
  const used = accesses.filter(({ server, ofNode }) => ofNode || servers.includes(server));
  return [
    ...(denied.length > 0
      ? [{ id: 'host-files', reason: `no right to read ${denied.join(', ')}`, command: 'sudo diag k8s-health' }]
      : []),
    ...paths
      .filter((path) => isDenied(host, path))
      .map((path) => ({ id: 'kubeconfig', reason: `no right to read ${path}`, command: 'sudo diag k8s-health' })),
    ...nowhere(host, paths, accesses),
    ...used.filter((access) => access.plugin !== undefined && !others(access, used)).map(pluginLimit),
    ...used
      .filter(({ insecure }) => insecure)
      .map(({ source }) => ({
        id: 'kubeconfig',
        reason: `${source} does not verify the server, so no credential is sent to it`,
      })),
    ...used.flatMap(({ source, caProblem, credentialProblem = caProblem }) =>
      credentialProblem === undefined
        ? []
        : [{ id: 'kubeconfig', reason: `${source}: ${credentialProblem}, so no credential is sent to its server` }],
    ),
    ...used
      .filter(({ proxy }) => proxy !== undefined)
      .map(({ source, proxy }) => ({
        id: 'kubeconfig',
        reason: `${source} reaches its server through the proxy ${proxy}; diag asks directly`,
        command: kubectl(source),
      })),
    ...(['none', 'container'].includes(place.kind)
      ? [
          {
            id: 'kubernetes',
            reason: `no Kubernetes was found here: ${place.because.join('; ')}`,
            command: 'diag k8s-health --kubeconfig FILE, or run it on a node',
          },
        ]
      : []),
  ];
}

/** Files that lead to no server, where no other does. */
const nowhere = (host: HostFiles, paths: readonly string[], accesses: readonly Access[]): readonly Limit[] =>
  accesses.length > 0
    ? []
    : paths.flatMap((path) => {
        const reason = whyNowhere((at) => textAt(host, at), [path], contextIn(path));
        return reason === undefined
          ? []
          : [{ id: 'kubeconfig', reason, command: `kubectl config view --kubeconfig ${shellWord(path)}` }];
      });

/** Another credential goes to the same server, so nothing is lost. */
const others = ({ server }: Access, all: readonly Access[]): boolean =>
  all.some((one) => one.server === server && (one.token !== undefined || one.certificate !== undefined));

/** A program that a file names is not run: it is no part of Kubernetes, may ask for passwords and change files. */
const pluginLimit = ({ source, plugin }: Access): Limit => ({
  id: 'kubeconfig',
  reason: `${source} gets its credential from the program ${plugin}, which diag never runs; what needs rights was not asked`,
  command: kubectl(source),
});

const kubectl = (source: string): string =>
  `kubectl --kubeconfig ${/^[\w@%+:,./-]+$/.test(source) ? source : 'FILE'} get --raw '/readyz?verbose'`;

const isDenied = (host: HostFiles, path: string): boolean =>
  host.stat(path).status === 'denied' || host.read(path).status === 'denied';
