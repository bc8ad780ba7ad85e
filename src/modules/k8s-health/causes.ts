import type { Draft } from './draft.ts';
import type { Component } from './model.ts';
import type { EndpointState } from './state.ts';

const etcdTrouble = ['etcd-down', 'etcd-no-answer', 'etcd-no-leader', 'etcd-corrupt', 'etcd-not-healthy'];
const apiserverTrouble = [
  'apiserver-etcd-unreachable',
  'apiserver-down',
  'apiserver-no-answer',
  'apiserver-not-ready',
  'apiserver-starting',
  'apiserver-shutting-down',
];
const serverCertificate = ['cert-expired', 'cert-not-yet-valid', 'cert-san-missing', 'cert-unknown-ca'];

const clientCertificate = [
  ...['cert-expired', 'cert-not-yet-valid', 'cert-unknown-ca', 'cert-eku-wrong', 'cert-key-mismatch'],
  'credentials-rejected',
];

interface Cause {
  readonly names: readonly string[];
  readonly of?: Component;
  /** About a client certificate, not the one a server shows. */
  readonly client?: true;
}

/** Where etcd itself is well and refuses certificates of its clients, the apiserver is one of those. */
const refusedByEtcd: Cause = { names: clientCertificate, of: 'etcd', client: true };

/** What can cause a fault, nearest cause first. `of` narrows a certificate's fault to the server that shows it. */
const causes: Readonly<Record<string, readonly Cause[]>> = {
  'apiserver-etcd-unreachable': [
    { names: [...etcdTrouble, 'etcd-nospace'] },
    { names: serverCertificate, of: 'etcd' },
    refusedByEtcd,
  ],
  'apiserver-not-ready': [{ names: [...etcdTrouble, 'etcd-nospace'] }, { names: serverCertificate, of: 'etcd' }],
  'apiserver-no-answer': [{ names: etcdTrouble }, { names: serverCertificate, of: 'etcd' }, refusedByEtcd],
  'apiserver-down': [{ names: etcdTrouble }, { names: serverCertificate, of: 'etcd' }, refusedByEtcd],
  'apiserver-starting': [{ names: etcdTrouble }],
  'scheduler-down': fromApiserver(),
  'controller-manager-down': fromApiserver(),
  'cloud-controller-manager-down': fromApiserver(),
  'leader-election-lost': fromApiserver(),
  'kubelet-syncloop-stalled': [{ names: ['runtime-down'] }],
  'kube-proxy-down': [{ names: ['runtime-down', 'kubelet-down'] }],
  'kubelet-not-healthy': [{ names: ['runtime-down'] }, ...fromApiserver()],
  'lease-stale': fromApiserver(),
  'node-not-answering': [{ names: ['kubelet-down'] }],
  'coredns-not-ready': fromApiserver(),
  'credentials-rejected': [{ names: ['clock-skew', ...apiserverTrouble] }],
  'cert-not-yet-valid': [{ names: ['clock-skew'] }],
};

/** Who renews a Lease. */
const leaseHolders: Readonly<Partial<Record<Component, readonly string[]>>> = {
  scheduler: ['scheduler-down', 'leader-election-lost'],
  'controller-manager': ['controller-manager-down', 'leader-election-lost'],
  node: ['kubelet-down', 'node-not-answering'],
};

function fromApiserver(): readonly Cause[] {
  return [
    { names: apiserverTrouble },
    { names: serverCertificate, of: 'apiserver' },
    { names: [...etcdTrouble, 'etcd-nospace'] },
    { names: serverCertificate, of: 'etcd' },
  ];
}

const staticPods = ['etcd-down', 'apiserver-down', 'scheduler-down', 'controller-manager-down'];

/** The name of the fault that explains this one, on the same host first; undefined for a root. */
export function causeOf(draft: Draft, all: readonly Draft[], states: readonly EndpointState[]): string | undefined {
  const { name } = draft.code.entry;
  const near = all.filter((other) => other.concern.host === draft.concern.host);
  if (staticPods.includes(name)) {
    const starter = near.find((other) => ['runtime-down', 'kubelet-down'].includes(other.code.entry.name));
    if (starter !== undefined && allStaticPodsGone(draft.concern.host, states)) return starter.code.entry.name;
  }
  const holder = name === 'lease-stale' ? leaseHolders[draft.component] : undefined;
  const own = holder === undefined ? [] : [{ names: holder }];
  for (const { names, of, client } of [...own, ...(causes[name] ?? [])] as readonly Cause[]) {
    const fits = (other: Draft) =>
      other !== draft &&
      names.includes(other.code.entry.name) &&
      (of === undefined || (other.component === of && isServer(other) === (client === undefined)));
    const cause = near.find(fits) ?? all.filter(isClusterWide).find(fits);
    if (cause !== undefined) return cause.code.entry.name;
  }
  return undefined;
}

/** A client certificate of etcd that is bad explains nothing about etcd, and who shows it to etcd reads nothing. */
const isServer = ({ concern }: Draft): boolean => !/client certificate/.test(`${concern.name} ${concern.detail}`);

const isClusterWide = ({ code }: Draft): boolean => code.entry.name === 'etcd-no-leader';

function allStaticPodsGone(host: string, states: readonly EndpointState[]): boolean {
  const components: readonly Component[] = ['etcd', 'apiserver', 'scheduler', 'controller-manager'];
  const here = states.filter(
    (state) => state.host === host && components.includes(state.endpoint.component) && state.kind !== 'n/a',
  );
  return (
    new Set(here.map(({ endpoint }) => endpoint.component)).size >= 3 && here.every(({ kind }) => kind === 'refused')
  );
}
