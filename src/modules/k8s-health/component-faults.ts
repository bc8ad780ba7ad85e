import { parseHealthBody } from '../../kubernetes/health-body.ts';
import { meaningOf } from '../../kubernetes/health-checks.ts';
import { hostOf } from '../../kubernetes/server-url.ts';
import * as apiserver from './catalog/apiserver.ts';
import * as plane from './catalog/control-plane.ts';
import type { HealthCode } from './catalog/health-code.ts';
import * as node from './catalog/node.ts';
import { unexpectedAnswer, wrongScheme } from './catalog/trust.ts';
import { type Draft, draftOf } from './draft.ts';
import { etcdFaults } from './etcd-faults.ts';
import type { Component, NodeObservation } from './model.ts';
import { type EndpointState, isDown, ofComponent } from './state.ts';

/** What is wrong with the components of one host, apart from trust. */
export function componentFaults(observation: NodeObservation, states: readonly EndpointState[]): Draft[] {
  const seen = states.filter((state) => !(state.endpoint.assumed && state.kind !== 'failing' && state.kind !== 'ok'));
  const of = (...components: Component[]) => components.flatMap((component) => ofComponent(seen, component));
  return [
    ...etcdFaults(of('etcd')),
    ...of('apiserver').flatMap((state) => apiserverFault(state, of('apiserver'))),
    ...of('scheduler', 'controller-manager', 'cloud-controller-manager').flatMap(leaderFault),
    ...kubeletFaults(of('kubelet'), observation),
    ...of('kube-proxy').flatMap((state) => kubeProxyFault(state, of('kube-proxy'))),
    ...of('runtime').flatMap((state) => (isDown(state.kind) ? [draftOf(node.runtimeDown, state)] : [])),
    ...of('coredns').flatMap((state) => corednsFault(state, of('coredns'))),
    ...of('cni').flatMap((state) => (isDown(state.kind) ? [draftOf(node.cniAgentDown, state)] : [])),
    ...of('other').flatMap((state) => (isDown(state.kind) ? [draftOf(node.endpointDown, state)] : [])),
    ...seen.flatMap(strangeAnswer),
  ];
}

function strangeAnswer(state: EndpointState): Draft[] {
  if (state.kind === 'odd') return [draftOf(unexpectedAnswer, state)];
  return state.kind === 'wrong-scheme' ? [draftOf(wrongScheme, state)] : [];
}

function apiserverFault(state: EndpointState, all: readonly EndpointState[]): Draft[] {
  const othersWell = all.some((other) => other !== state && other.kind === 'ok');
  const code =
    state.endpoint.role === 'replica' && othersWell && isDown(state.kind)
      ? apiserver.apiserverReplicaBad
      : apiserverCode(state);
  return code === undefined ? [] : [draftOf(code, state, ruledOut(state))];
}

function apiserverCode(state: EndpointState): HealthCode | undefined {
  if (state.kind === 'failing') {
    const etcd = state.failed.some(({ name }) => meaningOf(name).kind === 'etcd');
    return etcd ? apiserver.apiserverEtcdUnreachable : apiserver.apiserverNotReady;
  }
  const codes: Partial<Record<EndpointState['kind'], HealthCode>> = {
    refused: apiserver.apiserverDown,
    reset: apiserver.apiserverDown,
    silent: apiserver.apiserverNoAnswer,
    starting: apiserver.apiserverStarting,
    stopping: apiserver.apiserverShuttingDown,
  };
  return codes[state.kind];
}

function ruledOut({ kind, failed }: EndpointState): Partial<Draft> {
  if (kind !== 'failing' || failed.length !== 1) return {};
  return { rulesOut: ['the apiserver process itself: it answers, and all its other checks pass'] };
}

const downCodes: Partial<Record<Component, HealthCode>> = {
  scheduler: plane.schedulerDown,
  'controller-manager': plane.controllerManagerDown,
  'cloud-controller-manager': plane.cloudControllerManagerDown,
};

function leaderFault(state: EndpointState): Draft[] {
  if (state.failed.some(({ name }) => name === 'leaderElection')) return [draftOf(plane.leaderElectionLost, state)];
  const code = downCodes[state.endpoint.component];
  return code !== undefined && isDown(state.kind) ? [draftOf(code, state)] : [];
}

/** 10248 only says that the process lives, 10250 how it is; one of them may be switched off. */
function kubeletFaults(states: readonly EndpointState[], { facts }: NodeObservation): Draft[] {
  const open = states.filter(({ endpoint, kind }) => endpoint.role === 'read-only' && kind === 'ok');
  const main = states.filter(({ endpoint }) => endpoint.role !== 'read-only');
  const drafts = open.map((state) => {
    const address = facts.kubeletReadOnly?.address;
    const exposed = address !== undefined && !/^(?:127\.|::1$|localhost$)/.test(address);
    return draftOf(node.kubeletReadOnlyPort, state, exposed ? { severity: 'warning' } : {});
  });
  const gone = main.filter(({ kind }) => kind === 'refused' || kind === 'reset');
  const [first] = gone;
  if (first !== undefined && gone.length === main.filter(({ kind }) => kind !== 'unknown').length) {
    return [
      ...drafts,
      draftOf(node.kubeletDown, first, {
        evidence: gone.flatMap((state) => draftOf(node.kubeletDown, state).evidence),
      }),
    ];
  }
  return [...drafts, ...main.flatMap(kubeletFault)];
}

function kubeletFault(state: EndpointState): Draft[] {
  const { endpoint, kind, failed, proof } = state;
  if (failed.some(({ name }) => name === 'syncloop')) return [draftOf(node.kubeletStalled, state)];
  if (kind === 'refused' && endpoint.role === 'ping') return [];
  if (isDown(kind)) return [draftOf(node.kubeletNotHealthy, state)];
  const anonymous =
    endpoint.url.startsWith('https:') && proof.some(({ as, status }) => as === 'anonymous' && status === 200);
  return kind === 'ok' && anonymous ? [draftOf(node.kubeletOpen, state)] : [];
}

/** One replica of several that is not ready is spare capacity lost, not an outage. */
function corednsFault(state: EndpointState, all: readonly EndpointState[]): Draft[] {
  if (!isDown(state.kind)) return [];
  const spared = all.some(({ kind, endpoint }) => kind === 'ok' && hostOf(endpoint.url) !== hostOf(state.endpoint.url));
  return [draftOf(node.corednsNotReady, state, spared ? { severity: 'warning' } : {})];
}

/** 10249 says no more than that the process lives, and may be switched off. */
function kubeProxyFault(state: EndpointState, all: readonly EndpointState[]): Draft[] {
  if (state.endpoint.role === 'ping') return [];
  if (state.reason === 'node-not-eligible') return [draftOf(node.nodeBeingDeleted, state)];
  if (state.reason === 'late') return [draftOf(node.kubeProxyLate, state, { rulesOut: stillAlive(state) })];
  if (!isDown(state.kind)) return [];
  const lives = all.find(({ endpoint, kind }) => endpoint.role === 'ping' && kind === 'ok');
  return [
    draftOf(node.kubeProxyDown, state, {
      ...(state.endpoint.from === 'default' || lives !== undefined ? { confidence: 'likely' } : {}),
      ...(lives === undefined ? {} : { rulesOut: [`the process itself: ${lives.endpoint.url}/healthz answers`] }),
    }),
  ];
}

const stillAlive = ({ proof }: EndpointState): string[] =>
  parseHealthBody(proof[0]?.body ?? '') === undefined ? ['the process: it answers'] : [];
