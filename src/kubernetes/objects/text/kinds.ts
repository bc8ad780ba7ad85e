/** Kinds as kubectl writes and takes them: in OBJECT columns, behind `describe`, in `--for`. */
const kinds: Readonly<Record<string, string>> = {
  po: 'Pod',
  pod: 'Pod',
  no: 'Node',
  node: 'Node',
  deploy: 'Deployment',
  deployment: 'Deployment',
  'deployment.apps': 'Deployment',
  rs: 'ReplicaSet',
  replicaset: 'ReplicaSet',
  sts: 'StatefulSet',
  statefulset: 'StatefulSet',
  ds: 'DaemonSet',
  daemonset: 'DaemonSet',
  job: 'Job',
  cj: 'CronJob',
  cronjob: 'CronJob',
  svc: 'Service',
  service: 'Service',
  ep: 'Endpoints',
  endpoint: 'Endpoints',
  ing: 'Ingress',
  ingress: 'Ingress',
  pvc: 'PersistentVolumeClaim',
  persistentvolumeclaim: 'PersistentVolumeClaim',
  rc: 'ReplicationController',
  replicationcontroller: 'ReplicationController',
  hpa: 'HorizontalPodAutoscaler',
  horizontalpodautoscaler: 'HorizontalPodAutoscaler',
  pdb: 'PodDisruptionBudget',
  poddisruptionbudget: 'PodDisruptionBudget',
  ns: 'Namespace',
  namespace: 'Namespace',
};

const known = (word: string): string | undefined => kinds[word] ?? kinds[word.replace(/(?<=s)es$|s$/, '')];

/** `Pod` of `pod`, `Pods`, `po`; a kind that is not known stays as it is written. */
export const kindNamed = (word: string): string => known(word.toLowerCase()) ?? word;

/** Whether a person who says `word` means this kind: `deploy`, `Deployments`, and `rollouts` of a kind that is not known. */
export const isKind = (kind: string, word: string): boolean =>
  kindNamed(kind) === kindNamed(word) || kind.toLowerCase() === word.toLowerCase().replace(/s$/, '');

/** The kind behind `describe` or `get` in a command; undefined where it is none of these, or one of several. */
export const kindOfCommand = (command: string | undefined): string | undefined =>
  known(/\b(?:describe|get)\s+(?:-\S+\s+(?:\S+\s+)?){0,4}?([a-z]+(?:\.apps)?)\b(?!,)/.exec(command ?? '')?.[1] ?? '');

/** The object behind `describe` in a command: `kubectl describe rs web-7c9d`, `kubectl describe rs/web-7c9d -n shop`. */
export function objectOfCommand(
  command: string | undefined,
): { readonly kind: string; readonly name: string } | undefined {
  const [, kind = '', name] =
    /\bdescribe\s+(?:-\S+\s+(?:\S+\s+)?){0,4}?([a-z]+(?:\.apps)?)[/ ]\s{0,8}([a-z0-9][a-z0-9.-]{0,252})(?:\s|$)/.exec(
      command ?? '',
    ) ?? [];
  const named = known(kind);
  return name === undefined || named === undefined ? undefined : { kind: named, name };
}
