import type { InputCoverage } from '../../core/coverage.ts';
import type { Observations } from '../../core/module.ts';
import type { FailureClass, Permanence, Phase, RetryAdvice } from './failure-class.ts';

/** Failed attempts by class; classes that did not occur are absent. */
export type ClassCounts = Partial<Record<FailureClass, number>>;

/** One failed attempt to hand over one mail. Times are ms since the epoch, UTC. */
export interface FailureRecord {
  readonly source: string;
  /** 1-based, the first line of the record. */
  readonly line: number;
  /** When it failed; absent where the record has no time. */
  readonly at?: number;
  /** When the attempt began, where the record tells (Postfix delays, sendmail xdelay, durations). */
  readonly startedAt?: number;
  readonly class: FailureClass;
  /** Id of the rule that decided, `m365-concurrent-connections`; `reply-code` where only the number did. */
  readonly rule: string;
  readonly permanence: Permanence;
  readonly retry: RetryAdvice;
  /** Seconds the server asked to wait. */
  readonly retryAfter?: number;
  /** Three-digit reply code; absent where the client library swallowed it. */
  readonly code?: number;
  /** Enhanced status code, `4.3.2`. */
  readonly enhanced?: string;
  /** Who refused: `microsoft`, `exchange`, `google`, `ses`, `postfix` …; absent where nothing tells. */
  readonly provider?: string;
  /** Client library or delivery agent: `mailkit`, `nodemailer`, `postfix` … */
  readonly client?: string;
  readonly phase?: Phase;
  /** `inbound`: the server that wrote the log refused a mail; otherwise a mail it wanted to send was refused. */
  readonly inbound?: true;
  /** Words without a code, or a sentence, in a text that is mostly prose. */
  readonly prose?: true;
  /** Queue id, row id, Message-ID or what else the record calls the mail. */
  readonly id?: string;
  /** As in the log; outputs are redacted. */
  readonly recipient?: string;
  /** The sending mailbox or the user that authenticated. */
  readonly mailbox?: string;
  /** Host or process that logged it. */
  readonly host?: string;
  /** The batch or report column of a table. */
  readonly batch?: string;
  /** The server's own text, unwrapped, at most 500 characters. */
  readonly reply: string;
  /** The line as it stands in the log, at most 1,000 characters. */
  readonly text: string;
}

/** Attempts that ended in one second. */
export interface SecondBucket {
  /** Seconds since the epoch. */
  readonly second: number;
  readonly sent: number;
  readonly failed: ClassCounts;
}

/** Attempts that ended in one minute: kept for the whole log, where seconds may be thinned. */
export interface MinuteBucket {
  /** Minutes since the epoch. */
  readonly minute: number;
  readonly sent: number;
  readonly failed: number;
  readonly throttled: number;
}

/** One attempt with both ends known, ms since the epoch. */
export interface AttemptSpan {
  readonly from: number;
  readonly to: number;
  readonly outcome: 'sent' | 'throttled' | 'failed';
}

/** What became of one mail that failed at least once. */
export interface MailHistory {
  readonly id: string;
  /** When its attempts failed, ascending; at most 20 kept. */
  readonly failedAt: readonly number[];
  readonly failures: number;
  readonly throttled: number;
  readonly permanent: number;
  readonly ambiguous: number;
  /** When it was accepted after a failure; absent where the log does not show it. */
  readonly sentAt?: number;
}

/** Attempts of one mailbox, host or batch. */
export interface Share {
  readonly name: string;
  readonly sent: number;
  readonly failed: number;
  readonly throttled: number;
  /** Ends of the time it was seen in, ms since the epoch. */
  readonly firstAt?: number;
  readonly lastAt?: number;
}

/** Replies no rule knows, alike but for numbers, names and addresses. */
export interface ReplyTemplate {
  readonly template: string;
  readonly count: number;
  readonly example: { readonly source: string; readonly line: number; readonly text: string };
}

/** Something else worth knowing that a line shows: a setting, a login by password, a secret in a debug log. */
export interface LogSign {
  readonly sign:
    | 'basic-auth'
    | 'credentials-in-log'
    | 'client-limit'
    | 'sent-summary'
    | 'back-pressure'
    | 'perhaps-sent'
    | 'server-fault';
  /** `maxConnections=5`, `AUTH LOGIN`, `3/5`; of lines of one form the form; of a fault the id of its row. */
  readonly value: string;
  /** How many lines of this form there are. */
  readonly count?: number;
  readonly source: string;
  readonly line: number;
  readonly text: string;
}

/** What the columns of a table were taken to be; `guessed` lists the roles that `--map` did not give. */
export interface TableColumns {
  readonly columns: Readonly<Record<string, string>>;
  readonly guessed: readonly string[];
}

/** All that analyze needs of any number of logs. Lists are sorted as said and bounded by `bounds`. */
export interface SmtpObservations extends Observations {
  readonly inputs: readonly InputCoverage[];
  readonly sent: number;
  /** Whether the input is of a kind that logs successes, so that a rate can be told. */
  readonly successesLogged: boolean;
  readonly failed: ClassCounts;
  /** Failed attempts by client library or delivery agent. */
  readonly clients: Readonly<Record<string, number>>;
  readonly providers: Readonly<Record<string, number>>;
  /** Failed attempts by `rule/class`, without those refused on the way in. */
  readonly rules: Readonly<Record<string, number>>;
  /**
   * In the order of the inputs: the first `keepFailures`, then of each rule what is among its first
   * `bounds.failuresOfRule`, so that a rare failure late in a log is not lost.
   */
  readonly failures: readonly FailureRecord[];
  /** Ascending. Where there are more than `bounds.seconds`, only those near a throttled mail. */
  readonly seconds: readonly SecondBucket[];
  /** Ascending. */
  readonly minutes: readonly MinuteBucket[];
  /** The first `bounds.spans`. */
  readonly spans: readonly AttemptSpan[];
  /** Mails that failed, in order of appearance. */
  readonly mails: readonly MailHistory[];
  /** How often a mail that had been accepted was sent and accepted again. */
  readonly sentAgain: number;
  readonly mailboxes: readonly Share[];
  readonly hosts: readonly Share[];
  readonly batches: readonly Share[];
  readonly unknownReplies: readonly ReplyTemplate[];
  readonly signs: readonly LogSign[];
  readonly table?: TableColumns;
  /** Failures without a time. */
  readonly undated: number;
  /** Mails accepted after a wait, id and ms since the epoch: an earlier part of the log may show why. */
  readonly lateSent: readonly (readonly [id: string, at: number])[];
  /** How many failure records are kept at most. */
  readonly keepFailures: number;
}

/** How many of each are kept at most. */
export const bounds = {
  failures: 2_000,
  failuresOfRule: 20,
  /** Where a list of all failures was asked for. */
  listedFailures: 1_000_000,
  seconds: 100_000,
  minutes: 1_000_000,
  spans: 2_000,
  mails: 5_000,
  shares: 100,
  templates: 100,
  signs: 50,
  lateSent: 20_000,
  reply: 500,
  text: 1_000,
} as const;
