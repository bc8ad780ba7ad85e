import { complainsBeside, isBeside } from '../read/beside.ts';
import { unwrap } from '../read/container.ts';
import { complains, faultIn, isPostfixDaemon } from '../read/postfix.ts';
import type { Clock } from '../read/record-time.ts';
import type { Scanner } from './scanner.ts';

/** A time, a host, the tag of a program: `Mar  2 08:30:09 mx1 postfix/smtp[`. A time of digits has no blank in it. */
const tagged = /^(\d\S{1,63}|\D.{14}) \S{1,255} ([^\s[:]{1,80})[[: ]/s;
const ofPostfix = /^postfix[^/]{0,40}\//;
/** Behind the bracket: neither `warning: …` nor `4XyZ1: warning: …`. */
const unmarked = /^\d{1,10}\]: (?!(?:[^: ]{0,40}: )?(?:warning|error|fatal|panic):)/;

/** What a line that is no delivery is to the reader. */
export interface OtherLines {
  /** A line that complains of what nothing here knows. */
  readonly complaint: (line: number, text: string) => void;
  /** What Postfix says of itself. */
  readonly fault: (id: string, line: number, text: string) => void;
  /** A line that is neither Postfix's nor of a daemon beside it. */
  readonly foreign: (line: number, text: string) => void;
}

/** Looks at the lines that the scanner finds odd: whose they are and whether they complain. */
export class LineWatch {
  readonly #scanner: Scanner;
  readonly #bytes: Buffer;
  readonly #clock: Clock;
  readonly #to: OtherLines;

  constructor(scanner: Scanner, clock: Clock, to: OtherLines) {
    const { data } = scanner;
    this.#scanner = scanner;
    this.#bytes = Buffer.from(data.buffer, data.byteOffset, data.length);
    this.#clock = clock;
    this.#to = to;
  }

  line(start: number, stop: number, number: number): void {
    if (!this.#isQuiet(start, stop)) this.#look(start, stop, number);
  }

  /** Whether a daemon just tells what it does; of one of Postfix the scanner then knows the next line itself. */
  #isQuiet(start: number, stop: number): boolean {
    const line = this.#bytes.toString('latin1', start, stop);
    const [head = '', stamp = '', program = ''] = tagged.exec(line) ?? [];
    const text = line.slice(head.length);
    if (head.endsWith('[') && ofPostfix.test(program) && isPostfixDaemon(program)) {
      this.#scanner.learn(start + stamp.length, start + head.length - 1);
      return unmarked.test(text);
    }
    const processId = head.endsWith('[') ? /^[^\]]*\]\S* / : /^ /;
    return isBeside(program) && !complainsBeside({ program, text: text.replace(processId, '') });
  }

  #look(start: number, stop: number, number: number): void {
    const text = this.#bytes.toString('utf8', start, stop).replace(/\r$/, '');
    if (text === '') return;
    const inner = unwrap(text, this.#clock);
    const program = inner.program ?? '';
    const fault = isPostfixDaemon(program) ? faultIn(inner) : undefined;
    if (fault !== undefined) this.#to.fault(fault, number, text);
    else if (isBeside(program) ? complainsBeside(inner) : isPostfixDaemon(program) && complains(inner))
      this.#to.complaint(number, text);
    // A status line was read where it was found.
    else if (!isBeside(program) && !isPostfixDaemon(program) && !text.includes('status='))
      this.#to.foreign(number, text);
  }
}
