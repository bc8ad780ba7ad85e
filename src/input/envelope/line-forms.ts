import { criLine } from '../../core/container-line.ts';
import { isObject, parsed } from '../../core/json.ts';
import { hostOf, labelsOf, messageIn, programOf } from './fields.ts';
import { labelsInText, recordsIn } from './json-records.ts';
import type { LogRecord } from './record.ts';
import { timeOf } from './record-time.ts';
import { hasDetails } from './store.ts';

/** A line without what a log viewer or a runtime put in front. */
export type LineParts = Omit<LogRecord, 'place'>;

/** How one log viewer or runtime writes lines. */
export interface LineForm {
  readonly name: string;
  /** Undefined where the line is of another form. */
  read(line: string): LineParts | undefined;
  /** What else stands between its lines: notes of the viewer. */
  readonly notes?: RegExp;
}

const iso = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?`;

/** A message behind a time that `kubectl logs --timestamps` and the like put there. */
function timed(text: string): LineParts {
  const m = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (.*)$/.exec(text);
  return m === null ? { message: text } : { message: m[2] ?? '', time: timeOf(m[1]) };
}

/** The object that fluentd's tools put around a message. */
function shipped(text: string): LineParts {
  const [record] = recordsIn([parsed(text)], undefined, 1);
  return record ?? { message: messageOf(text) ?? text };
}

function messageOf(text: string): string | undefined {
  const value = parsed(text);
  return isObject(value) && !hasDetails(value) ? messageIn(value)?.message : undefined;
}

function form(
  name: string,
  pattern: RegExp,
  parts: (m: RegExpExecArray) => LineParts | undefined,
  notes?: RegExp,
): LineForm {
  return {
    name,
    read: (line) => {
      const m = pattern.exec(line);
      return m === null ? undefined : parts(m);
    },
    ...(notes === undefined ? {} : { notes }),
  };
}

/** Kubernetes names a pod of a deployment by a hash and five letters, one of a set by its number. */
const pod = String.raw`[a-z0-9][a-z0-9.-]{0,200}-(?:[a-z0-9]{5}|\d{1,4})`;

/**
 * In order. From the documents and sources of the tools: the CRI log format (kubernetes/design-proposals), kubectl
 * logs --prefix, kubetail, docker compose logs and docker service logs, logcli's default output, aws logs tail,
 * stern's default template, Heroku's logplex, journalctl's short-unix, short-full and with-unit, fluentd's file
 * and stdout outputs, fluent-bit's stdout output.
 */
export const lineForms: readonly LineForm[] = [
  {
    name: 'cri',
    read: (line) => {
      const { text, time, stream, partial } = criLine(line) ?? {};
      if (text === undefined) return undefined;
      return { message: text, time: timeOf(time), stream, ...(partial ? { partial } : {}) };
    },
  },
  // [pod/mailer-1/app] text, [mailer-1 app] text (kubetail)
  form('kubectl', /^\[(?:pod\/)?([\w.-]{1,253})[/ ]([\w.-]{1,63})\] (.*)$/, (m) => ({
    ...timed(m[3] ?? ''),
    host: m[1],
    program: m[2],
  })),
  // mailer-1  | text; mail_mailer.1.x2k@node1    | text
  form(
    'compose',
    /^(?:(\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d)) )?([a-zA-Z][\w.-]{1,80}(?:@[\w.-]{1,80})?) {1,40}\| ?(.*)$/,
    (m) => {
      const text = m[3] ?? '';
      // Tables have more than one bar.
      if (text.includes(' | ')) return undefined;
      const program = (m[2] ?? '').replace(/@.*$/, '').replace(/(?:[-_.]\d{1,4}(?:\.\w+)?)$/, '');
      return { ...(m[1] === undefined ? timed(text) : { message: text, time: timeOf(m[1]) }), program, stream: m[2] };
    },
    /^(?:Attaching to |\S{1,80} exited with code \d)/,
  ),
  // 2026-03-10T15:31:00.000Z {app="mailer"} text; what stands in JSON behind a time is a message itself
  form(
    'loki',
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (\{(?:[\w.]{1,100}="(?:[^"\\]|\\.){0,400}"(?:, ?)?){0,60}\}) ?(.*)$/,
    (m) => {
      const labels = labelsOf(labelsInText(m[2] ?? ''));
      return { message: m[3] ?? '', time: timeOf(m[1]), program: programOf(labels), host: hostOf(labels) };
    },
    /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (?:https?:|Common labels|Ignoring)/,
  ),
  // 2026-03-10T15:31:00+00:00<tab>kube.mailer<tab>{"log":"text"}
  form('fluentd', new RegExp(String.raw`^(${iso})(?:\t| )([\w.*/-]{1,200})(?:\t|: )(\{.*\})$`), (m) => ({
    ...shipped(m[3] ?? ''),
    time: timeOf(m[1]),
    stream: m[2],
  })),
  // [0] kube.mailer: [[1773156660.000000000, {}], {"log"=>"text"}]
  form('fluent-bit', /^\[\d{1,9}\] [\w.*/-]{1,200}: \[\[?(\d{10}\.\d{1,9})(?:, \{\}\])?, (\{.*\})\]$/, (m) => ({
    ...shipped((m[2] ?? '').replace(/"=>/g, '":')),
    time: timeOf(m[1]),
  })),
  // 1773156660.000000 node1 app[12]: text
  form('journald', /^(\d{10}\.\d{6}) ([\w.:-]{1,255}) ([\w./()@-]{1,80})(?:\[\d{1,10}\])?: (.*)$/, journaled),
  // Tue 2026-03-10 15:31:00.123456 UTC node1 app[12]: text
  form(
    'journald',
    /^[A-Z][a-z]{2} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? [A-Z]{3,5}) ([\w.:-]{1,255}) ([\w./()@-]{1,80})(?:\[\d{1,10}\])?: (.*)$/,
    journaled,
  ),
  // 2026-03-10T15:31:00.000000+00:00 app[web.1]: text
  form(
    'heroku',
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)) (?:app|heroku)\[([\w.-]{1,60})\]: (.*)$/,
    (m) => ({
      message: m[3] ?? '',
      time: timeOf(m[1]),
      program: m[2],
    }),
  ),
  // + mailer-1 › app; mailer-7d9f8c6b5d-x2x4z app text
  form(
    'stern',
    new RegExp(`^(?:[a-z0-9][a-z0-9-]{0,62} )?(${pod}) ([a-z0-9][a-z0-9-]{0,62}) (.*)$`),
    (m) => ({
      ...timed(m[3] ?? ''),
      host: m[1],
      program: m[2],
      stream: `${m[1]}/${m[2]}`,
    }),
    /^[+-] \S{1,260}(?: › \S{1,63})?$/,
  ),
  // 2026-03-10T15:31:00.123000+00:00 app/mailer/0123abcd text
  form('cloudwatch', new RegExp(String.raw`^(${iso}) ([\w./$[\]#:@-]{1,512}) (.*)$`), (m) =>
    isStream(m[2] ?? '', m[3] ?? '') ? { message: m[3] ?? '', time: timeOf(m[1]), stream: m[2] } : undefined,
  ),
];

function journaled(m: RegExpExecArray): LineParts {
  return { message: m[4] ?? '', time: timeOf(m[1]), host: m[2], program: m[3] };
}

/** Whether a word behind a time is the name of a log stream: it has a number or a path in it, and no level or tag follows. */
const isStream = (word: string, rest: string): boolean =>
  /[/\d]/.test(word) &&
  /[a-z]/i.test(word) &&
  !/:$|^\[?(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b|^[IWEF]\d{4}$|\[\d{1,10}\]:?$/.test(word) &&
  !/^[\w./()@-]{1,80}(?:\[\d{1,10}\])?: /.test(rest);
