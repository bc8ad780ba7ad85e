/** What one replica more does to a PodDisruptionBudget that allows no eviction. */
export const budgetNotes = {
  oneMore: 'With one replica more that is ready it allows one.',
  notOne: 'One replica more does not change that.',
  never: 'It never allows one, however many replicas there are and however well they are.',
} as const;

const change = 'raise maxUnavailable (or lower minAvailable) of it until the drain is over';

/** What to do about such a budget, by its note; the empty note is that of a text, which does not show the budget. */
export const budgetAdvice = (note: string): readonly string[] => {
  if (note === budgetNotes.oneMore)
    return [
      'Scale the workload up by one; the drain goes on by itself when that pod is ready. Do not delete the budget.',
    ];
  if (note === budgetNotes.never || note === budgetNotes.notOne)
    return [
      `Ask whose budget it is, then ${change}; or delete its pods on that node by hand, one after the other, each when the one before is ready elsewhere: a deletion asks no budget.`,
    ];
  return [
    'Pods of it that are not ready: repair those first. All are ready: scale the workload up by one.',
    `Neither helps where maxUnavailable is 0 or minAvailable 100 %: ${change}. Which it is: kubectl get pdb -A`,
  ];
};
