import type { HostFiles } from '../../../kubernetes/host/host-files.ts';
import { readKubeletConfig } from '../../../kubernetes/kubelet-config.ts';
import { asMap } from '../../../kubernetes/yaml-text.ts';
import type { Endpoint, HostFacts } from '../model.ts';
import { kubeletConfigs } from './kubelet-configs.ts';
import type { Program } from './processes.ts';
import { authority, flagOf, type Instance } from './programs.ts';
import { findRuntimeSocket, type RuntimeSocket } from './runtime-socket.ts';

/** What the kubelet of a host listens on, and where it keeps its certificate. */
export interface KubeletPlan {
  readonly endpoints: readonly Endpoint[];
  readonly facts: Pick<HostFacts, 'kubeletReadOnly'>;
  /** Certificate it serves on 10250, self-signed where kubeadm made it. */
  readonly servingCertificate: string;
  readonly runtimeSocket?: RuntimeSocket;
}

/** Reads configuration, flags and kubeadm's environment file; `instance` is the process, where it is seen. */
export function planKubelet(
  host: HostFiles,
  processes: readonly Program[],
  instance: Instance | undefined,
): KubeletPlan {
  const given = instance === undefined ? undefined : flagOf(instance, 'config');
  const path = [...(given === undefined ? [] : [given]), ...kubeletConfigs].find((one) => isThere(host, one));
  const values = path === undefined ? {} : readValues(host, path);
  const from = path ?? instance?.from ?? 'default';
  /** A flag wins over the field of the file. */
  const setting = (flag: string, field: string): string | undefined => {
    const value = (instance === undefined ? undefined : flagOf(instance, flag)) ?? values[field];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const endpoint = setting('container-runtime-endpoint', 'containerRuntimeEndpoint');
  const told = endpoint === undefined ? undefined : { path: endpoint.replace(/^unix:\/\//, ''), from };
  const runtimeSocket = findRuntimeSocket(host, processes, told, instance !== undefined);
  return {
    ...listeners(setting, from, path),
    servingCertificate:
      setting('tls-cert-file', 'tlsCertFile') ?? servingFile(host, setting('cert-dir', '') ?? '/var/lib/kubelet/pki'),
    ...(runtimeSocket === undefined ? {} : { runtimeSocket }),
  };
}

type Setting = (flag: string, field: string) => string | undefined;

function listeners(setting: Setting, from: string, path: string | undefined): Pick<KubeletPlan, 'endpoints' | 'facts'> {
  const address = setting('address', 'address');
  const healthz = setting('healthz-port', 'healthzPort') ?? '10248';
  const readOnly = setting('read-only-port', 'readOnlyPort') ?? '0';
  const off = readOnly === '0';
  const url = `http://${authority(setting('healthz-bind-address', 'healthzBindAddress') ?? '127.0.0.1', healthz)}`;
  const ping: Endpoint = { component: 'kubelet', name: 'kubelet healthz', url, from, role: 'ping' };
  const main = authority(address, setting('port', 'port') ?? '10250');
  const open = authority(address, off ? '10255' : readOnly);
  return {
    endpoints: [
      { component: 'kubelet', name: 'kubelet', url: `https://${main}`, from },
      ...(healthz === '0' ? [] : [ping]),
      {
        component: 'kubelet',
        name: 'kubelet read-only',
        url: `http://${open}`,
        from: off ? 'default' : from,
        role: 'read-only',
        assumed: true,
      },
    ],
    facts:
      off || path === undefined
        ? {}
        : { kubeletReadOnly: { path, port: Number(readOnly), address: address ?? '0.0.0.0' } },
  };
}

const isThere = (host: HostFiles, path: string): boolean => host.stat(path).status === 'found';

function readValues(host: HostFiles, path: string): Readonly<Record<string, unknown>> {
  const reading = host.read(path);
  const config = reading.status === 'text' ? readKubeletConfig(reading.text) : undefined;
  return config?.status === 'config' ? (asMap(config.config.values) ?? {}) : {};
}

/** A rotated certificate lies beside the one the kubelet made for itself. */
const servingFile = (host: HostFiles, folder: string): string =>
  host.stat(`${folder}/kubelet-server-current.pem`).status === 'found'
    ? `${folder}/kubelet-server-current.pem`
    : `${folder}/kubelet.crt`;
