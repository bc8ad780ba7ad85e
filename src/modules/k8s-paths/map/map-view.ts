import type { Finding } from '../../../core/finding.ts';
import type { Tone, TreeNode, TreeView } from '../../../core/view.ts';
import type { HostModel } from '../model/model.ts';
import type { FileFact, PathsObservations } from '../observations.ts';

/** The paths that matter on this host: what each is for, whether it is there, what is in it, its state. */
export function mapView(model: HostModel, observations: PathsObservations, findings: readonly Finding[]): TreeView {
  const draw = drawing(observations, findings);
  const { kubelet, runtime, etcd } = model;
  return {
    kind: 'tree',
    asked: true,
    id: 'path-map',
    title: `The paths of ${model.node.hostname ?? 'this host'} (${model.layout.distribution}, root ${model.node.root})`,
    nodes: [
      {
        label: '/etc/kubernetes',
        note: muted('the cluster as this node sees it'),
        children: [manifestNode(model, draw), ...pkiNodes(model, draw), ...kubeconfigNodes(model, draw)],
      },
      {
        label: 'kubelet',
        note: muted(runningAs(model)),
        children: [
          draw(kubelet.configFile, 'its configuration', kubelet.configPath),
          ...kubelet.unitFiles.map((fact) => draw(fact, 'how systemd starts it')),
          ...(kubelet.program === undefined ? [] : [draw(kubelet.program, 'the program')]),
          draw(observed(observations, `${kubelet.certDir}/kubelet-client-current.pem`), 'its client certificate'),
        ],
      },
      {
        label: 'etcd',
        note: muted(
          model.components.some(({ program }) => program === 'etcd') ? 'static pod on this node' : 'none here',
        ),
        children: [
          draw(etcd.directory, 'data directory'),
          draw(etcd.database, `database, ${size(etcd.database.bytes)}`),
          draw(etcd.wal, `write-ahead log, files: ${etcd.walNames.length}`),
          ...model.snapshots
            .slice(0, 3)
            .map((fact) => draw(fact, `snapshot of ${fact.modifiedAt?.slice(0, 16) ?? 'unknown age'}`)),
        ],
      },
      {
        label: 'container runtime',
        children: [
          draw(runtime.containerdFile, "containerd's configuration"),
          socketNode(model, observations, findings),
          draw(runtime.crictl, 'tells crictl which runtime'),
        ],
      },
      {
        label: 'pod network',
        children: [
          {
            ...draw(asFact(runtime.cniDirectory), 'CNI configuration; the first file by name wins'),
            children: runtime.cniFiles.map(({ path, name }, i) =>
              draw(observed(observations, path), i === 0 ? 'in force' : 'not in force', name),
            ),
          },
          ...runtime.cniPrograms.map(({ folder }) => draw(asFact(folder), `CNI programs: ${folder.names.length}`)),
        ],
      },
      {
        label: 'logs',
        children: observations.logs.map(({ directory, container, newest, errors }) => ({
          label: container,
          note: {
            text: `${directory}, start ${newest + 1}${errors.length > 0 ? ', ends with errors' : ''}`,
            tone: errors.length > 0 ? ('warning' as const) : ('muted' as const),
          },
        })),
      },
    ],
    note: 'Files that a finding names carry its code.',
  };
}

type Draw = (fact: FileFact, purpose: string, label?: string) => TreeNode;

const muted = (text: string): { text: string; tone: Tone } => ({ text, tone: 'muted' });
const observed = ({ files }: PathsObservations, path: string): FileFact => files[path] ?? { path, status: 'failed' };

const asFact = ({ path, status }: { readonly path: string; readonly status: FileFact['status'] }): FileFact => ({
  path,
  status,
});

/** Draws a file: its finding first, else whether it is there, its mode where it is odd, what it is for. */
function drawing(observations: PathsObservations, findings: readonly Finding[]): Draw {
  return (fact, purpose, label) => {
    const finding = findings.find(({ facts, severity }) => severity !== 'info' && facts['file'] === fact.path);
    const file = observations.files[fact.path] ?? fact;
    if (finding !== undefined) {
      return { label: label ?? fact.path, note: { text: `${finding.code} ${finding.name}`, tone: 'bad' } };
    }
    const state = {
      present: '',
      absent: 'not there: ',
      denied: 'not readable: ',
      'too-large': 'too large: ',
      failed: 'not seen: ',
    };
    const target = file.target === undefined ? '' : ` -> ${file.target}`;
    return { label: label ?? fact.path, note: muted(`${state[fact.status]}${purpose}${target}`) };
  };
}

function manifestNode({ manifestFolder, manifests, components }: HostModel, draw: Draw): TreeNode {
  return {
    ...draw(
      { path: manifestFolder.path, status: manifestFolder.status as FileFact['status'] },
      'static pods, run by the kubelet',
    ),
    children: manifests.map(({ path, fact }) => {
      const image = components.find((component) => component.path === path)?.container.image ?? '';
      return draw(fact, image.replace(/^.*\//, ''), path.slice(path.lastIndexOf('/') + 1));
    }),
  };
}

/** A node a folder of certificates; each file with what it is and how long it is valid. */
function pkiNodes({ pki, layout }: HostModel, draw: Draw): TreeNode[] {
  return layout.pki.map((folder) => ({
    label: folder,
    note: muted('certificates and keys'),
    children: pki
      .filter(({ path }) => path.slice(0, path.lastIndexOf('/')) === folder)
      .map(({ path, fact, certificates: [certificate] }) =>
        draw(
          fact,
          certificate === undefined
            ? keyPurpose(path)
            : `until ${certificate.notAfter.slice(0, 10)}, ${certificate.commonName}`,
          path.slice(folder.length + 1),
        ),
      ),
  }));
}

const keyPurpose = (path: string): string => (path.endsWith('.pub') ? 'public key' : 'private key');

function kubeconfigNodes({ kubeconfigs }: HostModel, draw: Draw): TreeNode[] {
  return kubeconfigs
    .filter(({ fact, role }) => fact.status === 'present' || role === 'kubelet')
    .map(({ fact, role, current, client }) => {
      const until = client?.status === 'certificates' ? client.certificates[0]?.notAfter.slice(0, 10) : undefined;
      const server = current?.cluster?.server ?? 'no server';
      return draw(
        fact,
        `${role === 'user' ? 'kubectl' : role}: ${server}${until === undefined ? '' : `, until ${until}`}`,
      );
    });
}

function socketNode({ runtime }: HostModel, { sockets }: PathsObservations, findings: readonly Finding[]): TreeNode {
  const { path } = runtime.endpoint;
  const finding = findings.find(({ facts }) => facts['file'] === path);
  if (finding !== undefined) return { label: path, note: { text: `${finding.code} ${finding.name}`, tone: 'bad' } };
  return { label: path, note: muted(`where the kubelet reaches the runtime: ${sockets[path] ?? 'not tried'}`) };
}

function runningAs({ kubelet: { process: running } }: HostModel): string {
  return running === undefined ? 'does not run, or could not be seen' : `runs as pid ${running.pid}`;
}

/** `64 KiB`. */
function size(bytes: number | undefined): string {
  if (bytes === undefined) return 'size unknown';
  const power = Math.min(4, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Math.round(bytes / 2 ** (10 * power))} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][power]}`;
}
