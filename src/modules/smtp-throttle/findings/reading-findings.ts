import type { Finding } from '../../../core/finding.ts';
import { headOf } from '../../../core/safe-text.ts';
import { dayMs, minuteMs } from '../../../core/time/units.ts';
import {
  authLoop,
  basicAuthEnding,
  clockAmbiguous,
  countMismatch,
  credentialsInLog,
  inboundRefused,
  libraryMislabel,
  noSuccesses,
  noTimestamps,
  permanentRetried,
  silentFailures,
  temporaryDropped,
  unknownReply,
} from '../catalog/reading.ts';
import { isThrottle } from '../failure-class.ts';
import type { Measures } from '../measures/measure.ts';
import type { FailureRecord, SmtpObservations } from '../observations.ts';
import { quote, quoteSigns } from './evidence.ts';
import { findWrongZone } from './zone-findings.ts';

/** What the findings about the input and the programs behind it are made from. */
export interface ReadingContext {
  readonly observations: SmtpObservations;
  readonly measures: Measures;
  /** ms since the epoch. */
  readonly now: number;
}

type Find = (context: ReadingContext) => Finding | undefined;

const outbound = ({ failures }: SmtpObservations) => failures.filter(({ inbound }) => inbound !== true);
const likely = (failures: readonly FailureRecord[], observations: SmtpObservations) => ({
  confidence: 'likely' as const,
  evidence: quote(failures, observations),
});

/** When SMTP AUTH with a password is off by default for existing tenants. */
const basicAuthEnd = Date.UTC(2026, 11, 31);

const findBasicAuth: Find = ({ observations, now }) => {
  const microsoft = (observations.providers['microsoft'] ?? 0) > 0;
  const signs = observations.signs.filter(
    ({ sign, text }) => sign === 'basic-auth' && (microsoft || /office365|outlook\.com/i.test(text)),
  );
  const [first] = signs;
  if (first === undefined) return undefined;
  const daysLeft = Math.max(0, Math.ceil((basicAuthEnd - now) / dayMs));
  return basicAuthEnding({ method: first.value, daysLeft }, { confidence: 'likely', evidence: quoteSigns(signs) });
};

/** So many refused logins in a minute are a program, not a person. */
const loopLogins = 5;

const findAuthLoop: Find = ({ observations }) => {
  const logins = outbound(observations).filter((one) => one.class === 'auth' && one.at !== undefined);
  for (const mailbox of new Set(logins.map((one) => one.mailbox ?? ''))) {
    const tries = logins.filter((one) => (one.mailbox ?? '') === mailbox);
    const times = tries.map(({ at }) => at ?? 0).toSorted((a, b) => a - b);
    const start = times.findIndex((at, i) => (times[i + loopLogins - 1] ?? Number.POSITIVE_INFINITY) - at <= minuteMs);
    if (start === -1) continue;
    const inMinute = times.filter((at) => at >= (times[start] ?? 0) && at <= (times[start] ?? 0) + minuteMs);
    const seconds = Math.max(1, Math.round(((inMinute.at(-1) ?? 0) - (inMinute[0] ?? 0)) / 1000));
    const facts = { failures: inMinute.length, seconds, ...(mailbox === '' ? {} : { mailbox }) };
    return authLoop(facts, likely(tries, observations));
  }
  return undefined;
};

const digitOf = ({ code, enhanced }: FailureRecord): string | undefined =>
  (code === undefined ? enhanced : String(code))?.[0];
const codesOf = (failures: readonly FailureRecord[]): string[] => [
  ...new Set(failures.map(({ code, enhanced }) => [code, enhanced].filter((part) => part !== undefined).join(' '))),
];

const findPermanentRetried: Find = ({ observations }) => {
  const retried = new Set(observations.mails.filter((mail) => mail.failures > 1).map(({ id }) => id));
  const vain = outbound(observations).filter(
    (one) => digitOf(one) === '4' && one.permanence === 'permanent' && one.id !== undefined && retried.has(one.id),
  );
  if (vain.length === 0) return undefined;
  const mails = new Set(vain.map(({ id }) => id)).size;
  return permanentRetried({ mails, codes: codesOf(vain) }, likely(vain, observations));
};

const findTemporaryDropped: Find = ({ observations, measures }) => {
  const dropped = measures.mails.flatMap(({ failure, kind }) => {
    const waits = digitOf(failure) === '5' && failure.permanence === 'temporary' && isThrottle(failure.class);
    return waits && kind !== 'recovered' ? [failure] : [];
  });
  if (dropped.length === 0) return undefined;
  return temporaryDropped({ mails: dropped.length, codes: codesOf(dropped) }, likely(dropped, observations));
};

/** Words that libraries put in front of reply 432, which they do not know. */
const mislabels = [
  {
    pattern: /Syntax error, command unrecognized/i,
    says: 'Syntax error, command unrecognized',
    library: 'System.Net.Mail',
  },
  { pattern: /PasswordTransitionNeeded/, says: 'PasswordTransitionNeeded', library: 'MailKit' },
  {
    pattern: /Service not available, closing transmission channel\. The server response was/i,
    says: 'Service not available, closing transmission channel',
    library: 'System.Net.Mail',
  },
] as const;

const findMislabel: Find = ({ observations }) => {
  for (const { pattern, says, library } of mislabels) {
    const hidden = outbound(observations).filter((one) => isThrottle(one.class) && pattern.test(one.text));
    const [first] = hidden;
    if (first === undefined) continue;
    const means = [first.enhanced, headOf(first.reply, 80)].filter(Boolean).join(' ');
    return libraryMislabel({ library, says, means }, { ...likely(hidden, observations), confidence: 'proven' });
  }
  return undefined;
};

/** Failures by kind of input, where both a log and a table were given. */
function countBySort({ inputs, failures }: SmtpObservations): { inLog: number; inTable: number } | undefined {
  const tables = new Set(inputs.filter(({ format }) => /csv|table/.test(format)).map(({ source }) => source));
  if (tables.size === 0 || tables.size === inputs.length) return undefined;
  const inTable = failures.filter(({ source }) => tables.has(source)).length;
  return { inTable, inLog: failures.length - inTable };
}

const findSilent: Find = ({ observations }) => {
  const sides = countBySort(observations);
  if (sides !== undefined && sides.inTable > sides.inLog) {
    const { inTable, inLog } = sides;
    const said = `${inTable} in the table, ${inLog} in the log`;
    return silentFailures({ missing: inTable - inLog, said }, likely(observations.failures, observations));
  }
  const summaries = observations.signs.flatMap((sign) => {
    const match = sign.sign === 'sent-summary' ? /^(\d{1,9})\/(\d{1,9})$/.exec(sign.value) : null;
    const missing = match === null ? 0 : Number(match[2]) - Number(match[1]);
    return missing > 0 ? [{ sign, missing }] : [];
  });
  const missing = summaries.reduce((sum, one) => sum + one.missing, 0) - outbound(observations).length;
  const [first] = summaries;
  if (first === undefined || missing <= 0) return undefined;
  const evidence = quoteSigns(summaries.map(({ sign }) => sign));
  return silentFailures({ missing, said: `${first.sign.value} sent` }, { confidence: 'likely', evidence });
};

const findMismatch: Find = ({ observations }) => {
  const sides = countBySort(observations);
  if (sides === undefined || sides.inLog <= sides.inTable || observations.failures.length === 0) return undefined;
  return countMismatch(sides, likely(observations.failures, observations));
};

const findNoTimes: Find = ({ observations }) => {
  const failures = outbound(observations);
  if (failures.length === 0 || failures.some(({ at }) => at !== undefined)) return undefined;
  return noTimestamps({ undated: failures.length }, { ...likely(failures, observations), confidence: 'proven' });
};

const findNoSuccesses: Find = ({ observations, measures }) => {
  const failures = outbound(observations);
  if (failures.length === 0 || measures.rateKnown) return undefined;
  const candidates = observations.signs
    .filter(({ sign }) => sign === 'perhaps-sent')
    .map(({ value, count = 1 }) => ({ form: value, lines: count }));
  const facts = { failures: measures.failures, candidates };
  return noSuccesses(facts, { ...likely(failures, observations), confidence: 'proven' });
};

const findClocks: Find = ({ observations: { inputs, failures, ...rest } }) => {
  const dated = inputs.filter(({ understood }) => understood > 0);
  const assumed = dated.filter(({ timeZone }) => timeZone.provenance === 'assumed').map(({ source }) => source);
  const known = dated.filter(({ timeZone }) => timeZone.provenance === 'from log').map(({ source }) => source);
  const guessed = failures.filter(({ source, at }) => at !== undefined && assumed.includes(source));
  if (assumed.length === 0 || known.length === 0 || guessed.length === 0) return undefined;
  return clockAmbiguous({ assumed, known }, likely(guessed, { inputs, failures, ...rest }));
};

const findUnknown: Find = ({ observations: { unknownReplies, failed } }) => {
  const failures = unknownReplies.reduce((sum, { count }) => sum + count, 0);
  const templates = unknownReplies.toSorted((a, b) => b.count - a.count).slice(0, 10);
  const [first, ...rest] = templates.map(({ example }) => example);
  if (first === undefined) return undefined;
  const listed = templates.map(({ template, count }) => ({ template, count }));
  const alone = Object.keys(failed).every((name) => name === 'unknown');
  return unknownReply(
    { failures, templates: listed },
    { confidence: 'proven', ...(alone ? { severity: 'warning' as const } : {}), evidence: [first, ...rest] },
  );
};

const findCredentials: Find = ({ observations }) => {
  const signs = observations.signs.filter(({ sign }) => sign === 'credentials-in-log');
  if (signs.length === 0) return undefined;
  return credentialsInLog({ places: signs.length }, { confidence: 'proven', evidence: quoteSigns(signs) });
};

const findInbound: Find = ({ observations }) => {
  const inbound = observations.failures.filter((failure) => failure.inbound === true);
  if (inbound.length === 0) return undefined;
  const names = new Set(inbound.map((failure) => failure.class));
  const countOf = (name: string) => inbound.filter((failure) => failure.class === name).length;
  const classes = Object.fromEntries([...names].map((name) => [name, countOf(name)]));
  return inboundRefused(
    { failures: inbound.length, classes },
    { ...likely(inbound, observations), confidence: 'proven' },
  );
};

const finders: readonly Find[] = [
  findSilent,
  findAuthLoop,
  findMismatch,
  findPermanentRetried,
  findTemporaryDropped,
  findCredentials,
  findMislabel,
  findBasicAuth,
  findUnknown,
  findInbound,
  findNoTimes,
  findNoSuccesses,
  findClocks,
  findWrongZone,
];

/** What the input tells about itself and about the programs that wrote it. */
export const findReading = (context: ReadingContext): Finding[] =>
  finders.flatMap((find) => {
    const finding = find(context);
    return finding === undefined ? [] : [finding];
  });
