import { headOf } from '../../../core/safe-text.ts';
import type { LogSign } from '../observations.ts';
import { failing, mailWords } from './context.ts';
import { deniesSending } from './success-rows.ts';

const maxForms = 200;
const maxLoggers = 50;
/** Forms that are told of, the most frequent ones. */
const told = 3;

/** The time in front of a line, and what loggers put between it and their name: level, process and thread. */
const stamp = /^\W{0,2}\d[\d\-/:.,TZ+ ]{7,40}(?:[AP]M)?[\])]?/;
const between =
  /^(?:[\s|:,-]+|\[?\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE)\b\]?|\[?\d{1,9}\]?(?=\W)|[[(][^\])]{0,60}?(?:\d|main|thread|pool)[^\])]{0,60}[\])])/i;
const nameOf = /^[[(]?([A-Za-z_$][\w$.\\/-]{1,100})(?=[\])]|\s?[:|]|\s+-\s)/;
const nameField =
  /"(?:logger|loggerName|logger_name|name|component|category|SourceContext|caller)" ?: ?"([^"]{2,100})"/;

const address = /[^\s<>()"',;:=]{1,64}@[A-Za-z0-9-]{1,80}(?:\.[A-Za-z0-9-]{1,80}){1,5}/g;
/** Numbers, ids, times. */
const varying = /[\w.-]{0,40}\d[\w.:-]{0,60}/g;

/** Who wrote a record: the name that its pattern puts before the words. */
export function loggerOf(text: string): string | undefined {
  const line = text.split('\n', 1)[0] ?? '';
  if (line.startsWith('{')) return nameField.exec(line)?.[1];
  let rest = line.slice(0, 300).replace(stamp, '');
  for (let cut = between.exec(rest); cut !== null; cut = between.exec(rest)) rest = rest.slice(cut[0].length);
  return nameOf.exec(rest)?.[1];
}

/** A line with all that varies masked. */
const formOf = (line: string): string =>
  line.slice(0, 400).replace(stamp, '').replace(address, '<recipient>').replace(varying, '#').trim().slice(0, 160);

interface Form {
  readonly logger: string;
  readonly line: number;
  readonly text: string;
  count: number;
}

/**
 * Lines that name a recipient and no failure, of a logger that told of failures: perhaps of mails that were sent. What
 * they mean only their program knows, so they are shown and counted as nothing.
 */
export class Candidates {
  readonly #loggers = new Set<string>();
  readonly #forms = new Map<string, Form>();

  /** A record that told of a failed mail. */
  failed(text: string): void {
    const logger = this.#loggers.size < maxLoggers ? loggerOf(text) : undefined;
    if (logger !== undefined) this.#loggers.add(logger);
  }

  /** A record that told of no mail by any rule. */
  add(text: string, line: number): void {
    const head = text.split('\n', 1)[0] ?? '';
    if (!head.includes('@') || !mailWords.test(head) || failing.test(head) || deniesSending(head)) return;
    const logger = loggerOf(head);
    const form = formOf(head);
    if (logger === undefined || !form.includes('<recipient>')) return;
    const known = this.#forms.get(form);
    if (known !== undefined) known.count++;
    else if (this.#forms.size < maxForms) this.#forms.set(form, { logger, line, text: headOf(head, 300), count: 1 });
  }

  /** The most frequent forms of loggers that told of failures. */
  signs(source: string): readonly LogSign[] {
    return [...this.#forms]
      .filter(([, { logger }]) => this.#loggers.has(logger))
      .toSorted(([, a], [, b]) => b.count - a.count)
      .slice(0, told)
      .map(([value, { count, line, text }]) => ({ sign: 'perhaps-sent', value, count, source, line, text }));
  }
}
