import {
  expandWords,
  readEnvironmentFile,
  readServiceUnit,
  type ServiceUnit,
} from '../../../core/linux/systemd-unit.ts';
import { type Flag, readFlags } from '../../../kubernetes/flags.ts';
import {
  type KubeletConfig,
  type KubeletConfigReading,
  readKubeletConfig,
} from '../../../kubernetes/kubelet-config.ts';
import type { FileFact, NodeFacts, ProcessFact } from '../observations.ts';
import type { HostReader } from '../reader.ts';
import { argvName } from './process-name.ts';

/** A flag with the file and line it comes from. */
export interface PlacedFlag extends Flag {
  readonly file: string;
  readonly line?: number;
}

/** Everything that decides how the kubelet of this host starts. */
export interface KubeletModel {
  readonly unit?: ServiceUnit;
  /** The unit file and its drop-ins. */
  readonly unitFiles: readonly FileFact[];
  readonly process?: ProcessFact;
  readonly flags: readonly PlacedFlag[];
  /** The program ExecStart names. */
  readonly program?: FileFact;
  readonly configPath: string;
  readonly configFile: FileFact;
  readonly config?: KubeletConfigReading;
  /** Drop-ins of --config-dir, in order. */
  readonly dropIns: readonly { readonly path: string; readonly reading: KubeletConfigReading }[];
  readonly kubeconfigPath: string;
  readonly bootstrap: FileFact;
  readonly certDir: string;
  /** A field of the effective configuration: flags over drop-ins over the file. */
  field(
    path: readonly string[],
    flag?: string,
  ): { readonly value: unknown; readonly file: string; readonly line?: number } | undefined;
}

const unitFolders = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];
const defaultConfig = '/var/lib/kubelet/config.yaml';
const environmentDefaults = ['/etc/default/kubelet', '/etc/sysconfig/kubelet'];

/** Reads the unit with its drop-ins and environment files, then the configuration they name. */
export function kubeletOf(reader: HostReader, node: NodeFacts): KubeletModel {
  const unitFiles = findUnitFiles(reader);
  const unit =
    unitFiles.length === 0
      ? undefined
      : readServiceUnit(unitFiles.map(({ path, text }) => ({ file: path, text: text ?? '' })));
  const process = node.processes?.find(({ argv }) => argvName(argv) === 'kubelet');
  // The files decide about the next start; a running kubelet may still have what they said before.
  const flags = unit === undefined && process !== undefined ? flagsOfProcess(process) : flagsOfUnit(reader, unit);
  const value = (name: string) => flags.findLast((flag) => flag.name === name)?.value;
  const configPath = value('config') ?? defaultConfig;
  const configFile = reader.text(configPath);
  const config = configFile.text === undefined ? undefined : readKubeletConfig(configFile.text);
  const dropIns = dropInsOf(reader, value('config-dir'));
  const program = unit?.execStart[0];
  return {
    ...(unit === undefined ? {} : { unit }),
    unitFiles,
    ...(process === undefined ? {} : { process }),
    flags,
    ...(program?.startsWith('/') ? { program: reader.program(program) } : {}),
    configPath,
    configFile,
    ...(config === undefined ? {} : { config }),
    dropIns,
    kubeconfigPath: value('kubeconfig') ?? '/etc/kubernetes/kubelet.conf',
    bootstrap: reader.stat(value('bootstrap-kubeconfig') ?? '/etc/kubernetes/bootstrap-kubelet.conf'),
    certDir: value('cert-dir') ?? '/var/lib/kubelet/pki',
    field: (path, flag) => fieldOf(path, flag, flags, [{ path: configPath, reading: config }, ...dropIns]),
  };
}

/** The unit of the first folder that has one, then its drop-ins from all folders by name. */
function findUnitFiles(reader: HostReader): FileFact[] {
  const unit = unitFolders
    .map((folder) => reader.text(`${folder}/kubelet.service`))
    .find((fact) => fact.text !== undefined);
  const byName = new Map<string, FileFact>();
  for (const folder of unitFolders.toReversed()) {
    const directory = `${folder}/kubelet.service.d`;
    for (const name of reader.list(directory).names.filter((one) => one.endsWith('.conf'))) {
      byName.set(name, reader.text(`${directory}/${name}`));
    }
  }
  const dropIns = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
  return [...(unit === undefined ? [] : [unit]), ...dropIns].filter((fact) => fact.text !== undefined);
}

/** Expands the words of ExecStart and says for each flag which file wrote it. */
function flagsOfUnit(reader: HostReader, unit: ServiceUnit | undefined): PlacedFlag[] {
  const files = [...(unit?.environmentFiles ?? []), ...(unit === undefined ? environmentDefaults : [])].map((path) =>
    reader.text(path),
  );
  const environment = Object.assign({}, unit?.environment, ...files.map(({ text }) => readEnvironmentFile(text ?? '')));
  const origin = unit?.execStartAt ?? { file: '/var/lib/kubelet/kubeadm-flags.env' };
  return readFlags(expandWords(unit?.execStart ?? [], environment)).map((flag) => {
    const source = files.findLast(({ text }) => text?.includes(`--${flag.name}`));
    const line =
      source?.text === undefined
        ? undefined
        : source.text.slice(0, source.text.indexOf(`--${flag.name}`)).split('\n').length;
    return source === undefined
      ? { ...flag, ...origin }
      : { ...flag, file: source.path, ...(line === undefined ? {} : { line }) };
  });
}

const flagsOfProcess = ({ pid, argv }: ProcessFact): PlacedFlag[] =>
  readFlags(argv).map((flag) => ({ ...flag, file: `/proc/${pid}/cmdline` }));

function dropInsOf(reader: HostReader, directory: string | undefined) {
  if (directory === undefined) return [];
  return reader
    .list(directory)
    .names.filter((name) => name.endsWith('.conf'))
    .flatMap((name) => {
      const { path, text } = reader.text(`${directory}/${name}`);
      return text === undefined ? [] : [{ path, reading: readKubeletConfig(text) }];
    });
}

function fieldOf(
  path: readonly string[],
  flagName: string | undefined,
  flags: readonly PlacedFlag[],
  layers: readonly { readonly path: string; readonly reading: KubeletConfigReading | undefined }[],
): ReturnType<KubeletModel['field']> {
  const flag = flags.findLast((one) => one.name === flagName);
  if (flag?.value !== undefined)
    return { value: flag.value, file: flag.file, ...(flag.line === undefined ? {} : { line: flag.line }) };
  for (const layer of layers.toReversed()) {
    if (layer.reading?.status !== 'config') continue;
    const value = dig(layer.reading.config, path);
    const line = layer.reading.config.lineOf(path);
    if (value !== undefined && value !== null)
      return { value, file: layer.path, ...(line === undefined ? {} : { line }) };
  }
  return undefined;
}

const dig = ({ values }: KubeletConfig, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values);
