import type { Finding } from '../../core/finding.ts';
import type { FixScript } from '../../core/fix-script.ts';
import type { Analysis, AnalysisContext } from '../../core/module.ts';
import { formatUtc } from '../../core/time/zone.ts';
import { alertRule } from './artifacts/alert.ts';
import { capFixes, resendFixes } from './artifacts/choose.ts';
import { resendRows } from './artifacts/sql-selection.ts';
import { m365Concurrency } from './catalog/microsoft.ts';
import type { ReplyCode } from './catalog/reply-code.ts';
import { checksOf } from './checks.ts';
import { findReading } from './findings/reading-findings.ts';
import { type Addition, findReplies } from './findings/reply-findings.ts';
import { findSending } from './findings/sending-findings.ts';
import { findServerFault, followsFromFault, isWholeStory } from './findings/server-fault.ts';
import { isSubmissionRefusal, type Measures, measure } from './measures/measure.ts';
import type { FailureRecord, SmtpObservations } from './observations.ts';
import type { SmtpOptions } from './options.ts';
import { outputFiles } from './output-files.ts';
import { simulate } from './simulation/simulate.ts';
import { workloadOf } from './simulation/workload.ts';
import { burstStrips, capTable, classTable, concurrencyTable } from './views.ts';

/** Measures, simulates the cure where Microsoft's limit was met, and says what to do. */
export function analyze(observations: SmtpObservations, options: SmtpOptions, context: AnalysisContext): Analysis {
  const measures = measure(observations, options.serviceMs);
  const batch = measures.submissionRefused > 0 ? workloadOf(observations, measures) : undefined;
  const simulated = batch === undefined ? undefined : simulate(batch.workload);
  const attempts = measures.rateKnown ? measures.attempts : null;
  const fault = findServerFault(observations);
  const replies = findReplies(observations, attempts, additionOf(observations, fault));
  const cause = replies.find(isThrottleFinding)?.name;
  const stands = isWholeStory(observations);
  const leads =
    fault === undefined || stands
      ? []
      : replies.flatMap(({ name, consequenceOf }) => (consequenceOf === undefined ? [name] : []));
  const findings = [
    ...(fault !== undefined && stands ? [fault] : []),
    ...replies.toSorted((a, b) => Number(isThrottleFinding(b)) - Number(isThrottleFinding(a))),
    ...findSending({
      observations,
      measures,
      cause,
      resendFixes: resendOf(measures, observations, options),
      alertFixes: [alertRule],
    }),
    ...(fault !== undefined && !stands ? [fault] : []),
    ...findReading({ observations, measures, now: Date.parse(context.now) }),
  ];
  return {
    findings,
    leads,
    checks: checksOf(findings, observations, measures),
    data: dataOf(observations, measures, simulated),
    views: [
      ...(measures.failures === 0 ? [] : [classTable(observations, measures)]),
      ...burstStrips(observations, measures),
      ...concurrencyTable(measures.concurrency),
      ...(batch === undefined || simulated === undefined ? [] : capTable(simulated.caps, simulated.retryOnly, batch)),
    ],
    files: outputFiles(observations, measures, options),
  };
}

/** What the refusal itself excludes: it comes after connection, TLS and login, which few logs show. */
const ruledOut = (shown: boolean): readonly string[] => [
  shown
    ? 'Network, TLS and login: the reply came at the end of DATA, after all of them.'
    : 'Network, TLS and login: Microsoft gives this reply at the end of DATA, after all of them (known of the reply; this log does not show it).',
  'The recipients and the messages: the reply speaks of the sender alone, and asks to try again.',
];

/** `[Hostname=DM4PR18MB4126.namprd18.prod.outlook.com]`: the mailbox server that refused. */
const refusingServer = /\[Hostname=([A-Z0-9.-]{5,80}\.outlook\.com)\]/i;

function additionOf(
  observations: SmtpObservations,
  fault: Finding | undefined,
): (code: ReplyCode, failures: readonly FailureRecord[]) => Addition {
  const clients = Object.entries(observations.clients).toSorted(([, a], [, b]) => b - a);
  const refusals = observations.failures.filter(isSubmissionRefusal);
  const shown = refusals.some(({ phase }) => phase === 'data-end');
  const servers = refusals.map(({ reply }) => refusingServer.exec(reply)?.[1]);
  const server = servers.find((name) => name !== undefined);
  const elsewhere =
    server === undefined ? [] : [`A server of your own: the reply names the mailbox server of Microsoft, ${server}.`];
  return (code, failures) => {
    if (code === m365Concurrency)
      return { fixes: capFixes(clients.map(([name]) => name)), rulesOut: [...elsewhere, ...ruledOut(shown)] };
    const follows = fault !== undefined && followsFromFault(failures, observations);
    return follows ? { consequenceOf: fault.name } : {};
  };
}

function resendOf(measures: Measures, observations: SmtpObservations, options: SmtpOptions): FixScript[] {
  const safe = measures.mails.filter(({ kind }) => kind === 'safe').map(({ failure }) => failure);
  return resendFixes(resendRows(safe, observations.table, options.sqlTable), safe, options.sqlDialect);
}

const isThrottleFinding = ({ facts }: Finding): boolean => {
  const classes = facts['classes'];
  return (
    typeof classes === 'object' && classes !== null && Object.keys(classes).some((name) => name.startsWith('throttle-'))
  );
};

function dataOf(
  observations: SmtpObservations,
  measures: Measures,
  simulated: ReturnType<typeof simulate> | undefined,
): Readonly<Record<string, unknown>> {
  const { bursts, concurrency, rate } = measures;
  return {
    attempts: measures.attempts,
    successes: measures.successes,
    failures: measures.failures,
    classes: observations.failed,
    clients: observations.clients,
    providers: observations.providers,
    rateKnown: measures.rateKnown,
    rate,
    bursts: bursts.map(({ from, to, pValue, ...counts }) => ({
      from: formatUtc(from * 1000),
      to: formatUtc(to * 1000),
      ...counts,
      pValue: pValue ?? null,
    })),
    concurrency,
    caps: simulated?.caps ?? [],
    retryOnly: simulated?.retryOnly ?? null,
    resend: { ...measures.resend, complete: measures.mailsComplete },
    retries: measures.retries,
    fullestMinute: peakOf(measures.fullestMinute),
    fullestDay: peakOf(measures.fullestDay),
    mailboxes: observations.mailboxes,
    hosts: observations.hosts,
    batches: observations.batches,
    sendingBatches: { count: measures.batches.length, largest: largestBatch(measures.batches) },
  };
}

function largestBatch(batches: Measures['batches']): object | null {
  const largest = batches.reduce<Measures['batches'][number] | undefined>(
    (best, batch) => (batch.attempts > (best?.attempts ?? 0) ? batch : best),
    undefined,
  );
  if (largest === undefined) return null;
  const { from, to, attempts } = largest;
  return { from: formatUtc(from * 1000), to: formatUtc(to * 1000), attempts };
}

const peakOf = (peak: Measures['fullestMinute']) =>
  peak === undefined ? null : { from: formatUtc(peak.from), attempts: peak.attempts };
