import type { Finding } from '../../core/finding.ts';
import type { NodeObservation } from './model.ts';
import type { EndpointState } from './state.ts';

/** The first line where no root finding is one: what is up, and from where it was seen. */
export function verdictOf(
  nodes: readonly { readonly node: NodeObservation; readonly states: readonly EndpointState[] }[],
  findings: readonly Finding[],
): { verdict?: string } {
  if (findings.some(({ severity }) => severity !== 'info')) return {};
  const seen = nodes.flatMap(({ states }) => states).filter(({ kind }) => kind !== 'n/a' && kind !== 'unknown');
  const well = seen.filter(({ kind }) => kind === 'ok').length;
  const alive = seen.filter(({ kind }) => kind === 'alive' || kind === 'locked').length;
  const [first] = findings;
  if (first?.name === 'apiserver-starting') return { verdict: first.title };
  if (seen.length === 0) return { verdict: nothingSeen(nodes) };
  const rest = seen.length - well - alive;
  const parts = [
    `${well} of ${seen.length} endpoints are well`,
    ...(alive > 0 ? [`${alive} ${alive === 1 ? 'is' : 'are'} alive, health not readable from here`] : []),
    ...(rest > 0 ? [`${rest} could not be judged`] : []),
  ];
  if (well + alive === 0) {
    return { verdict: `Health could not be told from here: ${rest} of ${seen.length} endpoints could not be judged.` };
  }
  return { verdict: `Nothing is down: ${parts.join(', ')}.` };
}

function nothingSeen(nodes: readonly { readonly node: NodeObservation }[]): string {
  const none =
    nodes.length > 0 && nodes.every(({ node }) => node.place.kind === 'none' || node.place.kind === 'container');
  return none
    ? 'No Kubernetes was found on this machine: there is nothing to probe.'
    : 'Nothing could be probed from here.';
}
