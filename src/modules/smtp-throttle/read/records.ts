import type { AppRecord } from './app-record.ts';
import { defined } from './attempt.ts';
import { opensBounce } from './bounce.ts';
import type { InnerLine } from './container.ts';
import { type Clock, findTime } from './record-time.ts';

interface OpenRecord {
  readonly line: number;
  readonly at: number | undefined;
  readonly host: string | undefined;
  readonly program: string | undefined;
  /** Began with a time or a level: whatever does not begin so belongs to it. */
  readonly stamped: boolean;
  readonly lines: string[];
  size: number;
}

const maxLines = 300;
const maxSize = 24_000;
const maxOpen = 64;

const level =
  /^(?:\[?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|TRACE|FATAL|CRITICAL|NOTICE|SEVERE|FINE|Error|Warning)\]?\b(?!:)(?! ?[:=] ?\S{0,3}$)|(?:fail|warn|crit|info|dbug|trce): [\w.]{1,200}\[\d{1,9}\]|[DIWEF], \[\d{4}-)/;
const stack =
  /^(?:at [\w.$<>]|Caused by:|\.\.\. \d|--- End|---> | ---> |End of (?:inner|stack)|Traceback |During handling of|The above exception|#\d{1,3} |Stack trace:|Suppressed:|nested exception|; message exception|Failed message \d{1,3}:|ORA-\d{5}|\}|\]|\)|\{main\}|thrown in|com\.sun\.mail\.|javax\.mail\.|jakarta\.mail\.|org\.\S{3,100}Exception|Visit https?:|\[Hostname=)/;
/** Ends in the middle of a reply: a code without its words, an open quotation. */
const unfinished = /(?:\b[45]\d\d|\b[45]\.\d{1,3}\.\d{1,3}|[({,])\s*$|\(\d{3}, b?['"](?:(?!['"]\)).){0,4000}$/s;
const announces = /\b(?:response|body|error|message|reply|details?)[`'")]{0,2}: ?$/i;
const afterFrame = /\n\s+File "[^\n]*(?:\n\s{4,}[^\n]*)?$|^Traceback [^\n]*$/;

/** Joins the lines of one record: stack traces, wrapped replies, dumps of objects. */
export class RecordAssembler {
  #open = new Map<string, OpenRecord>();
  readonly #clock: Clock;
  readonly #done: (record: AppRecord) => void;
  /** Whether a line named its zone. */
  zoned: boolean | undefined;

  constructor(clock: Clock, done: (record: AppRecord) => void) {
    this.#clock = clock;
    this.#done = done;
  }

  /** Adds a line of one stream of records; streams are told apart by host and program. False where it says nothing and is dropped. */
  add(inner: InnerLine, line: number): boolean {
    const key = `${inner.host ?? ''}/${inner.program ?? ''}`;
    const open = this.#open.get(key);
    const own = ownTime(inner.text, this.#clock);
    if (open !== undefined && own === undefined && continues(inner.text, open)) {
      open.lines.push(inner.text);
      open.size += inner.text.length;
      return true;
    }
    if (open !== undefined) this.#close(key, open);
    if (inner.text.trim() === '') return false;
    if (own !== undefined) this.zoned = own.zoned;
    else if (inner.zoned !== undefined) this.zoned = inner.zoned;
    if (this.#open.size >= maxOpen) this.flush();
    const at = own?.at ?? inner.at;
    const stamped = own !== undefined || level.test(inner.text);
    this.#open.set(key, {
      line,
      at,
      host: inner.host,
      program: inner.program,
      stamped,
      lines: [inner.text],
      size: inner.text.length,
    });
    return true;
  }

  /** Whether an object without a time is what the open record announced: `… resulted in a 403 response:`. */
  awaits({ host, program, at }: InnerLine): boolean {
    const last = this.#open.get(`${host ?? ''}/${program ?? ''}`)?.lines.at(-1);
    return at === undefined && last !== undefined && announces.test(last);
  }

  /** Adds a whole record with a time of its own in front, which ends those before. */
  addWhole(text: string, line: number): AppRecord {
    this.flush();
    const own = ownTime(text, this.#clock);
    this.zoned = own?.zoned ?? this.zoned;
    return { line, text, ...defined({ at: own?.at }) };
  }

  flush(): void {
    if (this.#open.size === 0) return;
    for (const [key, open] of [...this.#open].toSorted(([, a], [, b]) => a.line - b.line)) this.#close(key, open);
  }

  #close(key: string, { line, at, host, program, lines }: OpenRecord): void {
    this.#open.delete(key);
    this.#done({ line, text: lines.join('\n'), ...defined({ at, host, program }) });
  }
}

/** A time where records have theirs: within the first few characters, or behind a level or a bracket. */
function ownTime(text: string, clock: Clock) {
  const first = text.charCodeAt(0);
  if (first === 32 || first === 9 || Number.isNaN(first)) return undefined;
  const digits = /\d/.exec(text.slice(0, 32));
  return digits === null ? undefined : findTime(text, clock, 32);
}

/**
 * Whether a line that begins with a letter goes on with a record that has a time, for sure: it is of no
 * agent, in no container, opens no table and no bounce, and has neither a time nor a level.
 */
export function continuesDated(text: string, clock: Clock): boolean {
  if (level.test(text) && !stack.test(text)) return false;
  // Every cell of a header is a name, none has a colon in it.
  if (text.includes(' | ') || (/[,;\t|]/.test(text) && !text.includes(':'))) return false;
  if (otherLine.test(text) || text.includes('stat=') || opensBounce(text)) return false;
  return ownTime(text, clock) === undefined;
}

/** syslog, a queue id, Postfix's lines without one. */
const otherLine =
  /^(?:[A-Z][a-z]{2} [ \d]\d |[0-9A-Za-z]{6,20}: |(?:Unt|T)rusted |Verified |Anonymous |SSL_connect |certificate )/;

function continues(text: string, open: OpenRecord): boolean {
  if (open.lines.length >= maxLines || open.size >= maxSize) return false;
  if (text === '' || /^\s/.test(text)) return true;
  if (goesOnWithReply(text, open.lines.at(-1) ?? '')) return true;
  if (stack.test(text)) return true;
  if (level.test(text)) return false;
  if (open.stamped || announces.test(open.lines.at(-1) ?? '')) return true;
  const tail = open.lines.slice(-3).join('\n');
  return unfinished.test(tail) || afterFrame.test(tail);
}

/** A reply of several lines: `534-5.7.9 …`, then `534 5.7.9 …` (RFC 5321 §4.2.1). */
function goesOnWithReply(text: string, before: string): boolean {
  const [, code, status] = /^([245]\d\d)[ -]([245]\.\d{1,3}\.\d{1,3} )?/.exec(text) ?? [];
  if (code === undefined) return false;
  return before.startsWith(`${code}-`) || before.includes(status === undefined ? `: ${code}-` : `${code}-`);
}
