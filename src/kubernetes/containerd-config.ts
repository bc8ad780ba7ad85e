import { parse } from 'smol-toml';
import { asList, asMap, asText } from './yaml-text.ts';

/** What of containerd's configuration decides about Kubernetes. */
export interface ContainerdConfig {
  /** 1 where the file names none. */
  readonly version: number;
  readonly disabledPlugins: readonly string[];
  readonly imports: readonly string[];
  /** Address of the gRPC socket; absent, /run/containerd/containerd.sock. */
  readonly address?: string;
  readonly root?: string;
  /** Plug-in sections whose names another version of the file uses. */
  readonly misplaced: readonly { readonly section: string; readonly version: number }[];
  /** Sections of the CRI plug-in that hold settings and belong to this version of the file. */
  readonly inPlace: readonly string[];
  /** `SystemdCgroup` of runc, where it is set for the version of this file. */
  readonly systemdCgroup?: boolean;
  readonly cniConfDir?: string;
  readonly cniBinDirs: readonly string[];
  readonly cniMaxConfNum: number;
  readonly sandboxImage?: string;
}

/** A configuration of containerd, or why it is none. */
export type ContainerdReading =
  | { readonly status: 'config'; readonly config: ContainerdConfig }
  | { readonly status: 'invalid'; readonly problem: { readonly message: string; readonly line: number } };

/** Plug-in names by file version (containerd docs/cri/config.md): 1 uses short names, 2 URIs, 3 split the CRI plug-in. */
const criSections: readonly { readonly name: string; readonly versions: readonly number[] }[] = [
  { name: 'cri', versions: [1] },
  { name: 'io.containerd.grpc.v1.cri', versions: [2] },
  { name: 'io.containerd.cri.v1.runtime', versions: [3, 4] },
  { name: 'io.containerd.cri.v1.images', versions: [3, 4] },
];

/** Reads a config.toml. Templates of it (MicroK8s, k3s) are no TOML and come back invalid. */
export function readContainerdConfig(text: string): ContainerdReading {
  try {
    return { status: 'config', config: configOf(parse(text) as Record<string, unknown>) };
  } catch (error) {
    const { message, line } = error as { message: string; line?: number };
    const first = message.replace(/^Invalid TOML document: /, '').split('\n')[0] ?? '';
    return { status: 'invalid', problem: { message: first, line: line ?? 1 } };
  }
}

function configOf(top: Readonly<Record<string, unknown>>): ContainerdConfig {
  const version = typeof top['version'] === 'number' ? top['version'] : 1;
  const plugins = asMap(top['plugins']) ?? {};
  const known = criSections
    .filter(({ versions }) => versions.includes(version))
    .map(({ name }) => asMap(plugins[name]));
  const pick = (path: readonly string[]): unknown =>
    known.map((section) => dig(section, path)).find((value) => value !== undefined);
  const runc = ['containerd', 'runtimes', 'runc', 'options', 'SystemdCgroup'];
  const systemdCgroup = pick(runc) ?? pick(['systemd_cgroup']);
  const maxConfNum = pick(['cni', 'max_conf_num']);
  const binDirs = asList(pick(['cni', 'bin_dirs'])).map(String);
  const binDir = asText(pick(['cni', 'bin_dir']));
  const optional = (key: string, value: unknown) => (typeof value === 'string' && value !== '' ? { [key]: value } : {});
  return {
    version,
    disabledPlugins: asList(top['disabled_plugins']).map(String),
    imports: asList(top['imports']).map(String),
    ...optional('address', dig(top, ['grpc', 'address'])),
    ...optional('root', top['root']),
    misplaced: misplacedSections(plugins, version),
    inPlace: criSections.flatMap(({ name, versions }) =>
      versions.includes(version) && Object.keys(asMap(plugins[name]) ?? {}).length > 0 ? [name] : [],
    ),
    ...(typeof systemdCgroup === 'boolean' ? { systemdCgroup } : {}),
    ...optional('cniConfDir', pick(['cni', 'conf_dir'])),
    cniBinDirs: binDirs.length > 0 ? binDirs : binDir === undefined ? [] : [binDir],
    cniMaxConfNum: typeof maxConfNum === 'number' ? maxConfNum : 1,
    ...optional('sandboxImage', pick(['sandbox_image']) ?? pick(['pinned_images', 'sandbox'])),
  };
}

/** What `io.containerd.grpc.v1.cri` still holds from version 3 on: the streaming server. */
const streaming = /^(?:disable_tcp_service|stream_|enable_tls_streaming|x509_key_pair_streaming)/;

/** Sections that hold settings and belong to another version of the file: containerd ignores them. */
function misplacedSections(plugins: Readonly<Record<string, unknown>>, version: number) {
  return criSections.flatMap(({ name, versions }) => {
    const keys = Object.keys(asMap(plugins[name]) ?? {});
    const isKept = version >= 3 && name === 'io.containerd.grpc.v1.cri' && keys.every((key) => streaming.test(key));
    if (keys.length === 0 || versions.includes(version) || isKept) return [];
    return [{ section: name, version: versions[0] ?? 1 }];
  });
}

function dig(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => asMap(value)?.[key], from);
}
