import { nearestName } from '../../../core/nearest-name.ts';
import { servesName } from '../../../kubernetes/certificates.ts';
import { serverAddress } from '../../../kubernetes/kubeconfig.ts';
import { securePort } from '../manifests/port-rules.ts';
import type { KubeconfigFile } from '../model/kubeconfigs.ts';
import { certificatesOf, componentNamed } from '../model/model.ts';
import { hostsFile, isAddress, isLocalHost, isLoopback } from '../network/addresses.ts';
import { caOf, certificateAt } from '../pki/certificates.ts';
import { breaks, facts, isAbsent, quote, type Raised, type Rule, type RuleContext, state } from '../rules/rule.ts';
import { source } from '../rules/source.ts';
import { brokenBy } from './rules.ts';

/** The server of a kubeconfig, taken apart. */
export interface ServerPlace {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly line?: number;
  /** Whether the host is this one. */
  readonly isHere: boolean;
}

/** Where a kubeconfig's server is. */
export function serverOf(context: RuleContext, { current }: KubeconfigFile): ServerPlace | undefined {
  const cluster = current?.cluster;
  const address = serverAddress(cluster?.server ?? '');
  if (cluster === undefined || address === undefined) return undefined;
  const byName = hostsFile(context).get(address.host);
  const isHere =
    isLocalHost(context, address.host) ||
    isLoopback(address.host) ||
    (byName !== undefined && isLocalHost(context, byName));
  return { ...address, isHere, ...(cluster.serverLine === undefined ? {} : { line: cluster.serverLine }) };
}

/** Port and scheme in kubeconfigs of this host against what the apiserver serves. */
function wrongPort(context: RuleContext): Raised[] {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  if (apiserver === undefined) return [];
  const port = securePort(apiserver);
  return context.model.kubeconfigs.flatMap((file): Raised[] => {
    const server = serverOf(context, file);
    if (server === undefined) return [];
    const text = file.current?.cluster?.server ?? '';
    const evidence = [
      quote({ ...file.fact, path: file.path }, server.line),
      quote(
        source(context, apiserver.path),
        apiserver.line('secure-port'),
        apiserver.line('secure-port') === undefined ? `no --secure-port: ${port}` : undefined,
      ),
    ] as const;
    type Name = 'kubelet-wrong-apiserver' | 'kubeconfig-refused' | 'kubeconfig-http-server';
    const found = (name: Name, expected: string): Raised => ({
      name,
      facts: facts(file.path, { line: server.line, actual: text, expected }),
      confidence: 'proven',
      evidence,
      ...breaks(brokenBy(file)),
      causes: ['manifest-probe-mismatch'],
    });
    const name = file.role === 'kubelet' ? 'kubelet-wrong-apiserver' : 'kubeconfig-refused';
    if (server.isHere && server.scheme === 'http' && server.port === port)
      return [found('kubeconfig-http-server', 'https')];
    if (server.isHere && server.port !== port && !isForwarded(context, server.port))
      return [found(name, `https://${server.host}:${port}`)];
    return serversBeside(context, file, server).map((usual) => found(name, usual));
  });
}

/** A balancer on this host (haproxy, kube-vip) may listen on another port and pass it on. */
const isForwarded = (context: RuleContext, port: number): boolean =>
  context.model.node.listeners?.some((one) => one.port === port) ?? false;

/** The one server of all others, where this address is not this host's and the certificate does not name it. */
function serversBeside(context: RuleContext, file: KubeconfigFile, server: ServerPlace): readonly string[] {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  const [serving] = certificatesOf(apiserver?.files.find(({ name }) => name === 'tls-cert-file')?.file);
  const ca = certificateAt(context.model, '/etc/kubernetes/pki/ca.crt');
  if (server.isHere || serving === undefined || file.role === 'user' || !isAddress(server.host)) return [];
  const isOurs = caOf(file).some((one) => one.publicKey === ca?.publicKey);
  return isOurs && !servesName(serving, server.host) ? agreedServer(context, file) : [];
}

/** The server of the other components, where they agree. */
function agreedServer({ model }: RuleContext, except: KubeconfigFile): readonly string[] {
  const servers = model.kubeconfigs
    .filter(({ role, path }) => role !== 'user' && path !== except.path)
    .flatMap(({ current }) => current?.cluster?.server ?? []);
  return servers.length > 1 && new Set(servers).size === 1 ? servers.slice(0, 1) : [];
}

/** A name that /etc/hosts does not have and the certificate does not hold, for this cluster. */
function unresolved(context: RuleContext): Raised[] {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  const [serving] = certificatesOf(apiserver?.files.find(({ name }) => name === 'tls-cert-file')?.file);
  const ca = certificateAt(context.model, '/etc/kubernetes/pki/ca.crt');
  const hosts = hostsFile(context);
  // A name that several components use is the control plane's own: then the certificate lacks it.
  const shared = context.model.kubeconfigs.flatMap((file) =>
    file.role === 'user' ? [] : (serverOf(context, file)?.host ?? []),
  );
  return context.model.kubeconfigs.flatMap((file): Raised[] => {
    const server = serverOf(context, file);
    const isName = server !== undefined && !isAddress(server.host) && !isLoopback(server.host);
    const isOurs = caOf(file).some((one) => one.publicKey === ca?.publicKey);
    if (
      !isName ||
      hosts.has(server.host) ||
      shared.filter((host) => host === server.host).length > 1 ||
      server.isHere ||
      serving === undefined ||
      !isOurs ||
      servesName(serving, server.host)
    )
      return [];
    const meant = nearestName(server.host, [...hosts.keys()]);
    return [
      {
        name: 'kubeconfig-dns',
        facts: facts(file.path, { line: server.line, actual: server.host, expected: meant }),
        confidence: meant === undefined ? 'possible' : 'likely',
        evidence: [
          quote({ ...file.fact, path: file.path }, server.line),
          state('/etc/hosts', `has no ${server.host}; the apiserver's certificate does not name it either`),
        ],
        ...breaks(brokenBy(file)),
      },
    ];
  });
}

/** A plug-in that prints credentials, on the PATH of this shell or the usual one. */
function plugins({ model }: RuleContext): Raised[] {
  return model.kubeconfigs.flatMap((file): Raised[] => {
    const user = file.current?.user;
    if (
      user?.exec === undefined ||
      file.execPlaces === undefined ||
      file.execPlaces.length === 0 ||
      !file.execPlaces.every(isAbsent)
    )
      return [];
    return [
      {
        name: 'kubeconfig-exec-missing',
        facts: facts(file.path, {
          line: user.exec.line,
          subject: user.name,
          actual: user.exec.command,
          items: file.execPlaces.map(({ path }) => path),
        }),
        confidence: 'likely',
        evidence: [
          quote({ ...file.fact, path: file.path }, user.exec.line),
          state('PATH', `not in ${file.execPlaces.map(({ path }) => path.slice(0, path.lastIndexOf('/'))).join(':')}`),
        ],
        ...breaks(brokenBy(file)),
      },
    ];
  });
}

export const serverRules: readonly Rule[] = [
  {
    theme: 'kubeconfig',
    names: ['kubeconfig-refused', 'kubelet-wrong-apiserver', 'kubeconfig-http-server'],
    run: wrongPort,
  },
  { theme: 'kubeconfig', names: ['kubeconfig-dns'], run: unresolved },
  { theme: 'kubeconfig', names: ['kubeconfig-exec-missing'], run: plugins },
];
