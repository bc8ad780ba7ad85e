import { apiserverAnonymousOff } from './catalog/apiserver.ts';
import { leaseStale } from './catalog/control-plane.ts';
import { etcdQuorumAtRisk } from './catalog/etcd.ts';
import { nodeNotAnswering } from './catalog/node.ts';
import { clockSkew } from './catalog/trust.ts';
import { concernOf, type Draft, evidenceOf, quote } from './draft.ts';
import { type Component, isLoopback, type NodeObservation } from './model.ts';
import { type EndpointState, isDown, ofComponent } from './state.ts';

/** Faults that no single answer shows: files against probes, leases, clocks, nodes. */
export function clusterFaults(node: NodeObservation, states: readonly EndpointState[]): Draft[] {
  return [...anonymousOff(node), ...staleLeases(node, states), ...skewedClocks(states), ...silentNodes(node, states)];
}

function anonymousOff({ host, facts }: NodeObservation): Draft[] {
  const found = facts.anonymousOffWithProbes;
  if (found === undefined) return [];
  const { path, flag, probe } = found;
  const concern = { host, name: 'apiserver', url: path, detail: flag };
  const evidence = [
    { source: `${host}: ${path}`, text: flag },
    { source: `${host}: ${path}`, text: probe },
  ];
  return [{ code: apiserverAnonymousOff, component: 'apiserver', concern, evidence, confidence: 'likely' }];
}

/** Leases of clients that miss several renewals; the API's own limit is the duration itself. */
const graceFactor = 2;
/** A candidate that has run for this long would have taken over a lease that its holder let go. */
const takeOverSeconds = 60;

function staleLeases({ host, at, leases, facts }: NodeObservation, states: readonly EndpointState[]): Draft[] {
  return leases.flatMap(({ namespace, name, holder, renewedAt, durationSeconds }) => {
    const seconds = Math.round((Date.parse(at) - Date.parse(renewedAt)) / 1000);
    if (!(seconds > durationSeconds * graceFactor)) return [];
    const component = leaseComponents[name] ?? 'node';
    const candidate = ofComponent(states, component).some(({ kind }) => kind === 'ok');
    const young = (facts.uptimes?.[component] ?? 0) < takeOverSeconds;
    if (candidate && young) return [];
    const path = `${namespace}/${name}`;
    const label = namespace === 'kube-node-lease' ? `node ${name}` : name;
    const concern = { host, name: label, url: path, detail: `last ${seconds} s ago, it lasts ${durationSeconds} s` };
    const evidence = [
      {
        source: `${host}: Lease ${path}`,
        at: renewedAt,
        text: `renewTime ${renewedAt}, holder ${holder}, leaseDurationSeconds ${durationSeconds}`,
      },
    ];
    return [{ code: leaseStale, component, concern, evidence, confidence: 'proven' as const }];
  });
}

const leaseComponents: Readonly<Record<string, Component>> = {
  'kube-scheduler': 'scheduler',
  'kube-controller-manager': 'controller-manager',
  'cloud-controller-manager': 'cloud-controller-manager',
};

/** More than this and leases, tokens and certificates begin to suffer; a Date header is exact to a second. */
const skewSeconds = 30;

function skewedClocks(states: readonly EndpointState[]): Draft[] {
  return states.flatMap((state) => {
    if (isLoopback(state.endpoint.url)) return [];
    const answer = state.answers.find(({ headers, status }) => status !== undefined && headers?.['date'] !== undefined);
    const there = Date.parse(answer?.headers?.['date'] ?? '');
    if (answer === undefined || Number.isNaN(there)) return [];
    const here = Date.parse(answer.at) + answer.ms;
    const seconds = Math.round((there - here) / 1000);
    if (Math.abs(seconds) < skewSeconds) return [];
    const detail = `${Math.abs(seconds)} s (${seconds > 0 ? 'it is ahead' : 'it is behind'})`;
    const evidence = [
      {
        ...quote(state.host, answer),
        text: `Date: ${answer.headers?.['date']}, received ${new Date(here).toISOString()}`,
      },
    ];
    return [
      {
        code: clockSkew,
        component: state.endpoint.component,
        concern: concernOf(state, detail),
        evidence,
        confidence: 'proven' as const,
      },
    ];
  });
}

/** A kubelet renews its Lease by itself: where that is fresh it lives, and the way to it is broken. */
function silentNodes({ at, leases }: NodeObservation, states: readonly EndpointState[]): Draft[] {
  const renewed = new Map(leases.map((lease) => [`${lease.namespace}/${lease.name}`, lease]));
  return ofComponent(states, 'node')
    .filter(({ kind }) => isDown(kind))
    .map((state) => {
      const lease = renewed.get(`kube-node-lease/${state.endpoint.name}`);
      const seconds =
        lease === undefined ? Infinity : Math.round((Date.parse(at) - Date.parse(lease.renewedAt)) / 1000);
      const lives = lease !== undefined && seconds <= lease.durationSeconds;
      return {
        code: nodeNotAnswering,
        component: 'node',
        concern: { ...concernOf(state), name: state.endpoint.name },
        evidence: evidenceOf(state),
        confidence: 'proven',
        ...(lives
          ? { rulesOut: [`the kubelet of ${state.endpoint.name}: it renewed its Lease ${Math.max(0, seconds)} s ago`] }
          : {}),
      };
    });
}

/** Over all hosts: members that are down while the others still form a quorum. */
export function quorumFaults(states: readonly EndpointState[]): Draft[] {
  const members = [...new Set(ofComponent(states, 'etcd').map(({ host }) => host))].map((host) => {
    const own = ofComponent(states, 'etcd').filter(
      (state) => state.host === host && state.kind !== 'n/a' && state.kind !== 'unknown',
    );
    return {
      host,
      state: own.find(({ kind }) => isDown(kind)) ?? own[0],
      down: own.length > 0 && own.every(({ kind }) => isDown(kind)),
    };
  });
  const down = members.filter((member) => member.down);
  const [first] = down;
  if (members.length < 3 || first?.state === undefined || down.length > (members.length - 1) / 2) return [];
  const detail = `${down.length} of ${members.length} members ${down.length === 1 ? 'is' : 'are'} down: ${down.map(({ host }) => host).join(', ')}`;
  return [
    {
      code: etcdQuorumAtRisk,
      component: 'etcd',
      concern: concernOf(first.state, detail),
      evidence: evidenceOf(first.state),
      confidence: 'proven',
    },
  ];
}
