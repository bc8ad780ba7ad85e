import { type Access, readAccess, serviceAccount } from '../../../kubernetes/access.ts';
import { type HostFiles, textAt } from '../../../kubernetes/host/host-files.ts';
import { hostOf } from '../../../kubernetes/server-url.ts';
import type { Endpoint, HostFacts, Limit, Place, ServedFile } from '../model.ts';
import type { HealthOptions } from '../options.ts';
import { planEndpoints } from './endpoints.ts';
import { contextIn, kubeconfigPaths } from './kubeconfigs.ts';
import { planKubelet } from './kubelet.ts';
import { limitsOf } from './limits.ts';
import { findPlace } from './place.ts';
import { readProcesses } from './processes.ts';
import { flagOf, type Instance, readInstances } from './programs.ts';
import { accessPair, etcdPairs, kubeletPairs, type Sendable } from './sendable.ts';

/** What to probe on a host and with what, before anything is sent. */
export interface HostPlan {
  readonly host: string;
  readonly place: Place;
  readonly facts: HostFacts;
  readonly endpoints: readonly Endpoint[];
  /** Path of an endpoint by URL, where it has one of its own. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  readonly served: readonly ServedFile[];
  /** Addresses under which this host's apiservers are known to others. */
  readonly advertised: readonly string[];
  readonly credentials: readonly Sendable[];
  readonly limits: readonly Limit[];
}

/** Reads the host once: files first, defaults second. `prober` is the machine diag runs on. */
export function planHost(host: HostFiles, prober: HostFiles, options: HealthOptions, now: number): HostPlan {
  const processes = readProcesses(host);
  const instances = readInstances(host, processes);
  const paths = kubeconfigPaths(host, options.kubeconfig);
  const readable = paths
    .map((path) => readAccess((at) => textAt(host, at), [path], contextIn(path)))
    .filter((one): one is Access => one !== undefined);
  const accesses =
    options.kubeconfig === undefined
      ? [...readable, ...[serviceAccount(host.env, (at) => textAt(host, at))].flatMap((one) => one ?? [])]
      : readable;
  const place = findPlace(
    { host, prober, processes, instances, ...(paths[0] === undefined ? {} : { kubeconfig: paths[0] }) },
    options.as,
  );
  const kubelet = planKubelet(
    host,
    processes,
    instances.find(({ component }) => component === 'kubelet'),
  );
  const sources = { host, place, instances, processes, kubelet, accesses, options };
  const { endpoints, paths: own, limits } = planEndpoints(sources);
  const remote = options.kubeconfig !== undefined || place.kind === 'laptop' || place.kind === 'pod';
  const accessCa = accesses.find(({ ca }) => ca !== undefined)?.ca;
  const ownCa = textAt(host, caPath(instances, 'apiserver', 'client-ca-file', '/etc/kubernetes/pki/ca.crt'));
  // A kubeconfig may lead to another cluster than this machine's own.
  const clusterCa = remote ? accessCa : (ownCa ?? accessCa);
  const etcdCa = textAt(host, caPath(instances, 'etcd', 'trusted-ca-file', '/etc/kubernetes/pki/etcd/ca.crt'));
  const uptimes = instances.flatMap(({ component, uptime }) =>
    uptime === undefined ? [] : [[component, uptime] as const],
  );
  return {
    host: hostName(host),
    place,
    facts: {
      ...kubelet.facts,
      ...anonymousOff(instances),
      ...(clusterCa === undefined ? {} : { clusterCa }),
      ...(etcdCa === undefined ? {} : { etcdCa }),
      ...(uptimes.length === 0 ? {} : { uptimes: Object.fromEntries(uptimes) }),
      apiserverNames: [...new Set(accesses.filter(({ ofNode }) => ofNode).map(({ server }) => hostOf(server)))],
    },
    endpoints,
    paths: own,
    advertised: instances.flatMap((one) =>
      one.component === 'apiserver' ? (flagOf(one, 'advertise-address') ?? []) : [],
    ),
    served: servedFiles(host, instances, endpoints),
    credentials: [
      ...etcdPairs(host, instances, etcdCa, now),
      ...kubeletPairs(host, kubelet.servingCertificate, clusterCa, now),
      ...accesses.flatMap((one) => accessPair(one, clusterCa, now)),
    ],
    limits: [...limitsOf({ host, paths, accesses, place, servers: endpoints.map(({ url }) => url) }), ...limits],
  };
}

function hostName(host: HostFiles): string {
  const name = (textAt(host, '/proc/sys/kernel/hostname') ?? textAt(host, '/etc/hostname') ?? '').trim();
  const file = (textAt(host, '/etc/hostname') ?? '').trim();
  return (host.thisMachine ? name : file) || 'this host';
}

function caPath(instances: readonly Instance[], component: Instance['component'], flag: string, usual: string): string {
  const instance = instances.find((one) => one.component === component && flagOf(one, flag) !== undefined);
  return instance === undefined ? usual : instance.hostPath(flagOf(instance, flag) ?? usual);
}

/** An httpGet probe that sends no Authorization header is anonymous; AuthenticationConfiguration may allow it. */
function anonymousOff(instances: readonly Instance[]): Pick<HostFacts, 'anonymousOffWithProbes'> {
  for (const instance of instances) {
    const { manifest, component } = instance;
    if (component !== 'apiserver' || manifest === undefined || flagOf(instance, 'anonymous-auth') !== 'false') continue;
    const probe = manifest.container.probes.find(({ path, hasCredentials }) => path !== undefined && !hasCredentials);
    if (probe === undefined) continue;
    const text = `${probe.kind}: httpGet ${probe.scheme.toLowerCase()}://${probe.host ?? ''}:${probe.port ?? ''}${probe.path}`;
    return { anonymousOffWithProbes: { path: manifest.path, flag: '--anonymous-auth=false', probe: text } };
  }
  return {};
}

function servedFiles(host: HostFiles, instances: readonly Instance[], endpoints: readonly Endpoint[]): ServedFile[] {
  const flags = { apiserver: 'tls-cert-file', etcd: 'cert-file' } as const;
  return instances.flatMap((instance) => {
    const flag =
      instance.component === 'apiserver' || instance.component === 'etcd' ? flags[instance.component] : undefined;
    const given = flag === undefined ? undefined : flagOf(instance, flag);
    const path = given === undefined ? undefined : instance.hostPath(given);
    const text = path === undefined ? undefined : textAt(host, path);
    const blocks = text?.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,20000}-----END CERTIFICATE-----/g) ?? [];
    const certificate = blocks.slice(0, 10).join('\n');
    if (path === undefined || certificate === '') return [];
    return endpoints
      .filter(({ component, url }) => component === instance.component && url.startsWith('https:'))
      .map(({ url }) => ({ url, path, certificate }));
  });
}
