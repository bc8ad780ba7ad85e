import { api, type Json, merge, until } from './control-plane.ts';

const leases = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases';
const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, 'Z');
const microNow = (): string => new Date().toISOString().replace('Z', '000Z');

const isUntainted = async (name: string): Promise<boolean> =>
  !((await api('GET', `/api/v1/nodes/${name}`)).spec.taints ?? []).some(
    ({ key }: Json) => key === 'node.kubernetes.io/not-ready',
  );

/** Nodes that are objects only: their leases are renewed here, as their kubelets would. */
export class Nodes {
  readonly #alive = new Set<string>();
  readonly #timer = setInterval(() => void this.#beat(), 2000);

  async #beat(): Promise<void> {
    await Promise.all([...this.#alive].map((name) => this.#renew(name).catch(() => undefined)));
  }

  async #renew(name: string): Promise<void> {
    const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime: microNow() };
    await merge(`${leases}/${name}`, { spec }).catch(() => api('POST', leases, { metadata: { name }, spec }));
  }

  /** Makes a node and waits until the node lifecycle controller has taken its first taint. */
  async add(
    name: string,
    { labels = {}, allocatable = {}, taints = [], unschedulable = false }: Json = {},
  ): Promise<void> {
    const hostname = { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' };
    await api('POST', '/api/v1/nodes', {
      metadata: { name, labels: { ...hostname, ...labels } },
      spec: { taints, unschedulable },
    });
    this.#alive.add(name);
    await this.#renew(name);
    const resources = { cpu: '4', memory: '8Gi', pods: '20', 'ephemeral-storage': '50Gi', ...allocatable };
    await merge(`/api/v1/nodes/${name}/status`, {
      status: { allocatable: resources, capacity: resources, nodeInfo: { kubeletVersion: 'v1.20.2' } },
    });
    await this.condition(name, 'Ready', 'True', 'KubeletReady', 'kubelet is posting ready status');
    await until(`node ${name}`, () => isUntainted(name));
  }

  async condition(name: string, type: string, status: string, reason: string, message: string): Promise<void> {
    const path = `/api/v1/nodes/${name}/status`;
    const one = { type, status, reason, message, lastHeartbeatTime: now(), lastTransitionTime: now() };
    await api('PATCH', path, { status: { conditions: [one] } }, 'application/strategic-merge-patch+json');
  }

  /** As they were. */
  async heal(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await merge(`/api/v1/nodes/${name}`, { spec: { unschedulable: null } });
      await this.condition(name, 'Ready', 'True', 'KubeletReady', 'kubelet is posting ready status');
      await until(`node ${name}`, () => isUntainted(name));
    }
  }

  /** From now on its kubelet says nothing. */
  silence(name: string): void {
    this.#alive.delete(name);
  }

  async remove(name: string): Promise<void> {
    this.#alive.delete(name);
    await api('DELETE', `/api/v1/nodes/${name}`).catch(() => undefined);
    await api('DELETE', `${leases}/${name}`).catch(() => undefined);
  }

  end(): void {
    clearInterval(this.#timer);
  }
}

/** What the kubelet of a healthy container reports. */
export const running = ({ spec }: Json, container: Json = {}): Json => {
  const ready = container.ready ?? true;
  const condition = (type: string, isTrue = true) => ({
    type,
    status: isTrue ? 'True' : 'False',
    lastTransitionTime: now(),
    ...(isTrue
      ? {}
      : { reason: 'ContainersNotReady', message: `containers with unready status: [${spec.containers[0].name}]` }),
  });
  return {
    phase: container.phase ?? 'Running',
    startTime: now(),
    podIP: '192.0.2.77',
    conditions: [
      condition('Initialized'),
      condition('Ready', ready),
      condition('ContainersReady', ready),
      condition('PodScheduled'),
    ],
    containerStatuses: [
      {
        name: spec.containers[0].name,
        image: spec.containers[0].image,
        imageID: '',
        restartCount: 0,
        started: true,
        state: { running: { startedAt: now() } },
        ...container,
        phase: undefined,
        ready,
      },
    ],
  };
};

export const report = (pod: Json, status: Json): Promise<Json> =>
  merge(`/api/v1/namespaces/${pod.metadata.namespace}/pods/${pod.metadata.name}/status`, { status });
