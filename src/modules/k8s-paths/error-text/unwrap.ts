/** A line of a pasted text without what a terminal, syslog, journald, a runtime or klog put around it. */
export interface PlainLine {
  /** 1-based in the text as given. */
  readonly number: number;
  readonly text: string;
  /** Severity as klog or zap wrote it. */
  readonly level?: 'fatal' | 'error' | 'warning' | 'info';
}

/** Longer lines say nothing more at their end. */
const maxLine = 8000;

const ansi = /\u001b\[[0-9;]{0,20}[A-Za-z]/g;
/** `2020-11-05T12:26:40.675Z stderr F `; P marks a part of a line. */
const cri = /^\d{4}-\d\d-\d\dT[\d:.]{8,20}(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) ([FP])[^ ]{0,20} ?/;
/** `Feb 12 18:20:35 node9 kubelet[13941]: `, with months of any locale, or ISO times. */
const syslog =
  /^(?:[^\s\d]{3,6} {1,2}\d{1,2} [\d:]{8}|\d{1,2}月 {1,2}\d{1,2} [\d:]{8}|\d{4}-\d\d-\d\dT[\d:.,]{8,18}\S{0,6}) \S{1,100} ([\w@./-]{1,60})(?:\[\d{1,9}\])?: /;
/** `E0311 11:59:00.100000     510 kubelet.go:1386] `, behind a grep -nb prefix where there is one. */
const klog =
  /^(?:[\d:-]{0,24}|\d{4}-\d\d-\d\d[ T][\d:.]{8,15}Z? )?([IWEF])\d{4} [\d:.]{8,15} {1,8}\d{1,9} [\w.-]{1,80}:\d{1,6}\] /;
/** `2021-03-11 11:59:00.100000 C | raft: `, of etcd before 3.5 (capnslog). */
const capnslog = /^\d{4}[-/]\d\d[-/]\d\d [\d:.]{8,15} ([DINWEC]) \| /;
/** `time="…" level=fatal msg="…"`, of containerd and k3s (logrus); also `FATA[0012] …`. */
const logrus = /^time="[^"]{0,40}" level=(\w{1,10}) |^(DEBU|INFO|WARN|ERRO|FATA|PANI)\[/;
const levels = { I: 'info', W: 'warning', E: 'error', F: 'fatal', D: 'info', N: 'info', C: 'fatal' } as const;
const zapLevels: Readonly<Record<string, PlainLine['level']>> = {
  ...{ debug: 'info', info: 'info', warn: 'warning', error: 'error', fatal: 'fatal', panic: 'fatal' },
  ...{ warning: 'warning', DEBU: 'info', INFO: 'info', WARN: 'warning', ERRO: 'error', FATA: 'fatal', PANI: 'fatal' },
};

/** Splits a text into plain lines; parts of CRI lines are joined, empty lines left out. */
export function unwrap(text: string): PlainLine[] {
  const lines: PlainLine[] = [];
  let partial = '';
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const clean = raw.slice(0, maxLine).replace(ansi, '').replace(/#011/g, '\t');
    const runtime = cri.exec(clean);
    const inner = runtime === null ? fromDocker(clean) : clean.slice(runtime[0].length);
    if (runtime?.[1] === 'P') {
      partial = (partial + inner).slice(0, maxLine);
      continue;
    }
    const line = plainLine(i + 1, partial + inner);
    partial = '';
    if (line.text.trim() !== '') lines.push(line);
  }
  return lines;
}

/** The line within `{"log":"…\n","stream":"stderr",…}`, Docker's json-file. */
function fromDocker(line: string): string {
  if (!line.startsWith('{"log":"')) return line;
  try {
    const { log } = JSON.parse(line) as { readonly log?: unknown };
    return typeof log === 'string' ? log.trimEnd() : line;
  } catch {
    return line;
  }
}

function plainLine(number: number, given: string): PlainLine {
  const quoted = given.replace(/^(?:> ?){1,4}/, '').replace(/\*\*/g, '');
  const log = syslog.exec(quoted);
  const message = log === null ? quoted : quoted.slice(log[0].length);
  const head = klog.exec(message) ?? capnslog.exec(message);
  if (head !== null) {
    return { number, text: message.slice(head[0].length), level: levels[(head[1] ?? 'I') as keyof typeof levels] };
  }
  const zap = /^\{"level":"(\w{1,10})"/.exec(message.trim());
  const plain = logrus.exec(message);
  const level =
    zapLevels[zap?.[1] ?? plain?.[1] ?? plain?.[2] ?? ''] ??
    (/^\s*(?:panic|fatal error|Error|error):/.test(message) ? 'fatal' : undefined);
  // A usage dump is told from other text by the program in front of it.
  const text = log !== null && /^ {0,8}--/.test(message) ? `${log[1]}[0]: ${message}` : message;
  return { number, text, ...(level === undefined ? {} : { level }) };
}
