import { parsed } from '../../../core/json.ts';
import { asList, asMap, readYaml } from '../../../kubernetes/yaml-text.ts';

/** What a given text is, where it is a single configuration file. */
export type FileKind =
  | 'kubeconfig'
  | 'kubelet-config'
  | 'static-pod'
  | 'containerd'
  | 'cni'
  | 'certificates'
  | 'unit'
  | 'args'
  | 'kubeadm-config'
  | 'other-config';

/** kubeadm's own kinds and those of components, which say what they are. */
const kubeadmKinds =
  /^(?:InitConfiguration|ClusterConfiguration|JoinConfiguration|KubeProxyConfiguration|UpgradeConfiguration)$/;

/** Words with which the lines of other configuration begin. */
const tomlMark =
  /^[ \t]*(?:version\s*=\s*\d|disabled_plugins\s*=|\[plugins|\[grpc\]|\[metrics\]|oom_score\s*=|imports\s*=|root\s*=|state\s*=)/m;

/** A longer text is no configuration of a node, and takes long to be parsed as one. */
const maxCharacters = 1 << 20;

/** Tells a configuration file from an error text; undefined for anything else. */
export function fileKind(name: string, text: string): FileKind | undefined {
  if (text.length > maxCharacters) return undefined;
  if (/^-----BEGIN CERTIFICATE-----[ \t\r]*$/m.test(text))
    return /^[ \t]*(?:apiVersion|kind|clusters|users):/m.test(text) ? 'kubeconfig' : 'certificates';
  if (/^[ \t]*\[(?:Unit|Service)\][ \t\r]*$/m.test(text)) return 'unit';
  if (/^\s*\{/.test(text)) return ofJson(name, text);
  if (tomlMark.test(text) && /\[|=/.test(text) && !/^apiVersion:/m.test(text)) return 'containerd';
  if (isArgs(text)) return 'args';
  return ofYaml(text);
}

/** A file of flags, one a line, as MicroK8s keeps them; comments and variables may stand between. */
function isArgs(text: string): boolean {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const flags = lines.filter((line) => /^--[a-z][\w-]*(?:[= ].*)?$/.test(line));
  return lines.length > 0 && flags.length >= 2 && flags.length === lines.length;
}

function ofJson(name: string, text: string): FileKind | undefined {
  const value = parsed(text);
  if (value === undefined)
    return /"cniVersion"|"plugins"\s*:/.test(text) || /\.conflist$/.test(name) ? 'cni' : undefined;
  const top = asMap(value);
  if (top === undefined) return undefined;
  return ofMap(top) ?? ('cniVersion' in top || /\.(?:conflist)$/.test(name) ? 'cni' : undefined);
}

function ofYaml(text: string): FileKind | undefined {
  const reading = readYaml(text);
  if (reading.status === 'value') {
    const top = asMap(reading.value);
    return top === undefined ? undefined : ofMap(top);
  }
  if (!beginsAsFile(text)) return undefined;
  const kind = /^\s{0,8}kind:[ \t]*["']?(\w+)/m.exec(text)?.[1];
  if (/^\s{0,4}(?:clusters|contexts|current-context):/m.test(text)) return 'kubeconfig';
  if (kind === 'KubeletConfiguration') return 'kubelet-config';
  return kind === 'Pod' ? 'static-pod' : undefined;
}

/** The words that files of Kubernetes begin with, a colon behind them or lost, or a field of a configuration. */
const firstLine =
  /^(?:---|(?:apiVersion|kind|metadata|spec|clusters|contexts|current-context|users|preferences)\b|(?!(?:error|warning|fatal|panic|info|debug|curl|exec)\b)["']?[a-z][\w.-]{0,60}["']?[ \t]*:(?:\s|$))/;

/**
 * Whether a text that is no valid YAML is a broken file, and not a session in which an object is shown among other
 * output: by its first line that says something. What an API server gave out has a status.
 */
function beginsAsFile(text: string): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '' && !line.trimStart().startsWith('#')) ?? '';
  return firstLine.test(first.replace(/^[ \t>\ufeff]{0,16}/, '')) && !/^status:[ \t]*$/m.test(text);
}

function ofMap(top: Readonly<Record<string, unknown>>): FileKind | undefined {
  const kind = String(top['kind'] ?? '');
  if (kind === 'KubeletConfiguration') return 'kubelet-config';
  if (kind === 'Config' || Array.isArray(top['clusters'])) return 'kubeconfig';
  if (kubeadmKinds.test(kind)) return 'kubeadm-config';
  if (kind === 'Pod' && asList(asMap(top['spec'])?.['containers']).length > 0 && top['status'] === undefined)
    return 'static-pod';
  if (kind === 'Pod' && asMap(top['status']) !== undefined && Object.keys(asMap(top['status']) ?? {}).length === 0)
    return 'static-pod';
  return /(?:Configuration|ConfigMap|Policy|Config)$/.test(kind) ? 'other-config' : undefined;
}
