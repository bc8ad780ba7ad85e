import { asList, asMap, asText, readYaml, type YamlProblem } from './yaml-text.ts';

/** Something a kubeconfig embeds or points to; never both. */
export type Credential =
  | { readonly from: 'data'; readonly base64: string; readonly line?: number }
  | { readonly from: 'file'; readonly path: string; readonly line?: number };

/** A server and how it is verified; lines are 1-based. */
export interface KubeconfigCluster {
  readonly name: string;
  readonly server: string;
  readonly serverLine?: number;
  readonly ca?: Credential;
  readonly insecure: boolean;
  readonly tlsServerName?: string;
  readonly proxyUrl?: string;
}

/** A user and where its credentials are, never the secrets themselves. */
export interface KubeconfigUser {
  readonly name: string;
  readonly line?: number;
  readonly certificate?: Credential;
  readonly key?: Credential;
  readonly tokenFile?: { readonly path: string; readonly line?: number };
  /** A token, a password, an auth provider. */
  readonly hasSecret: boolean;
  /** Command of an exec plug-in. */
  readonly exec?: { readonly command: string; readonly line?: number };
}

/** Which user goes to which cluster, by their names. */
export interface KubeconfigContext {
  readonly name: string;
  readonly cluster?: string;
  readonly user?: string;
  readonly line?: number;
}

/** A kubeconfig as it stands; names may refer to what is not there. */
export interface Kubeconfig {
  readonly kind: string;
  readonly apiVersion: string;
  readonly currentContext: string;
  readonly currentContextLine?: number;
  readonly clusters: readonly KubeconfigCluster[];
  readonly users: readonly KubeconfigUser[];
  readonly contexts: readonly KubeconfigContext[];
  /** True where the file defines nothing at all. */
  readonly empty: boolean;
}

/** A kubeconfig, or why it is none. */
export type KubeconfigReading =
  | { readonly status: 'kubeconfig'; readonly kubeconfig: Kubeconfig }
  | { readonly status: 'invalid'; readonly problem: YamlProblem };

/** Reads a kubeconfig, YAML or JSON. Data stays base64; nothing is judged. */
export function readKubeconfig(text: string): KubeconfigReading {
  const reading = readYaml(text);
  if (reading.status === 'invalid') return reading;
  const top = asMap(reading.value) ?? (reading.value === null || reading.value === undefined ? {} : undefined);
  if (top === undefined)
    return { status: 'invalid', problem: { message: 'no mapping of clusters and users', line: 1 } };
  const place = (path: (string | number)[]): { line?: number } => {
    const line = reading.lineOf(path);
    return line === undefined ? {} : { line };
  };
  const entries = (key: string, inner: string) =>
    asList(top[key]).map((item, i) => {
      const map = asMap(item) ?? {};
      return { name: String(map['name'] ?? ''), body: asMap(map[inner]) ?? {}, path: [key, i, inner] };
    });
  const currentLine = reading.lineOf(['current-context']);
  return {
    status: 'kubeconfig',
    kubeconfig: {
      kind: String(top['kind'] ?? ''),
      apiVersion: String(top['apiVersion'] ?? ''),
      currentContext: asText(top['current-context']) ?? '',
      ...(currentLine === undefined ? {} : { currentContextLine: currentLine }),
      clusters: entries('clusters', 'cluster').map((entry) => cluster(entry, place)),
      users: entries('users', 'user').map((entry) => user(entry, place)),
      contexts: entries('contexts', 'context').map((entry) => context(entry, place)),
      empty: ['clusters', 'users', 'contexts'].every((key) => asList(top[key]).length === 0),
    },
  };
}

interface Entry {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly path: (string | number)[];
}

type Place = (path: (string | number)[]) => { line?: number };

const optional = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };

/** Data wins over a file, as in client-go. */
function credential({ body, path }: Entry, key: string, place: Place): Credential | undefined {
  const data = asText(body[`${key}-data`]);
  if (data !== undefined && data !== '') return { from: 'data', base64: data, ...place([...path, `${key}-data`]) };
  const file = asText(body[key]);
  return file === undefined || file === '' ? undefined : { from: 'file', path: file, ...place([...path, key]) };
}

function cluster(entry: Entry, place: Place): KubeconfigCluster {
  const { name, body, path } = entry;
  return {
    name,
    server: asText(body['server']) ?? '',
    ...optional('serverLine', place([...path, 'server']).line),
    ...optional('ca', credential(entry, 'certificate-authority', place)),
    insecure: body['insecure-skip-tls-verify'] === true,
    ...optional('tlsServerName', asText(body['tls-server-name'])),
    ...optional('proxyUrl', asText(body['proxy-url'])),
  };
}

function user(entry: Entry, place: Place): KubeconfigUser {
  const { name, body, path } = entry;
  const tokenFile = asText(body['tokenFile']);
  const command = asText(asMap(body['exec'])?.['command']);
  return {
    name,
    ...place(path),
    ...optional('certificate', credential(entry, 'client-certificate', place)),
    ...optional('key', credential(entry, 'client-key', place)),
    ...optional('tokenFile', tokenFile && { path: tokenFile, ...place([...path, 'tokenFile']) }),
    hasSecret: ['token', 'password', 'auth-provider', 'username'].some((key) => Boolean(body[key])),
    ...optional('exec', command && { command, ...place([...path, 'exec', 'command']) }),
  } as KubeconfigUser;
}

function context({ name, body, path }: Entry, place: Place): KubeconfigContext {
  return {
    name,
    ...optional('cluster', asText(body['cluster'])),
    ...optional('user', asText(body['user'])),
    ...place(path),
  };
}

/** Host and port of a server URL; port by scheme where it names none. Undefined where it is no URL. */
export function serverAddress(server: string): { scheme: string; host: string; port: number } | undefined {
  const match = /^(https?):\/\/(\[[^\]]{1,50}\]|[^:/\s]{1,255})(?::(\d{1,5}))?(?:\/\S{0,1000})?$/i.exec(server);
  if (match === null) return undefined;
  const scheme = (match[1] ?? '').toLowerCase();
  const port = match[3] === undefined ? (scheme === 'https' ? 443 : 80) : Number(match[3]);
  return { scheme, host: (match[2] ?? '').replace(/^\[|\]$/g, ''), port };
}
