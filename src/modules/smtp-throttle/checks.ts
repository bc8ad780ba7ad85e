import { type Check, found, notApplicable, passed, unchecked } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';
import { codes } from './codes.ts';
import { sourcesWithZone } from './findings/zone-findings.ts';
import type { Measures } from './measures/measure.ts';
import type { SmtpObservations } from './observations.ts';

/** What a check needs to see before it passes: what was looked at, or why it cannot tell. */
type Need = (seen: Seen) => readonly string[] | Check | string;

interface Seen {
  readonly name: string;
  readonly observations: SmtpObservations;
  readonly measures: Measures;
  /** `app.log`, or how many inputs there are. */
  readonly where: string;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Replies of failed attempts, each explained by a row; accepted mails where nothing failed. */
const replies: Need = ({ observations, measures, where }) => {
  const unknown = observations.failed.unknown ?? 0;
  if (unknown > 0) return `${counted(unknown, 'failure')} for a reason that no rule knows`;
  if (measures.failures > 0) return [`the words of ${counted(measures.failures, 'failed attempt')} of ${where}`];
  return [`${counted(observations.sent, 'accepted mail')} of ${where}`];
};

/** Failures with their times, and how many were accepted beside them. */
const dated: Need = ({ observations, measures, where }) => {
  if (measures.failures === 0) return [`${counted(observations.sent, 'accepted mail')} of ${where}`];
  if (observations.undated === measures.failures) return 'the failures have no time';
  if (!measures.rateKnown) return 'no accepted mails are shown, so whether failures crowd cannot be told';
  return [`times of ${counted(measures.attempts, 'attempt')} of ${where}`];
};

/** Mails that can be followed from one attempt to the next. */
const followed: Need = ({ observations, measures, where }) => {
  if (measures.failures === 0) return [`${counted(observations.sent, 'accepted mail')} of ${where}`];
  const mails = observations.mails.length;
  return mails === 0
    ? 'the failures have neither id nor recipient to follow'
    : [`${counted(mails, 'failed mail')} of ${where}, by id`];
};

/** A line of a setting, of a login, of a transcript. */
const signOf =
  (sign: SmtpObservations['signs'][number]['sign'], what: string): Need =>
  ({ observations, where, name }) => {
    const seen = observations.signs.filter((one) => one.sign === sign).length;
    return seen > 0 ? [`${counted(seen, what)} in ${where}`] : notApplicable(name, `no ${what} in the input`);
  };

const isTable = (format: string): boolean => /csv|table/.test(format);

/** A log and a table of the same mails. */
const bothSides: Need = ({ observations: { inputs }, name }) => {
  const tables = inputs.filter(({ format }) => isTable(format));
  if (tables.length === 0 || tables.length === inputs.length)
    return notApplicable(name, 'a log and a table of the same mails are compared, and there is one of them only');
  return inputs.map(({ source }) => source);
};

/** Lines of a mail server, which says of itself what is wrong. */
const ofServer: Need = ({ observations: { inputs }, name }) => {
  const logs = inputs.filter(({ format }) => /postfix|exim|sendmail|mixed/.test(format));
  return logs.length === 0
    ? notApplicable(name, 'no log of Postfix, Exim or sendmail in the input')
    : logs.map(({ source }) => `what the mail server says of itself in ${source}`);
};

const needs: Readonly<Record<string, Need>> = {
  'own-server': ofServer,
  burst: dated,
  'periodic-burst': dated,
  'm365-full-window': dated,
  'auth-loop': dated,
  'm365-shared-mailbox': ({ observations, measures, where, name }) =>
    measures.submissionRefused === 0
      ? notApplicable(name, 'Microsoft 365 refused no submission for others in flight')
      : observations.spans.length === 0
        ? 'the log does not show how long submissions take'
        : [`starts and ends of ${counted(observations.spans.length, 'attempt')} of ${where}`],
  'no-retry': followed,
  'retry-storm': followed,
  'whole-batch-retry': followed,
  'perm-as-temp': followed,
  'temp-as-perm': followed,
  'default-cap-too-high': signOf('client-limit', 'setting of a client'),
  'cap-of-4': signOf('client-limit', 'setting of a client'),
  'm365-basicauth-ending': signOf('basic-auth', 'login by password'),
  'credentials-in-log': signOf('credentials-in-log', 'transcript with a login'),
  'ratio-alert-blind': ({ measures, where, name }) =>
    measures.throttled === 0
      ? notApplicable(name, 'nothing was throttled')
      : measures.rateKnown
        ? [`share of failures in ${where}`]
        : 'no accepted mails are shown, so no share is known',
  'silent-failures': bothSides,
  'count-mismatch': bothSides,
  'clock-ambiguous': ({ observations: { inputs }, name }) =>
    inputs.length < 2
      ? notApplicable(name, 'there is one input only')
      : inputs.map(({ source, timeZone }) => `${source}: ${timeZone.name}, ${timeZone.provenance}`),
  'zone-contradicted': ({ observations, name }) => {
    const sources = sourcesWithZone(observations);
    return sources.length > 0
      ? sources
      : notApplicable(name, 'no time of a zone that was taken stands there in UTC too');
  },
  'no-timestamps': ({ measures, where, name }) =>
    measures.failures === 0
      ? notApplicable(name, 'nothing failed')
      : [`times of ${counted(measures.failures, 'failed attempt')} of ${where}`],
  'no-successes': ({ observations, where }) => [`${counted(observations.sent, 'accepted mail')} of ${where}`],
};

/** A check for each code: it passes on what was looked at, and says what is missing where it cannot tell. */
export function checksOf(findings: readonly Finding[], observations: SmtpObservations, measures: Measures): Check[] {
  const names = new Set(findings.map(({ name }) => name));
  if (measures.attempts === 0 && observations.sent === 0)
    return [
      ...findings.map(({ name }) => found(name)),
      unchecked('deliveries', 'no attempt to send a mail was found in this input'),
    ];
  const [only, ...more] = observations.inputs;
  const where = more.length > 0 ? `${more.length + 1} inputs` : (only?.source ?? 'the input');
  return codes.map(({ entry: { name } }) => {
    if (names.has(name)) return found(name);
    const need = needs[name] ?? replies;
    const seen = need({ name, observations, measures, where });
    if (typeof seen === 'string') return unchecked(name, seen);
    return isCheck(seen) ? seen : passed(name, seen);
  });
}

const isCheck = (seen: readonly string[] | Check): seen is Check => !Array.isArray(seen);
