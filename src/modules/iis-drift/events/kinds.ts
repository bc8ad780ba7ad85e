import type { Table } from '../../../core/knowledge.ts';
import { findRow } from '../../../core/patterns/find-row.ts';
import { supposes } from '../../../core/supposed.ts';
import type { WantedEvents } from '../../../core/windows-events/provider.ts';
import type { Reason } from './reason.ts';
import type { EventRow } from './row.ts';
import { ancm } from './sources/ancm.ts';
import { aspNet } from './sources/aspnet.ts';
import { azure } from './sources/azure.ts';
import { commandOutput } from './sources/commands.ts';
import { errorPages } from './sources/error-pages.ts';
import { changes, host } from './sources/host.ts';
import { httpErr } from './sources/http-err.ts';
import { runtime } from './sources/runtime.ts';
import { sites } from './sources/sites.ts';
import { wasAbroad } from './sources/was-abroad.ts';
import { wasFailures } from './sources/was-failures.ts';
import { wasRecycles } from './sources/was-recycles.ts';
import { wasService, worker } from './sources/was-service.ts';

const all = [
  ...wasRecycles,
  ...wasFailures,
  ...wasService,
  ...worker,
  ...ancm,
  ...runtime,
  ...aspNet,
  ...azure,
  ...httpErr,
  ...sites,
  ...host,
  ...changes,
  ...errorPages,
  ...commandOutput,
  ...wasAbroad,
];

/** What an event says, whatever provider, id or language it says it in; `foreign` is another's under an id of IIS. */
export type EventKind = (typeof all)[number]['kind'] | 'foreign';

/** Every kind of event with a meaning. */
export const eventTable: readonly EventRow<EventKind>[] = all;

const rowsById = new Map(
  eventTable.flatMap((row) =>
    row.logged.flatMap(({ provider, ids }) => ids.map((id) => [`${provider}\0${id}`, row] as const)),
  ),
);

/** The row of an event, by provider and id together: an id alone means nothing. */
export const rowOf = (provider: string, id: number): EventRow<EventKind> | undefined =>
  rowsById.get(`${provider}\0${id}`);

/** Spaces of any kind and number as one: mail and forums wrap lines. */
const oneLine = (text: string): string => text.slice(0, 2000).replace(/\s+/g, ' ').trim();

/** Messages of events, asked in this order where no provider says whose they are. */
export const eventMessages: Table<EventRow<EventKind>> = {
  name: 'Windows events',
  rows: eventTable,
  find: (text, rows) => findRow(rows, oneLine(text)),
};

/** The row whose message a text is or holds. */
export const rowSaying = (text: string): EventRow<EventKind> | undefined => eventMessages.find(text, eventTable);

/** A statement of a script or a program, which holds what it would say. */
const statement =
  /^\s*(?:(?:Write-(?:Warning|Error|Host|Output|Verbose|Information)|throw|return|echo|printf?|raise|console\.\w+|Console\.Write(?:Line)?|log(?:ger)?\.\w+)\b[\s(]|\$\w+(?:\.\w+)*\s*[+]?=|(?:if|elseif|while|var|const|let|string)\b[\s(].{0,200}[=(])/i;
export const isStatement = (text: string): boolean => statement.test(text);

/** Whether a sentence without a header is one of these messages; one of a catalog has its `%1` open, a question only supposes. */
export const speaks = (text: string): boolean =>
  !/%[1-9]/.test(text) &&
  !isStatement(text) &&
  rowSaying(text) !== undefined &&
  !supposes(text.replace(ownCondition, ''));

/** Event 5021 goes on with what will be. */
const ownCondition = /\bIf (?:the identity is not corrected|it remains invalid when)\b/;

/** The names that a message has where the row's English says them. */
export const namesIn = (row: EventRow, text: string): Readonly<Record<string, string>> =>
  row.matches.exec(oneLine(text))?.groups ?? {};

/** Providers that log other events under ids IIS uses (1033 is MsiInstaller's and Security-SPP's too), for `event-id-collision`. */
const sharedIds: ReadonlySet<number> = new Set([1032, 1033]);

export const isCollision = (provider: string, id: number): boolean =>
  sharedIds.has(id) && !provider.includes('ASPNETCORE MODULE');

/** What a reader need not skip: every (provider, id) with a meaning, and the collisions worth a word. */
export const wantedEvents: readonly WantedEvents[] = [
  ...eventTable.flatMap(({ logged, words }) =>
    logged.map(({ provider, ids }) => ({ provider, ids, ...(words === undefined ? {} : { words }) })),
  ),
  { provider: 'SECURITY-SPP', ids: [1033] },
];

const reasonsOf = (field: 'ends' | 'endsAll'): Readonly<Partial<Record<EventKind, Reason>>> =>
  Object.fromEntries(eventTable.flatMap((row) => (row[field] === undefined ? [] : [[row.kind, row[field]]])));

/** Kinds of event that end a worker process of one pool, and those that end every one of a host. */
export const endingKinds = reasonsOf('ends');
export const hostKinds = reasonsOf('endsAll');

/** Kinds that replace the worker process of a pool because something asked for it. */
export const recycleKinds: ReadonlySet<EventKind> = new Set(
  eventTable.filter(({ recycles }) => recycles === true).map(({ kind }) => kind),
);
