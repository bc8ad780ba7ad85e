import type { Json } from './control-plane.ts';

/** xorshift32: the same cluster for the same seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1;
  }

  below(most: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % most;
  }

  readonly pick = <T>(...from: readonly T[]): T => from[this.below(from.length)] as T;
  /** True in so many of a hundred. */
  readonly chance = (percent: number): boolean => this.below(100) < percent;
  readonly some = <T>(percent: number, make: () => T): T | undefined => (this.chance(percent) ? make() : undefined);
  readonly many = <T>(most: number, make: (i: number) => T): T[] =>
    Array.from({ length: this.below(most + 1) }, (_, i) => make(i));
}

const zone = 'topology.kubernetes.io/zone';
const hostname = 'kubernetes.io/hostname';
const effects = ['NoSchedule', 'NoExecute', 'PreferNoSchedule'];

const labels = (dice: Dice): Json => ({
  app: dice.pick('web', 'db', 'cache'),
  ...dice.some(30, () => ({ tier: dice.pick('x', 'y') })),
});

export const randomNode = (dice: Dice, name: string): Json => ({
  name,
  labels: {
    ...dice.some(85, () => ({ [zone]: dice.pick('a', 'b', 'c') })),
    ...dice.some(60, () => ({ disk: dice.pick('ssd', 'hdd') })),
    ...dice.some(50, () => ({ cores: String(dice.below(16)) })),
    ...dice.some(20, () => ({ 'node-role.kubernetes.io/control-plane': '' })),
  },
  unschedulable: dice.chance(15),
  taints: [
    ...(dice.some(25, () => [{ key: 'team', value: dice.pick('ml', 'web'), effect: dice.pick(...effects) }]) ?? []),
    ...(dice.some(15, () => [{ key: 'spot', effect: dice.pick(...effects) }]) ?? []),
  ],
  allocatable: {
    cpu: dice.pick('1', '2', '1930m', '4'),
    memory: dice.pick('1Gi', '2000Mi', '4Gi'),
    pods: String(dice.pick(2, 4, 8, 20)),
    ...dice.some(25, () => ({ 'example.com/gpu': dice.pick('0', '1', '2') })),
  },
});

const selector = (dice: Dice): Json =>
  dice.pick<Json>(
    { matchLabels: { app: dice.pick('web', 'db', 'cache') } },
    { matchExpressions: [{ key: 'tier', operator: dice.pick('Exists', 'DoesNotExist') }] },
    { matchExpressions: [{ key: 'app', operator: dice.pick('In', 'NotIn'), values: ['web', 'db'] }] },
    {},
  );

const podTerm = (dice: Dice): Json => ({
  topologyKey: dice.pick(hostname, zone, 'disk'),
  labelSelector: selector(dice),
  ...dice.some(25, () => ({ namespaces: [dice.pick('t1', 't2')] })),
});

const requirement = (dice: Dice): Json =>
  dice.pick<Json>(
    { key: 'disk', operator: dice.pick('In', 'NotIn'), values: [dice.pick('ssd', 'hdd')] },
    { key: 'cores', operator: dice.pick('Gt', 'Lt'), values: [String(dice.below(16))] },
    { key: dice.pick('disk', 'rack', zone), operator: dice.pick('Exists', 'DoesNotExist') },
  );

const toleration = (dice: Dice): Json =>
  dice.pick<Json>(
    { operator: 'Exists' },
    { key: 'team', operator: 'Exists', ...dice.some(50, () => ({ effect: dice.pick('NoSchedule', 'NoExecute') })) },
    { key: 'team', value: dice.pick('ml', 'web'), effect: dice.pick('NoSchedule', 'NoExecute') },
    { key: 'spot', operator: 'Exists' },
    { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
  );

const resources = (dice: Dice): Json => {
  const requests = {
    ...dice.some(60, () => ({ cpu: dice.pick('100m', '500m', '1', '1.5', '0') })),
    ...dice.some(50, () => ({ memory: dice.pick('64Mi', '700M', '1Gi', '3Gi') })),
  };
  const gpu = dice.some(10, () => ({ 'example.com/gpu': '1' }));
  return { requests: { ...requests, ...gpu }, ...(gpu === undefined ? {} : { limits: gpu }) };
};

/** A pod of the first, existing ones ask for less. */
export function randomPod(dice: Dice, name: string, exists: boolean): Json {
  const port = dice.some(exists ? 15 : 20, () => ({
    containerPort: 80,
    hostPort: dice.pick(8080, 9090),
    ...dice.some(30, () => ({ hostIP: dice.pick('127.0.0.1', '192.0.2.1') })),
    ...dice.some(20, () => ({ protocol: 'UDP' })),
  }));
  const needs = exists ? 10 : 30;
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  return {
    metadata: { name, namespace: dice.pick('t1', 't2'), labels: labels(dice) },
    spec: {
      automountServiceAccountToken: false,
      containers: [
        { name: 'c', image: 'x', resources: resources(dice), ...(port === undefined ? {} : { ports: [port] }) },
      ],
      ...dice.some(15, () => ({ initContainers: [{ name: 'i', image: 'x', resources: resources(dice) }] })),
      tolerations: dice.many(2, () => toleration(dice)),
      ...dice.some(needs, () => ({ nodeSelector: { disk: dice.pick('ssd', 'hdd') } })),
      affinity: {
        ...dice.some(needs, () => ({
          nodeAffinity: {
            [required]: {
              nodeSelectorTerms: [
                { matchExpressions: [requirement(dice)] },
                ...dice.many(1, () => ({ matchExpressions: [requirement(dice)] })),
              ],
            },
          },
        })),
        ...dice.some(needs / 2, () => ({ podAffinity: { [required]: [podTerm(dice)] } })),
        ...dice.some(needs, () => ({ podAntiAffinity: { [required]: [podTerm(dice)] } })),
      },
      ...dice.some(exists ? 5 : 25, () => ({
        topologySpreadConstraints: [
          {
            topologyKey: dice.pick(zone, hostname),
            maxSkew: dice.pick(1, 2),
            whenUnsatisfiable: dice.pick('DoNotSchedule', 'DoNotSchedule', 'ScheduleAnyway'),
            labelSelector: selector(dice),
          },
        ],
      })),
      ...dice.some(15, () => ({ priorityClassName: dice.pick('high', 'low') })),
    },
  };
}

/** A claim for a pod, with what stands behind it; undefined where the claim does not exist. */
export function randomClaim(
  dice: Dice,
  name: string,
  namespace: string,
): { readonly claim?: Json; readonly volume?: Json } {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const metadata = { name, namespace };
  const kind = dice.pick('missing', 'unbound', 'late', 'bound', 'bound', 'bound');
  if (kind === 'missing') return {};
  if (kind !== 'bound')
    return { claim: { metadata, spec: { ...spec, storageClassName: kind === 'late' ? 'late' : 'soon' } } };
  const where = dice.pick('a', 'b', 'c');
  const required = { nodeSelectorTerms: [{ matchExpressions: [{ key: zone, operator: 'In', values: [where] }] }] };
  return {
    claim: {
      metadata: { ...metadata, annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } },
      spec: { ...spec, storageClassName: 'soon', volumeName: `pv-${name}` },
      status: { phase: 'Bound' },
    },
    volume: {
      metadata: { name: `pv-${name}`, ...dice.some(40, () => ({ labels: { [zone]: where } })) },
      spec: {
        ...{ capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'soon' },
        csi: { driver: 'csi.example.com', volumeHandle: name },
        claimRef: { namespace, name, kind: 'PersistentVolumeClaim' },
        ...dice.some(60, () => ({ nodeAffinity: { required } })),
      },
      status: { phase: 'Bound' },
    },
  };
}
