import { type KeyReading, type PemReading, readCertificates, readKey } from './certificates.ts';
import { type Impersonation, impersonationOf } from './impersonation.ts';
import type { Credential, KubeconfigUser } from './kubeconfig.ts';
import { type KubeconfigSet, readKubeconfigs, type TextAt } from './kubeconfig-set.ts';
import { basePathOf, originWithPort } from './server-url.ts';
import { asList, asMap, asText, readYaml } from './yaml-text.ts';

/** The way into a cluster that a kubeconfig or a service account gives. Holds secrets: it is never recorded. */
export interface Access {
  /** Path, paths with colons as in KUBECONFIG, or `service account`. */
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
  /** For whom it asks. */
  readonly impersonation?: Impersonation['headers'];
  /** Why kubectl would send none of these. */
  readonly credentialProblem?: string;
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

/** Why kubeconfigs lead to no server; undefined where they do, or cannot be read. Says nothing of a password in them. */
export function whyNowhere(textAt: TextAt, paths: readonly string[], wish: ContextWish = {}): string | undefined {
  const set = readKubeconfigs(textAt, paths);
  if (set === undefined) return undefined;
  if ('problem' in set) return set.problem;
  const { name, contexts, clusters, currentContext } = set;
  const { asked } = wish;
  const context = contextOf(set, wish);
  if (context === undefined && asked !== undefined) return `${name} has no context ${asked}`;
  if (context === undefined && contexts.length === 0) return `${name} has no context, so it names no server`;
  if (context === undefined) {
    const which =
      currentContext === ''
        ? `${name} has no current-context`
        : `${name} has no context ${currentContext}, its current`;
    return wish.option === undefined ? which : `${which}: name one with ${wish.option}`;
  }
  const cluster = clusters.find((one) => one.name === context.cluster);
  if (cluster === undefined) return `${name} has no cluster for its context ${context.name}`;
  if (originWithPort(cluster.server) !== undefined) return undefined;
  return /^[a-z]+:\/\/[^/?#]{0,2000}@/i.test(cluster.server)
    ? `${cluster.path} has a user name in the URL of its server; a credential is never sent that way, so nothing was asked`
    : `${cluster.path} names no https://HOST:PORT as its server`;
}

/** No context is guessed: a credential would go to a cluster that kubectl would not ask. */
function contextOf(
  { contexts, currentContext }: KubeconfigSet,
  { asked = currentContext, orFirst = false }: ContextWish,
) {
  const named = asked === '' ? undefined : contexts.find(({ name }) => name === asked);
  return named ?? (orFirst ? contexts[0] : undefined);
}

/** Reads one context of kubeconfigs; undefined where it leads nowhere (`whyNowhere`). */
export function readAccess(textAt: TextAt, paths: readonly string[], wish: ContextWish = {}): Access | undefined {
  const set = readKubeconfigs(textAt, paths);
  if (set === undefined || 'problem' in set) return undefined;
  const context = contextOf(set, wish);
  const cluster = set.clusters.find(({ name }) => name === context?.cluster);
  const server = cluster === undefined ? undefined : originWithPort(cluster.server);
  if (cluster === undefined || server === undefined) return undefined;
  const basePath = basePathOf(cluster.server);
  return {
    source: set.name,
    server,
    ...(basePath === '' ? {} : { basePath }),
    ...(cluster.tlsServerName === undefined ? {} : { serverName: cluster.tlsServerName }),
    ...(cluster.ca === undefined ? {} : authority(textOf(textAt, cluster.path, cluster.ca), nameOf(cluster.ca))),
    ...(cluster.proxyUrl === undefined ? {} : { proxy: cluster.proxyUrl }),
    insecure: cluster.insecure,
    ofNode: nodeFiles.includes(cluster.path),
    ...userOf(textAt, set, context?.user ?? ''),
  };
}

type OfUser = Omit<Access, 'source' | 'server' | 'insecure' | 'ofNode'>;

function userOf(textAt: TextAt, { users }: KubeconfigSet, name: string): OfUser {
  const user = users.find((one) => one.name === name);
  if (user === undefined) return { user: name };
  const certificate = textOf(textAt, user.path, user.certificate);
  const key = textOf(textAt, user.path, user.key);
  const secrets = secretsIn(textAt(user.path) ?? '', name);
  const ofFile = textOf(textAt, user.path, user.tokenFile && { from: 'file', path: user.tokenFile.path })?.trim();
  // The file wins where it can be read, as in client-go: it is renewed, what stands beside it is not.
  const token = ofFile === undefined || ofFile === '' ? asText(secrets['token']) : ofFile;
  const plugin = user.exec?.command ?? asText(asMap(secrets['auth-provider'])?.['name']);
  const { headers, problem } = impersonationOf(secrets);
  const credentialProblem = pairProblemOf(user, certificate, key) ?? problem;
  return {
    user: name,
    ...(certificate === undefined ? {} : { certificate }),
    ...(key === undefined ? {} : { key }),
    ...(token === undefined ? {} : { token: token.trim() }),
    ...(plugin === undefined ? {} : { plugin }),
    ...(headers === undefined ? {} : { impersonation: headers }),
    ...(credentialProblem === undefined ? {} : { credentialProblem }),
  };
}

/** client-go, clientcmd/validation.go: a certificate needs its key, and both files have to be readable. */
function pairProblemOf(user: KubeconfigUser, certificate?: string, key?: string): string | undefined {
  if (user.certificate === undefined) return undefined;
  if (certificate === undefined) return `its ${nameOf(user.certificate, 'client-certificate')} cannot be read`;
  if (user.key === undefined) return 'its client-certificate has no client-key';
  if (key === undefined) return `its ${nameOf(user.key, 'client-key')} cannot be read`;
  return mismatchOf(readCertificates(certificate), readKey(key), user.certificate, user.key);
}

/** crypto/tls, X509KeyPair: else what is wrong here would be told as a fault of the server. */
function mismatchOf(pem: PemReading, read: KeyReading, certificate: Credential, key: Credential): string | undefined {
  const keyName = nameOf(key, 'client-key');
  if (pem.status !== 'certificates') return `its ${nameOf(certificate, 'client-certificate')} has no certificate`;
  if (read.status === 'encrypted') return `its ${keyName} is encrypted`;
  // A collector keeps keys on their host.
  if (read.status === 'withheld') return undefined;
  if (read.status !== 'key' || !read.isPrivate) return `its ${keyName} has no private key`;
  return pem.certificates[0]?.publicKey === read.publicKey ? undefined : `its ${keyName} is of another certificate`;
}

/** The shared reader keeps no secrets, so that nothing it gives can leak; a probe needs the token. */
function secretsIn(source: string, user: string): Readonly<Record<string, unknown>> {
  const reading = readYaml(source);
  const users = reading.status === 'value' ? asList(asMap(reading.value)?.['users']) : [];
  const entry = users.map(asMap).find((one) => asText(one?.['name']) === user);
  return asMap(entry?.['user']) ?? {};
}

/** What a kubeconfig at `path` embeds or points to. */
function textOf(textAt: TextAt, path: string, credential: Credential | undefined): string | undefined {
  if (credential === undefined) return undefined;
  if (credential.from === 'data') return Buffer.from(credential.base64, 'base64').toString('utf8');
  const folder = path.slice(0, path.lastIndexOf('/'));
  return textAt(credential.path.startsWith('/') ? credential.path : `${folder}/${credential.path}`);
}

const nameOf = (credential: Credential, field = 'certificate-authority'): string =>
  credential.from === 'file' ? `${field} ${credential.path}` : `${field}-data`;

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
