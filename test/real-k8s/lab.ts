import { api, type Json, merge, sleep, until } from './control-plane.ts';
import { Nodes, report, running } from './nodes.ts';

/** Where the objects of a kind are. */
const paths: Readonly<Record<string, string>> = {
  Pod: 'api/v1 pods',
  Service: 'api/v1 services',
  ReplicationController: 'api/v1 replicationcontrollers',
  PersistentVolumeClaim: 'api/v1 persistentvolumeclaims',
  ResourceQuota: 'api/v1 resourcequotas',
  LimitRange: 'api/v1 limitranges',
  Event: 'api/v1 events',
  Deployment: 'apis/apps/v1 deployments',
  ReplicaSet: 'apis/apps/v1 replicasets',
  StatefulSet: 'apis/apps/v1 statefulsets',
  DaemonSet: 'apis/apps/v1 daemonsets',
  Job: 'apis/batch/v1 jobs',
  CronJob: 'apis/batch/v1beta1 cronjobs',
  PodDisruptionBudget: 'apis/policy/v1beta1 poddisruptionbudgets',
};
/** Kinds of the cluster; what a state makes of them is taken away by its name. */
const clusterPaths: Readonly<Record<string, string>> = {
  PersistentVolume: 'api/v1 persistentvolumes',
  StorageClass: 'apis/storage.k8s.io/v1 storageclasses',
  PriorityClass: 'apis/scheduling.k8s.io/v1 priorityclasses',
  ValidatingWebhookConfiguration: 'apis/admissionregistration.k8s.io/v1 validatingwebhookconfigurations',
};

const split = (path = ''): readonly [group: string, resource: string] => {
  const [group = '', resource = ''] = path.split(' ');
  return [group, resource];
};

/** One namespace of the cluster, and what a state does in it. */
export class Lab {
  readonly nodes = new Nodes();
  ns = '';
  #made: string[] = [];
  #extraNodes: string[] = [];

  /** A namespace in which pods can be made. */
  async begin(ns: string): Promise<void> {
    this.ns = ns;
    await api('POST', '/api/v1/namespaces', { metadata: { name: ns, labels: { lab: ns } } });
    // 1.20 refuses pods of one without a token.
    await until('a service account', async () => {
      const one = await api('GET', `/api/v1/namespaces/${ns}/serviceaccounts/default`).catch(() => undefined);
      return one?.secrets !== undefined;
    });
  }

  /** What earlier states made is gone. */
  settled(): Promise<unknown> {
    return until('no namespace that goes', async () =>
      (await api('GET', '/api/v1/namespaces')).items.every(
        ({ metadata }: Json) => metadata.deletionTimestamp === undefined,
      ),
    );
  }

  /** Takes away all that a state has made. */
  async end(): Promise<void> {
    for (const path of this.#made.splice(0)) await api('DELETE', path).catch(() => undefined);
    await this.#unfinalize();
    for (const kind of Object.keys(paths).filter((one) => one !== 'Pod' && one !== 'Event' && one !== 'Service'))
      await this.#clear(kind);
    for (const one of await this.list('Service')) await api('DELETE', `${this.path('Service')}/${one.metadata.name}`);
    await until('no pods', async () => {
      await this.#clear('Pod');
      await this.#unfinalize();
      return (await this.list('Pod')).length === 0;
    });
    await this.#clear('Event');
    for (const name of this.#extraNodes.splice(0)) await this.nodes.remove(name);
    await api('DELETE', `/api/v1/namespaces/${this.ns}`);
  }

  async #unfinalize(): Promise<void> {
    for (const pod of await this.list('Pod'))
      if (pod.metadata.finalizers !== undefined)
        await merge(`${this.path('Pod')}/${pod.metadata.name}`, { metadata: { finalizers: null } });
  }

  async #clear(kind: string): Promise<void> {
    const body = { gracePeriodSeconds: 0, propagationPolicy: 'Background' };
    await api('DELETE', this.path(kind), body).catch(() => undefined);
  }

  path(kind: string): string {
    const [group, resource] = split(paths[kind]);
    return `/${group}/namespaces/${this.ns}/${resource}`;
  }

  async make(kind: string, name: string, rest: Json): Promise<Json> {
    const { labels, annotations, finalizers, ...body } = rest;
    const metadata = { name, labels, annotations, finalizers };
    const [group, resource] = split(paths[kind] ?? clusterPaths[kind]);
    const isOfCluster = kind in clusterPaths;
    const path = isOfCluster ? `/${group}/${resource}` : this.path(kind);
    if (isOfCluster) this.#made.unshift(`${path}/${name}`);
    return api('POST', path, { apiVersion: group.replace(/^apis?\//, ''), kind, metadata, ...body });
  }

  /** A node for this state alone. */
  async node(name: string, more: Json = {}): Promise<void> {
    this.#extraNodes.push(name);
    await this.nodes.add(name, more);
  }

  readonly get = (kind: string, name: string): Promise<Json> => api('GET', `${this.path(kind)}/${name}`);
  readonly patch = (kind: string, name: string, body: Json): Promise<Json> => merge(`${this.path(kind)}/${name}`, body);
  readonly list = async (kind: string): Promise<Json[]> => (await api('GET', this.path(kind))).items;

  /** Pods of `app=NAME` once there are so many. */
  pods(app: string, count: number): Promise<Json[]> {
    return until(`${count} pods of ${app}`, async () => {
      const all = (await this.list('Pod')).filter((one) => one.metadata.labels?.app === app);
      return all.length >= count ? all : undefined;
    });
  }

  /** Pods that the scheduler has bound. */
  bound(app: string, count: number): Promise<Json[]> {
    return until(`${count} bound pods of ${app}`, async () => {
      const all = (await this.list('Pod')).filter((one) => one.metadata.labels?.app === app && one.spec.nodeName);
      return all.length >= count ? all : undefined;
    });
  }

  /** Pods whose kubelet says that they run and are ready, or what else it says of their container. */
  async run(app: string, count: number, container: Json = {}): Promise<Json[]> {
    const pods = await this.bound(app, count);
    for (const pod of pods.filter((one) => one.status.phase === 'Pending')) await report(pod, running(pod, container));
    return pods;
  }

  /** Pods of which the scheduler has said that they fit nowhere. */
  refused(app: string, count = 1): Promise<Json[]> {
    return until(`${count} refused pods of ${app}`, async () => {
      const all = (await this.list('Pod')).filter(
        (one) =>
          one.metadata.labels?.app === app &&
          (one.status.conditions ?? []).some((c: Json) => c.reason === 'Unschedulable'),
      );
      return all.length >= count ? all : undefined;
    });
  }

  /** Something was said of an object of this kind. */
  said(kind: string, reason: string): Promise<Json> {
    return until(`event ${reason} of a ${kind}`, async () =>
      (await this.list('Event')).find((one) => one.involvedObject.kind === kind && one.reason === reason),
    );
  }

  /** What a kubelet says of a pod. */
  event(pod: Json, reason: string, message: string): Promise<Json> {
    const { name, namespace, uid } = pod.metadata;
    const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    return api('POST', this.path('Event'), {
      metadata: { name: `${name}.${reason.toLowerCase()}.${Date.now()}` },
      involvedObject: { kind: 'Pod', name, namespace, uid, apiVersion: 'v1', fieldPath: 'spec.containers{app}' },
      ...{ reason, message, type: 'Warning', count: 3, firstTimestamp: at, lastTimestamp: at },
      source: { component: 'kubelet', host: pod.spec.nodeName },
    });
  }

  readonly wait = (seconds: number): Promise<void> => sleep(seconds * 1000);
}

const container = { name: 'app', image: 'registry.example/app:1' };

/** A template with the label `app`. */
export const template = (app: string, spec: Json = {}): Json => ({
  metadata: { labels: { app } },
  spec: { containers: [{ ...container, ...spec.container }], ...spec, container: undefined },
});

/** Deployment, StatefulSet, DaemonSet or ReplicaSet. */
export const workload = (app: string, spec: Json = {}, more: Json = {}): Json => ({
  spec: { selector: { matchLabels: { app } }, template: template(app, spec), ...more },
});

export const service = (selector: Json, port: Json = {}): Json => ({
  spec: { selector, ports: [{ port: 80, ...port }] },
});
