import { classify } from '../classify.ts';
import type { Reply } from '../reply.ts';
import type { AppReading } from './app-record.ts';
import { shortText } from './asides.ts';
import type { Attempt } from './attempt.ts';

/** One failure is told of again within so many lines, and so many ms. */
const near = { lines: 8, ms: 3_000 };

/** What a library says where it knows nothing, or where the server hung up behind its refusal. */
const afterwards = /closed|reset|disconnect|broken pipe|\bEOF\b/i;

/** PHPMailer ends with it whatever failed before. */
const sumsUp = /^SMTP connect\(\) failed/i;

const isSum = ({ reply }: Attempt): boolean => sumsUp.test(reply?.text ?? '');

/**
 * One failure that a log tells of several times counts once: the words of a server count before those of a library
 * that says nothing (`SMTP Error: Could not authenticate.`, `got an empty response`), whichever comes first.
 */
export class Echoes {
  readonly #add: (attempt: Attempt) => void;
  /** A failure without a reason, until it is known whether a better record follows. */
  #bare: Attempt | undefined;
  #last: Attempt | undefined;
  #lastIsTranscript = false;

  constructor(add: (attempt: Attempt) => void) {
    this.#add = add;
  }

  /** A failure as a record tells it. */
  add({ attempt, bare }: AppReading): void {
    const last = this.#last;
    if (bare === true) {
      if (last !== undefined && isNear(last, attempt)) return;
      if (this.#bare !== undefined && isNear(this.#bare, attempt) && isSum(attempt)) return;
      this.#explained(attempt);
      this.#release();
      this.#bare = attempt;
      return;
    }
    if (this.#bare !== undefined && isNear(this.#bare, attempt)) this.#bare = undefined;
    this.#explained(attempt);
    this.#release();
    if (last !== undefined && ((!this.#lastIsTranscript && isSame(last, attempt)) || followsFrom(last, attempt)))
      return;
    this.#last = attempt;
    this.#lastIsTranscript = false;
    this.#add(attempt);
  }

  /** Whether a failure without a reason came just before, of which this can be the reason. */
  explains(attempt: Attempt): boolean {
    return this.#bare !== undefined && isNear(this.#bare, attempt);
  }

  /** The words of a server in a transcript, which may count themselves at the end. */
  transcript(attempt: Attempt): void {
    if (this.#bare !== undefined && isNear(this.#bare, attempt)) this.#bare = undefined;
    this.#explained(attempt);
    this.#release();
    this.#last = attempt;
    this.#lastIsTranscript = true;
  }

  /** In a report that someone pasted, the sum stands at the top (WP Mail SMTP) and what failed further down. */
  #explained(attempt: Attempt): void {
    const isReport = this.#bare !== undefined && this.#bare.at === undefined && attempt.line <= shortText;
    if (isReport && this.#bare !== undefined && isSum(this.#bare) && !isSum(attempt)) this.#bare = undefined;
  }

  /** No record follows. */
  end(): void {
    this.#release();
  }

  #release(): void {
    if (this.#bare !== undefined) this.#add(this.#bare);
    this.#bare = undefined;
  }
}

/** Whether two records may be of one failure. */
function isNear(a: Attempt, b: Attempt): boolean {
  const lines = b.line - a.line <= near.lines;
  const time = a.at === undefined || b.at === undefined || Math.abs(b.at - a.at) <= near.ms;
  return lines && time && fits(a.recipient, b.recipient) && fits(a.id, b.id);
}

const fits = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;

/** The same reply at the same moment, or without a time of its own, in another form: two mails that fail alike are logged alike. */
function isSame(a: Attempt, b: Attempt): boolean {
  if ((b.at !== undefined && a.at !== b.at) || !isNear(a, b) || formOf(a) === formOf(b)) return false;
  const [{ code, enhanced, text }, other] = [a.reply ?? none, b.reply ?? none];
  if (goesOn(a, b)) return true;
  if (enhanced !== other.enhanced || (code ?? other.code) !== (other.code ?? code)) return false;
  const [one, two] = [wordsOf(text), wordsOf(other.text)];
  return one !== '' && two !== '' && (one.startsWith(two) || two.startsWith(one));
}

/** The next line of a reply of several, by the same rule. */
function goesOn(a: Attempt, b: Attempt): boolean {
  const [before, reply] = [a.reply ?? none, b.reply ?? none];
  if (reply.code !== undefined || reply.enhanced !== undefined || b.line - a.line > 2 || b.at !== undefined)
    return false;
  const { rule } = classify(reply);
  return rule !== 'none' && rule === classify(before).rule;
}

const none: Reply = { text: '' };

const wordsOf = (text: string): string => text.replace(/\W+/g, ' ').trim().slice(0, 40);
/** How a record begins behind its time, whatever its numbers are. */
const formOf = ({ text }: Attempt): string =>
  text
    .replace(/^[[\d\s:.,TZ+-]{0,60}/, '')
    .slice(0, 24)
    .replace(/\d/g, '0');

/** A connection that is gone right behind a refusal, in a text someone pasted. */
const followsFrom = (a: Attempt, b: Attempt): boolean =>
  b.line <= shortText &&
  a.reply?.code !== undefined &&
  b.reply?.code === undefined &&
  b.reply?.enhanced === undefined &&
  b.recipient === undefined &&
  isNear(a, b) &&
  afterwards.test(b.reply?.text ?? '');
