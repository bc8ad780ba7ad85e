/** What each arrow from a workload to a Service's endpoints makes, in order. */
export const arrows: readonly { readonly n: number; readonly makes: string }[] = [
  { n: 1, makes: 'API server' },
  { n: 2, makes: 'ReplicaSet' },
  { n: 3, makes: 'pod' },
  { n: 4, makes: 'node' },
  { n: 5, makes: 'kubelet' },
  { n: 6, makes: 'volumes' },
  { n: 7, makes: 'sandbox' },
  { n: 8, makes: 'image' },
  { n: 9, makes: 'init' },
  { n: 10, makes: 'started' },
  { n: 11, makes: 'ready' },
  { n: 12, makes: 'endpoints' },
];

/** First and last arrow of what a kind goes through: DaemonSets, Jobs and StatefulSets make pods themselves. */
export function firstArrow(workload: string): number {
  if (workload === '') return 4;
  if (workload.startsWith('Service/')) return 12;
  return workload.startsWith('Deployment/') ? 1 : 3;
}
