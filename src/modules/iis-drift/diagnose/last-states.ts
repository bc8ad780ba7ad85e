import type { EventKind } from '../events/kinds.ts';
import type { SeenEvent } from '../events/seen-event.ts';

type Judge = (bad: SeenEvent, later: SeenEvent) => boolean;

const ofW3svc = /\bw3svc\b|World Wide Web Publishing/i;
const ofWas = /\bwas\b|Windows Process Activation/i;

/** W3SVC runs only while WAS does, and iisreset starts both. */
const isUpAgain: Judge = (bad, { kind, text }) =>
  kind === 'service-up' && (ofW3svc.test(text) || !ofWas.test(text) || !ofW3svc.test(bad.text));

const isPoolAgain: Judge = (bad, { kind, pool }) => kind === 'pool-started' && pool === bad.pool;
const isSiteAgain: Judge = (bad, { kind, app }) => kind === 'site-started' && app === bad.app;

const judges: Readonly<Partial<Record<EventKind, Judge>>> = {
  'service-not-started': isUpAgain,
  'service-down': isUpAgain,
  'pool-stopped': isPoolAgain,
  'site-stopped': isSiteAgain,
};

/** What commands showed and no later one of the same text took back: of a service, pool or site the last state counts. */
export const stillSo = (events: readonly SeenEvent[]): readonly SeenEvent[] =>
  events.filter((bad) => {
    const isBack = judges[bad.kind];
    if (isBack === undefined) return true;
    return !events.some(
      (later) => later.source === bad.source && (later.line ?? 0) > (bad.line ?? 0) && isBack(bad, later),
    );
  });
