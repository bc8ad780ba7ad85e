import {
  hostPathOf,
  readStaticPod,
  type StaticContainer,
  type StaticPod,
  type StaticPodReading,
} from '../../../kubernetes/static-pod.ts';
import type { FileFact } from '../observations.ts';
import type { HostReader } from '../reader.ts';

/** A file in a manifest directory. */
export interface ManifestFile {
  readonly path: string;
  readonly fact: FileFact;
  /** Absent where the file could not be read. */
  readonly reading?: StaticPodReading;
}

/** A flag that names a file, followed to the host. */
export interface FlagFile {
  readonly name: string;
  /** As the flag says. */
  readonly value: string;
  readonly line?: number;
  readonly where: 'host' | 'other-volume' | 'not-mounted';
  /** On the host; absent where no hostPath holds it. */
  readonly file?: FileFact;
  /** Files beside it, for a nearest name. */
  readonly beside: readonly string[];
}

/** A control-plane program of a static pod, or of an args file. */
export interface Component {
  readonly program: string;
  /** Manifest or args file. */
  readonly path: string;
  readonly pod?: StaticPod;
  readonly container: StaticContainer;
  readonly files: readonly FlagFile[];
  /** The last value of a flag. */
  value(name: string): string | undefined;
  line(name: string): number | undefined;
}

/** Flags whose value is a file that must be there at start. Directories and outputs are not among them. */
const fileFlag =
  /(?:-file|-cafile|-certfile|-keyfile|-certificate|-key|kubeconfig|-config|-ca-file|cafile|certfile|keyfile)$/;
/** Flags that match the pattern and name no input file. */
const notFiles =
  /^(?:feature-gates|audit-webhook-batch|cert-dir|oidc-|requestheader-allowed|log-file|audit-log-path|tls-sni-cert-key|service-account-issuer|service-account-lookup|encryption-provider-config-automatic-reload|authentication-token-webhook-config-file-.*)/;

/** Programs of a control plane, in the order they depend on each other. */
export const controlPlane = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/** All files the kubelet would read in a manifest directory. */
export function readManifests(reader: HostReader, directory: string): ManifestFile[] {
  return reader
    .list(directory)
    .names.filter((name) => !name.startsWith('.'))
    .slice(0, 200)
    .flatMap((name) => {
      const fact = reader.text(`${directory}/${name}`);
      if (fact.kind === 'directory') return [];
      return [{ path: fact.path, fact, ...(fact.text === undefined ? {} : { reading: readStaticPod(fact.text) }) }];
    });
}

/** Components of readable manifests; of copies of one pod the first file by name. */
export function componentsOf(reader: HostReader, manifests: readonly ManifestFile[]): Component[] {
  const seen = new Set<string>();
  return manifests.flatMap(({ path, reading }) => {
    if (reading?.status !== 'pod' || seen.has(`${reading.pod.namespace}/${reading.pod.name}`)) return [];
    seen.add(`${reading.pod.namespace}/${reading.pod.name}`);
    return reading.pod.containers.map((container) => componentOf(reader, path, container, reading.pod));
  });
}

/** A container with its flags followed to the files of the host. */
export function componentOf(reader: HostReader, path: string, container: StaticContainer, pod?: StaticPod): Component {
  const last = (name: string) => container.flags.findLast((flag) => flag.name === name);
  return {
    program: container.program,
    path,
    ...(pod === undefined ? {} : { pod }),
    container,
    files: container.flags.flatMap((flag) => flagFile(reader, flag, container, pod)),
    value: (name) => last(name)?.value,
    line: (name) => last(name)?.line,
  };
}

function flagFile(
  reader: HostReader,
  flag: StaticContainer['flags'][number],
  container: StaticContainer,
  pod: StaticPod | undefined,
): FlagFile[] {
  const { name, value, line } = flag;
  if (value === undefined || !value.startsWith('/') || !fileFlag.test(name) || notFiles.test(name)) return [];
  const at = { name, value, ...(line === undefined ? {} : { line }) };
  if (pod === undefined)
    return [{ ...at, where: 'host', file: look(reader, name, value), beside: beside(reader, value) }];
  const place = hostPathOf(pod, container, value);
  if (place.status !== 'host') {
    reader.stat(value);
    return [{ ...at, where: place.status, beside: [] }];
  }
  return [{ ...at, where: 'host', file: look(reader, name, place.path), beside: beside(reader, place.path) }];
}

/** Certificates and keys are read; other files are only looked at. */
function look(reader: HostReader, name: string, path: string): FileFact {
  return /kubeconfig|config/.test(name) ? reader.stat(path) : reader.pem(path);
}

/** Names in the folder of a file that is not there. */
function beside(reader: HostReader, path: string): readonly string[] {
  if (reader.stat(path).status !== 'absent') return [];
  const folder = path.slice(0, path.lastIndexOf('/'));
  return reader.list(folder).names.map((name) => `${folder}/${name}`);
}
