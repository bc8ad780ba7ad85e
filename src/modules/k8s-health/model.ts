import type { InputCoverage } from '../../core/coverage.ts';
import type { Observations } from '../../core/module.ts';
import type { ProbeAnswer, SocketAnswer } from '../../input/probe/answer.ts';

/** What an endpoint is part of; `node` is a kubelet seen through the apiserver's node proxy. */
export type Component =
  | 'apiserver'
  | 'etcd'
  | 'scheduler'
  | 'controller-manager'
  | 'cloud-controller-manager'
  | 'kubelet'
  | 'kube-proxy'
  | 'coredns'
  | 'cni'
  | 'runtime'
  | 'node'
  | 'other';

/** Where diag runs, or where a recording was made. */
export type PlaceKind =
  | 'control-plane'
  | 'worker'
  | 'pod'
  | 'host-network-pod'
  | 'laptop'
  | 'container'
  | 'none'
  /** A recorded stream that does not say. */
  | 'unknown';

/** What a probe of 127.0.0.1 reaches: the node, this machine (no node), nothing but this container or pod; of a paste nobody knows. */
export type Loopback = 'node' | 'machine' | 'container' | 'pod' | 'anywhere';

/** Where diag runs and how that is known. */
export interface Place {
  readonly kind: PlaceKind;
  /** `kubeadm`, `k3s`, `rke2`, `microk8s`, `talos`, `eks`, `gke`, `aks`, `kind`, `openshift`; absent where nothing tells. */
  readonly distribution?: string;
  /** What it was concluded from, one line each. */
  readonly because: readonly string[];
  /** True where `--as` said so. */
  readonly forced?: boolean;
  /** Absent in a recording, whose answers were taken where they mean something. */
  readonly loopback?: Loopback;
}

/** One address of a component that is probed, or that is told as not reachable from here. */
export interface Endpoint {
  readonly component: Component;
  /** As shown: `apiserver`, `etcd metrics`, `kubelet 10250`, or the name of `--endpoint`. */
  readonly name: string;
  /** Scheme, host and port without a path; `unix:///run/…` for a socket. Unique within a node. */
  readonly url: string;
  /** What says so: `--endpoint`, a file and its flag, `process 812`, `default`. */
  readonly from: string;
  /** Nothing on the host says that something listens here; silence then proves nothing. */
  readonly assumed?: boolean;
  /**
   * `balancer` stands before several apiservers, a `replica` behind it; `metrics` serves etcd's health without
   * TLS; `ping` only says that a process lives.
   */
  readonly role?: 'balancer' | 'replica' | 'metrics' | 'ping' | 'read-only';
  /** Why it is not probed from here, which is no fault. */
  readonly notHere?: string;
}

/** An HTTP answer of an endpoint. `as` is `anonymous` or the name of the credential that was sent. */
export interface HttpAnswer extends ProbeAnswer {
  readonly as: string;
  /** The name the certificate was verified against, where it was not the host of the URL. */
  readonly servername?: string;
  /** The authorities the server was verified with, as a file or a kubeconfig; absent, it was not verified or by the system's. */
  readonly trust?: string;
  /** Where a paste says so: its line, 1-based, as it stands there. */
  readonly quoted?: { readonly source: string; readonly line: number; readonly text: string };
}

/** A client certificate or token that could be used, judged before it is sent. */
export interface CredentialState {
  readonly name: string;
  readonly component: Component;
  /** File, or kubeconfig and user. */
  readonly source: string;
  readonly subject?: string;
  /** Why it cannot work, found without sending it. */
  readonly fault?:
    | 'expired'
    | 'not-yet-valid'
    | 'other-ca'
    | 'no-client-auth'
    | 'key-mismatch'
    | 'unreadable'
    | 'malformed';
  readonly detail?: string;
}

/** A certificate file that a component is told to serve, to compare with what it does serve. */
export interface ServedFile {
  readonly url: string;
  readonly path: string;
  /** PEM of what is in it, the leaf first as a rule. */
  readonly certificate: string;
}

/** A Lease of kube-system or kube-node-lease. */
export interface Lease {
  readonly namespace: string;
  readonly name: string;
  readonly holder: string;
  /** ISO 8601 UTC. */
  readonly renewedAt: string;
  readonly durationSeconds: number;
}

/** A pod of the cluster's DNS, as the apiserver tells it. */
export interface PodState {
  readonly namespace: string;
  readonly name: string;
  /** Absent while it waits for one. */
  readonly node?: string;
  readonly ip?: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** What its kubelet found last. */
  readonly ready: boolean;
  /** What holds it up where it is not ready: `CrashLoopBackOff`, `Unschedulable`, a phase. */
  readonly reason: string;
  /** Where its own probes ask. */
  readonly probes: readonly { readonly path: string; readonly port: number }[];
}

/** What the files of a host say that health depends on. */
export interface HostFacts {
  /** The apiserver manifest switches anonymous requests off while its probes send no credentials. */
  readonly anonymousOffWithProbes?: { readonly path: string; readonly flag: string; readonly probe: string };
  /** `--etcd-servers` names other hosts only. */
  readonly externalEtcd?: readonly string[];
  /** Listens on another address than loopback, read from the kubelet configuration. */
  readonly kubeletReadOnly?: { readonly path: string; readonly port: number; readonly address: string };
  /** Names and addresses by which the clients on this host call the apiserver. */
  readonly apiserverNames?: readonly string[];
  /** PEM bundles the components' certificates are judged by. */
  readonly clusterCa?: string;
  readonly etcdCa?: string;
  /** Seconds each process has been running, by component. */
  readonly uptimes?: Readonly<Partial<Record<Component, number>>>;
}

/** What could not be read or asked, and the command that would. */
export interface Limit {
  readonly id: string;
  readonly reason: string;
  readonly command?: string;
}

/** All that one host, or one run, saw. */
export interface NodeObservation {
  /** Host name; `recorded` where a stream does not say. */
  readonly host: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly place: Place;
  readonly facts: HostFacts;
  readonly endpoints: readonly Endpoint[];
  readonly credentials: readonly CredentialState[];
  readonly served: readonly ServedFile[];
  readonly answers: readonly HttpAnswer[];
  readonly sockets: readonly SocketAnswer[];
  readonly leases: readonly Lease[];
  /** Pods of CoreDNS; absent where nobody could list them. */
  readonly pods?: readonly PodState[];
  /** Node names that `--all-nodes` asked for. */
  readonly nodes: readonly string[];
  /** What could not be read or asked, and the command that would. */
  readonly limits: readonly Limit[];
}

/** What all hosts saw, one entry for each host and run. */
export interface HealthObservations extends Observations {
  readonly inputs: readonly InputCoverage[];
  readonly nodes: readonly NodeObservation[];
}

/** Host and port decide which endpoint an answer belongs to. */
export const originOf = (url: string): string => /^(?:[a-z]+:\/\/[^/?#]+)/.exec(url)?.[0] ?? url;

/** Path without its query. */
export const pathOf = (url: string): string => /^[a-z]+:\/\/[^/?#]+([^?#]*)/.exec(url)?.[1] || '/';

const loopback = /^[a-z]+:\/\/(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)(?::\d+)?$/;

/** Whether a URL leads to 127.0.0.0/8, ::1 or localhost. */
export const isLoopback = (url: string): boolean => loopback.test(originOf(url));
