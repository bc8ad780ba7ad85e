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
  const program = programOf(words.map(({ text }) => text));
  return {
    name: String(map['name'] ?? ''),
    image: String(map['image'] ?? ''),
    ...lineAt('imageLine', lineOf([...path, 'image'])),
    program: program.name,
    flags: readFlags(program.words).map((flag) => ({
      ...flag,
      ...lineAt('line', words[Math.min(flag.index, words.length - 1)]?.line),
    })),
    mounts: asList(map['volumeMounts']).map(mount),
    probes: ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((kind) =>
      probe(map[kind], kind, path, lineOf, portsOf(map['ports'])),
    ),
  };
}

/** Programs that others start: kops' go-runner, a shell, hyperkube. */
const programs = /^(?:etcd|kube-(?:apiserver|controller-manager|scheduler|proxy)|cloud-controller-manager|kubelet)$/;

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * The program a command line ends up in, with the words that are its own; those of what starts it are left empty, so
 * that places stay. `sh -c "exec kube-apiserver --x=1"` has them all in one word.
 */
function programOf(words: readonly string[]): { readonly name: string; readonly words: readonly string[] } {
  const first = baseName(words[0] ?? '');
  const shell = /^(?:ba|da)?sh$/.test(first) ? words.findIndex((word) => /^-[a-z]*c$/.test(word)) + 1 : 0;
  if (shell > 0) {
    const inner = (words[shell] ?? '').split(/[\s;&|]+/).map((word) => word.replace(/^["']|["']$/g, ''));
    const start = inner.findIndex((word) => programs.test(baseName(word)));
    return start < 0 ? { name: first, words } : { name: baseName(inner[start] ?? ''), words: inner.slice(start) };
  }
  const start = words.findIndex((word) => programs.test(baseName(word)));
  return start <= 0
    ? { name: first, words }
    : { name: baseName(words[start] ?? ''), words: words.map((word, i) => (i < start ? '' : word)) };
}

/** `/var/lib/etcd/` is `/var/lib/etcd`. */
const withoutSlash = (path: string): string => path.replace(/(.)\/+$/, '$1');

function mount(item: unknown): VolumeMount {
  const map = asMap(item) ?? {};
  const subPath = asText(map['subPath']);
  return {
    volume: String(map['name'] ?? ''),
    mountPath: withoutSlash(String(map['mountPath'] ?? '')),
    ...(subPath === undefined ? {} : { subPath }),
  };
}

function volume(item: unknown, path: YamlPath, lineOf: LineOf): Volume {
  const map = asMap(item) ?? {};
  const host = asMap(map['hostPath']);
  const given = asText(host?.['path']);
  const hostPath = given === undefined ? undefined : withoutSlash(given);
  return {
    name: String(map['name'] ?? ''),
    type: asText(host?.['type']) ?? '',
    ...(hostPath === undefined ? {} : { hostPath }),
    ...lineAt('line', lineOf([...path, 'hostPath', 'path'])),
  };
}

/** Container ports by name: kubeadm names the port of its probes since 1.34. */
const portsOf = (list: unknown): ReadonlyMap<string, number> =>
  new Map(
    asList(list).flatMap((item) => {
      const { name, containerPort } = asMap(item) ?? {};
      return typeof name === 'string' && typeof containerPort === 'number' ? [[name, containerPort] as const] : [];
    }),
  );

/** Only httpGet probes: the others carry no address to compare. */
function probe(
  item: unknown,
  kind: string,
  path: YamlPath,
  lineOf: LineOf,
  named: ReadonlyMap<string, number>,
): readonly Probe[] {
  const get = asMap(asMap(item)?.['httpGet']);
  if (get === undefined) return [];
  const headers = asList(get['httpHeaders']).map((header) => asText(asMap(header)?.['name'])?.toLowerCase());
  const port = typeof get['port'] === 'number' ? get['port'] : named.get(String(get['port']));
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
