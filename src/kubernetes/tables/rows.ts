/** A row of `kubectl get pods`. */
export interface PodRow {
  readonly namespace?: string;
  readonly name: string;
  /** Containers that are ready, of how many. */
  readonly ready: number;
  readonly containers: number;
  /** kubectl's summary, which is no phase: `CrashLoopBackOff`, `Init:0/2`. */
  readonly status: string;
  readonly restarts: number;
  /** Seconds, by the precision kubectl prints. */
  readonly age?: number;
}

/** A row of `crictl ps -a` or `docker ps -a`. */
export interface ContainerRow {
  readonly id: string;
  /** As Kubernetes calls it: `etcd`. */
  readonly name: string;
  readonly state: 'running' | 'exited' | 'created' | 'unknown';
  /** How often it was started before. */
  readonly attempt: number;
  readonly exitCode?: number;
  /** Seconds since it was made, roughly; absent where the row tells no such time. */
  readonly age?: number;
}

/** A row of `crictl pods`. */
export interface SandboxRow {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly isReady: boolean;
  readonly attempt: number;
  readonly age?: number;
}

/** A row of `kubectl get nodes`. */
export interface NodeRow {
  readonly name: string;
  readonly status: string;
  readonly age?: number;
}

/** A row of the conditions of `kubectl describe node`. */
export interface ConditionRow {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
}

/** A row of `kubectl get events`, or of the events of `kubectl describe`. */
export interface EventRow {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  /** `pod/web-1`; absent in the table of describe. */
  readonly object?: string;
  readonly message: string;
  readonly count: number;
}

const age = /^(?:(\d{1,6})y)?(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;

/** Seconds of an age as kubectl prints it (`3d4h`, `14m`); undefined for anything else. Source: apimachinery duration.go. */
export function secondsOf(text: string): number | undefined {
  const found = age.exec(text);
  if (found === null || text === '') return undefined;
  const [years = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((one) => Number(one ?? 0));
  return ((years * 365 + days) * 24 + hours) * 3600 + minutes * 60 + seconds;
}

const pod =
  /^\s*(?:([a-z0-9][\w.-]{0,62})\s+)?([a-z0-9][\w.-]{0,252})\s+(\d{1,4})\/(\d{1,4})\s+([A-Z][\w:/.-]{2,60}|Init:\S{1,40})\s+(\d{1,7})(?:\s+\(\S{1,12} ago\))?(?:\s+(\d[\dydhms]{1,14})\b.{0,600})?\s*$/;

/** Reads a row of `kubectl get pods`. Source: kubernetes pkg/printers/internalversion/printers.go. */
export function podRow(line: string): PodRow | undefined {
  const found = pod.exec(line.slice(0, 1500));
  if (found === null) return undefined;
  const [, namespace, name = '', ready, containers, status = '', restarts, old = ''] = found;
  const seconds = secondsOf(old);
  return {
    ...(namespace === undefined ? {} : { namespace }),
    name,
    ready: Number(ready),
    containers: Number(containers),
    status,
    restarts: Number(restarts),
    ...(seconds === undefined ? {} : { age: seconds }),
  };
}

const unitSeconds: Readonly<Record<string, number>> = {
  ...{ second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800, month: 2_592_000, year: 31_536_000 },
};

/** Seconds of `2 minutes ago`, `About an hour ago`, `Less than a second ago`. Source: docker/go-units duration.go. */
function secondsAgo(text: string): { readonly age?: number } {
  const [, count = '', unit = ''] =
    /(\d{1,6}|\ban?)\s{1,3}(second|minute|hour|day|week|month|year)s?(?: ago)?/.exec(text) ?? [];
  const seconds = unitSeconds[unit];
  return seconds === undefined ? {} : { age: (Number(count) || 1) * seconds };
}

/** `3f5e… 25f8… 2 minutes ago Exited kube-apiserver 12 1a2b…`. Source: cri-tools cmd/crictl/container.go. */
const crictl =
  /^\s*([0-9a-f]{12,64})\s{2,}\S{1,300}\s{2,}(\S.{1,40}?)\s{2,}(Running|Exited|Created|Unknown)\s{2,}(\S{1,253})\s{2,}(\d{1,7})\b/;
/** `5ae3… 90d2… "kube-apiserver --…" 2 seconds ago Exited (1) 1 second ago k8s_kube-apiserver_kube-apiserver-m1_kube-system_…_10341`. */
const docker =
  /^\s*([0-9a-f]{12,64})\s+\S{1,300}\s+".{0,200}"\s+(\S.{1,40}?ago)\s+(Up|Exited \((\d{1,4})\)|Created|Restarting \((\d{1,4})\)|Dead)(?=\s).{0,400}?\sk8s_([a-z0-9.-]{1,80})_\S{1,300}?_(\d{1,7})\s*$/;

/** Reads a row of a runtime's table of containers, with or without its header. */
export function containerRow(line: string): ContainerRow | undefined {
  const text = line.slice(0, 2000);
  const [, id = '', made = '', state = '', name = '', attempt = ''] = crictl.exec(text) ?? [];
  if (id !== '')
    return {
      ...{ id, name, state: state.toLowerCase() as ContainerRow['state'], attempt: Number(attempt) },
      ...secondsAgo(made),
    };
  const [, dockerId = '', since = '', status = '', exited, restarting, of = '', times = ''] = docker.exec(text) ?? [];
  if (dockerId === '') return undefined;
  const code = exited ?? restarting;
  const isUp = status === 'Up';
  return {
    id: dockerId,
    name: of,
    state: isUp ? 'running' : status === 'Created' ? 'created' : 'exited',
    attempt: Number(times),
    ...secondsAgo(since),
    ...(code === undefined ? {} : { exitCode: Number(code) }),
  };
}

/** `04cf…  3 seconds ago  Ready  etcd-cp1  kube-system  1  (default)`. Source: cri-tools cmd/crictl/sandbox.go. */
const sandbox =
  /^\s*([0-9a-f]{12,64})\s{2,}(\S.{1,40}?)\s{2,}((?:Not)?Ready)\s{2,}(\S{1,253})\s{2,}(\S{1,63})\s{2,}(\d{1,7})\b/;

/** Reads a row of `crictl pods`. */
export function sandboxRow(line: string): SandboxRow | undefined {
  const [, id, made = '', state, name = '', namespace = '', attempt] = sandbox.exec(line.slice(0, 2000)) ?? [];
  return id === undefined
    ? undefined
    : { id, name, namespace, isReady: state === 'Ready', attempt: Number(attempt), ...secondsAgo(made) };
}

const node =
  /^\s*([a-z0-9][\w.-]{0,252})\s+((?:Not)?Ready(?:,SchedulingDisabled)?|Unknown)\s+(?:\S{1,120}\s+)?(\d[\dydhms]{1,14})\s+v\d\S{0,40}/;

/** Reads a row of `kubectl get nodes`. */
export function nodeRow(line: string): NodeRow | undefined {
  const [, name, status = '', old = ''] = node.exec(line.slice(0, 1500)) ?? [];
  if (name === undefined) return undefined;
  const seconds = secondsOf(old);
  return { name, status, ...(seconds === undefined ? {} : { age: seconds }) };
}

const date = '[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [\\d:]{8} [+-]\\d{4}';
const condition = new RegExp(
  `^\\s*([A-Z]\\w{3,60})\\s+(True|False|Unknown)\\s+(?:${date}\\s+){1,2}([A-Z]\\w{2,80})\\s+(\\S.{0,1000})$`,
);

/** Reads a row of the conditions of `kubectl describe node`. Source: kubectl pkg/describe/describe.go. */
export function conditionRow(line: string): ConditionRow | undefined {
  const [, type, status, reason = '', message = ''] = condition.exec(line.slice(0, 1500)) ?? [];
  if (type === undefined) return undefined;
  return { type, status: status as ConditionRow['status'], reason, message: message.trim() };
}

const listed =
  /^\s*(?:[a-z0-9][\w.-]{0,62}\s+)?(?:<unknown>|\d[\dydhms]{1,14}(?: \(x?\d{1,9} over \S{1,12}\))?)\s+(Normal|Warning)\s+([A-Z]\w{2,60})\s+([\w.-]{1,60}\/\S{1,253})\s+(\S.{0,4000})$/;
const described =
  /^\W{0,8}(Normal|Warning)\s+([A-Z]\w{2,60})\s+(?:<unknown>|<invalid>|\d[\dydhms]{1,14})(?: \(x(\d{1,9}) over \S{1,12}\))?\s+(?:[\w.-]{3,253}(?:, \S{1,253})?\s+)?(\S.{0,4000})$/;

/** Reads a row of a table of events. Source: kubectl pkg/describe/describe.go, pkg/cmd/events. */
export function eventRow(line: string): EventRow | undefined {
  const text = line.slice(0, 6000);
  const get = listed.exec(text);
  if (get !== null)
    return {
      type: get[1] as EventRow['type'],
      reason: get[2] ?? '',
      object: get[3] ?? '',
      message: get[4] ?? '',
      count: Number(/\(x(\d{1,9}) over/.exec(text)?.[1] ?? 1),
    };
  const one = described.exec(text) ?? oldListed.exec(text);
  if (one === null) return undefined;
  return {
    type: one[1] as EventRow['type'],
    reason: one[2] ?? '',
    message: one[4] ?? '',
    count: Number(one[3] ?? 1),
  };
}

/** Tables of kubectl before 1.13: two ages, a count, then NAME or From, SUBOBJECT, TYPE, REASON, perhaps SOURCE, MESSAGE. */
const oldListed =
  /^\s*\d[\dydhms]{1,14}\s+\d[\dydhms]{1,14}\s+\d{1,9}\s+\S.{0,400}?\s(Normal|Warning)\s+([A-Z]\w{2,60})()\s+(?:[\w-]{3,60}(?:, \S{1,253})?\s{2,})?(\S.{0,4000})$/;

const columns =
  /^\s*(?:NAMESPACE|NAME|LAST SEEN|CONTAINER(?: ID)?|POD ID|NODE|CERTIFICATE(?: AUTHORITY)?|ENDPOINT|Type|IMAGE|UNIT|Namespace)\s{1,60}[A-Z(][\w() %/\s-]{0,500}$/;

/** `|  PEER ADDRESS  | PEER TYPE | STATE |`, as calicoctl prints it; `|    |    |    | refused |`. */
const boxed = /^\s*\|\s*(?:PEER ADDRESS\s*\|\s*PEER TYPE|Peer address\s*\|\s*Peer type|\|\s*\|\s*\|)/;

/** Whether a line is the header of a table, the rule below it, or the rest of a cell of the row above. */
export const isHeader = (line: string): boolean =>
  (columns.test(line) &&
    /\b(?:READY|STATUS|STATE|AGE|Reason|REASON|EXPIRES|HEALTH|VERSION|CLUSTER-IP|Message|ENDPOINTS|AVAILABLE|NAMES|MINPODS)\b/.test(
      line,
    )) ||
  /^\s*(?:[-+|=]{2,}\s+)*[-+|=]{2,}\s*$/.test(line) ||
  boxed.test(line);
