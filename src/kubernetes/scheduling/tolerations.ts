import type { Taint } from '../objects/types/node.ts';
import type { Toleration } from '../objects/types/pod-spec.ts';

/** Whether a toleration tolerates a taint (api/core/v1 toleration.go). */
export function tolerates(toleration: Toleration, taint: Pick<Taint, 'key' | 'value' | 'effect'>): boolean {
  const { key = '', operator = 'Equal', value = '', effect = '' } = toleration;
  if (effect !== '' && effect !== taint.effect) return false;
  if (key !== '' && key !== taint.key) return false;
  if (operator === 'Exists') return true;
  // Lt and Gt (alpha, 1.35) are off: they match nothing.
  return operator === 'Equal' && value === taint.value;
}

export const toleratesAny = (
  tolerations: readonly Toleration[],
  taint: Pick<Taint, 'key' | 'value' | 'effect'>,
): boolean => tolerations.some((one) => tolerates(one, taint));

/** The first taint, in the node's order, that keeps a pod away. */
export const untolerated = (taints: readonly Taint[], tolerations: readonly Toleration[]): Taint | undefined =>
  taints.find(
    (taint) => (taint.effect === 'NoSchedule' || taint.effect === 'NoExecute') && !toleratesAny(tolerations, taint),
  );
