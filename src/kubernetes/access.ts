import { type Credential, type Kubeconfig, readKubeconfig } from './kubeconfig.ts';
import { basePathOf, originWithPort } from './server-url.ts';
import { asList, asMap, asText, readYaml } from './yaml-text.ts';

/** A file's text; undefined where it cannot be read. */
export type TextAt = (path: string) => string | undefined;

/** The way into a cluster that a kubeconfig or a service account gives. Holds secrets: it is never recorded. */
export interface Access {
  /** Path, or `service account`. */
  readonly source: string;
  readonly user: string;
  /** Scheme, host and port. */
  readonly server: string;
  /** Stands before every path of the API, as behind Rancher: `/k8s/clusters/c-abc`. */
  readonly basePath?: string;
  readonly serverName?: string;
  readonly ca?: string;
  /** What is wrong with the authority that it names: without one the roots of the Web would be trusted instead. */
  readonly caProblem?: string;
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
export const nodeFiles = [
  '/etc/kubernetes/admin.conf',
  '/etc/kubernetes/super-admin.conf',
  '/etc/rancher/k3s/k3s.yaml',
  '/etc/rancher/rke2/rke2.yaml',
  '/var/snap/microk8s/current/credentials/client.config',
  '/etc/kubernetes/kubelet.conf',
  '/var/lib/kubelet/kubeconfig',
];

/** Which context of a kubeconfig is meant. */
export interface ContextWish {
  /** By its name; else the current one, as kubectl takes it. */
  readonly asked?: string | undefined;
  /** The option that names one, for who has to. */
  readonly option?: string;
  /** Where none is current, the first: for files of a node, which are written for one server. */
  readonly orFirst?: boolean;
}

/** Why a kubeconfig leads to no server; undefined where it does, or cannot be read. Says nothing of a password in it. */
export function whyNowhere(textAt: TextAt, path: string, wish: ContextWish = {}): string | undefined {
  const { asked } = wish;
  const text = textAt(path);
  if (text === undefined) return undefined;
  const parsed = readKubeconfig(text);
  if (parsed.status !== 'kubeconfig') return `${path} is no kubeconfig: ${parsed.problem.message}`;
  const { contexts, clusters, currentContext } = parsed.kubeconfig;
  const context = contextOf({ contexts, currentContext }, wish);
  if (context === undefined && asked !== undefined) return `${path} has no context ${asked}`;
  if (context === undefined && contexts.length === 0) return `${path} has no context, so it names no server`;
  if (context === undefined) {
    const which =
      currentContext === ''
        ? `${path} has no current-context`
        : `${path} has no context ${currentContext}, its current`;
    return wish.option === undefined ? which : `${which}: name one with ${wish.option}`;
  }
  const cluster = clusters.find(({ name }) => name === context.cluster);
  if (cluster === undefined) return `${path} has no cluster for its context ${context.name}`;
  if (originWithPort(cluster.server) !== undefined) return undefined;
  return /^[a-z]+:\/\/[^/?#]{0,2000}@/i.test(cluster.server)
    ? `${path} has a user name in the URL of its server; a credential is never sent that way, so nothing was asked`
    : `${path} names no https://HOST:PORT as its server`;
}

/** No context is guessed: a credential would go to a cluster that kubectl would not ask. */
function contextOf(
  { contexts, currentContext }: Pick<Kubeconfig, 'contexts' | 'currentContext'>,
  { asked = currentContext, orFirst = false }: ContextWish,
) {
  const named = asked === '' ? undefined : contexts.find(({ name }) => name === asked);
  return named ?? (orFirst ? contexts[0] : undefined);
}

/** Reads one kubeconfig's context; undefined where it leads nowhere (`whyNowhere`). */
export function readAccess(textAt: TextAt, path: string, wish: ContextWish = {}): Access | undefined {
  const source = textAt(path);
  const parsed = source === undefined ? undefined : readKubeconfig(source);
  if (source === undefined || parsed?.status !== 'kubeconfig') return undefined;
  const { kubeconfig } = parsed;
  const context = contextOf(kubeconfig, wish);
  const cluster = kubeconfig.clusters.find(({ name }) => name === context?.cluster);
  const server = cluster === undefined ? undefined : originWithPort(cluster.server);
  if (cluster === undefined || server === undefined) return undefined;
  const basePath = basePathOf(cluster.server);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const text = (credential: Credential | undefined) => textOf(textAt, folder, credential);
  return {
    source: path,
    server,
    ...(basePath === '' ? {} : { basePath }),
    ...(cluster.tlsServerName === undefined ? {} : { serverName: cluster.tlsServerName }),
    ...(cluster.ca === undefined ? {} : authority(text(cluster.ca), nameOf(cluster.ca))),
    ...(cluster.proxyUrl === undefined ? {} : { proxy: cluster.proxyUrl }),
    insecure: cluster.insecure,
    ofNode: nodeFiles.includes(path),
    ...userOf(textAt, kubeconfig, context?.user ?? '', source, text, folder),
  };
}

function userOf(
  textAt: TextAt,
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
  const ofFile = textOf(textAt, folder, user?.tokenFile && { from: 'file', path: user.tokenFile.path })?.trim();
  // The file wins where it can be read, as in client-go: it is renewed, what stands beside it is not.
  const token = ofFile === undefined || ofFile === '' ? asText(secrets?.['token']) : ofFile;
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

function textOf(textAt: TextAt, folder: string, credential: Credential | undefined): string | undefined {
  if (credential === undefined) return undefined;
  if (credential.from === 'data') return Buffer.from(credential.base64, 'base64').toString('utf8');
  return textAt(credential.path.startsWith('/') ? credential.path : `${folder}/${credential.path}`);
}

const nameOf = (credential: Credential): string =>
  credential.from === 'file' ? `certificate-authority ${credential.path}` : 'certificate-authority-data';

/** TLS takes an empty text for no authority at all, so it has to hold a certificate. */
function authority(text: string | undefined, name: string): Pick<Access, 'ca' | 'caProblem'> {
  if (text === undefined) return { caProblem: `its ${name} cannot be read` };
  return text.includes('-----BEGIN CERTIFICATE-----') ? { ca: text } : { caProblem: `its ${name} has no certificate` };
}

const account = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The way in from a pod; undefined where no service account is mounted. */
export function serviceAccount(env: Readonly<Record<string, string | undefined>>, textAt: TextAt): Access | undefined {
  const service = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'];
  if (service === undefined || port === undefined) return undefined;
  const token = textAt(`${account}/token`)?.trim();
  return {
    source: 'service account',
    user: 'service account',
    server: `https://${service.includes(':') ? `[${service}]` : service}:${port}`,
    insecure: false,
    ofNode: false,
    ...authority(textAt(`${account}/ca.crt`), `certificate-authority ${account}/ca.crt`),
    ...(token === undefined ? {} : { token }),
  };
}
