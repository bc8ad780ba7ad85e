import { readArgumentFile } from '../../../kubernetes/argument-file.ts';
import { type CertificateFacts, readCertificates } from '../../../kubernetes/certificates.ts';
import { distributionOf } from '../../../kubernetes/distributions.ts';
import type { FileFact, NodeFacts } from '../observations.ts';
import type { HostReader } from '../reader.ts';
import { type EtcdFiles, etcdOf } from './etcd.ts';
import { type KubeconfigFile, kubeconfigOf } from './kubeconfigs.ts';
import { type KubeletModel, kubeletOf } from './kubelet.ts';
import { type Layout, layoutOf } from './layout.ts';
import { type Component, componentOf, componentsOf, type ManifestFile, readManifests } from './manifests.ts';
import { isThere, type Place, placeOf, programName } from './place.ts';
import { type RuntimeModel, runtimeOf } from './runtime.ts';
import { isBackupPlace, snapshotsOf } from './snapshots.ts';

/** A file of the PKI folders, or a certificate elsewhere that a flag names. */
export interface PkiFile {
  readonly path: string;
  /** Only a flag leads to it: who owns its folder is not known. */
  readonly byFlag?: boolean;
  readonly fact: FileFact;
  readonly certificates: readonly CertificateFacts[];
}

/** A node as its files describe it; what rules judge. */
export interface HostModel {
  readonly node: NodeFacts;
  readonly layout: Layout;
  /** `kind`, `eks` …; what has no layout of its own has kubeadm's. Absent where nothing tells. */
  readonly distribution?: string;
  readonly place: Place;
  readonly kubelet: KubeletModel;
  readonly manifestFolder: {
    readonly path: string;
    readonly status: string;
    readonly file?: string;
    readonly line?: number;
  };
  readonly manifests: readonly ManifestFile[];
  /** Manifests of the usual folder where the kubelet reads another one. */
  readonly strayManifests: readonly ManifestFile[];
  readonly components: readonly Component[];
  readonly pki: readonly PkiFile[];
  readonly kubeconfigs: readonly KubeconfigFile[];
  readonly runtime: RuntimeModel;
  /** hostPaths of manifests, looked at. */
  readonly hostPaths: readonly FileFact[];
  readonly etcd: EtcdFiles;
  /** Files rules look at by path: /etc/hosts, resolv.conf, links of units. */
  readonly extra: ReadonlyMap<string, FileFact>;
  readonly snapshots: readonly FileFact[];
  /** The user whom the tree belongs to: root, or who copied it here. */
  readonly treeOwner: number;
  /** Whether this host has a place for backups. */
  readonly hasBackupFolder: boolean;
  /** Whether anything of Kubernetes is on this host at all. */
  readonly hasKubernetes: boolean;
  /** Names in a PKI folder, for nearest names. */
  readonly pkiNames: readonly string[];
}

const enabledLinks = [
  '/etc/systemd/system/multi-user.target.wants',
  '/etc/systemd/system/multi-user.target.wants/kubelet.service',
  '/etc/systemd/system/kubelet.service',
];
const extras = ['/etc/hosts', '/etc/resolv.conf', '/run/systemd/resolve/resolv.conf', '/etc/fstab', '/etc/environment'];
/** Reads a host from a reader; the same questions in the same order, whoever answers. */
export function buildModel(reader: HostReader, node: NodeFacts): HostModel {
  const layout = layoutOf(node, reader);
  const kubelet = kubeletOf(reader, node);
  const folder = manifestFolderOf(reader, kubelet, layout);
  const manifests = readManifests(reader, folder.path);
  const usual = layout.manifests ?? '/etc/kubernetes/manifests';
  const stray = folder.path.replace(/\/+$/, '') === usual ? [] : readManifests(reader, usual);
  const components = [
    ...componentsOf(reader, manifests.length > 0 ? manifests : stray),
    ...argsComponents(reader, layout),
  ];
  const pki = pkiOf(reader, layout, kubelet, components);
  const distribution = distributionOf(isThere(reader), (node.processes ?? []).map(programName));
  const kubeconfigs = kubeconfigsOf(reader, node, layout, kubelet, components);
  return {
    node,
    layout,
    ...(distribution === undefined ? {} : { distribution }),
    place: placeOf(reader, node, kubelet, components),
    kubelet,
    manifestFolder: folder,
    manifests,
    strayManifests: stray,
    components,
    pki,
    kubeconfigs,
    runtime: runtimeOf(reader, node, kubelet, layout),
    hostPaths: [
      ...new Set(components.flatMap(({ pod }) => pod?.volumes.flatMap(({ hostPath }) => hostPath ?? []) ?? [])),
    ].map((path) => reader.stat(path)),
    etcd: etcdOf(reader, components, layout),
    extra: new Map(extraPaths(reader, kubelet).map((fact) => [fact.path, fact])),
    snapshots: snapshotsOf(reader),
    treeOwner: reader.stat('/etc/kubernetes').uid ?? 0,
    hasBackupFolder: isBackupPlace(reader.list('/var/backups')),
    hasKubernetes:
      manifests.length > 0 ||
      stray.length > 0 ||
      hasKubernetes(reader, node, kubelet, kubeconfigs, pki) ||
      layout.distribution !== 'kubeadm',
    pkiNames: layout.pki.flatMap((path) => reader.list(path).names.map((name) => `${path}/${name}`)),
  };
}

function hasKubernetes(
  reader: HostReader,
  node: NodeFacts,
  kubelet: KubeletModel,
  kubeconfigs: readonly KubeconfigFile[],
  pki: readonly PkiFile[],
): boolean {
  const running =
    node.processes?.some(({ argv }) => /(?:^|\/)(?:kubelet|kube-apiserver)$/.test(argv[0] ?? '')) ?? false;
  const configured =
    kubelet.configFile.status === 'present' ||
    kubelet.unitFiles.length > 0 ||
    reader.stat('/etc/kubernetes').status === 'present';
  return running || configured || pki.length > 0 || kubeconfigs.some(({ fact }) => fact.status === 'present');
}

function manifestFolderOf(reader: HostReader, kubelet: KubeletModel, layout: Layout): HostModel['manifestFolder'] {
  const field = kubelet.field(['staticPodPath'], 'pod-manifest-path');
  const path =
    typeof field?.value === 'string' && field.value !== ''
      ? field.value
      : (layout.manifests ?? '/etc/kubernetes/manifests');
  const place =
    field === undefined ? {} : { file: field.file, ...(field.line === undefined ? {} : { line: field.line }) };
  return { path: path.replace(/(.)\/+$/, '$1'), status: reader.list(path.replace(/(.)\/+$/, '$1')).status, ...place };
}

/** MicroK8s and others keep a file of flags for each program. */
function argsComponents(reader: HostReader, layout: Layout): Component[] {
  if (layout.args === undefined) return [];
  return ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].flatMap((program) => {
    const { path, text } = reader.text(`${layout.args}/${program}`);
    if (text === undefined) return [];
    const flags = readArgumentFile(text).map((flag) => ({ ...flag, line: flag.index + 1 }));
    return [componentOf(reader, path, { name: program, image: '', program, flags, mounts: [], probes: [] })];
  });
}

function pkiOf(reader: HostReader, layout: Layout, kubelet: KubeletModel, components: readonly Component[]): PkiFile[] {
  const folders = [...new Set([...layout.pki, kubelet.certDir])];
  const inFolders = folders.flatMap((folder) =>
    reader
      .list(folder)
      .names.filter((name) => /\.(?:crt|pem|key|pub)$/.test(name) && !/-key\.pem\.bak$/.test(name))
      .slice(0, 200)
      .flatMap((name) => {
        const fact = reader.pem(`${folder}/${name}`);
        return fact.kind === 'directory' ? [] : [{ path: fact.path, fact, certificates: certificatesOf(fact) }];
      }),
  );
  const named = new Map(
    components.flatMap(({ files }) => files.flatMap(({ file }) => (file ? [[file.path, file] as const] : []))),
  );
  const elsewhere = [...named.values()].flatMap((fact) => {
    const certificates = certificatesOf(fact);
    const isKnown = certificates.length === 0 || inFolders.some(({ path }) => path === fact.path);
    return isKnown ? [] : [{ path: fact.path, fact, certificates, byFlag: true }];
  });
  return [...inFolders, ...elsewhere];
}

/** Certificates of a file; none where it holds none or was not read. */
export function certificatesOf(fact: FileFact | undefined): readonly CertificateFacts[] {
  if (fact?.certificates === undefined) return [];
  const reading = readCertificates(fact.certificates.join('\n'));
  return reading.status === 'certificates' ? reading.certificates : [];
}

function kubeconfigsOf(
  reader: HostReader,
  node: NodeFacts,
  layout: Layout,
  kubelet: KubeletModel,
  components: readonly Component[],
): KubeconfigFile[] {
  const named = components.flatMap(({ files }) =>
    files.flatMap(({ name, file }) => (name.endsWith('kubeconfig') && file ? [file.path] : [])),
  );
  // OpenShift calls the configuration of its kubelet /etc/kubernetes/kubelet.conf.
  const configurations = [kubelet.configPath, ...kubelet.dropIns.map(({ path }) => path)];
  const system = [...new Set([...layout.kubeconfigs, kubelet.kubeconfigPath, ...named])].filter(
    (path) => !configurations.includes(path),
  );
  const fromEnv = (node.env['KUBECONFIG'] ?? '').split(':').filter((path) => path.startsWith('/'));
  const users = [...new Set([...node.homes.map(({ path }) => `${path}/.kube/config`), ...fromEnv])].filter(
    (path) => !system.includes(path),
  );
  return [
    ...system.map((path) => kubeconfigOf(reader, path, path === kubelet.kubeconfigPath ? 'kubelet' : 'component')),
    ...users.map((path) => kubeconfigOf(reader, path, 'user')),
  ];
}

function extraPaths(reader: HostReader, kubelet: KubeletModel): FileFact[] {
  const resolv = kubelet.field(['resolvConf'], 'resolv-conf')?.value;
  const clientCa = kubelet.field(['authentication', 'x509', 'clientCAFile'], 'client-ca-file')?.value;
  const paths = [resolv, clientCa].filter((path): path is string => typeof path === 'string' && path.startsWith('/'));
  const certificates = ['kubelet-client-current.pem', 'kubelet-server-current.pem'].map(
    (name) => `${kubelet.certDir}/${name}`,
  );
  const programs = ['/usr/bin/kubelet', '/usr/local/bin/kubelet', '/opt/bin/kubelet'].map((path) =>
    reader.program(path),
  );
  const texts = [...extras, ...paths.filter((path) => path === resolv)].map((path) => reader.text(path));
  const pems = [...certificates, ...paths.filter((path) => path === clientCa)].map((path) => reader.pem(path));
  const units = ['/etc/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'];
  const etcdUnits = units.map((folder) => `${folder}/etcd.service`);
  return [...texts, ...[...enabledLinks, ...etcdUnits].map((path) => reader.stat(path)), ...pems, ...programs];
}

/** A file the model has looked at by path. */
export const extraFile = (model: HostModel, path: string): FileFact =>
  model.extra.get(path) ?? { path, status: 'failed' };

/** The component of a program, where a manifest or args file asks for one. */
export const componentNamed = (model: HostModel, program: string): Component | undefined =>
  model.components.find((one) => one.program === program);
