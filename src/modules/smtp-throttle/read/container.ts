import { criLine } from '../../../core/container-line.ts';
import { parsedObject } from '../../../core/json.ts';
import { type Clock, epochMs, findTime } from './record-time.ts';

/** A line freed from what Docker, Kubernetes, journald or syslog put around it. */
export interface InnerLine {
  readonly text: string;
  /** ms since the epoch, of the container's stamp. */
  readonly at?: number;
  readonly zoned?: boolean;
  readonly host?: string;
  /** syslog tag without its process id: `postfix/smtp`. */
  readonly program?: string;
  /** CRI cut a long line here; the next one goes on. */
  readonly partial?: true;
}

/** `web-1  | words` of Docker Compose; `jvm 1    | words` of the Java Service Wrapper on a terminal (its format PM). */
const compose = /^(?:jvm \d{1,3}|[\w./-]{1,80}(?:-\d{1,4}|\])?) +\| ?(.*)$/s;
/** `0|web  | words`: `pm2 logs`. */
const pm2 = /^\d{1,4}\|[\w.-]{1,60} *\| ?(.*)$/s;
/** `INFO   | jvm 1    | 2026/03/02 08:30:09 | words`: its log file (format LPTM). */
const wrapperFile = /^[A-Z]{4,6} *\| (?:wrapperp?|jvm \d{1,3}) *\| (\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) \| ?(.*)$/s;
/** `25/09/2019, 18:28:40 | warning | words`: the viewer of mailcow shows Postfix so. */
const viewer =
  /^\d{1,2}[/.]\d{1,2}[/.]\d{4}, \d{1,2}:\d\d:\d\d(?: [AP]M)? \| (?:debug|info|notice|warning|err|error|crit|fatal) \| (.*)$/s;
const kubectl = /^\[pod\/[\w./-]{1,200}\] (.*)$/s;
const tag = '([\\w./()-]{1,80}?)(?:\\[([\\w.]{1,40})\\])?: ?';
/** A level in the place of the host: the line is of an application log. */
const noLevel = '(?!(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE) )';
/** busybox syslogd, as in every Alpine image, puts facility and severity before the tag (sysklogd/syslogd.c). */
const facility =
  '(?:(?:kern|user|mail|daemon|auth|authpriv|syslog|lpr|news|uucp|cron|ftp|local\\d)\\.(?:emerg|alert|crit|err|warn|notice|info|debug) )?';
const bsd = new RegExp(
  `^(?:<\\d{1,3}>)?((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?:[ \\d]\\d|\\d) (?:\\d{4} )?\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?) ${noLevel}([\\w.:-]{1,255}) ${facility}${tag}(.*)$`,
  's',
);
const isoSyslog = new RegExp(
  `^(?:<\\d{1,3}>)?(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)) ${noLevel}([\\w.:-]{1,255}) ${facility}${tag}(.*)$`,
  's',
);
/** How loud a line is, as a template of rsyslog puts it before the tag, in a column. */
const loud = '(?:(?:EMERG|ALERT|CRIT|ERR|ERROR|WARNING|WARN|NOTICE|INFO|DEBUG) +)?';
/** The same where someone took the name of the host out. */
const hostless = new RegExp(
  `^((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\S{8,26}) ${loud}((?:postfix\\S{0,20}/[\\w/-]{1,40}|sendmail|sm-mta|dovecot|opendkim|amavis))\\[\\d{1,9}\\]: (.*)$`,
  's',
);
/** A line of Postfix that a container printed, which syslog or Docker Compose framed again. */
const framed = new RegExp(
  `^(?:(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\S{8,26}) (?:[\\w.:-]{1,255} )?)?${loud}(postfix[\\w-]{0,20}/[\\w/-]{1,40})\\[\\d{1,9}\\]: (.*)$`,
  's',
);
/** The same where a viewer of logs has left the day out. */
const clockSyslog = new RegExp(
  `^\\d{1,2}:\\d\\d:\\d\\d ([\\w.:-]{1,255}) ${facility}(postfix/[\\w-]{1,40})\\[\\d{1,9}\\]: (.*)$`,
  's',
);
const rfc5424 =
  /^<\d{1,3}>1 (\S{1,64}) (\S{1,255}) (\S{1,48}) \S{1,128} \S{1,32} (?:-|\[.{0,2000}?\]) ?(?:\ufeff)?(.*)$/s;

/** Takes one container off; a line without any is returned as it is. */
export function unwrap(line: string, clock: Clock): InnerLine {
  const first = line.charCodeAt(0);
  if (first === 123 /* { */) return fromJson(line, clock) ?? { text: line };
  if (first === 60 /* < */) return fromRfc5424(line, clock) ?? fromSyslog(line, clock) ?? { text: line };
  if (first >= 48 && first <= 57)
    return fromCri(line, clock) ?? fromSyslog(line, clock) ?? fromColumns(line, clock) ?? { text: line };
  if (first >= 65 && first <= 90) return fromSyslog(line, clock) ?? fromCompose(line, clock) ?? { text: line };
  return fromTag(line) ?? fromCompose(line, clock) ?? { text: line };
}

/** `postfix/smtpd[7]: …`: a line of syslog of which time and host were left out. */
function fromTag(line: string): InnerLine | undefined {
  const [, program, text] = /^(postfix[\w.-]{0,40}\/[\w/-]{1,40})\[\d{1,9}\]: (.*)$/s.exec(line) ?? [];
  return program === undefined ? undefined : { text: text ?? '', program };
}

const stamp = (text: string, clock: Clock): { at?: number; zoned?: boolean } => {
  const time = findTime(text, clock);
  return time === undefined ? {} : { at: time.at, zoned: time.zoned };
};

function fromCri(line: string, clock: Clock): InnerLine | undefined {
  const { text, time = '', partial } = criLine(line) ?? {};
  return text === undefined ? undefined : { text, ...stamp(time, clock), ...(partial ? { partial } : {}) };
}

function fromSyslog(line: string, clock: Clock): InnerLine | undefined {
  const m = bsd.exec(line) ?? isoSyslog.exec(line);
  if (m === null) return fromCutSyslog(line, clock);
  const text = (m[5] ?? '').replaceAll('#012', '\n').replaceAll('#011', '\t');
  const [, program = m[3] ?? '', inner = text] = (text.includes('postfix') ? framed.exec(text) : null) ?? [];
  return { text: inner, ...stamp(m[1] ?? '', clock), host: m[2] ?? '', program };
}

/** A line of syslog without its host, or without its day. */
function fromCutSyslog(line: string, clock: Clock): InnerLine | undefined {
  const [, time, name, rest] = hostless.exec(line) ?? [];
  if (name !== undefined) return { text: rest ?? '', ...stamp(time ?? '', clock), program: name };
  const [, host, program, text] = clockSyslog.exec(line) ?? [];
  return host === undefined || program === undefined ? undefined : { text: text ?? '', host, program };
}

function fromRfc5424(line: string, clock: Clock): InnerLine | undefined {
  const m = rfc5424.exec(line);
  if (m === null) return undefined;
  return { text: m[4] ?? '', ...stamp(m[1] ?? '', clock), host: m[2] ?? '', program: m[3] ?? '' };
}

function fromColumns(line: string, clock: Clock): InnerLine | undefined {
  const inner = pm2.exec(line)?.[1] ?? viewer.exec(line)?.[1];
  return inner === undefined ? undefined : unwrapOnce(inner, clock);
}

function fromCompose(line: string, clock: Clock): InnerLine | undefined {
  const file = line.includes(' | ') ? wrapperFile.exec(line) : null;
  if (file !== null) return { ...stamp(file[1] ?? '', clock), text: file[2] ?? '' };
  const m = line.includes(' | ') ? compose.exec(line) : line.startsWith('[pod/') ? kubectl.exec(line) : null;
  if (m === null) return undefined;
  const inner = m[1] ?? '';
  // Tables have more than one bar, and what stands behind the first is no log line.
  return inner.includes(' | ') ? undefined : unwrapOnce(inner, clock);
}

const unwrapOnce = (text: string, clock: Clock): InnerLine =>
  fromCri(text, clock) ?? fromSyslog(text, clock) ?? { text };

/** Docker's json-file and `journalctl -o json`; any other object is a record of the application itself. */
function fromJson(line: string, clock: Clock): InnerLine | undefined {
  const docker = line.startsWith('{"log":');
  if (!docker && !line.includes('"MESSAGE"')) return undefined;
  const value = parsedObject(line);
  if (value === undefined) return undefined;
  if (docker && typeof value['log'] === 'string') {
    const inner = unwrapOnce(value['log'].replace(/\r?\n$/, ''), clock);
    return { ...stamp(String(value['time'] ?? ''), clock), ...inner };
  }
  if (typeof value['MESSAGE'] !== 'string') return undefined;
  const at = epochMs(Number(value['__REALTIME_TIMESTAMP'] ?? value['_SOURCE_REALTIME_TIMESTAMP']));
  const program = value['SYSLOG_IDENTIFIER'] ?? value['_COMM'];
  return {
    text: value['MESSAGE'],
    ...(at === undefined ? {} : { at, zoned: true }),
    ...(typeof value['_HOSTNAME'] === 'string' ? { host: value['_HOSTNAME'] } : {}),
    ...(typeof program === 'string' ? { program } : {}),
  };
}
