import type { HostFiles } from '../../../input/host/host-files.ts';
import { type Credential, type Kubeconfig, readKubeconfig } from '../../../kubernetes/kubeconfig.ts';
import { asList, asMap, asText, readYaml } from '../../../kubernetes/yaml-text.ts';
import { originWithPort } from '../url.ts';

/** The way into a cluster that a kubeconfig or a service account gives. Holds secrets: it is never recorded. */
export interface Access {
  /** Path, or `service account`. */
  readonly source: string;
  readonly user: string;
  /** Scheme, host and port. */
  readonly server: string;
  readonly serverName?: string;
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly token?: string;
  /** `insecure-skip-tls-verify`: nothing is sent to it. */
  readonly insecure: boolean;
  /** A program that would make the credential (client-go's exec plug-ins, auth providers of old); it is not run. */
  readonly plugin?: string;
  /** `proxy-url`: kubectl goes through it, diag does not. */
  readonly proxy?: string;
  /** True for the node's own files under /etc: they belong to this host's apiserver. */
  readonly ofNode: boolean;
}

/** Least privileged first is of no use here: sub-paths need rights. The node's own admin files come first. */
const nodeFiles = [
  '/etc/kubernetes/admin.conf',
  '/etc/kubernetes/super-admin.conf',
  '/etc/rancher/k3s/k3s.yaml',
  '/etc/rancher/rke2/rke2.yaml',
  '/var/snap/microk8s/current/credentials/client.config',
  '/etc/kubernetes/kubelet.conf',
  '/var/lib/kubelet/kubeconfig',
];

/** Kubeconfigs by priority: asked for, this shell's, the node's, the home's. */
export function kubeconfigPaths(host: HostFiles, asked: string | undefined): readonly string[] {
  if (asked !== undefined) return [asked];
  const shell = (host.env['KUBECONFIG'] ?? '').split(':').filter((path) => path.startsWith('/'));
  const home = host.thisMachine ? (host.env['HOME'] ?? '/root') : '/root';
  const all = [...shell, ...nodeFiles, `${home}/.kube/config`];
  return all.filter((path) => host.stat(path).status === 'found');
}

/** Why a kubeconfig leads to no server; undefined where it does, or cannot be read. Says nothing of a password in it. */
export function whyNowhere(host: HostFiles, path: string): string | undefined {
  const reading = host.read(path);
  if (reading.status !== 'text') return undefined;
  const parsed = readKubeconfig(reading.text);
  if (parsed.status !== 'kubeconfig') return `${path} is no kubeconfig: ${parsed.problem.message}`;
  const { contexts, clusters, currentContext } = parsed.kubeconfig;
  const context = contexts.find(({ name }) => name === currentContext) ?? contexts[0];
  if (context === undefined) return `${path} has no context, so it names no server`;
  const cluster = clusters.find(({ name }) => name === context.cluster);
  if (cluster === undefined) return `${path} has no cluster for its context ${context.name}`;
  if (originWithPort(cluster.server) !== undefined) return undefined;
  return /^[a-z]+:\/\/[^/?#]{0,2000}@/i.test(cluster.server)
    ? `${path} has a user name in the URL of its server; a credential is never sent that way, so nothing was asked`
    : `${path} names no https://HOST:PORT as its server`;
}

/** Reads one kubeconfig's current context; undefined where it leads nowhere (`whyNowhere`). */
export function readAccess(host: HostFiles, path: string): Access | undefined {
  const reading = host.read(path);
  const parsed = reading.status === 'text' ? readKubeconfig(reading.text) : undefined;
  if (reading.status !== 'text' || parsed?.status !== 'kubeconfig') return undefined;
  const { kubeconfig } = parsed;
  const context = kubeconfig.contexts.find(({ name }) => name === kubeconfig.currentContext) ?? kubeconfig.contexts[0];
  const cluster = kubeconfig.clusters.find(({ name }) => name === context?.cluster);
  const server = cluster === undefined ? undefined : originWithPort(cluster.server);
  if (cluster === undefined || server === undefined) return undefined;
  const folder = path.slice(0, path.lastIndexOf('/'));
  const text = (credential: Credential | undefined) => textOf(host, folder, credential);
  const ca = text(cluster.ca);
  return {
    source: path,
    server,
    ...(cluster.tlsServerName === undefined ? {} : { serverName: cluster.tlsServerName }),
    ...(ca === undefined ? {} : { ca }),
    ...(cluster.proxyUrl === undefined ? {} : { proxy: cluster.proxyUrl }),
    insecure: cluster.insecure,
    ofNode: nodeFiles.includes(path),
    ...userOf(host, kubeconfig, context?.user ?? '', reading.text, text, folder),
  };
}

function userOf(
  host: HostFiles,
  kubeconfig: Kubeconfig,
  name: string,
  source: string,
  text: (credential: Credential | undefined) => string | undefined,
  folder: string,
): Pick<Access, 'user' | 'certificate' | 'key' | 'token' | 'plugin'> {
  const user = kubeconfig.users.find((one) => one.name === name);
  const certificate = text(user?.certificate);
  const key = text(user?.key);
  const secrets = secretsIn(source, name);
  const token =
    asText(secrets?.['token']) ?? textOf(host, folder, user?.tokenFile && { from: 'file', path: user.tokenFile.path });
  const plugin = user?.exec?.command ?? asText(asMap(secrets?.['auth-provider'])?.['name']);
  return {
    user: name,
    ...(certificate === undefined ? {} : { certificate }),
    ...(key === undefined ? {} : { key }),
    ...(token === undefined ? {} : { token: token.trim() }),
    ...(plugin === undefined ? {} : { plugin }),
  };
}

/** The shared reader keeps no secrets, so that nothing it gives can leak; a probe needs the token. */
function secretsIn(source: string, user: string): Readonly<Record<string, unknown>> | undefined {
  const reading = readYaml(source);
  const users = reading.status === 'value' ? asList(asMap(reading.value)?.['users']) : [];
  const entry = users.map(asMap).find((one) => asText(one?.['name']) === user);
  return asMap(entry?.['user']);
}

function textOf(host: HostFiles, folder: string, credential: Credential | undefined): string | undefined {
  if (credential === undefined) return undefined;
  if (credential.from === 'data') return Buffer.from(credential.base64, 'base64').toString('utf8');
  const path = credential.path.startsWith('/') ? credential.path : `${folder}/${credential.path}`;
  const reading = host.read(path);
  return reading.status === 'text' ? reading.text : undefined;
}

const account = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The way in from a pod; undefined where no service account is mounted. */
export function serviceAccount(host: HostFiles): Access | undefined {
  const service = host.env['KUBERNETES_SERVICE_HOST'];
  const port = host.env['KUBERNETES_SERVICE_PORT'];
  if (service === undefined || port === undefined) return undefined;
  const text = (name: string) => {
    const reading = host.read(`${account}/${name}`);
    return reading.status === 'text' ? reading.text : undefined;
  };
  const [token, ca] = [text('token')?.trim(), text('ca.crt')];
  return {
    source: 'service account',
    user: 'service account',
    server: `https://${service.includes(':') ? `[${service}]` : service}:${port}`,
    insecure: false,
    ofNode: false,
    ...(ca === undefined ? {} : { ca }),
    ...(token === undefined ? {} : { token }),
  };
}
