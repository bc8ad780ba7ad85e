/** What a line tells of an event, in kubectl's or a component's own layout. */
export interface EventLine {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** As printed: `3m (x4 over 5m)`; empty where the layout has none. */
  readonly age: string;
  readonly count?: number;
  readonly reporter?: string;
  /** `pod`, `Pod`, `po`; absent where the page says of what it tells. */
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

const age = '(\\d{1,6}[smhdy]\\S{0,20}|<unknown>|<invalid>)';
/** `3m (x14 over 5m)`. */
const times = '(\\s\\(x\\d{1,9} over \\S{1,20}\\))?';
/**
 * `kubelet, w-1`, `external-resizer ebs.csi.aws.com`, `ebs.csi.aws.com_ebs-csi-controller-0_<uuid>`: a sidecar of a CSI
 * driver calls itself by driver, pod and a UUID (external-provisioner cmd/csi-provisioner, external-resizer pkg/controller).
 */
const reporter = '[a-z][\\w./-]{0,252}(?:, \\S{1,253}| [a-z0-9][\\w-]{0,62}\\.[\\w.-]{1,190}(?=\\s{2}))?';
const typed = '(Normal|Warning)\\s+([A-Z][A-Za-z0-9]{1,60})';

/**
 * Reasons of the kubelet, the scheduler and the controllers whose messages are known; of those that are plain words,
 * with what their messages begin with. Source: kubernetes pkg/kubelet/events/event.go, pkg/kubelet/eviction,
 * pkg/controller/volume/events/event.go, pkg/scheduler/schedule_one.go.
 */
const reasons = [
  'Failed(?=\\s+(?:\\.{2,3}\\s+)?(?:Error: |Failed to (?:pull|inspect) image |Container image "))',
  'Unhealthy(?=\\s+(?:\\.{2,3}\\s+)?(?:Readiness|Liveness|Startup) probe )',
  'Evicted(?=\\s+(?:\\.{2,3}\\s+)?(?:The node (?:was low|had condition)|Usage of |Container \\S{1,63} exceeded|Pod ephemeral))',
  'BackOff(?=\\s+(?:\\.{2,3}\\s+)?Back-off )',
  ...['ErrImageNeverPull', 'ExternalProvisioning', 'FailedAttachVolume', 'FailedBinding', 'FailedCreate'],
  ...['FailedCreatePodSandBox', 'FailedKillPod', 'FailedMapVolume', 'FailedMount', 'FailedPostStartHook'],
  ...['FailedPreStopHook', 'FailedScheduling', 'InspectFailed', 'NetworkNotReady', 'ProvisioningFailed'],
  ...['VolumeResizeFailed', 'WaitForFirstConsumer', 'WaitForPodScheduled'],
];

/**
 * A row of `kubectl get events` or `kubectl events`, with or without namespace, with or without heading:
 * `2m10s   Warning   FailedCreate   replicaset/web-7c9d   Error creating: pods "web-7c9d-x" is forbidden: …`.
 */
const listed = new RegExp(
  `^\\s{0,4}(?:([a-z0-9][a-z0-9-]{0,62})\\s+)?${age}${times}\\s+${typed}\\s+([A-Za-z]{2,40})\\/(\\S{1,253})\\s+(.*)$`,
);

/** kubectl 1.13 named the kind alone: `25m   Warning   FailedCreate   ReplicaSet   Error creating: Timeout: …`. */
const nameless = new RegExp(
  `^\\s{0,4}(?:([a-z0-9][a-z0-9-]{0,62})\\s+)?${age}\\s+${typed}\\s+([A-Z][A-Za-z]{2,40})\\s{2,}(.*)$`,
);

/**
 * A row of the Events part of `kubectl describe`; its age may be left out by who pastes it:
 * `  Warning  Failed     3m (x4 over 5m)    kubelet            Error: ImagePullBackOff`.
 */
const described = new RegExp(`^\\s*${typed}\\s+${age}${times}\\s+(${reporter})\\s+(\\S.*)$`);
/** `Warning  Failed  kubelet  Error: ErrImagePull`. */
const withoutAge = new RegExp(
  `^\\s*${typed}\\s+(kubelet|default-scheduler|[a-z-]{3,40}-controller)(?:, \\S{1,253})?\\s+(\\S.*)$`,
);

/**
 * Its age and reporter left out, or dots in their place: `Warning  FailedMount  MountVolume.SetUp failed for volume …`.
 * Only reasons that Kubernetes gives: other programs call their lines so too.
 */
const short = new RegExp(
  `^\\s*(?:Events:\\s+)?(Normal|Warning)\\s+(${reasons.join('|')})\\s+(?:(?:\\.{2,3}|…)\\s+){0,2}(\\S.*)$`,
);

/**
 * Before kubectl 1.13: `51m  37m  50  {default-scheduler }  Warning  FailedScheduling  pod (web-1) failed to fit in any node`
 * in describe, `1m  5m  12  web-1  Pod  Warning  FailedScheduling  default-scheduler  No nodes are available …` in get,
 * behind the namespace where all were asked for.
 */
const old =
  /^\s*(?:([a-z0-9][a-z0-9-]{0,62})\s+)?(\d{1,6}[smhdy])\s+(\d{1,6}[smhdy])\s+(\d{1,9})\s+(\S.{0,400}?)\s+(Normal|Warning)\s+([A-Z][A-Za-z0-9]{1,60})\s+(\S.*)$/;

/** Up to 1.1 an event had no type: `1m  14s  12  {kubelet w-1}  spec.containers{g}  FailedMount  Unable to mount volumes for pod …`. */
const untyped =
  /^\s*(\d{1,6}[smhdy])\s+(\d{1,6}[smhdy])\s+(\d{1,9})\s+\{[a-z][\w. -]{0,253}\}\s+(?:[a-z]\S{0,253}\}\s+)?([A-Z][A-Za-z0-9]{1,60})\s+(\S.*)$/;
/** Reasons of trouble among them. Source: kubernetes 1.1 pkg/kubelet, plugin/pkg/scheduler. */
const trouble =
  /^(?:Failed|failed|BackOff|Backoff|Unhealthy|OutOfDisk|HostPortConflict|InsufficientFree|NodeSelectorMismatching)/;

/** `"Event occurred" object="shop/web-1" … kind="Pod" … type="Warning" reason="FailedScheduling" message="0/3 nodes …"`. */
const structured =
  /"?Event occurred"? object="?(?:([a-z0-9.-]{1,63})\/)?([^" ]{1,253})"?.{0,200}? kind="?(\w{1,40})"? .{0,200}?type="?(Normal|Warning)"? reason="?(\w{1,60})"? message="(.{0,4000})"\s*$/;
/** `Event(v1.ObjectReference{Kind:"Pod", Namespace:"shop", Name:"web-1", …}): type: 'Warning' reason: 'FailedScheduling' 0/3 nodes …`. */
const referenced =
  /Event\((?:v1|api)\.ObjectReference\{Kind:"(\w{1,40})", Namespace:"([a-z0-9-]{0,63})", Name:"([^"]{1,253})".{0,400}?\}\): type: '(Normal|Warning)' reason: '(\w{1,60})' (.{0,4000})$/;

/** Reads a line; undefined where it tells of no event. */
export function readEventText(line: string): EventLine | undefined {
  return ofList(line) ?? ofPage(line) ?? ofOld(line) ?? ofLog(line);
}

function ofList(line: string): EventLine | undefined {
  const found = listed.exec(line);
  if (found === null) {
    const [, space = '', since = '', kinded = '', why, of = '', says = ''] = nameless.exec(line) ?? [];
    return why === undefined
      ? undefined
      : { type: kinded, reason: why, message: says, age: since, kind: of, name: '', namespace: space };
  }
  const [, namespace = '', ago = '', more = '', type = '', reason = '', kind = '', name = '', message = ''] = found;
  return { type, reason, message, age: ago + more, kind, name, namespace };
}

function ofPage(line: string): EventLine | undefined {
  const found = described.exec(line);
  if (found !== null) {
    const [, type = '', reason = '', ago = '', more = '', reporter = '', message = ''] = found;
    return { type, reason, message, age: ago + more, reporter };
  }
  const [, type, reason = '', reporter = '', message = ''] = withoutAge.exec(line) ?? [];
  return type === undefined ? ofShort(line) : { type, reason, message, age: '', reporter };
}

function ofShort(line: string): EventLine | undefined {
  const [, type, reason = '', message = ''] = short.exec(line) ?? [];
  return type === undefined ? undefined : { type, reason, message, age: '' };
}

function ofOld(line: string): EventLine | undefined {
  const [, namespace = '', newest, , count, between = '', type = '', reason = '', rest = ''] = old.exec(line) ?? [];
  if (newest === undefined) return ofUntyped(line);
  // get: `web-1  Pod  spec.containers{app}`; describe: `{default-scheduler }  spec.containers{app}`, `kubelet, w-1`.
  const [, name, kind] = /^([a-z0-9][\w.-]{0,252})\s+([A-Z][A-Za-z]{2,40})(?:\s|$)/.exec(between) ?? [];
  const message =
    name === undefined ? rest : rest.replace(/^(?:\{[^}]{0,253}\}|[a-z][\w-]{2,60}(?:, \S{1,253})?)\s{2,}/, '');
  // From 1.7 on the name is the event's own: the object's, and a number.
  const of = name?.replace(/\.[0-9a-f]{15,17}$/, '');
  const about = of === undefined || kind === undefined ? {} : { name: of, kind, namespace };
  return { type, reason, message, age: newest, count: Number(count), ...about };
}

function ofUntyped(line: string): EventLine | undefined {
  const [, , newest, count, reason = '', message = ''] = untyped.exec(line) ?? [];
  if (newest === undefined) return undefined;
  return { type: trouble.test(reason) ? 'Warning' : 'Normal', reason, message, age: newest, count: Number(count) };
}

function ofLog(line: string): EventLine | undefined {
  const one = structured.exec(line);
  if (one !== null) {
    const [, namespace = '', name = '', kind = '', type = '', reason = '', message = ''] = one;
    return { type, reason, message: message.replaceAll('\\"', '"'), age: '', kind, name, namespace };
  }
  const [, kind, namespace = '', name = '', type = '', reason = '', message = ''] = referenced.exec(line) ?? [];
  return kind === undefined ? undefined : { type, reason, message, age: '', kind, name, namespace };
}
