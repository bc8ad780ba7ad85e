import { type CertificateFacts, readCertificates } from '../../../kubernetes/certificates.ts';
import {
  type Credential,
  type Kubeconfig,
  type KubeconfigReading,
  readKubeconfig,
} from '../../../kubernetes/kubeconfig.ts';
import type { FileFact } from '../observations.ts';
import type { HostReader } from '../reader.ts';
import { textWithData } from './embedded-data.ts';

/** Who reads a kubeconfig. */
export type KubeconfigRole = 'component' | 'kubelet' | 'user';

/** A kubeconfig with the context in force and what that needs. */
export interface KubeconfigFile {
  readonly path: string;
  readonly fact: FileFact;
  readonly role: KubeconfigRole;
  readonly reading?: KubeconfigReading;
  /** Context, cluster and user in force, where they are defined. */
  readonly current?: CurrentContext;
  /** Certificates that are embedded or pointed to, by what they are for. */
  readonly ca?: Embedded;
  readonly client?: Embedded;
  /** Files it points to, relative ones from its own folder. */
  /** Where an exec plug-in would be found; absent without one. */
  readonly execPlaces?: readonly FileFact[];
  readonly files: readonly { readonly what: string; readonly fact: FileFact; readonly line?: number }[];
}

/** The current context, with the cluster and user it names where those are defined. */
export interface CurrentContext {
  readonly name: string;
  readonly cluster?: Kubeconfig['clusters'][number];
  readonly user?: Kubeconfig['users'][number];
}

/** Certificates of a field, or why it holds none. */
export type Embedded =
  | {
      readonly status: 'certificates';
      readonly certificates: readonly CertificateFacts[];
      readonly line?: number;
      readonly path?: string;
    }
  | { readonly status: 'bad-base64' | 'malformed'; readonly reason: string; readonly line?: number };

/** Reads one kubeconfig and the files it points to. */
export function kubeconfigOf(reader: HostReader, path: string, role: KubeconfigRole): KubeconfigFile {
  const fact = reader.kubeconfig(path);
  if (fact.text === undefined) return { path, fact, role, files: [] };
  const reading = readKubeconfig(textWithData(fact));
  if (reading.status === 'invalid') return { path, fact, role, reading, files: [] };
  const current = currentOf(reading.kubeconfig);
  const ca = embedded(reader, path, current?.cluster?.ca);
  const client = embedded(reader, path, current?.user?.certificate);
  return {
    path,
    fact,
    role,
    reading,
    ...(current === undefined ? {} : { current }),
    ...(ca === undefined ? {} : { ca }),
    ...(client === undefined ? {} : { client }),
    ...(current?.user?.exec === undefined ? {} : { execPlaces: places(reader, path, current.user.exec.command) }),
    files: pointedTo(reader, path, current),
  };
}

function currentOf({ currentContext, contexts, clusters, users }: Kubeconfig): CurrentContext | undefined {
  const context = contexts.find(({ name }) => name === currentContext);
  if (context === undefined) return undefined;
  const cluster = clusters.find(({ name }) => name === context.cluster);
  const user = users.find(({ name }) => name === context.user);
  return { name: context.name, ...(cluster === undefined ? {} : { cluster }), ...(user === undefined ? {} : { user }) };
}

const absolute = (from: string, path: string): string =>
  path.startsWith('/') ? path : `${from.slice(0, from.lastIndexOf('/'))}/${path}`;

const searchPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin', '/snap/bin'];

function places(reader: HostReader, from: string, command: string): readonly FileFact[] {
  if (command.includes('/')) return [reader.stat(absolute(from, command))];
  return searchPath.map((folder) => reader.stat(`${folder}/${command}`));
}

function pointedTo(reader: HostReader, path: string, current: CurrentContext | undefined): KubeconfigFile['files'] {
  const pointers: [string, { path: string; line?: number } | Credential | undefined][] = [
    ['certificate-authority', current?.cluster?.ca],
    ['client-certificate', current?.user?.certificate],
    ['client-key', current?.user?.key],
    ['tokenFile', current?.user?.tokenFile],
  ];
  return pointers.flatMap(([what, pointer]) => {
    if (pointer === undefined || !('path' in pointer)) return [];
    const target = absolute(path, pointer.path);
    const fact = what === 'tokenFile' ? reader.stat(target) : reader.pem(target);
    return [{ what, fact, ...(pointer.line === undefined ? {} : { line: pointer.line }) }];
  });
}

function embedded(reader: HostReader, from: string, credential: Credential | undefined): Embedded | undefined {
  if (credential === undefined) return undefined;
  const at = credential.line === undefined ? {} : { line: credential.line };
  if (credential.from === 'file') {
    const { certificates, path } = reader.pem(absolute(from, credential.path));
    if (certificates === undefined) return undefined;
    const reading = readCertificates(certificates.join('\n'));
    return reading.status === 'certificates' ? { ...reading, ...at, path } : undefined;
  }
  const base64 = credential.base64.replace(/\s/g, '');
  const bad = firstBadByte(base64);
  if (bad !== undefined) return { status: 'bad-base64', reason: `illegal base64 data at input byte ${bad}`, ...at };
  return { ...readCertificates(Buffer.from(base64, 'base64').toString('latin1')), ...at };
}

/** Where Go's decoder would stop; undefined for valid base64. */
export function firstBadByte(base64: string): number | undefined {
  const valid = /^[A-Za-z0-9+/]*/.exec(base64)?.[0].length ?? 0;
  const padding = base64.slice(valid);
  if (!/^={0,2}$/.test(padding)) return valid;
  return base64.length % 4 === 0 ? undefined : base64.length - (base64.length % 4);
}
