import type { DisruptionBudget } from '../../../kubernetes/objects/types/policy.ts';
import { budgetNotes } from '../catalog/budget-notes.ts';

/** How many of so many pods a value such as `1` or `50%` is; percentages are rounded up, as the controller does. */
function scaled(value: string, pods: number): number | undefined {
  const [, number, percent] = /^(\d{1,9})(%?)$/.exec(value) ?? [];
  if (number === undefined) return undefined;
  return percent === '' ? Number(number) : Math.ceil((Number(number) * pods) / 100);
}

/**
 * How many pods a budget wants healthy of so many; undefined where it does not tell.
 * Source: kubernetes pkg/controller/disruption/disruption.go, getExpectedPodCount.
 */
function wanted({ minAvailable, maxUnavailable }: DisruptionBudget, pods: number): number | undefined {
  if (maxUnavailable === undefined) return minAvailable === undefined ? undefined : scaled(minAvailable, pods);
  const may = scaled(maxUnavailable, pods);
  return may === undefined ? undefined : Math.max(0, pods - may);
}

/** Whether the budget allows an eviction when one replica more is ready; undefined where that cannot be told. */
export function oneMoreHelps(budget: DisruptionBudget): boolean | undefined {
  const { healthy, desired, expected } = budget;
  // With more than it wants it allows nothing for another reason: its controller could not count (SyncFailed).
  if (healthy === undefined || expected === undefined || healthy !== desired) return undefined;
  const wants = wanted(budget, expected + 1);
  return wants === undefined ? undefined : healthy + 1 > wants;
}

/** `maxUnavailable: 0`, `minAvailable: 100%`: no number of replicas is enough. */
const isNever = ({ minAvailable = '', maxUnavailable }: DisruptionBudget): boolean =>
  maxUnavailable === undefined ? /^[1-9]\d{2,8}%$/.test(minAvailable) : /^0{1,9}%?$/.test(maxUnavailable);

/** What one replica more would do to a budget that allows nothing; empty where that cannot be told. */
export function noteOfBudget(budget: DisruptionBudget): string {
  if (isNever(budget)) return budgetNotes.never;
  const helps = oneMoreHelps(budget);
  return helps === undefined ? '' : helps ? budgetNotes.oneMore : budgetNotes.notOne;
}
