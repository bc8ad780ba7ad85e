import { inForce } from './cni/rules.ts';
import type { HostModel } from './model/model.ts';
import type { FileFact } from './observations.ts';
import type { RuleContext } from './rules/rule.ts';
import { hasRuntime } from './runtime/rules.ts';

/** What a check that found nothing had before it: evidence, or why there was none. */
export type Look =
  | { readonly seen: readonly string[] }
  /** What it is about is not on this host. */
  | { readonly none: string }
  /** It may be there, and could not be looked at. */
  | { readonly open: string; readonly command: string };

/** Looks at what one check is about. */
export type Looking = (context: RuleContext) => Look;

/** Names shown; the rest is counted. */
const shown = 6;

/** Evidence of these paths; without any, there is none. */
export function seen(paths: readonly (string | undefined)[], none: string): Look {
  const all = [...new Set(paths.flatMap((path) => path ?? []))];
  if (all.length === 0) return { none };
  return { seen: all.length <= shown ? all : [...all.slice(0, shown), `${all.length - shown} more`] };
}

/** Paths of what is there. */
export const pathsOf = (facts: readonly (FileFact | undefined)[]): string[] =>
  facts.flatMap((fact) => (fact?.status === 'present' ? [fact.path] : []));

/** Without a control plane. */
export const noPlane = 'no component of a control plane is configured on this host';
/** Manifests and files of flags of the control plane. */
export const components: Looking = ({ model }) =>
  seen(
    model.components.map(({ path }) => path),
    noPlane,
  );

/** All of these programs, or it is about nothing here. */
export const programs =
  (...wanted: readonly string[]): Looking =>
  ({ model }) => {
    const paths = wanted.map((program) => model.components.find((one) => one.program === program)?.path);
    const missing = wanted.filter((_, i) => paths[i] === undefined);
    return missing.length > 0 ? { none: `${missing.join(', ')} is not configured on this host` } : seen(paths, noPlane);
  };

/** Static pods. */
export const manifests: Looking = ({ model }) =>
  seen(pathsOf(model.manifests.map(({ fact }) => fact)), 'there are no static pods on this host');

const configOf = ({ kubelet }: HostModel): string[] =>
  kubelet.config?.status === 'config' ? [kubelet.configPath, ...kubelet.dropIns.map(({ path }) => path)] : [];
const noConfig = 'no configuration file of a kubelet is on this host';
/** The configuration of the kubelet. */
export const kubeletConfig: Looking = ({ model }) => seen(configOf(model), noConfig);

/** The unit with its files, or the command line of the process. */
export const kubeletFlags: Looking = ({ model }) => {
  const { unitFiles, process: running } = model.kubelet;
  const files = unitFiles.map(({ path }) => path);
  return seen(
    running === undefined ? files : [...files, `process ${running.pid}`],
    'no unit and no process of a kubelet is on this host',
  );
};

/** Something the kernel of a running host tells. */
export const ofKernel =
  (has: (model: HostModel) => boolean, path: string, command: string): Looking =>
  ({ model }) =>
    has(model) ? { seen: [path] } : { open: `${model.node.root} has no ${path}`, command };

/** Certificates of files and kubeconfigs. */
export const certificates: Looking = ({ model }) =>
  seen(
    [
      ...model.pki.filter(({ certificates: all }) => all.length > 0).map(({ path }) => path),
      ...model.kubeconfigs.filter(({ client }) => client?.status === 'certificates').map(({ path }) => path),
    ],
    'no certificate is on this host',
  );

/** Keys of the PKI folders. */
export const keys: Looking = ({ model }) =>
  seen(
    model.pki.filter(({ fact }) => fact.key?.status === 'key').map(({ path }) => path),
    'no key is on this host',
  );

/** Kubeconfigs of components and users. */
export const kubeconfigs: Looking = ({ model }) =>
  seen(pathsOf(model.kubeconfigs.map(({ fact }) => fact)), 'no kubeconfig is on this host');

/** What the kubelet shows the apiserver. */
export const kubeletClient: Looking = ({ model }) => {
  const conf = model.kubeconfigs.find(({ role }) => role === 'kubelet');
  return conf?.fact.status === 'present' && conf.current?.user?.certificate !== undefined
    ? { seen: [conf.path, ...pathsOf(conf.files.map(({ fact }) => fact))] }
    : { none: 'no kubeconfig of a kubelet with a client certificate is on this host' };
};

/** Ends of logs. */
export const logs: Looking = ({ observations }) =>
  seen(
    observations.logs.map(({ directory }) => directory),
    'no log of the control plane or the network is on this host',
  );

/** The configuration of the network in force. */
export const network: Looking = (context) => {
  const { cniDirectory } = context.model.runtime;
  const file = inForce(context);
  if (file?.reading?.status === 'conf') return { seen: [file.path] };
  return cniDirectory.status === 'present'
    ? { none: `no configuration is in force in ${cniDirectory.path}` }
    : { none: `${cniDirectory.path} is not there` };
};

/** All of them; the first that could not be looked at decides. */
export const both =
  (...looks: readonly Looking[]): Looking =>
  (context) => {
    const all = looks.map((look) => look(context));
    return all.find((one) => !('seen' in one)) ?? { seen: all.flatMap((one) => ('seen' in one ? one.seen : [])) };
  };

/** Processes of a running host. */
export const processes = ofKernel(({ node }) => node.processes !== undefined, '/proc', 'ps -ef');
/** Ports of a running host. */
export const listeners = ofKernel(({ node }) => node.listeners !== undefined, '/proc/net/tcp', 'ss -ltnp');
/** Mounts of a running host. */
export const mounts = ofKernel(({ node }) => node.mounts !== undefined, '/proc/mounts', 'findmnt');

/** The socket of the runtime on a running host. */
export const socket: Looking = ({ model, observations }) => {
  const { runtime, node } = model;
  if (!hasRuntime(model)) return { none: noConfig };
  const told = runtime.endpoint.path;
  return node.processes !== undefined && observations.sockets[told] === 'accepts'
    ? { seen: [told] }
    : { open: `whether ${told} accepts is not known`, command: 'crictl info' };
};

/** Space of the file system of a path. */
export const disk =
  (path: (context: RuleContext) => string): Looking =>
  (context) =>
    seen(
      context.observations.disks.filter((one) => one.path === path(context)).map((one) => one.path),
      `${path(context)} is not on this host`,
    );
