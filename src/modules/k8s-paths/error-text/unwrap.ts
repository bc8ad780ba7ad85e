import { criLine, dockerLine } from '../../../core/container-line.ts';
import type { Setting } from '../../../kubernetes/messages/setting.ts';
import { ansibleLines } from './ansible-result.ts';
import { secondOfDay } from './clock-time.ts';
import { commandOf, componentAfter } from './session.ts';

/** Severity as the program wrote it. */
export type Level = 'fatal' | 'error' | 'warning' | 'info';

/** A line of a pasted text without what a terminal, syslog, journald, a runtime or klog put around it. */
export interface PlainLine {
  /** 1-based in the text as given. */
  readonly number: number;
  readonly text: string;
  readonly level?: Level;
  /** The program that wrote it, where its prefix or the command before it tells. */
  readonly component?: string;
  /** The host that syslog names, or the pod that a tailer does. */
  readonly host?: string;
  /** Second of the day of its time stamp. */
  readonly second?: number;
  /** A command at a prompt: what follows is its output. */
  readonly isCommand?: true;
}

/** Longer lines say nothing more at their end. */
const maxLine = 8000;

const ansi = /\u001b\[[0-9;]{0,20}[A-Za-z]/g;
/** Quote marks, list marks and emphasis of mails and issues. */
const quoteMarks = /^(?:\s{0,8}(?:> ?){1,4})?\s{0,40}(?:[*-] (?=\S)|\d{1,2}[.)] (?=\S))?[`_*]{0,3}/;
/**
 * `[   13.226001] cloud-init[1829]: `, of the console of a machine, in front of a line of its journal; the time that
 * `kubectl logs --timestamps` puts in front of JSON, which has its own.
 */
const bootLog =
  /^(?:\[ {0,8}\d{1,8}\.\d{6}\] cloud-init\[\d{1,9}\]: |\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) (?=\{"))/;
/** `[pod/etcd-cp1/etcd] `, `etcd-1  | `, `192.0.2.7: {`. */
const tailers = /^(?:\[pod\/([\w.-]{1,253})\/([\w.-]{1,63})\] |[\w.-]{1,60} {1,20}\| |[\d.]{7,15}: (?=\{))/;
/** `Feb 12 18:20:35 node9 kubelet[13941]: `, with months of any locale, or ISO times. */
const syslog =
  /^(?:[^\s\d]{3,6} {1,2}\d{1,2} [\d:]{8}|\d{1,2}月 {1,2}\d{1,2} [\d:]{8}|\d{4}-\d\d-\d\dT[\d:.,]{8,18}\S{0,6}) (?:(?!\S{1,60}\[\d{1,9}\]: )\S{1,100} {1,2})?([\w@./-]{1,60})(?:\[\d{1,9}\])?: /;
/** `crio[262640]: time=…`, where the time was left out. */
const tagOnly = /^([a-z][\w.-]{1,40})\[\d{1,9}\]: /;
/** `user: warning: [2025-08-20T09:05:24.8Z]: [talos] `, of the console of Talos. */
const talos =
  /^\s{0,8}(?:[\d.]{7,15}: )?(?:\w{1,10}: {1,4}(\w{1,10}): \[[\dT:.Z-]{10,40}\]: )?(?:\[ {0,6}[\d.]{3,16}\] )?\[talos\] (?:\d{4}\/\d\d\/\d\d [\d:]{8} )?/;
/** `E0311 11:59:00.100000     510 kubelet.go:1386] `, whatever stands before it. */
const klog = /^.{0,100}?([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{1,9}\s{1,10}\d{1,9}\s{1,8}([\w./-]{1,80}):\d{1,6}\] ?/;
/** The rest of such a prefix where its beginning was left out: `1 authentication.go:63] `, `E kubelet.go:1688] `. */
const klogRest = /^\s{0,10}(?:([IWEF]) )?(?:\d{1,9} )?([\w-]{1,60}\.go):\d{1,6}\] /;
/** `2021-03-11 11:59:00.100000 C | raft: `, of etcd before 3.5 (capnslog). */
const capnslog = /^\d{4}[-/]\d\d[-/]\d\d [\d:.]{8,15} ([DINWEC]) \| /;
/** `time="…" level=fatal msg="…"`, of containerd and k3s (logrus); also `FATA[0012] …`. */
const logrus = /^(?:time="[^"]{0,40}" )?level=(\w{1,10}) |^(DEBU|INFO|WARN|ERRO|FATA|PANI)\[[^\]]{1,40}\] ?/;
/** CoreDNS, with and without its time. */
const coredns = /^(?:\d{4}\/\d\d\/\d\d [\d:]{8} )?\[(INFO|WARNING|ERROR|FATAL|PANIC)\] /;
/** `2024-01-10 23:05:07.799 [INFO][3875] `, of Calico. */
const calico = /^\d{4}-\d\d-\d\d [\d:.]{8,15} \[(INFO|WARNING|ERROR|FATAL|PANIC)\]\[\d{1,9}\] /;
/** `2023-09-08T09:30:50.671Z\tinfo\t`, of zap for people; `{"level":"warn",` for machines. */
const zapText = /^\d{4}-\d\d-\d\dT[\d:.]{8,16}\S{0,6}\s(debug|info|warn|error|fatal|panic|INFO|WARN|ERROR)\s/;
const zap = /^\{"(?:level|L)":\s?"(\w{1,10})"/;

const levels: Readonly<Record<string, Level>> = {
  ...{ I: 'info', W: 'warning', E: 'error', F: 'fatal', D: 'info', N: 'info', C: 'fatal' },
  ...{ debug: 'info', info: 'info', warn: 'warning', warning: 'warning', error: 'error', err: 'error' },
  ...{ fatal: 'fatal', panic: 'fatal', trace: 'info', notice: 'info', crit: 'fatal', emerg: 'fatal', alert: 'fatal' },
  ...{ DEBU: 'info', INFO: 'info', WARN: 'warning', ERRO: 'error', FATA: 'fatal', PANI: 'fatal' },
  ...{ WARNING: 'warning', ERROR: 'error', FATAL: 'fatal', PANIC: 'fatal' },
};

/** What programs print without a level when they end, or when what they were asked for failed. */
const fatalText =
  /^\s*(?:panic: |fatal error: |Error: |error: |error execution phase |Error: ?$|FATAL: |\[ERROR [\w./-]{1,80}\]: )/;
const errorText = /^\s*(?:Unable to connect to the server|Error from server|The connection to the server |curl: \(\d)/;

/** `Started crio-conmon-9367.scope.`, of systemd: what it did, which is no trouble. Source: systemd src/core/job.c. */
const unitDone = /^(?:Start(?:ed|ing)|Created slice|Removed slice|Finished|Reached target|Listening on) .{1,200}\.$/;

/** Splits a text into plain lines; parts of CRI lines are joined, empty lines left out. `skipped`: lines before it. */
export function unwrap(text: string, setting?: Setting, skipped = 0): PlainLine[] {
  const lines: PlainLine[] = [];
  let speaker: string | undefined;
  for (const { number, whole, fromRuntime } of wholeLines(text, skipped)) {
    const command = fromRuntime ? undefined : commandOf(whole);
    if (command !== undefined) {
      speaker = componentAfter(command, whole, setting);
      lines.push({ number, text: whole.trim(), isCommand: true });
      continue;
    }
    const line = plainLine(number, whole);
    if (line.text.trim() === '') continue;
    lines.push(line.component === undefined && speaker !== undefined ? { ...line, component: speaker } : line);
  }
  return lines;
}

interface WholeLine {
  readonly number: number;
  readonly whole: string;
  readonly fromRuntime: boolean;
}

/** Lines without colors and without what a runtime put around them; its parts of one line are one. */
function wholeLines(text: string, skipped: number): WholeLine[] {
  const lines: WholeLine[] = [];
  let partial = '';
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const clean = raw.slice(0, maxLine).replace(ansi, '').replace(/#011/g, '\t');
    const runtime = criLine(clean);
    const whole = partial + (runtime ?? dockerLine(clean) ?? { text: clean }).text;
    const isPart = runtime?.partial === true;
    partial = isPart ? whole.slice(0, maxLine) : '';
    if (isPart || whole.trim() === '') continue;
    for (const one of ansibleLines(whole) ?? [whole])
      lines.push({ number: skipped + i + 1, whole: one, fromRuntime: runtime !== undefined });
  }
  return lines;
}

interface Head {
  readonly rest: string;
  readonly level?: Level | undefined;
  readonly component?: string | undefined;
}

function plainLine(number: number, given: string): PlainLine {
  const isTable = /\S {3,}\S.{0,200}\S {3,}\S/.test(given);
  const bootless = given.replace(bootLog, '');
  const quoted = (isTable ? bootless : bootless.replace(quoteMarks, ''))
    .replace(/\*\*/g, '')
    .replace(/[`_*]{1,3}\s*$/, '');
  const tail = tailers.exec(quoted);
  const told = tail === null ? quoted : quoted.slice(tail[0].length);
  const log = syslog.exec(told) ?? tagOnly.exec(told);
  const message = log === null ? told : told.slice(log[0].length);
  const { rest, level, component } = headOf(message, log?.[1]);
  const spoken = component ?? tail?.[2] ?? (log === null ? undefined : programOf(log[1] ?? ''));
  const second = secondOfDay(given);
  const host = tail?.[1] ?? (log === null ? undefined : hostOf(log[0]));
  // A usage dump is told from other text by the program in front of it.
  const text = log !== null && /^ {0,8}--/.test(rest) ? `${log[1]}[0]: ${rest}` : rest;
  return {
    number,
    text,
    ...(level === undefined ? {} : { level }),
    ...(spoken === undefined ? {} : { component: spoken }),
    ...(host === undefined ? {} : { host }),
    ...(second === undefined ? {} : { second }),
  };
}

/** `Feb 12 18:20:35 node9 kubelet[13941]: `: the word before the program. */
const hostOf = (prefix: string): string | undefined => /\s([\w.-]{1,253})\s{1,4}[^\s:]{1,120}: ?$/.exec(prefix)?.[1];

function headOf(message: string, tag: string | undefined): Head {
  if (tag === 'systemd' && unitDone.test(message)) return { rest: message, level: 'info' };
  return ofKlog(message) ?? ofMarked(message) ?? ofLeveled(message) ?? bareHead(message);
}

function ofKlog(message: string): Head | undefined {
  const whole = klog.exec(message);
  if (whole !== null)
    return { rest: message.slice(whole[0].length), level: levels[whole[1] ?? ''], component: ownerOf(whole[2] ?? '') };
  const cut = klogRest.exec(message);
  if (cut === null) return undefined;
  return { rest: message.slice(cut[0].length), level: levels[cut[1] ?? ''], component: ownerOf(cut[2] ?? '') };
}

/** `INFO: 2019/01/27 15:18:12.269751 `, of Weave. */
const weave = /^(DEBU|INFO|WARN|ERRO|FATA): \d{4}\/\d\d\/\d\d [\d:.]{8,15} /;
/** Prefixes with a level that only one program writes. */
const marked: readonly (readonly [RegExp, string])[] = [
  [capnslog, 'etcd'],
  [talos, 'talos'],
  [coredns, 'coredns'],
  [calico, 'calico-node'],
  [weave, 'weave'],
];

function ofMarked(message: string): Head | undefined {
  for (const [pattern, component] of marked) {
    const found = pattern.exec(message);
    if (found !== null) return { rest: message.slice(found[0].length), level: levels[found[1] ?? ''], component };
  }
  return undefined;
}

const etcdCaller =
  /"caller":"(?:etcd|embed|raft|rafthttp|wal|snap|mvcc|backend|membership|v3rpc|fileutil|api|lease)\w{0,20}\//;

function ofLeveled(message: string): Head | undefined {
  const json = zap.exec(message.trim());
  if (json !== null) {
    const level = levels[(json[1] ?? '').toLowerCase()];
    return { rest: message, level, component: etcdCaller.test(message) ? 'etcd' : undefined };
  }
  const plain = logrus.exec(message) ?? zapText.exec(message);
  const word = plain?.[1] ?? plain?.[2] ?? '';
  const level = levels[word] ?? levels[word.toLowerCase()];
  return level === undefined ? undefined : { rest: message, level };
}

function bareHead(message: string): Head {
  if (fatalText.test(message)) return { rest: message, level: 'fatal' };
  return { rest: message, level: errorText.test(message) ? 'error' : undefined };
}

const ownerOf = (file: string): string | undefined => fileOwners.find(([pattern]) => pattern.test(file))?.[1];

/** Source files that only one program has. */
const fileOwners: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:kubelet|kubelet_node_status|eviction_manager|pod_workers|kuberuntime_\w+|remote_runtime|pod_container_deletor|status_manager|cri_stats_provider|nestedpendingoperations|csi_plugin|container_manager_linux|bootstrap|certificate_manager|file_linux)\.go$/,
    'kubelet',
  ],
  [
    /^(?:controllermanager|node_lifecycle_controller|garbagecollector|resource_quota_controller)\.go$/,
    'kube-controller-manager',
  ],
  [
    /^(?:authentication|available_controller|controlbuf|dispatcher|healthz|wrap|cacher|autoregister_controller)\.go$/,
    'kube-apiserver',
  ],
  [/^(?:factory|scheduler|schedule_one)\.go$/, 'kube-scheduler'],
  [/^(?:proxier|server_others|server_linux|ipset)\.go$/, 'kube-proxy'],
  [/^(?:memcache|round_trippers)\.go$/, 'kubectl'],
];

/** `kubelet` for `microk8s.daemon-kubelet`, `etcd` for `etcd[12]`. */
function programOf(tag: string): string {
  const name = tag.replace(/^.*[/]/, '').replace(/^(?:snap\.)?microk8s\.daemon-/, '');
  return name === 'dockerd' ? 'docker' : name;
}
