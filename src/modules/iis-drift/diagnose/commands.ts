import { type Finding, nonEmpty } from '../../../core/finding.ts';
import { page502, page503, poolStopped, serviceNotStarted } from '../catalog/commands.ts';
import { sayError } from '../catalog/exit-codes.ts';
import type { EventKind } from '../events/kinds.ts';
import type { SeenEvent } from '../events/seen-event.ts';
import { evidenceOf } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';
import type { PoolName } from '../wording.ts';
import { eventsOf } from './failures.ts';
import { stillSo } from './last-states.ts';

const evidenceShown = 20;

/** What tools print at a prompt: services that do not start, pools and sites that are stopped; and the page of a 503. */
export function diagnoseCommands(situation: Situation): Finding[] {
  const events = stillSo(eventsOf(situation));
  const of = (kind: EventKind) => events.filter((event) => event.kind === kind);
  const evidence = (list: readonly SeenEvent[]) =>
    list.slice(0, evidenceShown).map((event) => evidenceOf(event, situation.clock));
  const tried = of('service-not-started');
  const down = of('service-down');
  const failed = [...tried, ...down];
  const denied = failed.every(({ text }) => isDenied(text));
  const error = failed.map(({ text }) => errorIn(text)).find((number) => number !== 0 && number !== 1068);
  const stopped = [...of('pool-stopped'), ...of('site-stopped')];
  const shown = situation.configs.flatMap(({ source, stopped: pools = [] }) =>
    pools.map(({ name, line }) => ({ source, line, text: `APPPOOL.NAME:"${name}" state:"Stopped"`, name })),
  );
  const pages = of('page-503');
  const gateway = of('page-gateway');
  // A page says less than any event of the pool.
  const told = events.some(({ kind }) => !/^(?:page-503|harmless|service-up|pool-started|site-started)$/.test(kind));
  return [
    ...(failed.length === 0
      ? []
      : [
          serviceNotStarted(
            { error: error ?? errorIn(failed[0]?.text ?? ''), denied, tried: tried.length > 0 },
            { confidence: 'proven', evidence: nonEmpty(evidence(failed)), ...(denied ? { severity: 'warning' } : {}) },
          ),
        ]),
    ...(stopped.length + shown.length === 0
      ? []
      : [
          poolStopped(
            {
              pools: onceEach([
                ...stopped.flatMap(({ pool, host }) => (pool === undefined ? [] : [{ host, pool }])),
                ...shown.map(({ name }) => ({ host: '', pool: name })),
              ]),
              sites: [...new Set(stopped.flatMap(({ kind, app }) => (kind === 'site-stopped' ? (app ?? []) : [])))],
            },
            {
              confidence: 'proven',
              evidence: nonEmpty([...evidence(stopped), ...shown.map(({ name: _, ...line }) => line)]),
            },
          ),
        ]),
    ...(gateway.length === 0
      ? []
      : [
          page502(
            {
              error: [...new Set(gateway.flatMap(({ detail }) => detail ?? []))].map(withMeaning).join(', '),
              count: gateway.length,
            },
            { confidence: 'likely', evidence: nonEmpty(evidence(gateway)) },
          ),
        ]),
    ...(pages.length === 0 || told
      ? []
      : [page503({ count: pages.length }, { confidence: 'likely', evidence: nonEmpty(evidence(pages)) })]),
  ];
}

/** `0x80072efd (nothing could be connected to there)`. */
const withMeaning = (code: string): string => {
  const meaning = sayError(code);
  return meaning === undefined ? code : `${code} (${meaning})`;
};

/** A list may be shown twice. */
const onceEach = (pools: readonly PoolName[]): readonly PoolName[] =>
  pools.filter((one, at) => pools.findIndex(({ host, pool }) => host === one.host && pool === one.pool) === at);

const isDenied = (text: string): boolean => /Access denied, you must be|System error 5 has|\bFAILED 5:/i.test(text);

/** The number that Windows gives, alone or as an HRESULT (`8007041d`); 0 where it gives none. */
function errorIn(text: string): number {
  const number = /\b(?:System error|Error|StartService FAILED|WIN32_EXIT_CODE :) (\d{1,5})\b/i.exec(text)?.[1];
  const result = /\b(?:0x)?8007([0-9a-f]{4})\b/i.exec(text)?.[1];
  return number === undefined ? Number.parseInt(result ?? '0', 16) : Number(number);
}
