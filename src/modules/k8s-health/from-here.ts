import { isLoopback, type Loopback, type Place } from './model.ts';
import type { EndpointState } from './state.ts';

/** What 127.0.0.1 is, for sentences; the node needs no words. */
export const loopbackWords: Readonly<Record<Exclude<Loopback, 'node'>, string>> = {
  anywhere: '127.0.0.1 is whatever machine this was asked on',
  pod: '127.0.0.1 is this pod only',
  container: '127.0.0.1 is this container only',
  machine: '127.0.0.1 is this machine, not the cluster',
};

const hints = {
  anywhere: 'Where was this asked? On a node, the component is down there; elsewhere this says nothing of it',
  pod: 'Ask for the address of the node or the Service, or run in a pod with hostNetwork: true',
  container: "Ask for the node's address, or run the container with the host's network (--network host)",
  machine:
    'Is it a cluster in containers (kind, minikube, Docker Desktop)? Start it. A tunnel (ssh -L, port-forward)? Open it again',
} as const;

/**
 * Silence at 127.0.0.1 says something about a component only where that is its node. In a pod or a plain
 * container a closed port is no fault at all; on a laptop it is one of the tunnel or the local cluster at most.
 */
export function seenFromHere({ loopback = 'node' }: Place, state: EndpointState): EndpointState {
  const silent = state.kind === 'refused' || state.kind === 'reset' || state.kind === 'silent';
  if (loopback === 'node' || !silent || !isLoopback(state.endpoint.url)) return state;
  const words = loopbackWords[loopback];
  const hint = hints[loopback];
  if (loopback === 'anywhere') return { ...state, confidence: 'likely', hint };
  if (state.kind !== 'refused') return { ...state, confidence: 'likely', hint };
  if (loopback === 'machine') return { ...state, why: `${state.why}; ${words}`, confidence: 'possible', hint };
  return { ...state, kind: 'unreachable', why: `${words}; nothing listens there`, hint };
}
