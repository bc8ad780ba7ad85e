import { mergeMails } from './histories.ts';
import { mergeFailures } from './kept-failures.ts';
import { bounds, type LogSign, type ReplyTemplate, type SmtpObservations } from './observations.ts';
import { mergeMinutes, mergeSeconds, sumCounts } from './second-counts.ts';
import { mergeShares } from './shares.ts';

/** Observations of both, `a` being the earlier part. */
export function merge(a: SmtpObservations, b: SmtpObservations): SmtpObservations {
  const keepFailures = Math.max(a.keepFailures, b.keepFailures);
  const table = a.table ?? b.table;
  return {
    inputs: [...a.inputs, ...b.inputs],
    sent: a.sent + b.sent,
    successesLogged: a.successesLogged || b.successesLogged,
    failed: sumCounts(a.failed, b.failed),
    clients: sumCounts(a.clients, b.clients),
    providers: sumCounts(a.providers, b.providers),
    rules: sumCounts(a.rules, b.rules),
    failures: mergeFailures(a, b),
    seconds: mergeSeconds(a.seconds, b.seconds),
    minutes: mergeMinutes(a.minutes, b.minutes),
    spans: [...a.spans, ...b.spans].slice(0, bounds.spans),
    mails: mergeMails(a, b),
    sentAgain: a.sentAgain + b.sentAgain,
    mailboxes: mergeShares(a.mailboxes, b.mailboxes),
    hosts: mergeShares(a.hosts, b.hosts),
    batches: mergeShares(a.batches, b.batches),
    unknownReplies: mergeTemplates(a.unknownReplies, b.unknownReplies),
    signs: mergeSigns(a.signs, b.signs),
    ...(table === undefined ? {} : { table }),
    undated: a.undated + b.undated,
    lateSent: [...a.lateSent, ...b.lateSent].slice(0, bounds.lateSent),
    keepFailures,
  };
}

/** Each sign once; lines of one form are counted together. */
export function mergeSigns(a: readonly LogSign[], b: readonly LogSign[]): readonly LogSign[] {
  const byValue = new Map(a.map((one) => [`${one.sign} ${one.value}`, one]));
  for (const one of b) {
    const key = `${one.sign} ${one.value}`;
    const known = byValue.get(key);
    if (known === undefined) byValue.set(key, one);
    else if (known.count !== undefined) byValue.set(key, { ...known, count: known.count + (one.count ?? 0) });
  }
  return [...byValue.values()].slice(0, bounds.signs);
}

function mergeTemplates(a: readonly ReplyTemplate[], b: readonly ReplyTemplate[]): readonly ReplyTemplate[] {
  const byText = new Map(a.map((one) => [one.template, one]));
  for (const one of b) {
    const known = byText.get(one.template);
    byText.set(one.template, known === undefined ? one : { ...known, count: known.count + one.count });
  }
  return [...byText.values()].slice(0, bounds.templates);
}
