import { type KeyReading, readCertificates, readKey } from '../../../kubernetes/certificates.ts';
import { readCollectedKey } from '../../../kubernetes/collected-key.ts';
import type { FileStat, HostFiles, StatReading } from '../../../kubernetes/host/host-files.ts';
import { readKubeconfig } from '../../../kubernetes/kubeconfig.ts';
import { embeddedIn } from '../model/embedded-data.ts';
import type { DirectoryFact, FileFact } from '../observations.ts';
import type { HostReader } from '../reader.ts';
import { withoutSecrets } from './secrets.ts';

/** Looks at a host and remembers every answer. */
export interface RecordingReader extends HostReader {
  readonly files: Record<string, FileFact>;
  readonly directories: Record<string, DirectoryFact>;
}

const pemBytes = 256 * 1024;
/** Files looked at in one run; a tree with more is not a host's. */
const maxFiles = 5000;

export function recordingReader(host: HostFiles): RecordingReader {
  const files: Record<string, FileFact> = {};
  const directories: Record<string, DirectoryFact> = {};
  const stat = (path: string): FileFact => {
    const known = files[path];
    if (known !== undefined) return known;
    const fact: FileFact =
      Object.keys(files).length >= maxFiles
        ? { path, status: 'failed' }
        : statFact(path, host.lstat(path), () => host.stat(path));
    files[path] = fact;
    return fact;
  };
  const facet = (path: string, has: (fact: FileFact) => boolean, read: () => Partial<FileFact>): FileFact => {
    const known = stat(path);
    if (known.kind !== 'file' || has(known)) return known;
    const fact: FileFact = { ...known, ...read() };
    files[path] = fact;
    return fact;
  };
  return {
    files,
    directories,
    stat,
    text: (path) =>
      facet(
        path,
        (fact) => fact.text !== undefined,
        () => configText(host, path),
      ),
    kubeconfig: (path) =>
      facet(
        path,
        (fact) => fact.userKeys !== undefined,
        () => kubeconfigText(host, path),
      ),
    pem: (path) =>
      facet(
        path,
        ({ certificates, key, malformed }) => Boolean(certificates ?? key ?? malformed),
        () => pemFacts(host, path),
      ),
    program: (path) =>
      facet(
        path,
        (fact) => fact.machine !== undefined,
        () => ({ machine: elfMachine(host.head(path, 20)) }),
      ),
    list: (path) => {
      const known = directories[path];
      if (known !== undefined) return known;
      const listing = host.list(path);
      const fact: DirectoryFact =
        listing.status === 'names'
          ? { path, status: 'present', names: listing.names, truncated: listing.truncated }
          : {
              path,
              status: listing.status === 'not-a-directory' ? 'absent' : listing.status,
              names: [],
              truncated: false,
            };
      directories[path] = fact;
      return fact;
    },
  };
}

function statFact(path: string, own: StatReading, followed: () => StatReading): FileFact {
  const link = own.status === 'found' && own.stat.kind === 'link' ? { target: own.stat.target ?? '' } : {};
  const reading = own.status === 'found' && own.stat.kind === 'link' ? followed() : own;
  return reading.status === 'found'
    ? { path, status: 'present', ...statFields(reading.stat), ...link }
    : { path, status: reading.status, ...link };
}

/** Without an identity nothing but the kind is known: a recording has the file by its name or text alone. */
const statFields = ({ kind, bytes, mode, uid, gid, modifiedAt, identity }: FileStat): Partial<FileFact> =>
  identity === '' ? { kind } : { kind, bytes, mode, uid, gid, modifiedAt };

type Reading = ReturnType<HostFiles['read']>;

const failure = (reading: Exclude<Reading, { status: 'text' }>): Partial<FileFact> => ({
  status: reading.status === 'not-a-file' ? 'failed' : reading.status,
});

function configText(host: HostFiles, path: string): Partial<FileFact> {
  const reading = host.read(path);
  return reading.status === 'text' ? { text: withoutSecrets(reading.text) } : failure(reading);
}

function kubeconfigText(host: HostFiles, path: string): Partial<FileFact> {
  const reading = host.read(path);
  return reading.status === 'text' ? kubeconfigFacts(reading.text) : failure(reading);
}

/** A kubeconfig without its secrets, with the public halves of its embedded keys and its certificates once more. */
export function kubeconfigFacts(text: string): Required<Pick<FileFact, 'text' | 'userKeys' | 'embedded'>> {
  const parsed = readKubeconfig(text);
  const users = parsed.status === 'kubeconfig' ? parsed.kubeconfig.users : [];
  const userKeys = Object.fromEntries(
    users.flatMap(({ name, key }) => (key?.from === 'data' ? [[name, embeddedKey(key.base64)] as const] : [])),
  );
  const clean = withoutSecrets(text);
  return { text: clean, userKeys, embedded: embeddedIn(clean) };
}

function embeddedKey(base64: string): KeyReading {
  const clean = base64.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(clean) || clean.length % 4 !== 0)
    return { status: 'malformed', reason: 'no valid base64' };
  return readKey(Buffer.from(clean, 'base64').toString('latin1'));
}

/** Keys are read, reduced to their public half, and forgotten. */
function pemFacts(host: HostFiles, path: string): Partial<FileFact> {
  const reading = host.read(path, pemBytes);
  if (reading.status !== 'text') return failure(reading);
  const certificates = readCertificates(reading.text);
  const hasKey =
    /-----BEGIN [A-Z ]{0,30}(?:PRIVATE|PUBLIC) KEY-----/.test(reading.text) ||
    readCollectedKey(reading.text) !== undefined ||
    /\.(?:key|pub)$/.test(path);
  return {
    ...(certificates.status === 'certificates'
      ? { certificates: certificates.certificates.map(({ pem }) => pem) }
      : {}),
    ...(hasKey ? { key: readKey(reading.text) } : {}),
    ...(certificates.status === 'malformed' && !hasKey ? { malformed: certificates.reason } : {}),
  };
}

/** e_machine of an ELF header (62 x86-64, 183 arm64 …); 0 for a script or anything else. */
function elfMachine(head: Uint8Array | undefined): number {
  if (head === undefined || head.length < 20 || head[0] !== 0x7f || head[1] !== 0x45) return 0;
  return (head[18] ?? 0) | ((head[19] ?? 0) << 8);
}
