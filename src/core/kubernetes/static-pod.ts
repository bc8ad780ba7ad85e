import { type Flag, readFlags } from './flags.ts';
import { asList, asMap, asText, readYaml, type YamlPath, type YamlProblem } from './yaml-text.ts';

/** A probe of a container. */
export interface Probe {
  /** `livenessProbe`, `readinessProbe`, `startupProbe`. */
  readonly kind: string;
  readonly scheme: string;
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  /** True where it sends an Authorization header. */
  readonly hasCredentials: boolean;
  readonly line?: number;
}

/** Where a container sees a volume. */
export interface VolumeMount {
  readonly volume: string;
  readonly mountPath: string;
  readonly subPath?: string;
}

/** A volume of a pod; only hostPath leads to the host's files. */
export interface Volume {
  readonly name: string;
  /** Absent for volumes that are no hostPath. */
  readonly hostPath?: string;
  /** `Directory`, `FileOrCreate` …; empty means no check. */
  readonly type: string;
  readonly line?: number;
}

/** A container: what it starts, with which flags, mounts and probes. */
export interface StaticContainer {
  readonly name: string;
  readonly image: string;
  readonly imageLine?: number;
  /** Last part of the program's path, `kube-apiserver`; `sh` where a shell starts it. */
  readonly program: string;
  readonly flags: readonly (Flag & { readonly line?: number })[];
  readonly mounts: readonly VolumeMount[];
  readonly probes: readonly Probe[];
}

/** What of a pod manifest decides whether and how the kubelet runs it. */
export interface StaticPod {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly hostNetwork: boolean;
  readonly containers: readonly StaticContainer[];
  readonly volumes: readonly Volume[];
  /** Line of `apiVersion` and of `kind`. */
  readonly lines: { readonly apiVersion?: number; readonly kind?: number };
}

/** A static pod, or why a manifest is none. */
export type StaticPodReading =
  | { readonly status: 'pod'; readonly pod: StaticPod }
  | { readonly status: 'invalid'; readonly problem: YamlProblem };

/** Reads a static pod manifest as the kubelet does; apiVersion and kind are not judged here. */
export function readStaticPod(text: string): StaticPodReading {
  const reading = readYaml(text);
  if (reading.status === 'invalid') return reading;
  const top = asMap(reading.value);
  if (top === undefined) {
    return {
      status: 'invalid',
      problem: { message: 'no mapping: a pod has apiVersion, kind, metadata, spec', line: 1 },
    };
  }
  const { lineOf } = reading;
  const metadata = asMap(top['metadata']);
  const spec = asMap(top['spec']);
  return {
    status: 'pod',
    pod: {
      apiVersion: String(top['apiVersion'] ?? ''),
      kind: String(top['kind'] ?? ''),
      name: String(metadata?.['name'] ?? ''),
      namespace: asText(metadata?.['namespace']) ?? 'default',
      hostNetwork: spec?.['hostNetwork'] === true,
      containers: asList(spec?.['containers']).map((item, i) => container(item, ['spec', 'containers', i], lineOf)),
      volumes: asList(spec?.['volumes']).map((item, i) => volume(item, ['spec', 'volumes', i], lineOf)),
      lines: { ...lineAt('apiVersion', lineOf(['apiVersion'])), ...lineAt('kind', lineOf(['kind'])) },
    },
  };
}

type LineOf = (path: YamlPath) => number | undefined;

/** An optional property, present only with a value. */
function lineAt<K extends string>(key: K, line: number | undefined): { [P in K]?: number } {
  return (line === undefined ? {} : { [key]: line }) as { [P in K]?: number };
}

function container(item: unknown, path: YamlPath, lineOf: LineOf): StaticContainer {
  const map = asMap(item) ?? {};
  const words: { text: string; line?: number }[] = ['command', 'args'].flatMap((key) =>
    asList(map[key]).map((word, i) => ({ text: String(word), ...lineAt('line', lineOf([...path, key, i])) })),
  );
  const program = words[0]?.text ?? '';
  return {
    name: String(map['name'] ?? ''),
    image: String(map['image'] ?? ''),
    ...lineAt('imageLine', lineOf([...path, 'image'])),
    program: program.slice(program.lastIndexOf('/') + 1),
    flags: readFlags(words.map(({ text }) => text)).map((flag) => ({
      ...flag,
      ...lineAt('line', words[flag.index]?.line),
    })),
    mounts: asList(map['volumeMounts']).map(mount),
    probes: ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((kind) => probe(map[kind], kind, path, lineOf)),
  };
}

function mount(item: unknown): VolumeMount {
  const map = asMap(item) ?? {};
  const subPath = asText(map['subPath']);
  return {
    volume: String(map['name'] ?? ''),
    mountPath: String(map['mountPath'] ?? ''),
    ...(subPath === undefined ? {} : { subPath }),
  };
}

function volume(item: unknown, path: YamlPath, lineOf: LineOf): Volume {
  const map = asMap(item) ?? {};
  const host = asMap(map['hostPath']);
  const hostPath = asText(host?.['path']);
  return {
    name: String(map['name'] ?? ''),
    type: asText(host?.['type']) ?? '',
    ...(hostPath === undefined ? {} : { hostPath }),
    ...lineAt('line', lineOf([...path, 'hostPath', 'path'])),
  };
}

/** Only httpGet probes: the others carry no address to compare. A named port is left out. */
function probe(item: unknown, kind: string, path: YamlPath, lineOf: LineOf): readonly Probe[] {
  const get = asMap(asMap(item)?.['httpGet']);
  if (get === undefined) return [];
  const headers = asList(get['httpHeaders']).map((header) => asText(asMap(header)?.['name'])?.toLowerCase());
  const port = typeof get['port'] === 'number' ? get['port'] : undefined;
  const host = asText(get['host']);
  const at = asText(get['path']);
  return [
    {
      kind,
      scheme: (asText(get['scheme']) ?? 'HTTP').toUpperCase(),
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      ...(at === undefined ? {} : { path: at }),
      hasCredentials: headers.includes('authorization'),
      ...lineAt('line', lineOf([...path, kind, 'httpGet', 'port'])),
    },
  ];
}

/** Where a path of a container lies on the host. */
export type HostPath =
  | { readonly status: 'host'; readonly path: string }
  /** In a volume that is no hostPath. */
  | { readonly status: 'other-volume' }
  | { readonly status: 'not-mounted' };

/** Maps a path through the longest mount that holds it. */
export function hostPathOf(pod: StaticPod, from: StaticContainer, path: string): HostPath {
  const holds = (mountPath: string) => path === mountPath || path.startsWith(`${mountPath.replace(/\/$/, '')}/`);
  const best = from.mounts
    .filter((one) => one.mountPath !== '' && holds(one.mountPath))
    .toSorted((a, b) => b.mountPath.length - a.mountPath.length)[0];
  if (best === undefined) return { status: 'not-mounted' };
  const target = pod.volumes.find((one) => one.name === best.volume);
  if (target?.hostPath === undefined) return { status: 'other-volume' };
  const inside = path.slice(best.mountPath.replace(/\/$/, '').length);
  const sub = best.subPath === undefined ? '' : `/${best.subPath}`;
  return { status: 'host', path: `${target.hostPath.replace(/\/$/, '')}${sub}${inside}` || '/' };
}
