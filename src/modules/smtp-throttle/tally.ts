import type { InputCoverage } from '../../core/coverage.ts';
import { headOf } from '../../core/safe-text.ts';
import { classify, templateOf, type Verdict } from './classify.ts';
import { isThrottle } from './failure-class.ts';
import { byRecipient, Histories } from './histories.ts';
import { KeptFailures } from './kept-failures.ts';
import { mergeSigns } from './merge.ts';
import { bounds, type LogSign, type SmtpObservations, type TableColumns } from './observations.ts';
import { providerIn } from './provider.ts';
import { type Attempt, defined } from './read/attempt.ts';
import { SecondCounts } from './second-counts.ts';
import { Shares } from './shares.ts';

/** Agents whose lines name the host of the log, not a client of many. */
const agents = new Set(['postfix', 'exim', 'sendmail', 'bounce']);

/** What one failed attempt was counted as. */
export interface Counted {
  readonly verdict: Verdict;
  readonly client: string;
  readonly provider: string | undefined;
}

/** Folds attempts into observations as they are read. */
export class Tally {
  readonly seconds = new SecondCounts();
  readonly histories = new Histories();
  successesLogged = false;
  table: TableColumns | undefined;
  sent = 0;
  #failed: Record<string, number> = {};
  #clients: Record<string, number> = {};
  #providers: Record<string, number> = {};
  #spans: SmtpObservations['spans'][number][] = [];
  #templates = new Map<string, SmtpObservations['unknownReplies'][number]>();
  #mailboxes = new Shares();
  #hosts = new Shares();
  #batches = new Shares();
  #signs: readonly LogSign[] = [];
  #undated = 0;
  readonly #keep: number;
  readonly #failures: KeptFailures;
  /** What the last failure was counted as. */
  lastFailure: Counted | undefined;

  /** `failedBefore`: see `KeptFailures`. */
  constructor(keepFailures: number, failedBefore?: () => number) {
    this.#keep = keepFailures;
    this.#failures = new KeptFailures(keepFailures, failedBefore);
  }

  /** How many failures were added, at least until no more are kept. */
  get failuresSeen(): number {
    return this.#failures.seen;
  }

  /** Whether spans of attempts are still wanted. */
  get wantsSpans(): boolean {
    return this.#spans.length < bounds.spans;
  }

  /** Whether a record of a failure by this rule would be kept. */
  wantsFailure(rule: string): boolean {
    return this.#failures.wants(rule);
  }

  /** Notes when a failure was like one that was added before, and the mail where it is followed; `countAgain` counts it. */
  failedAgain({ verdict }: Counted, at: number, id: string | undefined): void {
    this.seconds.addFailed(Math.floor(at / 1000), verdict.class);
    if (id !== undefined) this.histories.failed(id, at, verdict);
  }

  /** Counts failures like one that was added before, of which no records are kept. */
  countAgain({ verdict, client, provider }: Counted, times: number): void {
    count(this.#failed, verdict.class, times);
    count(this.#clients, client, times);
    if (provider !== undefined) count(this.#providers, provider, times);
    this.#failures.count(verdict.rule, verdict.class, times);
  }

  add(attempt: Attempt, source: string): void {
    if (attempt.outcome === 'sent') this.#addSent(attempt);
    else this.#addFailed(attempt, source);
  }

  sign(sign: LogSign): void {
    this.#signs = mergeSigns(this.#signs, [sign]);
  }

  /** What a mail server says of itself, by the id of its row. */
  fault(value: string, source: string, line: number, text: string): void {
    this.sign({ sign: 'server-fault', value, count: 1, source, line, text: headOf(text, 300) });
  }

  #addSent(attempt: Attempt): void {
    this.sent++;
    this.successesLogged = true;
    if (attempt.at !== undefined) this.seconds.addSent(Math.floor(attempt.at / 1000), 1);
    this.#span(attempt, 'sent');
    this.#followSent(attempt);
    this.#share(attempt, 'sent');
  }

  /** A mail that was accepted may have failed before: by its id, or to the same recipient where the failure had none. */
  #followSent({ id, at, client, recipient }: Attempt): void {
    const shared = agents.has(client ?? '');
    if (id !== undefined) this.histories.sent(id, at, shared);
    const key = recipient === undefined ? undefined : byRecipient(recipient);
    if (key !== undefined && this.histories.has(key)) this.histories.sent(key, at, true);
  }

  #addFailed(attempt: Attempt, source: string): void {
    const reply = attempt.reply ?? { text: '' };
    const verdict = classify(reply, attempt.phase);
    const throttled = isThrottle(verdict.class);
    const client = attempt.client ?? 'unknown';
    const provider = verdict.provider ?? providerIn(attempt.text);
    this.lastFailure = { verdict, client, provider };
    count(this.#failed, verdict.class);
    count(this.#clients, client);
    if (provider !== undefined) count(this.#providers, provider);
    if (attempt.at === undefined) this.#undated++;
    else this.seconds.addFailed(Math.floor(attempt.at / 1000), verdict.class);
    this.#span(attempt, throttled ? 'throttled' : 'failed');
    const followed = attempt.id ?? (attempt.recipient === undefined ? undefined : byRecipient(attempt.recipient));
    if (followed !== undefined) this.histories.failed(followed, attempt.at, verdict);
    this.#share(attempt, throttled ? 'throttled' : 'failed');
    if (verdict.class === 'unknown') this.#unknown(attempt, source);
    this.#failures.add(verdict.rule, verdict.class, attempt.inbound === true, () => {
      const { line, text, outcome: _, reply: __, ...known } = attempt;
      return {
        source,
        line,
        class: verdict.class,
        rule: verdict.rule,
        permanence: verdict.permanence,
        retry: verdict.retry,
        ...known,
        ...defined({ retryAfter: retryAfterIn(reply.text), code: reply.code, enhanced: reply.enhanced, provider }),
        reply: headOf(reply.text, bounds.reply),
        text: headOf(text, bounds.text),
      };
    });
  }

  /** Notes the time that a mail took which was sent. */
  sentSpan(startedAt: number, at: number): void {
    this.#span({ startedAt, at }, 'sent');
  }

  #span({ startedAt, at }: Pick<Attempt, 'startedAt' | 'at'>, outcome: 'sent' | 'throttled' | 'failed'): void {
    if (startedAt === undefined || at === undefined || startedAt > at || !this.wantsSpans) return;
    this.#spans.push({ from: startedAt, to: at, outcome });
  }

  #share(attempt: Attempt, outcome: 'sent' | 'throttled' | 'failed'): void {
    if (attempt.mailbox !== undefined) this.#mailboxes.add(attempt.mailbox.toLowerCase(), outcome, attempt.at);
    if (attempt.batch !== undefined) this.#batches.add(attempt.batch, outcome, attempt.at);
    if (attempt.host !== undefined && !agents.has(attempt.client ?? ''))
      this.#hosts.add(attempt.host, outcome, attempt.at);
  }

  #unknown(attempt: Attempt, source: string): void {
    const template = templateOf(attempt.reply ?? { text: '' });
    const known = this.#templates.get(template);
    if (known !== undefined) this.#templates.set(template, { ...known, count: known.count + 1 });
    else if (this.#templates.size < bounds.templates) {
      const example = { source, line: attempt.line, text: headOf(attempt.text, bounds.reply) };
      this.#templates.set(template, { template, count: 1, example });
    }
  }

  /** All that was added, with what was read. */
  observations(inputs: readonly InputCoverage[]): SmtpObservations {
    return {
      inputs,
      sent: this.sent,
      successesLogged: this.successesLogged,
      failed: this.#failed,
      clients: this.#clients,
      providers: this.#providers,
      ...this.#failures.result(),
      ...this.seconds.buckets(),
      spans: this.#spans,
      ...this.histories.result(),
      mailboxes: this.#mailboxes.result(),
      hosts: this.#hosts.result(),
      batches: this.#batches.result(),
      unknownReplies: [...this.#templates.values()],
      signs: this.#signs,
      ...(this.table === undefined ? {} : { table: this.table }),
      undated: this.#undated,
      keepFailures: this.#keep,
    };
  }
}

const count = (counts: Record<string, number>, name: string, times = 1): void => {
  counts[name] = (counts[name] ?? 0) + times;
};

/** `Try again in 60 seconds`, `Retry-After: 30`, `try again 15min later` as seconds. */
function retryAfterIn(text: string): number | undefined {
  const m =
    /(?:try again in|retry[- ]after:?|wait(?: for)?|try again(?: after)?|for) (\d{1,6}) ?(s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:ours?)?)\b/i.exec(
      text,
    );
  if (m === null) return undefined;
  const unit = (m[2] ?? 's')[0]?.toLowerCase();
  return Number(m[1]) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1);
}
