import { type CniReading, isCniFile, readCniConf } from '../../../kubernetes/cni-conf.ts';
import { type ContainerdReading, readContainerdConfig } from '../../../kubernetes/containerd-config.ts';
import { type CrioConfig, readCrioConfig } from '../../../kubernetes/crio-config.ts';
import { flagValue, readFlags } from '../../../kubernetes/flags.ts';
import type { DirectoryFact, FileFact, NodeFacts } from '../observations.ts';
import type { HostReader } from '../reader.ts';
import type { KubeletModel } from './kubelet.ts';
import type { Layout } from './layout.ts';
import { argvName } from './process-name.ts';

/** A file of the CNI configuration directory. */
export interface CniFile {
  readonly path: string;
  readonly name: string;
  readonly reading?: CniReading;
}

/** The container runtime and the network plug-ins as their files describe them. */
export interface RuntimeModel {
  /** Path of the socket the kubelet is told to use. */
  readonly endpoint: {
    readonly path: string;
    readonly file: string;
    readonly line?: number;
    readonly configured: boolean;
  };
  /** Sockets of runtimes that are there. */
  readonly sockets: readonly FileFact[];
  readonly containerdFile: FileFact;
  readonly containerd?: ContainerdReading;
  readonly crictl: FileFact;
  /** Names of the runtimes whose programs are on this host. */
  readonly installed: readonly string[];
  /** Whether crictl is installed. */
  readonly hasCrictl: boolean;
  readonly cniDirectory: DirectoryFact;
  /** Files as containerd loads them: by name, the first wins. */
  readonly cniFiles: readonly CniFile[];
  /** Program folders in order, with what is in them. */
  readonly cniPrograms: readonly { readonly folder: DirectoryFact; readonly programs: readonly FileFact[] }[];
  readonly kubeletMachine?: number;
  readonly calicoNodename: FileFact;
  readonly flannelSubnet: FileFact;
  /** Reserved addresses of host-local by network. */
  readonly reservations: readonly { readonly folder: string; readonly count: number }[];
}

const anyRuntime = [
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/cri-dockerd.sock',
  '/run/k3s/containerd/containerd.sock',
];

/** What of a runtime is on a host that has it. */
const runtimePrograms: Readonly<Record<string, readonly string[]>> = {
  containerd: ['/usr/bin/containerd', '/usr/local/bin/containerd', '/etc/containerd/config.toml'],
  crio: ['/usr/bin/crio', '/usr/local/bin/crio', '/etc/crio'],
  'cri-dockerd': ['/usr/bin/cri-dockerd', '/usr/local/bin/cri-dockerd'],
};

/** The file the running containerd was given, or the usual one. */
function containerdPath({ processes }: NodeFacts, layout: Layout): string {
  const running = processes?.find(({ argv }) => argvName(argv) === 'containerd');
  const flags = readFlags((running?.argv ?? []).map((word) => (word === '-c' ? '--config' : word)));
  const given = flagValue(flags, 'config');
  return given?.startsWith('/') === true ? given : layout.containerdConfig;
}

/** Paths come from the running containerd and its configuration, then from the layout. */
export function runtimeOf(reader: HostReader, node: NodeFacts, kubelet: KubeletModel, layout: Layout): RuntimeModel {
  const containerdFile = reader.text(containerdPath(node, layout));
  const containerd = containerdFile.text === undefined ? undefined : readContainerdConfig(containerdFile.text);
  const config = containerd?.status === 'config' ? containerd.config : undefined;
  const endpoint = endpointOf(kubelet, layout);
  const network: Pick<CrioConfig, 'cniConfDir' | 'cniBinDirs'> | undefined = endpoint.path.includes('crio')
    ? crioOf(reader)
    : config;
  const folders = network?.cniConfDir === undefined ? layout.cniConf : [network.cniConfDir];
  const directories = folders.map((folder) => reader.list(folder));
  const cniDirectory =
    directories.find(({ status }) => status === 'present') ?? directories[0] ?? reader.list('/etc/cni/net.d');
  const cniFiles = cniFilesOf(reader, cniDirectory);
  const binFolders = network === undefined || network.cniBinDirs.length === 0 ? layout.cniBin : network.cniBinDirs;
  const wanted = new Set(
    cniFiles.flatMap(({ reading }) =>
      reading?.status === 'conf' ? [...reading.conf.types, ...reading.conf.ipamTypes] : [],
    ),
  );
  return {
    endpoint,
    sockets: [...new Set([...layout.runtimeSockets, ...anyRuntime])].map((path) => reader.stat(path)),
    containerdFile,
    ...(containerd === undefined ? {} : { containerd }),
    crictl: reader.text('/etc/crictl.yaml'),
    installed: Object.entries(runtimePrograms).flatMap(([name, paths]) =>
      paths.some((path) => reader.stat(path).status === 'present') ? [name] : [],
    ),
    hasCrictl: ['/usr/bin/crictl', '/usr/local/bin/crictl'].some((path) => reader.stat(path).status === 'present'),
    cniDirectory,
    cniFiles,
    cniPrograms: binFolders.map((folder) => ({
      folder: reader.list(folder),
      programs: [...wanted, 'loopback']
        .filter((name) => /^[\w.-]+$/.test(name))
        .map((name) => reader.program(`${folder}/${name}`)),
    })),
    ...(kubelet.program?.machine === undefined ? {} : { kubeletMachine: kubelet.program.machine }),
    calicoNodename: reader.stat('/var/lib/calico/nodename'),
    flannelSubnet: reader.text('/run/flannel/subnet.env'),
    reservations: reader
      .list('/var/lib/cni/networks')
      .names.slice(0, 20)
      .map((name) => reservation(reader, `/var/lib/cni/networks/${name}`)),
  };
}

/** CRI-O's own file, then its drop-ins by name. */
function crioOf(reader: HostReader): CrioConfig {
  const dropIns = reader.list('/etc/crio/crio.conf.d').names.slice(0, 50);
  const files = ['/etc/crio/crio.conf', ...dropIns.map((name) => `/etc/crio/crio.conf.d/${name}`)];
  return readCrioConfig(files.flatMap((path) => reader.text(path).text ?? []));
}

function reservation(reader: HostReader, folder: string) {
  return { folder, count: reader.list(folder).names.filter((name) => /^[\d.]+$|:/.test(name)).length };
}

function cniFilesOf(reader: HostReader, { path: folder, names }: DirectoryFact): CniFile[] {
  return names
    .filter(isCniFile)
    .slice(0, 50)
    .map((name) => {
      const { path, text } = reader.text(`${folder}/${name}`);
      return { path, name, ...(text === undefined ? {} : { reading: readCniConf(name, text) }) };
    });
}

function endpointOf(kubelet: KubeletModel, layout: Layout): RuntimeModel['endpoint'] {
  const field = kubelet.field(['containerRuntimeEndpoint'], 'container-runtime-endpoint');
  if (field === undefined || typeof field.value !== 'string' || field.value === '') {
    return { path: layout.runtimeSockets[0] ?? '', file: kubelet.configPath, configured: false };
  }
  const { value, ...place } = field;
  return { path: String(value).replace(/^unix:\/\//, ''), ...place, configured: true };
}
